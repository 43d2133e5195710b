"""Cases of pages of JSON: how records are told in their expected files, and pages with something broken."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import deepcopy
from dataclasses import fields
from pathlib import Path

from hypothesis import strategies as st

from records.errors import SourceError
from records.page import Page
from records.record import Author, Notice, Record, Rejected, VersionLink
from records.source import Source
from scanners import scanner
from tests.scanners.far_side import page

__all__ = [
    "FAILURES",
    "Snapshot",
    "cases",
    "check_mangled_page",
    "expected",
    "facts",
    "mangled",
    "read",
    "until_error",
]

Snapshot = Callable[[Path, str], None]

# What can come with status 200 instead of a page, and a word of the reason that a person is given.
FAILURES = {
    "": "empty page",
    "<!DOCTYPE html><html><title>502 Bad Gateway</title></html>": "HTML page instead of JSON: 502 Bad",
    "<?xml version='1.0'?><responseWrapper/>": "XML instead of JSON",
    "Error : (2002) Connection refused": "text instead of JSON: Error : (2002) Connection refused",
    '{"error": "Rate limit", "message": "Too many requests"}': "answered with an error: Rate limit",
    '{"status": "failed", "message": [{"message": "no such route"}]}': "an error: no such route",
    '{"hitCount": 3, "message": {"items": [{"DOI": "10.5555/cut': "cut short",
    '{"hitCount": 3, "resultList": nothing}': "broken",
    "[1, 2]": "JSON list",
    '{"esearchresult": {"count": "0"}}': "",
    "[" * 100_000: "nested too deeply",
}
HERE = Path(__file__).parent
_LEFT_OUT = {"source", "kind", "page"}
JUNK: tuple[object, ...] = (
    *(
        None,
        True,
        False,
        0,
        -1,
        3.5,
        10**20,
        float("inf"),
        "",
        " ",
        "NA",
        "2026-13-45",
        "10.5555/x",
        "https://",
    ),
    *("\ud83d", "\x00", "<h4>", "</jats:p", "&#x110000;", "$\\frac{", "x" * 3000, "O_ST_ABS", "<p>" * 300),
    *([], [None], [[[]]], ["a", 1], {}, {"": ""}, {"date-parts": [[None]]}, {"a": {"b": [1, None]}}),
)


def cases(kind: str) -> list[Path]:
    """List the invented pages of a kind."""
    found = (HERE / kind).glob("*.json")
    return sorted(path for path in found if not path.name.endswith(".expected.json"))


def read(body: bytes | str, source: Source) -> list[Record | Rejected]:
    """Read a page of a source."""
    made: Page = page(body)
    return list(scanner(source.kind).parse(made, source))


def expected(items: Iterable[Record | Rejected]) -> str:
    """Write what was read as an expected file does, abstracts line by line."""
    return _written([_told(item) for item in items])


def facts(items: Sequence[Record | Rejected], shown: int = 6) -> str:
    """Write facts about what was read, without the words of abstracts, of the first items only."""
    rejected = sum(isinstance(item, Rejected) for item in items)
    told_first = [_told(item, facts=True) for item in items[:shown]]
    return _written({"items": len(items), "rejected": rejected, "first": told_first})


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _told(item: Record | Rejected, *, facts: bool = False) -> dict[str, object]:
    if isinstance(item, Rejected):
        return {"rejected": item.reason, **({} if facts else {"fragment": item.fragment})}
    said = {
        field.name: _plain(getattr(item, field.name)) for field in fields(item) if field.name not in _LEFT_OUT
    }
    if item.abstract:
        said["abstract"] = _about(item.abstract) if facts else item.abstract.splitlines()
    return {name: value for name, value in said.items() if value}


def _plain(value: object) -> object:
    if isinstance(value, tuple) and not hasattr(value, "_fields"):
        return [_plain(one) for one in value]
    if isinstance(value, Author):
        marks = ["group"] * value.group + [value.orcid] * bool(value.orcid)
        return f"{value} ({', '.join(marks)})" if marks else str(value)
    if isinstance(value, Notice | VersionLink):
        parts = (getattr(value, field.name) for field in fields(value))
        return " ".join(str(part) for part in parts if part)
    return str(value) if value else ""


def _about(abstract: str) -> dict[str, object]:
    lines = abstract.splitlines()
    headings = [line.partition(":")[0] for line in lines if 0 < line.find(":") <= 60]
    return {
        "characters": len(abstract),
        "starts": " ".join(abstract.split()[:5]),
        "ends": " ".join(abstract.split()[-3:]),
        "headings": headings if len(lines) > 1 else [],
    }


def until_error(pages: Iterator[Page]) -> tuple[list[Page], str]:
    """Take the pages that come before an error, and what the error says; empty when there is none."""
    got: list[Page] = []
    try:
        got.extend(pages)
    except SourceError as error:
        return got, str(error)
    return got, ""


@st.composite
def mangled(draw: st.DrawFn, document: object) -> object:
    """Put junk in the place of one to three values of a document."""
    broken = json.loads(json.dumps(document))
    for _ in range(draw(st.integers(1, 3))):
        *before, last = draw(st.sampled_from(list(_ways(broken))))
        parent = broken
        for name in before:
            parent = parent[name]
        parent[last] = deepcopy(draw(st.sampled_from(JUNK)))
        if not isinstance(broken, dict | list) or not broken:
            break
    return broken


def check_mangled_page(document: object, source: Source) -> None:
    """Check what must hold for each page: no exception, whole records, reasons, text that can be stored."""
    for item in read(json.dumps(document), source):
        if isinstance(item, Rejected):
            assert item.reason
            assert len(item.fragment) <= 500
            item.fragment.encode("utf-8")
        else:
            assert item.key
            assert item.title == " ".join(item.title.split()) != ""
            assert item.fingerprint()
            assert all(author.family for author in item.authors)
            assert all(url.startswith("https://") for url in item.urls)


def _ways(value: object, *before: str | int) -> Iterator[tuple[str | int, ...]]:
    inside: Iterable[tuple[str | int, object]] = ()
    if isinstance(value, dict):
        inside = value.items()
    elif isinstance(value, list):
        inside = enumerate(value)
    for name, part in inside:
        yield (*before, name)
        yield from _ways(part, *before, name)
