"""The decisions that stand: the last word of each reviewer on each stage of each workstream."""

from collections.abc import Iterable

from records.decision import Decision

__all__ = ["kept", "standing"]


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions on one work that stand, in the order of the log.

    A reviewer's later decision takes the place of the earlier one for the same workstream and stage. What
    was withdrawn does not stand.
    """
    last: dict[tuple[str, str, str], Decision] = {}
    for one in decisions:
        key = (one.workstream, one.stage, one.reviewer)
        last.pop(key, None)  # so that the order is that of the last word
        last[key] = one
    return tuple(one for one in last.values() if one.verdict != "withdrawn")


def kept(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions by which people keep a work: their last word in a workstream is include or maybe.

    Whoever included a work by its abstract and excluded it by its full text does not keep it.
    """
    last: dict[tuple[str, str], Decision] = {}
    for one in standing(decisions):
        last[one.workstream, one.reviewer] = one
    keeping = (one for one in last.values() if one.verdict in ("include", "maybe"))
    return tuple(sorted(keeping, key=lambda one: (one.workstream, one.reviewer)))
