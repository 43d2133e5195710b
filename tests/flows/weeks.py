"""The weeks that the tests of the flows run on, and what they end in."""

import json
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from itertools import combinations
from pathlib import Path

import data
from flows.context import Context
from records.source import Window

SAMPLE = data.folder("sample", "week.jsonl")
SAMPLE_WEEK = Window(date(2026, 11, 9), date(2026, 11, 16))
SHARED_WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))

Pair = tuple[tuple[str, str], tuple[str, str]]


def truth(path: Path) -> dict[tuple[str, str], str]:
    """Read which work each record belongs to, by source and key."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {(line["source"], line["key"]): line["work"] for line in map(json.loads, lines)}


def found(context: Context) -> dict[tuple[str, str], str]:
    """Say to which work Ken put each record, by source and key."""
    return {
        (record.source, record.key): work.work_id
        for work in context.store.works.all()
        for record in work.records
    }


def pairs(works: dict[tuple[str, str], str]) -> set[Pair]:
    """List the pairs of records that are of one work."""
    groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for record, work in works.items():
        groups[work].append(record)
    return {(a, b) for group in groups.values() for a, b in combinations(sorted(group), 2)}


def state(context: Context) -> dict[str, object]:
    """Give all that a run leaves behind, without instants."""
    store = context.store
    works = list(store.works.all())
    ids = [work.work_id for work in works]
    return {
        "works": works,
        "annotations": store.annotations.of(ids),
        "queues": {
            (run.number, stream.id): store.queues.get(stream.id, run.number)
            for run in store.runs.all()
            for stream in context.workstreams
        },
        "runs": [(run.number, run.sources, run.works_new, run.works_changed) for run in store.runs.all()],
        "digests": _texts((context.home / "digests").glob("*.md")),
    }


def _texts(paths: Iterable[Path]) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(paths)}
