"""The decisions that stand: the last word of each reviewer on each stage of each workstream.

Where people disagreed and somebody settled it, that word stands in the place of all that came before it.
"""

from collections.abc import Iterable

from records.decision import Decision

__all__ = ["conflicting", "kept", "said_by", "standing"]


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions on one work that stand, in the order of the log.

    A reviewer's later decision takes the place of the earlier one for the same workstream and stage. One that
    resolves takes the place of everybody's, unless it was taken back. What was withdrawn does not stand.
    """
    log = tuple(decisions)
    taken_back = {one.undoes for one in log if one.undoes}
    last: dict[tuple[str, str, str], Decision] = {}
    for one in log:
        key = (one.workstream, one.stage, one.reviewer)
        if one.resolves and one.hash not in taken_back:
            last = {other: word for other, word in last.items() if other[:2] != key[:2]}
        last.pop(key, None)  # so that the order is that of the last word
        last[key] = one
    return tuple(one for one in last.values() if one.verdict != "withdrawn")


def said_by(decisions: Iterable[Decision], reviewer: str) -> tuple[Decision, ...]:
    """Give one reviewer's own last words on a work, whether they stand or were settled over."""
    return standing(one for one in decisions if one.reviewer == reviewer)


def conflicting(decisions: Iterable[Decision], workstream: str) -> tuple[Decision, ...]:
    """Give the words on which people disagree in a workstream, empty where they do not.

    They disagree where one keeps the work, by include or maybe, and another excludes it, at the same stage.
    """
    own = [one for one in standing(decisions) if one.workstream == workstream]
    found: list[Decision] = []
    for stage in dict.fromkeys(one.stage for one in own):
        words = [one for one in own if one.stage == stage]
        if len({one.verdict == "exclude" for one in words}) > 1:
            found += words
    return tuple(found)


def kept(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Give the decisions by which people keep a work: their last word in a workstream is include or maybe.

    Whoever included a work by its abstract and excluded it by its full text does not keep it.
    """
    last: dict[tuple[str, str], Decision] = {}
    for one in standing(decisions):
        last[one.workstream, one.reviewer] = one
    keeping = (one for one in last.values() if one.verdict in ("include", "maybe"))
    return tuple(sorted(keeping, key=lambda one: (one.workstream, one.reviewer)))
