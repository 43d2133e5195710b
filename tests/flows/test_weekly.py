from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.conftest import Wire
from tests.flows.weeks import SAMPLE, SAMPLE_WEEK, SHARED_WEEK, found, pairs, state, truth

from flows.context import Context
from flows.steps import PlainSteps
from flows.weekly import Clock, weekly
from records.run import Run
from records.source import Window
from synthesis.ranking.passages import field_text


def run_week(context: Context, window: Window = SAMPLE_WEEK) -> Run:
    return weekly(context, window, PlainSteps(), Clock(), exact=True)


@pytest.fixture
def done(wire: Wire) -> tuple[Context, Run]:
    context = wire()
    return context, run_week(context)


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
    for place in places:
        assert place.score == pytest.approx(sum(place.parts.values()))
        quotes = [reason.quote for reason in place.reasons if reason.quote]
        assert quotes, place.work
        for reason in place.reasons:
            assert not reason.quote or f"“{reason.quote.text}”" in reason.text
        for quote in quotes:
            (record,) = context.store.records.get([quote.record])
            assert field_text(record, quote.field)[quote.start : quote.end] == quote.text


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


def test_a_second_run_at_once_changes_nothing(done: tuple[Context, Run]) -> None:
    context, first = done
    before = state(context)
    second = run_week(context)
    after = state(context)
    assert second.number == first.number + 1
    assert (second.works_new, second.works_changed) == (0, 0)
    assert all(one.new == one.changed == 0 for one in second.sources)
    assert after["works"] == before["works"]
    assert after["annotations"] == before["annotations"]
    assert all(not context.store.queues.get(stream.id, 2) for stream in context.workstreams)
    assert all(context.store.queues.latest(stream.id) == 1 for stream in context.workstreams)


def test_the_order_in_which_sources_arrive_makes_no_difference(wire: Wire, tmp_path: Path) -> None:
    forward = wire(home=tmp_path / "forward")
    backward = wire(home=tmp_path / "backward")
    run_week(forward)
    run_week(replace(backward, sources=list(reversed(backward.sources))))
    assert state(forward) == state(backward)


class CutOffError(Exception):
    """The power went."""


class CutOff(PlainSteps):
    """Steps of which one does not come to its end."""

    def __init__(self, at: str) -> None:
        self._at = at

    def one(self, name, do):  # type: ignore[no-untyped-def]
        if name == self._at:
            raise CutOffError
        return super().one(name, do)


@pytest.mark.parametrize("step", ["link", "annotate", "rank", "publish"])
def test_a_run_that_was_cut_off_is_taken_up(few: Context, tmp_path: Path, wire: Wire, step: str) -> None:
    undisturbed = wire(names=("his", "medrxiv"), home=tmp_path / "undisturbed")
    run_week(undisturbed)
    with pytest.raises(CutOffError):
        weekly(few, SAMPLE_WEEK, CutOff(step), Clock(), exact=True)
    weekly(few, Window(SAMPLE_WEEK.until, SAMPLE_WEEK.until), PlainSteps(), Clock(), exact=True)
    if step == "publish":
        return  # the run was frozen; the next one is another
    assert state(few) == state(undisturbed)


@pytest.mark.shared
@pytest.mark.slow
def test_the_shared_week_is_kept_and_linked(wire: Wire, shared: Path) -> None:
    context = wire(replay=shared / "sources" / "week.jsonl")
    run = run_week(context, SHARED_WEEK)
    expected = truth(shared / "sources" / "week-truth.jsonl")
    assert not run.failed
    works = found(context)
    assert expected.keys() <= works.keys()
    right, mine = pairs(expected), pairs({one: works[one] for one in expected})
    assert len(mine & right) / len(mine) >= 0.995
    assert len(mine & right) / len(right) >= 0.97
