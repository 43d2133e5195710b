"""The weeks that the tests of the flows run on, and what they end in."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path

import pytest

import data
from flows.context import Context
from flows.steps import PlainSteps
from flows.weekly import Clock, weekly
from ken.settings import read_settings
from ken.wiring import chosen, every_source, wired
from ken.workspace import create
from records.run import Run
from records.source import Source, Window

SAMPLE = data.folder("sample", "week.jsonl")
SAMPLE_WEEK = Window(date(2026, 11, 9), date(2026, 11, 16))
SHARED_WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))

# Two sources that have works in common; a week on them takes half the time.
FEW = ("his", "medrxiv")
_made: dict[tuple[str, ...], Path] = {}

Pair = tuple[tuple[str, str], tuple[str, str]]


def run_week(context: Context, window: Window = SAMPLE_WEEK, sources: Sequence[Source] = ()) -> Run:
    """Carry out one run in plain steps, with these sources or all of the context's."""
    chosen_ones = replace(context, sources=sources) if sources else context
    return weekly(chosen_ones, window, PlainSteps(), Clock(), exact=True)


def finished(folders: pytest.TempPathFactory, names: tuple[str, ...] = ()) -> Path:
    """Give a workspace with one finished run on the sample; it is made once for all tests.

    Nobody may change it: copy the folder first.
    """
    if names not in _made:
        home = folders.mktemp("finished") / "w"
        create(home)
        sources = chosen(every_source(home), names)
        with wired(home, read_settings(home), sources, replay=SAMPLE) as context:
            run_week(context)
        _made[names] = home
    return _made[names]


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
