"""Cards: a work as a reviewer sees it in a workstream."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from records.annotation import Annotation
from records.decision import Decision
from records.ranked import Ranked
from records.work import Work
from review.marking import Stretch, marks, stretches
from synthesis.card import Card as Frozen
from synthesis.card import Named
from synthesis.said import Said, said, value
from synthesis.standing import said_by

__all__ = ["Badge", "Card", "card", "mine"]

_GRADES = (
    "Inequality: not spoken of",
    "Inequality 1: names a group",
    "Inequality 2: reports a difference",
    "Inequality 3: tests or targets it",
)


@dataclass(frozen=True, slots=True)
class Badge:
    """A short fact beside a title; ``level`` is its strength, 0 for none."""

    text: str
    level: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A work as a reviewer sees it in a workstream.

    ``place`` is its place in a queue, None outside of one; ``below`` says why that is not higher, the
    shortest answer first, and ``similar`` names works that tell nearly the same and have no place of their
    own beside it. ``mine`` is the reviewer's own last word, ``title`` and ``abstract`` are cut where
    something was found in them.
    """

    work: Work
    place: Ranked | None
    title: tuple[Stretch, ...]
    abstract: tuple[Stretch, ...]
    evidence: Badge | None
    inequality: Badge
    dimensions: tuple[str, ...]
    where: tuple[str, ...]
    below: tuple[str, ...] = ()
    similar: tuple[Named, ...] = ()
    mine: Decision | None = None

    @property
    def anchor(self) -> str:
        """Name the card within its page."""
        return f"card-{self.work.work_id}"

    def seen_by(self, decisions: Iterable[Decision], workstream: str, reviewer: str) -> "Card":
        """Give the card with what a reviewer said of its work."""
        return replace(self, mine=mine(decisions, workstream, reviewer))


def card(
    work: Work,
    place: Ranked | None,
    annotations: Sequence[Annotation],
    *,
    workstream: str,
    names: Mapping[str, str],
    frozen: Frozen | None = None,
) -> Card:
    """Make the card of a work, without anybody's word; ``frozen`` is how it was shown when it was placed."""
    known, best = said(annotations), work.best
    found = {
        field: marks(annotations, best.record_id, field, workstream, names) for field in ("title", "abstract")
    }
    return Card(
        work=work,
        place=place,
        title=stretches(best.title, found["title"]),
        abstract=stretches(best.abstract, found["abstract"]),
        evidence=_evidence(known, names),
        inequality=Badge(_GRADES[known.grade], known.grade),
        dimensions=tuple(
            dict.fromkeys(names.get(value(one), value(one).replace("_", " ")) for one in known.dimensions)
        ),
        where=tuple(dict.fromkeys(value(one) for one in known.places))[:3],
        below=frozen.below if frozen else (),
        similar=frozen.similar_works if frozen else (),
    )


def mine(decisions: Iterable[Decision], workstream: str, reviewer: str) -> Decision | None:
    """Give a reviewer's own last word on a work in a workstream, unless they took it back."""
    own = [one for one in said_by(decisions, reviewer) if one.workstream == workstream]
    return own[-1] if own else None


def _evidence(known: Said, names: Mapping[str, str]) -> Badge | None:
    if known.evidence is None:
        return None
    kind = value(known.evidence)
    name = names.get(kind, kind.replace("_", " "))
    strength = f", strength {known.tier} of 5" if known.tier is not None else ""
    return Badge(f"{name[:1].upper()}{name[1:]}{strength}", known.tier or 0)
