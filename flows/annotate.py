"""Annotate: let every component read the works that it has not read as they are now."""

from collections.abc import Iterable, Sequence

from flows.context import Context
from flows.readers import Readers, readers
from nlp.reading import readings
from records.work import Work

__all__ = ["annotate"]

_BATCH = 500  # works; what is done is kept after each, so that a killed run loses seconds


def annotate(context: Context) -> dict[str, str]:
    """Read what is unread, and give the version of each component.

    A work is read again when a component's version or the work's best record changed.
    """
    reading = readers(context.vocabularies)
    versions = {reader.name: reader.version for reader in reading.components}
    unread = context.store.annotations.unread(versions)
    for done, batch in _batches(unread):
        context.progress.step("annotate", f"{done} of {len(unread)} works")
        _annotate(context, reading, versions, context.store.works.get(batch))
    return versions


def _annotate(context: Context, reading: Readers, versions: dict[str, str], works: Sequence[Work]) -> None:
    texts = tuple(readings(works, reading.masks))
    found = [annotation for reader in reading.components for annotation in reader(texts)]
    read = {work.work_id: work.best.fingerprint() for work in works}
    context.store.annotations.keep(versions, read, found)


def _batches(items: Sequence[str]) -> Iterable[tuple[int, Sequence[str]]]:
    for start in range(0, len(items), _BATCH):
        yield start, items[start : start + _BATCH]
