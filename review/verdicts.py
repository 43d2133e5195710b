"""Verdicts as forms send them, and the decisions that they make."""

from typing import Final

from records.decision import VERDICTS, Decision, Verdict
from records.errors import KenError
from review.reasons import Reasons
from review.visits import Visit

__all__ = ["NOTE", "VerdictError", "said", "verdict_of"]

NOTE: Final = 4000  # characters of a note


class VerdictError(KenError):
    """A form said something of a work that no reviewer can say."""


def verdict_of(text: str, reasons: Reasons) -> tuple[Verdict, str]:
    """Take a verdict apart, ``exclude:CODE`` or one without a code.

    Raises ``VerdictError`` for what nobody can say.
    """
    said, _, reason = text.partition(":")
    known = not reason or (said == "exclude" and reason in reasons)
    for verdict in VERDICTS:
        if verdict == said and known:
            return verdict, reason
    raise VerdictError("nobody can say this of a work; go back and choose again")


def said(visit: Visit, work: str, workstream: str, verdict: str, note: str) -> Decision:
    """Make a decision of what a form says, by whoever sends it, now; ``VerdictError`` as above."""
    word, reason = verdict_of(verdict, visit.context.reasons)
    return Decision(
        work=work,
        workstream=workstream,
        verdict=word,
        reviewer=visit.reviewer,
        instant=visit.context.now(),
        reason=reason,
        note=note.replace("\r\n", "\n").strip(),
    )
