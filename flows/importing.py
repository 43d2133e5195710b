"""Import: take the references of files in, as records of a source of their own."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.annotate import annotate
from flows.context import Context
from flows.link import link
from records.errors import ImportFileError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source
from scanners.files.formats import reader

__all__ = ["Imported", "import_file", "settle"]


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file gave: how many references were read, how many were new, and what was refused and why."""

    path: Path
    read: int
    new: int
    rejected: tuple[Rejected, ...]

    @property
    def reasons(self) -> Mapping[str, int]:
        """Count what was refused by reason."""
        return Counter(one.reason for one in self.rejected)


def import_file(context: Context, path: Path, source: Source) -> Imported:
    """Take the references of one file in; :func:`settle` links and reads them afterwards.

    The same file again changes nothing. Raises ``ImportFileError`` when the file cannot be read at all.
    """
    try:
        body = path.read_bytes()
    except OSError as error:
        raise ImportFileError(f"{path}: {error.strerror or error}") from error
    page = Page(source.id, f"file:{path.name}", 200, "application/octet-stream", context.now(), body)
    records: dict[str, Record] = {}
    rejected: list[Rejected] = []
    for item in reader(path.name, body).parse(page, source):
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            records[item.key] = records[item.key].combined(item) if item.key in records else item
    before = context.store.records.count()
    context.store.pages.keep(0, [page])
    context.store.records.keep(0, records.values(), rejected)
    new = context.store.records.count() - before
    return Imported(path, len(records), new, tuple(rejected))


def settle(context: Context) -> None:
    """Link and read what was taken in; the next scan ranks it."""
    if link(context, 0):
        annotate(context)
        context.store.search.words.catch_up()
