"""What a reviewer may see of others' decisions."""

from collections.abc import Sequence

from records.decision import Decision
from synthesis.standing import said_by

__all__ = ["visible"]


def visible(decisions: Sequence[Decision], reviewer: str) -> list[Decision]:
    """List the decisions on a work that a reviewer may see.

    What others decided shows only where the reviewer has decided too, so that nobody is led.
    """
    own = {one.workstream for one in said_by(decisions, reviewer)}
    return [one for one in decisions if one.reviewer == reviewer or one.workstream in own]
