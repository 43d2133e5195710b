from dataclasses import replace
from datetime import UTC, datetime

from records.decision import Decision


def decision() -> Decision:
    return Decision(
        work="w1",
        workstream="emerging-needs",
        verdict="include",
        reviewer="isla",
        instant=datetime(2026, 11, 23, 9, tzinfo=UTC),
    )


def test_a_decision_carries_the_hash_of_what_it_says_and_of_the_one_before() -> None:
    first = decision().chained("")
    second = replace(decision(), verdict="exclude").chained(first.hash)
    assert first.hash == first.digest()
    assert second.previous == first.hash
    assert replace(first, verdict="exclude").digest() != first.hash
    assert replace(second, previous="").digest() != second.hash
