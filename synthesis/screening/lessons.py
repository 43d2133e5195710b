"""What a team's decisions teach about a workstream: which works to keep, and how surely."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from records.decision import Decision
from synthesis.standing import standing

__all__ = ["Lesson", "lessons"]

_MAYBE: Final = 0.5  # of an inclusion


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a decision tells: the row of its work, whether to keep such works, and how much it tells.

    ``count`` is 1 for a plain decision and less for a doubtful one. Two lessons may be about one work, as
    when reviewers disagree.
    """

    row: int
    keep: bool
    count: float = 1.0


def lessons(
    row: int, decisions: Sequence[Decision], workstream: str, silent: Collection[str] = ()
) -> tuple[Lesson, ...]:
    """Give what the decisions on one work teach; ``row`` is where it stands in the pool.

    Each reviewer's last word counts. Where reviewers disagree, the work is half one and half the other: it is
    learned from on both sides. A maybe is half an inclusion. An exclusion for a reason in ``silent``, such as
    that the team has it already, says nothing about what the team wants.
    """
    words = {one.reviewer: one for one in standing(decisions) if one.workstream == workstream}
    telling = [one for one in words.values() if one.verdict != "exclude" or one.reason not in silent]
    if not telling:
        return ()
    kept = sum(_MAYBE if one.verdict == "maybe" else 1.0 for one in telling if one.verdict != "exclude")
    excluded = sum(1.0 for one in telling if one.verdict == "exclude")
    found = (
        Lesson(row, keep=True, count=kept / len(telling)),
        Lesson(row, keep=False, count=excluded / len(telling)),
    )
    return tuple(one for one in found if one.count > 0)
