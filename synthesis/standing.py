"""The decisions that stand: the last word of each reviewer on each stage of each workstream."""

from collections.abc import Iterable

from records.decision import Decision

__all__ = ["standing"]


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions on one work that stand, in the order of the log.

    A reviewer's later decision takes the place of the earlier one for the same workstream and stage.
    """
    last: dict[tuple[str, str, str], Decision] = {}
    for one in decisions:
        key = (one.workstream, one.stage, one.reviewer)
        last.pop(key, None)  # so that the order is that of the last word
        last[key] = one
    return tuple(last.values())
