"""What stands where people disagreed and somebody settled it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from records.decision import Decision, Verdict, first_break
from records.undoing import undoing
from synthesis.agreement import tables
from synthesis.standing import conflicting, kept, said_by, standing

MONDAY = datetime(2026, 11, 16, 9, tzinfo=UTC)


def log_of(*words: tuple[str, Verdict] | tuple[str, Verdict, bool]) -> tuple[Decision, ...]:
    log: list[Decision] = []
    for at, (reviewer, verdict, *resolves) in enumerate(words):
        one = Decision(
            work="wa",
            workstream="emerging-needs",
            verdict=verdict,
            reviewer=reviewer,
            instant=MONDAY + timedelta(minutes=at),
            resolves=bool(resolves and resolves[0]),
        )
        log.append(one.chained(log[-1].hash if log else ""))
    return tuple(log)


def told(decisions: tuple[Decision, ...]) -> list[tuple[str, str]]:
    return [(one.reviewer, one.verdict) for one in decisions]


def test_words_conflict_where_one_keeps_and_one_excludes() -> None:
    assert conflicting(log_of(("Ailsa", "include"), ("Bruce", "maybe")), "emerging-needs") == ()
    assert conflicting(log_of(("Ailsa", "include")), "emerging-needs") == ()
    both = log_of(("Ailsa", "include"), ("Bruce", "exclude"))
    assert conflicting(both, "emerging-needs") == both
    assert conflicting(both, "community-models") == ()


def test_who_disagrees_at_another_stage_does_not_conflict() -> None:
    first, second = log_of(("Ailsa", "include"), ("Bruce", "exclude"))
    assert conflicting((first, replace(second, stage="full-text")), "emerging-needs") == ()


def test_a_resolution_stands_alone() -> None:
    log = log_of(("Ailsa", "include"), ("Bruce", "exclude"), ("Carol", "exclude", True))
    assert told(standing(log)) == [("Carol", "exclude")]
    assert conflicting(log, "emerging-needs") == ()
    assert kept(log) == ()
    assert told(said_by(log, "Ailsa")) == [("Ailsa", "include")]


def test_of_another_question_it_says_nothing() -> None:
    first, second = log_of(("Ailsa", "include"), ("Carol", "exclude", True))
    assert told(standing((replace(first, workstream="community-models"), second))) == [
        ("Ailsa", "include"),
        ("Carol", "exclude"),
    ]


def test_a_later_word_opens_the_conflict_again() -> None:
    log = log_of(("Ailsa", "include"), ("Bruce", "exclude"), ("Bruce", "exclude", True), ("Ailsa", "include"))
    assert told(conflicting(log, "emerging-needs")) == [("Bruce", "exclude"), ("Ailsa", "include")]


def test_what_was_settled_over_stands_again_when_the_resolution_is_taken_back() -> None:
    log = log_of(("Ailsa", "include"), ("Bruce", "exclude"), ("Carol", "exclude", True))
    back = undoing([log[-1]], MONDAY + timedelta(hours=1))
    assert back
    log = (*log, back.chained(log[-1].hash))
    assert told(standing(log)) == [("Ailsa", "include"), ("Bruce", "exclude")]
    assert len(conflicting(log, "emerging-needs")) == 2
    assert first_break(log) == 0


def test_who_settles_takes_no_part_in_agreement() -> None:
    log = log_of(("Ailsa", "include"), ("Bruce", "exclude"), ("Carol", "exclude", True))
    (table,) = tables({"wa": log}, "emerging-needs", "title-abstract")
    assert (table.first, table.second, table.only_first) == ("Ailsa", "Bruce", 1)


def test_a_log_without_resolutions_keeps_its_hashes() -> None:
    (one,) = log_of(("Ailsa", "include"))
    assert b"resolves" not in one.sealed()
    assert b'"resolves":true' in replace(one, resolves=True).sealed()
