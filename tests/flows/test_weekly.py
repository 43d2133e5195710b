from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest

from flows.context import Context
from flows.steps import PlainSteps
from flows.weekly import Clock, weekly
from records.run import Run
from records.source import Window
from synthesis.ranking.passages import field_text
from tests.flows.conftest import Wire
from tests.flows.orders import link_in_turn, shuffled, works
from tests.flows.weeks import (
    FEW,
    SAMPLE,
    SAMPLE_WEEK,
    SHARED_WEEK,
    finished,
    found,
    pairs,
    run_week,
    state,
    truth,
)


def test_a_whole_week_is_kept_and_linked(done: tuple[Context, Run]) -> None:
    context, run = done
    expected = truth(SAMPLE.parent / "truth.jsonl")
    assert not run.failed
    assert sum(one.rejected for one in run.sources) == 0
    works = found(context)
    assert works.keys() == expected.keys()
    right, mine = pairs(expected), pairs(works)
    assert not mine - right
    assert len(mine & right) / len(right) > 0.98
    assert run.works_new == context.store.works.count()
    assert set(run.versions) >= {"workstream", "inequality"}


def test_every_place_is_explained_and_adds_up(done: tuple[Context, Run]) -> None:
    context, run = done
    places = [
        place for stream in context.workstreams for place in context.store.queues.get(stream.id, run.number)
    ]
    assert len(places) > 40
    records = {record.record_id: record for work in context.store.works.all() for record in work.records}
    for place in places:
        assert place.score == pytest.approx(sum(place.parts.values()))
        quotes = [reason.quote for reason in place.reasons if reason.quote]
        assert quotes, place.work
        for reason in place.reasons:
            assert not reason.quote or f"“{reason.quote.text}”" in reason.text
        for quote in quotes:
            text = field_text(records[quote.record], quote.field)
            assert text[quote.start : quote.end] == quote.text


def test_queues_are_ordered_and_capped_and_hold_audit_works(done: tuple[Context, Run]) -> None:
    context, run = done
    for stream in context.workstreams:
        places = context.store.queues.get(stream.id, run.number)
        assert [place.place for place in places] == list(range(1, len(places) + 1))
        scores = [place.score for place in places]
        assert scores == sorted(scores, reverse=True)
        assert len(places) <= context.ranking.cap
        assert len({place.work for place in places}) == len(places)
        assert any(place.slot == "audit" for place in places)


def test_notices_reach_the_work_and_take_no_place(done: tuple[Context, Run]) -> None:
    context, run = done
    retracted = [work for work in context.store.works.all() if work.is_retracted]
    assert retracted
    queued = {
        place.work
        for stream in context.workstreams
        for place in context.store.queues.get(stream.id, run.number)
    }
    notices = {work.work_id for work in context.store.works.all() if work.best.is_notice}
    assert notices
    assert not queued & notices


def test_a_second_run_at_once_changes_nothing(copied: Context) -> None:
    before = state(copied)
    second = run_week(copied)
    after = state(copied)
    assert second.number == 2
    assert (second.works_new, second.works_changed) == (0, 0)
    assert all(one.new == one.changed == 0 for one in second.sources)
    assert after["works"] == before["works"]
    assert after["annotations"] == before["annotations"]
    assert all(not copied.store.queues.get(stream.id, 2) for stream in copied.workstreams)
    assert all(copied.store.queues.latest(stream.id) == 1 for stream in copied.workstreams)


def test_the_order_in_which_sources_arrive_makes_no_difference(done: tuple[Context, Run], wire: Wire) -> None:
    forward, _ = done
    backward = wire()
    run_week(backward, sources=list(reversed(backward.sources)))
    assert state(backward) == state(forward)


T = TypeVar("T")


class CutOffError(Exception):
    """The power went."""


class CutOff(PlainSteps):
    """Steps of which one does not come to its end."""

    def __init__(self, at: str) -> None:
        self._at = at

    def one(self, name: str, do: Callable[[], T]) -> T:
        if name == self._at:
            raise CutOffError
        return super().one(name, do)


def test_a_run_that_is_cut_off_at_every_step_ends_as_an_undisturbed_one(
    tmp_path_factory: pytest.TempPathFactory, wire: Wire
) -> None:
    undisturbed = wire(names=FEW, home=finished(tmp_path_factory, FEW))
    context = wire(names=FEW)
    for step in ("link", "annotate", "rank", "publish"):
        with pytest.raises(CutOffError):
            weekly(context, SAMPLE_WEEK, CutOff(step), Clock(), exact=True)
        assert context.store.runs.unfinished()
    later = Window(SAMPLE_WEEK.until, SAMPLE_WEEK.until)
    run = weekly(context, later, PlainSteps(), Clock(), exact=True)
    assert (run.number, run.window) == (1, SAMPLE_WEEK)
    assert state(context) == state(undisturbed)


def test_a_run_that_was_cut_off_goes_on_with_its_own_sources(wire: Wire) -> None:
    context = wire(names=FEW)
    run = context.store.runs.begin(SAMPLE_WEEK, FEW, context.now(), exact=True)
    only_one = replace(context, sources=context.sources[:1], catalogue=context.sources)
    finished_run = run_week(only_one)
    assert finished_run.number == run.number
    assert [one.id for one in finished_run.sources] == sorted(FEW)
    assert not finished_run.failed


@pytest.mark.shared
@pytest.mark.slow
def test_the_shared_week_is_kept_and_linked(wire: Wire, shared: Path) -> None:
    context = wire(replay=shared / "sources" / "week.jsonl")
    run = run_week(context, SHARED_WEEK)
    expected = truth(shared / "sources" / "week-truth.jsonl")
    assert not run.failed
    linked = found(context)
    assert expected.keys() <= linked.keys()
    right, mine = pairs(expected), pairs({one: linked[one] for one in expected})
    assert len(mine & right) / len(mine) >= 0.999
    assert len(mine & right) / len(right) >= 0.99
    for seed in (1, 2):
        other = wire()
        link_in_turn(other, shuffled(context, seed))
        assert works(other) == works(context)
