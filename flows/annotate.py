"""Annotate: let every component read the works that it has not read as they are now."""

from collections.abc import Iterator, Sequence
from contextlib import closing

from flows.context import Context
from flows.readers import readers
from flows.reading_pool import processes_for, read_by
from records.work import Work

__all__ = ["annotate"]

_BATCH = 2000  # works; what is done is kept after each, so that a killed run loses seconds


def annotate(context: Context, processes: int | None = None) -> dict[str, str]:
    """Read what is unread, and give the version of each component.

    A work is read again when a component's version or the work's best record changed. ``processes`` read,
    where it is None as many as the machine has cores, and this one alone when the works are few.
    """
    reading = readers(context.vocabularies)
    unread = context.store.annotations.unread(reading.versions)
    chosen = processes_for(len(unread)) if processes is None else processes
    done = 0
    context.progress.step("annotate", f"0 of {len(unread)} works")
    batches = _batches(context, unread)
    with closing(read_by(chosen, reading, context.vocabularies, batches)) as all_read:
        for works, annotations in all_read:
            fingerprints = {work.work_id: work.best.fingerprint() for work in works}
            context.store.annotations.keep(reading.versions, fingerprints, annotations)
            done += len(works)
            context.progress.step("annotate", f"{done} of {len(unread)} works")
    return reading.versions


def _batches(context: Context, work_ids: Sequence[str]) -> Iterator[Sequence[Work]]:
    for start in range(0, len(work_ids), _BATCH):
        yield context.store.works.get(work_ids[start : start + _BATCH])
