"""Blinding: who sees which words on a work."""

from datetime import UTC, datetime, timedelta

import pytest

from records.decision import Decision, Stage, Verdict
from records.undoing import undoing
from synthesis.blinding import Plan, is_complete, open_words, seen_words
from synthesis.screening_mode import Mode

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
DUAL = Plan("dual")
PAIR = Plan("pilot", {"w": ("ailsa", "brid")})


def said(
    reviewer: str,
    verdict: Verdict = "include",
    *,
    stream: str = "needs",
    stage: Stage = "title-abstract",
    resolves: bool = False,
) -> Decision:
    return Decision(
        work="w",
        workstream=stream,
        verdict=verdict,
        reviewer=reviewer,
        instant=NOW,
        stage=stage,
        resolves=resolves,
    )


def seen(log: list[Decision], reviewer: str, plan: Plan) -> list[str]:
    return [one.reviewer for one in seen_words("w", log, reviewer, {"needs": plan})]


@pytest.mark.parametrize("mode", ["single", "pilot"])
def test_where_one_decides_others_show_after_ones_own_word(mode: Mode) -> None:
    plan = Plan(mode, {"w": ("ailsa",)})
    log = [said("ailsa"), said("brid")]
    assert seen(log, "brid", plan) == ["ailsa", "brid"]
    assert seen(log, "calum", plan) == []
    assert is_complete("w", log[:1], "needs", plan)
    assert is_complete("w", [], "needs", plan)


@pytest.mark.parametrize("plan", [DUAL, PAIR])
def test_nobody_sees_anothers_word_until_two_have_decided(plan: Plan) -> None:
    log = [said("ailsa")]
    assert not is_complete("w", log, "needs", plan)
    for name, own in (("ailsa", ["ailsa"]), ("brid", []), ("calum", [])):
        assert seen(log, name, plan) == own
        assert [one.reviewer for one in open_words("w", log, name, {"needs": plan})] == own
    log.append(said("brid", "exclude"))
    assert is_complete("w", log, "needs", plan)
    assert seen(log, "ailsa", plan) == ["ailsa", "brid"]
    assert seen(log, "calum", plan) == []
    assert len(open_words("w", log, "calum", {"needs": plan})) == 2


def test_a_third_persons_word_does_not_complete_what_two_others_were_given() -> None:
    log = [said("ailsa"), said("calum")]
    assert not is_complete("w", log, "needs", PAIR)
    assert seen(log, "ailsa", PAIR) == ["ailsa"]
    assert seen(log, "calum", PAIR) == ["calum"]
    assert is_complete("w", log, "needs", DUAL)


def test_what_is_taken_back_is_secret_again() -> None:
    log = [said("ailsa").chained(""), said("brid").chained("x")]
    back = undoing([log[1]], NOW + timedelta(minutes=1))
    assert back
    log.append(back.chained("y"))
    assert not is_complete("w", log, "needs", DUAL)
    assert seen(log, "ailsa", DUAL) == ["ailsa"]


def test_what_is_settled_is_no_secret() -> None:
    log = [said("ailsa").chained(""), said("calum", "exclude", resolves=True).chained("x")]
    assert is_complete("w", log, "needs", PAIR)
    back = undoing([log[1]], NOW + timedelta(minutes=1))
    assert back
    assert not is_complete("w", [*log, back.chained("y")], "needs", PAIR)


def test_each_workstream_and_each_stage_is_secret_by_itself() -> None:
    log = [said("ailsa"), said("brid"), said("ailsa", stream="models"), said("brid", stage="full-text")]
    words = seen_words("w", log, "ailsa", {"needs": DUAL})
    assert [(one.reviewer, one.workstream, one.stage) for one in words] == [
        ("ailsa", "needs", "title-abstract"),
        ("brid", "needs", "title-abstract"),
        ("ailsa", "models", "title-abstract"),
    ]
