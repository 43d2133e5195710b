"""The passage around a few quoted words: enough to see what is meant, still word for word."""

import re
from dataclasses import replace
from typing import Final

from records.annotation import Quote
from records.record import Record

__all__ = ["field_text", "passage"]

_LONGEST: Final = 180  # characters; what a reader takes in at a glance
_END: Final = re.compile(r"[.!?;:]\s|\n")


def field_text(record: Record, field: str) -> str:
    """Give the text that the offsets of a quote count in; keywords are joined by ``"; "``."""
    if field == "keywords":
        return "; ".join(record.keywords)
    return {"title": record.title, "abstract": record.abstract, "body": record.body}[field]


def passage(quote: Quote, record: Record) -> Quote:
    """Widen a quote to the clause that it stands in, 180 characters at most, cut between words.

    A quote of another record, or one that does not stand where it says, is given back as it is.
    """
    text = field_text(record, quote.field)
    if quote.record != record.record_id or text[quote.start : quote.end] != quote.text:
        return quote
    start = max((end.end() for end in _END.finditer(text, 0, quote.start)), default=0)
    stop = _END.search(text, quote.end)
    end = stop.start() + 1 if stop and text[stop.start()] in ".!?" else stop.start() if stop else len(text)
    room = max(0, _LONGEST - (quote.end - quote.start))
    if end - start > _LONGEST:
        start, end = max(start, quote.start - room // 2), min(end, quote.end + room // 2)
        start = _after_blank(text, start, quote.start)
        end = _before_blank(text, end, quote.end)
    while start < quote.start and text[start].isspace():
        start += 1
    while end > quote.end and text[end - 1].isspace():
        end -= 1
    return replace(quote, start=start, end=end, text=text[start:end])


def _after_blank(text: str, start: int, limit: int) -> int:
    if start == 0 or text[start - 1].isspace():
        return start
    blank = text.find(" ", start, limit)
    return blank + 1 if blank >= 0 else limit


def _before_blank(text: str, end: int, limit: int) -> int:
    if end == len(text) or text[end].isspace():
        return end
    blank = text.rfind(" ", limit, end)
    return blank if blank >= 0 else limit
