"""Taking a decision back, in a log from which nothing is ever removed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from records.decision import Decision

__all__ = ["undoing"]


def undoing(log: Sequence[Decision], instant: datetime) -> Decision | None:
    """Give the decision that takes back the last one of a log; None when nothing is left to take back.

    ``log`` holds what one reviewer decided, the oldest first. The decision says again what stood before on
    that work, workstream and stage, or ``withdrawn`` where nothing did, so that the last word still counts.
    Taking back once more goes one decision further back.
    """
    taken_back = {one.undoes for one in log if one.undoes}
    left = [one for one in log if not one.undoes and one.hash not in taken_back]
    if not left:
        return None
    last = left.pop()
    before = next((one for one in reversed(left) if _same_question(one, last)), None)
    stood = before or replace(last, verdict="withdrawn", reason="", note="", resolves=False)
    return replace(stood, work=last.work, instant=instant, undoes=last.hash, previous="", hash="")


def _same_question(one: Decision, other: Decision) -> bool:
    return (one.work, one.workstream, one.stage) == (other.work, other.workstream, other.stage)
