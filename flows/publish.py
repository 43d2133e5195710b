"""Publish: write what a run found where people look for it."""

import os
from pathlib import Path

from flows.context import Context
from records.run import Run
from records.workstream import Workstream
from synthesis.digest import DigestEntry, DigestQueue, digest
from synthesis.said import said

__all__ = ["digest_path", "publish"]


def publish(context: Context, run: Run) -> Path:
    """Write the digest of a run and give its path; writing it again gives the same file."""
    queues = [_queue(context, run, workstream) for workstream in context.workstreams]
    touched = (*context.store.works.changed(run.number), *context.store.works.of_run(run.number))
    noticed = [work for work in context.store.works.get(touched) if work.notices or work.best.is_notice]
    path = digest_path(context.home, run.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and renamed: whoever looks sees a whole page or none.
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(digest(run, queues, noticed), encoding="utf-8")
    aside.replace(path)
    return path


def digest_path(home: Path, run: int) -> Path:
    """Say where the digest of a run is."""
    return home / "digests" / f"run-{run:04}.md"


def _queue(context: Context, run: Run, workstream: Workstream) -> DigestQueue:
    places = context.store.queues.get(workstream.id, run.number)
    ids = [place.work for place in places]
    annotations = context.store.annotations.of(ids)
    entries = [
        DigestEntry(place, work, said(annotations.get(work.work_id, ())))
        for place, work in zip(places, context.store.works.get(ids), strict=True)
    ]
    candidates = context.store.queues.candidates(run.number).get(workstream.id, 0)
    return DigestQueue(workstream, candidates, entries)
