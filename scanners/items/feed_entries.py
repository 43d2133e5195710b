"""A feed taken apart into entries, whichever of the formats it is in.

RSS 0.9 to 2.0, RDF and Atom are read by feedparser, which forgives much; JSON Feed by
:mod:`scanners.items.feed_json`. What they give is the same here: fragments of HTML as they came, dates with
their precision, addresses made absolute.
"""

import hashlib
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import feedparser

from records.dates import PartialDate
from records.errors import PageError
from scanners.reading.charset import decode
from scanners.reading.safe_xml import ENTITIES, declares_entities, is_web_page

__all__ = ["LARGEST", "Entry", "Feed", "read_xml"]

LARGEST: Final = 16 * 1024 * 1024
"""The most bytes that are read as one feed."""


_COARSE = re.compile(r"\d{4}(?:-\d\d)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a feed, each field empty where the feed has none.

    ``title``, ``summary`` and ``content`` are HTML. ``dois`` are texts in which the feed says that there
    is a DOI. ``names`` are bylines.
    """

    link: str = ""
    guid: str = ""
    title: str = ""
    summary: str = ""
    content: str = ""
    published: PartialDate | None = None
    updated: PartialDate | None = None
    names: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    dois: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """Name the entry in its feed: its link as it came, else its guid, else a hash of title and date."""
        return self.link or self.guid or _hash(f"{self.title}\n{self.published or self.updated or ''}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed and its entries in their order; ``complete`` is false when it was cut short."""

    title: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = field(default_factory=tuple)
    complete: bool = True


def _hash(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:32]}"


def read_xml(body: bytes, address: str) -> Feed:
    """Read RSS, RDF or Atom; relative links are seen from ``address``.

    Raises :class:`records.errors.PageError` for what is no feed: a web page, other XML, text, nothing,
    entity declarations, or XML so broken that not one entry can be made out.
    """
    if len(body) > LARGEST:
        raise PageError(f"has {len(body):,} bytes; Ken reads feeds of at most {LARGEST:,}")
    if is_web_page(body):
        raise PageError("is a web page, not a feed")
    text = decode(body).strip()
    if not text:
        raise PageError("is empty")
    if declares_entities(text):
        raise PageError(ENTITIES)
    parsed = _parsed(text, address)
    entries = tuple(_entry(dict(one)) for one in parsed.entries if one)
    if not entries and (parsed.bozo or not parsed.get("version")):
        raise PageError(_why_not(text, parsed))
    about = dict(parsed.feed)
    return Feed(
        title=_text(about, "title"),
        language=_text(about, "language"),
        entries=entries,
        complete=not parsed.bozo or _is_closed(text),
    )


def _parsed(text: str, address: str) -> feedparser.FeedParserDict:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    try:
        # As a stream: given text, feedparser would take an address or the name of a file for what to read.
        return feedparser.parse(
            io.BytesIO(text.encode("utf-8", errors="replace")),
            response_headers=headers,
            sanitize_html=False,  # everything is made plain text; nothing is ever shown as HTML
            resolve_relative_uris=False,
        )
    except Exception as error:
        # feedparser promises to forgive everything, and fails in many ways on what attackers send.
        raise PageError(f"is a feed that cannot be read ({type(error).__name__})") from error


def _entry(one: dict[str, Any]) -> Entry:
    content = [_text(part, "value") for part in one.get("content", ())]
    links = [_text(link, "href") for link in one.get("links", ())]
    dois = [_text(one, name) for name in ("prism_doi", "dc_identifier")]
    tags = [_text(tag, "label") or _text(tag, "term") for tag in one.get("tags", ())]
    return Entry(
        link=_text(one, "link"),
        guid=_text(one, "id"),
        title=_text(one, "title"),
        summary=_text(one, "summary"),
        content=max(content, key=len, default=""),
        published=_date(one, "published") or _date(one, "created"),
        updated=_date(one, "updated"),
        names=tuple(_names(one)),
        links=tuple(dict.fromkeys(link for link in links if link)),
        dois=tuple(doi for doi in dois if doi),
        tags=tuple(tag for tag in tags if tag),
    )


def _text(one: Mapping[str, object], name: str) -> str:
    # Of broken feeds, feedparser gives None, or a dictionary, where there should be text.
    value = one.get(name)
    return value if isinstance(value, str) else ""


def _names(one: dict[str, Any]) -> list[str]:
    named = [_text(author, "name") for author in one.get("authors", ())]
    return [name for name in named if name] or [_text(one, "author")]


def _date(one: dict[str, Any], name: str) -> PartialDate | None:
    # The text first: it keeps the publisher's own day, which feedparser turns into that of Greenwich.
    text = _text(one, name).strip()
    said = PartialDate.parse(text)
    if said and (said.day or _COARSE.fullmatch(text)):
        return said
    parsed = one.get(f"{name}_parsed")
    return PartialDate.of(*parsed[:3]) if parsed else said


def _is_closed(text: str) -> bool:
    return text[-200:].rstrip().lower().endswith(("</rss>", "</feed>", ":feed>", "</rdf:rdf>", "</rdf>"))


def _why_not(text: str, parsed: feedparser.FeedParserDict) -> str:
    if not text.startswith("<"):
        return f"is not a feed: it starts with {text[:40]!r}"
    if parsed.get("version"):
        return f"is a feed that is broken or cut short ({parsed.get('bozo_exception')})"
    return f"is XML, but not a feed: it starts with {text[:40]!r}"
