"""Publish: write what a run found where people look for it."""

import os
from collections.abc import Sequence
from pathlib import Path

from flows.context import Context
from records.record import Record
from records.run import Run
from records.work import Work
from records.workstream import Workstream
from store.opening import Store
from synthesis.digest import DigestEntry, DigestQueue, digest
from synthesis.news import News, news
from synthesis.said import said

__all__ = ["digest_path", "happened", "publish"]


def publish(context: Context, run: Run) -> Path:
    """Write the digest of a run and give its path; writing it again gives the same file."""
    queues = [_queue(context, run, workstream) for workstream in context.workstreams]
    brought, noticed = happened(context.store, run.number)
    path = digest_path(context.home, run.number)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Written aside and renamed: whoever looks sees a whole page or none.
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(digest(run, queues, noticed, brought), encoding="utf-8")
    aside.replace(path)
    return path


def digest_path(home: Path, run: int) -> Path:
    """Say where the digest of a run is."""
    return home / "digests" / f"run-{run:04}.md"


def happened(store: Store, run: int) -> tuple[tuple[News, ...], tuple[Work, ...]]:
    """Give what a run brought to works that somebody keeps, and the works with notices that it touched."""
    touched = (*store.works.changed(run), *store.works.of_run(run))
    noticed = [work for work in store.works.get(touched) if work.notices or work.best.is_notice]
    return _news(store, run, touched), tuple(noticed)


def _news(store: Store, run: int, touched: Sequence[str]) -> tuple[News, ...]:
    decisions = store.decisions.of(touched)
    works = store.works.get(sorted(decisions))
    own = {record.record_id: work.work_id for work in works for record in work.records}
    named = store.keys.targets(list(own))
    ids = {one for notices in named.values() for one in notices}
    notices = store.records.known(sorted(ids))
    about: dict[str, list[Record]] = {}
    for record_id, notice_ids in sorted(named.items()):
        about.setdefault(own[record_id], []).extend(notices[one] for one in sorted(notice_ids))
    return news(works, decisions, about, store.works.fresh(run, [*own, *sorted(ids)]))


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
