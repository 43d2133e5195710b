"""JSON Feed (jsonfeed.org, versions 1 and 1.1)."""

import json
from collections.abc import Mapping
from urllib.parse import urljoin

from records.errors import PageError
from scanners.items.feed_entries import Entry, Feed
from scanners.reading.fields import at, many, raw, when

__all__ = ["read_json"]

_VERSION = "https://jsonfeed.org/version/"


def read_json(text: str, address: str) -> Feed:
    """Read a JSON Feed; relative links are seen from ``address``.

    Raises :class:`records.errors.PageError` for other JSON, an error among it, and for JSON that is cut
    short.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise PageError(f"is JSON that is broken or cut short ({error})") from error
    items = at(document, "items")
    if not raw(at(document, "version")).startswith(_VERSION) or not isinstance(items, list):
        wrong = (
            raw(at(document, "error"))
            or raw(at(document, "message"))
            or raw(at(document, "error", "message"))
        )
        raise PageError(f"is JSON, but not a feed{f', and says: {wrong[:200]}' if wrong else ''}")
    return Feed(
        title=raw(at(document, "title")),
        language=raw(at(document, "language")),
        entries=tuple(_entry(one, address) for one in items if isinstance(one, Mapping)),
    )


def _entry(item: Mapping[str, object], address: str) -> Entry:
    link = _absolute(address, _sound(item.get("url")) or _sound(item.get("external_url")))
    content = raw(item.get("content_html")) or raw(item.get("content_text"))
    authors = [*many(item.get("authors")), *many(item.get("author"))]
    return Entry(
        link=link,
        guid=_sound(item.get("id")),
        title=raw(item.get("title")),
        summary=raw(item.get("summary")) or content,
        content=content,
        published=when(item.get("date_published")),
        updated=when(item.get("date_modified")),
        names=tuple(dict.fromkeys(name for one in authors if (name := raw(at(one, "name")) or raw(one)))),
        links=(link,) if link else (),
        tags=tuple(text for tag in many(item.get("tags")) if (text := raw(tag))),
    )


def _sound(value: object) -> str:
    # JSON can escape half a character ("\ud800"), which nothing can store.
    return raw(value).encode(errors="replace").decode()


def _absolute(address: str, link: str) -> str:
    try:
        return urljoin(address, link) if link else ""
    except ValueError:
        return link
