"""What is decided and kept of each queue."""

from datetime import UTC, datetime, timedelta

from records.decision import Decision, Stage, Verdict
from records.outline import QueueOutline
from synthesis.stopping.hypergeometric import Rule
from synthesis.stopping.progress import LatestList, judged, progress
from synthesis.stopping.weekly import Week

START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
FIRST = QueueOutline(1, "needs", 9, (("a", "ranked"), ("b", "audit"), ("c", "ranked")))
SECOND = QueueOutline(2, "needs", 4, (("d", "ranked"), ("e", "weak-signal"), ("f", "audit")))


def said(
    work: str,
    verdict: Verdict,
    minute: int = 0,
    reviewer: str = "ailsa",
    workstream: str = "needs",
    stage: Stage = "title-abstract",
) -> Decision:
    instant = START + timedelta(minutes=minute)
    return Decision(
        work=work, workstream=workstream, verdict=verdict, reviewer=reviewer, instant=instant, stage=stage
    )


def test_each_week_is_counted() -> None:
    decisions = {
        "a": [said("a", "include")],
        "b": [said("b", "maybe")],
        "d": [said("d", "exclude")],
    }
    found = progress("needs", [SECOND, FIRST], decisions)
    assert found.weeks == (
        Week(run=1, candidates=9, placed=3, decided=2, kept=2, audits=1, audits_decided=1, audits_kept=1),
        Week(run=2, candidates=4, placed=3, decided=1, kept=0, audits=1, audits_decided=0, audits_kept=0),
    )
    assert found.recall is not None
    assert found.recall.runs == (1,)


def test_other_workstreams_do_not_count() -> None:
    other = QueueOutline(1, "models", 5, (("a", "ranked"),))
    found = progress("needs", [FIRST, other], {"a": [said("a", "include", workstream="models")]})
    assert [(week.candidates, week.decided) for week in found.weeks] == [(9, 0)]


def test_whoever_keeps_a_work_keeps_it_for_all() -> None:
    log = [said("a", "exclude"), said("a", "include", reviewer="bruce")]
    assert progress("needs", [FIRST], {"a": log}).weeks[0].kept == 1


def test_the_last_word_counts() -> None:
    log = [said("a", "include"), said("a", "exclude", 1, stage="full-text")]
    found = progress("needs", [FIRST], {"a": log}).weeks[0]
    assert (found.decided, found.kept) == (1, 0)


def test_what_was_withdrawn_is_not_decided() -> None:
    log = [said("a", "include"), said("a", "withdrawn", 1)]
    found = progress("needs", [FIRST], {"a": log})
    assert found.weeks[0].decided == 0
    assert found.latest == LatestList(1, 9, 3, ())


def test_the_latest_list_is_in_the_order_of_first_decisions() -> None:
    decisions = {
        "d": [said("d", "exclude", 5), said("d", "include", 9)],
        "f": [said("f", "exclude", 2)],
        "a": [said("a", "include", 1)],
    }
    found = progress("needs", [FIRST, SECOND], decisions)
    assert found.latest == LatestList(2, 4, 1, (False, True))


def test_queues_without_candidates_are_left_out() -> None:
    assert progress("needs", [QueueOutline(1, "needs", 0)], {}).weeks == ()
    assert progress("needs", [FIRST, QueueOutline(3, "needs", 0)], {}).latest == LatestList(1, 9, 3, ())


def test_a_list_is_tested_once_something_is_kept() -> None:
    rule = Rule()
    nothing = judged(LatestList(1, 9, 1, (False, False)), rule)
    assert (nothing.probability_below, nothing.more_needed) == (None, None)
    found = judged(LatestList(1, 9, 1, (True, False)), rule)
    assert found.probability_below is not None
    assert 0.05 < found.probability_below < 1
    assert found.more_needed == 7
    done = judged(LatestList(1, 2, 0, (True, False)), rule)
    assert (done.probability_below, done.more_needed) == (0, 0)
