"""The far side of the network for tests of scanners, and how records are told in expected files."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from records.page import Page
from records.record import Author, Notice, Record, Rejected, VersionLink

__all__ = ["NOW", "Asked", "FarSide", "page", "told", "written"]

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def page(
    body: bytes | str, url: str = "https://example.org/x", media_type: str = "", about: str = ""
) -> Page:
    raw = body.encode() if isinstance(body, str) else body
    return Page("test", url, 200, media_type, NOW, raw, about)


@dataclass(frozen=True)
class Asked:
    url: str
    params: Mapping[str, str]
    method: str
    accept: str
    about: str


Answer = bytes | str | Page | Exception


@dataclass
class FarSide:
    """Answers requests by a function of what was asked, and keeps what was asked."""

    answer: Callable[[Asked], Answer]
    media_type: str = "text/html"
    asked: list[Asked] = field(default_factory=list)

    def __call__(
        self,
        url: str,
        params: Mapping[str, str] | None = None,
        *,
        method: str = "GET",
        accept: str = "*/*",
        about: str = "",
    ) -> Page:
        now = Asked(url, params or {}, method, accept, about)
        self.asked.append(now)
        given = self.answer(now)
        if isinstance(given, Exception):
            raise given
        return given if isinstance(given, Page) else page(given, url, self.media_type, about)


def written(items: Iterable[Record | Rejected], *, facts: bool = False) -> str:
    """Write records as an expected file does; ``facts`` leaves the words of publications out."""
    return json.dumps([told(one, facts=facts) for one in items], ensure_ascii=False, indent=1) + "\n"


def told(item: Record | Rejected, *, facts: bool = False) -> dict[str, object]:
    """Tell what a record holds, what is empty left out."""
    if isinstance(item, Rejected):
        return {"rejected": item.reason, **({} if facts else {"fragment": item.fragment})}
    shown = _about(item) if facts else str
    said: dict[str, object] = {
        "key": item.key,
        "title": item.title,
        "abstract": item.abstract and shown(item.abstract),
        "body": item.body and shown(item.body),
        "authors": [_author(one) for one in item.authors],
        "container": item.container,
        "publisher": item.publisher,
        "volume": item.volume,
        "issue": item.issue,
        "pages": item.pages,
        "published": str(item.published or ""),
        "indexed": str(item.indexed or ""),
        "type": item.type,
        "publication types": list(item.publication_types),
        "language": item.language,
        "identifiers": [str(one) for one in item.identifiers],
        "urls": list(item.urls),
        "keywords": list(item.keywords),
        "notices": [_notice(one) for one in item.notices],
        "versions": [_version(one) for one in item.versions],
    }
    return {name: value for name, value in said.items() if value}


def _about(item: Record) -> Callable[[str], object]:
    def facts(text: str) -> dict[str, object]:
        words = text.split()
        headings = [line.partition(":")[0] for line in text.splitlines() if _has_heading(line)]
        return {
            "characters": len(text),
            "words": len(words),
            "starts": " ".join(words[:5]),
            "ends": " ".join(words[-3:]),
            "headings": headings if item.kind == "pubmed" else [],
        }

    return facts


def _has_heading(line: str) -> bool:
    heading, colon, _ = line.partition(":")
    return bool(colon) and len(heading) <= 40 and heading[:1].isupper()


def _author(author: Author) -> str:
    marks = [mark for mark in ("group" if author.group else "", author.orcid) if mark]
    return f"{author} ({', '.join(marks)})" if marks else str(author)


def _notice(notice: Notice) -> str:
    return " ".join(str(part) for part in (notice.kind, notice.role, notice.other, notice.published) if part)


def _version(version: VersionLink) -> str:
    return f"{version.relation} {version.other}"
