"""Taking back, as a log that only grows."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from records.decision import Decision, Verdict
from records.undoing import undoing
from synthesis.standing import standing

START = datetime(2026, 11, 23, tzinfo=UTC)
ONE = Decision(work="w1", workstream="needs", verdict="include", reviewer="ailsa", instant=START, reason="r")


def grown(log: list[Decision], decision: Decision) -> list[Decision]:
    return [*log, decision.chained(log[-1].hash if log else "")]


def test_nothing_is_left_to_take_back_of_nothing() -> None:
    assert undoing([], START) is None


def test_the_only_word_is_withdrawn() -> None:
    log = grown([], ONE)
    back = undoing(log, START)
    assert back == replace(ONE, verdict="withdrawn", reason="", undoes=log[0].hash)
    assert standing(grown(log, back)) == ()
    assert undoing(grown(log, back), START) is None


def test_the_word_before_stands_again() -> None:
    log = grown(grown([], ONE), replace(ONE, verdict="exclude", reason="off-topic", note="no"))
    back = undoing(log, START)
    assert back == replace(ONE, undoes=log[1].hash)


WORDS = st.tuples(st.sampled_from(["w1", "w2"]), st.sampled_from(["include", "exclude", "maybe"]))


@given(st.lists(st.one_of(st.just("undo"), WORDS), max_size=14))
def test_undo_is_as_if_the_last_word_had_not_been_said(steps: list[str | tuple[str, Verdict]]) -> None:
    log: list[Decision] = []
    said: list[tuple[str, Verdict]] = []
    for number, step in enumerate(steps):
        now = START + timedelta(minutes=number)
        if step == "undo":
            back = undoing(log, now)
            assert (back is None) == (not said)
            if back:
                log = grown(log, back)
                said.pop()
        else:
            assert not isinstance(step, str)
            work, verdict = step
            log = grown(log, replace(ONE, work=work, verdict=verdict, instant=now))
            said.append((work, verdict))
        by_work = {
            work: [(one.work, one.verdict) for one in standing([d for d in log if d.work == work])]
            for work in ("w1", "w2")
        }
        wanted = {work: [one for one in said if one[0] == work][-1:] for work in ("w1", "w2")}
        assert by_work == wanted
