"""Checking sources: does each answer, and with something that can be read?"""

from dataclasses import dataclass
from itertools import islice

from flows.context import Context
from records.errors import SourceError
from records.record import Rejected
from records.source import Source, Window
from scanners import scanner

__all__ = ["Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a source's first page gave: items read and refused, or the reason why there is none."""

    source: Source
    records: int = 0
    rejected: int = 0
    newest: str = ""
    error: str = ""


def check(context: Context, source: Source, window: Window) -> Checked:
    """Ask a source its first question and read the first page; nothing is kept."""
    module = scanner(source.kind)
    narrowed = source.asking(source.queries[0])
    try:
        pages = list(islice(module.pages(narrowed, window, context.fetch_for(source)), 1))
    except SourceError as error:
        return Checked(source, error=str(error))
    items = [item for page in pages for item in module.parse(page, source)]
    records = [item for item in items if not isinstance(item, Rejected)]
    dates = [str(record.published) for record in records if record.published]
    return Checked(source, len(records), len(items) - len(records), max(dates, default=""))
