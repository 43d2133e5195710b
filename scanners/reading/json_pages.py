"""Pages of JSON: checked for being what was asked for, and read item by item."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from records.errors import PageError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source
from scanners.reading.fields import at, many, words

__all__ = ["Item", "answer", "complaint", "read"]

Item = Mapping[str, object]
_FRAGMENT = 500
_TITLE = re.compile(r"<title[^>]*>([^<]{1,200})", re.IGNORECASE)
_COMPLAINTS = ("errMsg", "error", "message", "detail")


def answer(page: Page, name: str) -> Item:
    """Decode the JSON object that a source, called ``name`` to people, sent in answer to a question.

    Raises ``PageError`` in one plain line for an empty body, HTML, XML or other text, JSON that is cut
    short, a value that is no object, and an object that says that something went wrong.
    """
    document = _decoded(page.text.strip(), name)
    if not isinstance(document, Mapping):
        raise PageError(f"{name} sent a JSON {_sort(document)} where an object was expected")
    wrong = complaint(document)
    if wrong:
        raise PageError(f"{name} answered with an error: {wrong}")
    return document


def complaint(document: object) -> str:
    """Give what an object says went wrong, empty for one that does not complain."""
    if not isinstance(document, Mapping):
        return ""
    failed = str(document.get("status", "")).lower() in {"failed", "error"}
    for name in _COMPLAINTS:
        said = document.get(name)
        if said and (name != "message" or failed or isinstance(said, str)):
            reasons = [words(at(one, "message")) or words(one) for one in many(said)]
            return "; ".join(reason for reason in reasons if reason)[:300] or "without a reason"
    return "without a reason" if failed else ""


def read(
    page: Page,
    source: Source,
    name: str,
    find: Callable[[object], Iterable[object] | None],
    record: Callable[[Item, Source, str], Record | str],
) -> Iterator[Record | Rejected]:
    """Read the items on a page, which may also be a saved file of JSON Lines.

    ``find`` gives the items in a decoded document, None when it has none by its shape. ``record`` reads
    one item, given the page's SHA-256; a text instead of a record says why it is rejected. Never raises
    for what the page says: what cannot be read comes out as ``Rejected`` with at most 500 characters of it.
    """
    sha256, text = page.sha256, page.text.strip()
    try:
        items = _found(find, _decoded(text, name, lines=True), name)
    except PageError as error:
        yield Rejected(source.id, str(error), text[:_FRAGMENT], sha256)
        return
    for item in items:
        made = record(item, source, sha256) if isinstance(item, Mapping) else "the item is no JSON object"
        yield Rejected(source.id, made, _fragment(item), sha256) if isinstance(made, str) else made


def _found(
    find: Callable[[object], Iterable[object] | None], document: object, name: str
) -> Iterable[object]:
    items = find(document)
    if items is None:
        wrong = complaint(document)
        raise PageError(f"{name} answered with an error: {wrong}" if wrong else f"{name} sent no works")
    return items


def _fragment(item: object) -> str:
    try:
        written = item if isinstance(item, str) else json.dumps(item, ensure_ascii=False)
    except RecursionError:
        return "(nested too deeply to be shown)"
    return written[:_FRAGMENT].encode("utf-8", "replace").decode("utf-8")  # no halves of characters


def _decoded(text: str, name: str, *, lines: bool = False) -> object:
    if not text:
        raise PageError(f"{name} sent an empty page")
    if text[0] not in "{[":
        raise PageError(f"{name} sent {_what_instead(text)}")
    try:
        return json.loads(text)
    except RecursionError as error:
        raise PageError(f"{name} sent JSON that is nested too deeply") from error
    except ValueError as error:
        if lines and (found := _json_lines(text)):
            return found
        cut = getattr(error, "pos", 0) >= len(text) - 1 or "Unterminated" in str(error)
        raise PageError(f"{name} sent JSON that is {'cut short' if cut else 'broken'}: {error}") from error


def _what_instead(text: str) -> str:
    start = text[:2000].lower()
    if "<html" in start or start.startswith("<!doctype html"):
        title = _TITLE.search(text[:5000])
        return f"an HTML page instead of JSON{': ' + words(title.group(1)) if title else ''}"
    if start.startswith("<"):
        return "XML instead of JSON"
    return f"text instead of JSON: {words(text[:120])}"


def _json_lines(text: str) -> list[object]:
    found = [_line(line) for line in text.splitlines() if line.strip()]
    return found if len(found) > 1 and isinstance(found[0], Mapping) else []


def _line(line: str) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return line


def _sort(document: object) -> str:
    return "list" if isinstance(document, list) else "value"
