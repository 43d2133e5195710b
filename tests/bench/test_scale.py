from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.scale import STEPS, Scale, measure, steps_of
from flows.context import Context
from flows.progress import Silent
from ken.settings import read_settings
from ken.wiring import every_source, wired
from ken.workspace import create
from records.errors import BenchError


@contextmanager
def wire(home: Path) -> Iterator[Context]:
    with wired(home, read_settings(home), every_source(home)) as context:
        yield context


@pytest.mark.slow
def test_a_thousand_records_and_a_week_go_through_all_steps(tmp_path: Path) -> None:
    create(tmp_path)
    found = measure(tmp_path, wire, 1000, STEPS, seed=1, progress=Silent())
    for half, copies in ((found.corpus, 200), (found.increment, 250)):
        assert (half.records, half.duplicates) == (1000, copies)
        assert tuple(half.steps) == STEPS
        assert all(0 < taken.seconds < 120 and taken.peak_mb > 50 for taken in half.steps.values())
        assert half.precision is not None
        assert half.recall is not None
        assert min(half.precision, half.recall) > 0.95
    assert found.database_mb > 1
    with wire(tmp_path) as context:
        runs = context.store.runs.all()
        assert [(run.number, run.finished is not None) for run in runs] == [(2, True), (1, True)]
        assert context.store.records.count() == 2000
        assert context.store.works.count() < 1700
        queued = [context.store.queues.latest(stream.id) for stream in context.workstreams]
        assert any(queued)


@pytest.mark.slow
def test_one_record_is_enough(tmp_path: Path) -> None:
    create(tmp_path)
    found: Scale = measure(tmp_path, wire, 1, ("link",), seed=1, progress=Silent())
    assert (found.corpus.records, found.corpus.precision, found.corpus.recall) == (1, 1, 1)
    assert found.increment.records == 1000


@pytest.mark.parametrize("records", [0, -5])
def test_no_records_are_refused(records: int, tmp_path: Path) -> None:
    with pytest.raises(BenchError, match=f"a number of 1 or more, not {records}"):
        measure(tmp_path, wire, records, STEPS, seed=1, progress=Silent())


def test_steps_are_put_in_their_order() -> None:
    assert steps_of("rank, link") == ("link", "rank")
    assert steps_of(",".join(STEPS)) == STEPS


@pytest.mark.parametrize("text", ["publish", "", "link,,rank"])
def test_an_unknown_step_is_refused(text: str) -> None:
    with pytest.raises(BenchError, match="link,annotate,rank"):
        steps_of(text)
