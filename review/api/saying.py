"""Decisions as programs send them."""

from records.account import Account
from records.decision import Decision
from records.errors import KenError
from review.api.shapes import Said
from review.context import Context

__all__ = ["UnsayableError", "decision_of"]


class UnsayableError(KenError):
    """Something was said of a work that no reviewer can say."""


def decision_of(asker: Account, context: Context, said: Said) -> Decision:
    """Make a decision of what a program sends, by whoever sends it, now.

    Raises ``NotFoundError`` for a workstream that there is not, and ``UnsayableError`` for a reason that is
    none, or one of anything but an exclusion.
    """
    stream = context.workstream(said.workstream)
    if said.reason and (said.verdict != "exclude" or said.reason not in context.reasons):
        known = ", ".join(context.reasons)
        raise UnsayableError(f"a reason is one of {known}, and only with exclude")
    return Decision(
        work=said.work,
        workstream=stream.id,
        verdict=said.verdict,
        reviewer=asker.name,
        instant=context.now(),
        reason=said.reason,
        note=said.note.replace("\r\n", "\n").strip(),
    )
