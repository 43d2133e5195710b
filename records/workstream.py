"""A workstream: a standing question of the team, with the searches that serve it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Workstream"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Workstream:
    """A standing question of the team.

    ``code`` is its short name (W1). ``definition`` says what belongs to it, ``include``, ``exclude`` and
    ``boundaries`` in which cases: what people read beside the card that they decide on. ``searches`` maps a
    kind of source to the search string that finds this workstream's literature there.
    """

    id: str
    code: str
    name: str
    lead: str = ""
    definition: str = ""
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    boundaries: tuple[str, ...] = ()
    searches: Mapping[str, str] = field(default_factory=dict)
