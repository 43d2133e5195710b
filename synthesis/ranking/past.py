"""Similar past decisions: the decided works that a work is most like, and what was decided of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from records.decision import Decision
from records.ranked import Reason
from records.work import Work
from synthesis.ranking.space import TextSpace
from synthesis.standing import standing

__all__ = ["Past", "past"]

_FLOOR: Final = 0.10  # cosine similarity; two works on one subject by different people have about 0.1
_TITLE: Final = 90  # characters
_VERBS: Final = {"include": "included", "exclude": "excluded", "maybe": "held as maybe"}


@dataclass(frozen=True, slots=True)
class Past:
    """The works that were decided in a workstream, with the decisions on them, by id."""

    works: Mapping[str, Work]
    decisions: Mapping[str, Sequence[Decision]]


def past(work: str, decided: Past, space: TextSpace, workstream: str, most: int = 1) -> tuple[Reason, ...]:
    """Say which decided works a work is like, the most similar first, no more than ``most``.

    ``space`` holds the texts of all of them. Nothing is said where none is similar.
    """
    said = []
    for near in space.alike(work, decided.works, _FLOOR):
        words = _decided(decided.decisions.get(near.id, ()), workstream)
        if words:
            both = f"; both speak of {', '.join(near.shared)}" if near.shared else ""
            title = _cut(decided.works[near.id].best.title)
            said.append(Reason(f"Like “{title}” ({near.id}), which {words}{both}"))
        if len(said) == most:
            break
    return tuple(said)


def _decided(decisions: Sequence[Decision], workstream: str) -> str:
    """Put each reviewer's last word in a workstream together: "ailsa included on 3 November 2026"."""
    words = (one for one in standing(decisions) if one.workstream == workstream and one.verdict in _VERBS)
    last = {one.reviewer: one for one in words}
    return " and ".join(
        f"{name} {_VERBS[one.verdict]} on {one.instant.day} {one.instant:%B %Y}" for name, one in last.items()
    )


def _cut(title: str) -> str:
    if len(title) <= _TITLE:
        return title
    return title[:_TITLE].rpartition(" ")[0].rstrip(" ,;:") + " …"
