"""Weights for programs: what they are, what others would move, and changing them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from review.api.asking import Asker
from review.context import Context, Given, NotWiredError
from review.deeds import Deeds, WeightPreview
from review.needs import needs

__all__ = ["router"]

router = APIRouter(tags=["settings"])
_Weight = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
_Part = Annotated[str, Field(max_length=60)]


@dataclass(frozen=True, slots=True)
class Changes:
    """Weights to set, by name; the others are scaled so that all make 1."""

    weights: Annotated[dict[_Part, _Weight], Field(min_length=1, max_length=20)]


@dataclass(frozen=True, slots=True)
class WeightChanged:
    """A change in the log; ``reviewer`` is empty for an edit by hand, which ``run`` noticed."""

    instant: datetime
    reviewer: str
    run: int
    was: dict[str, float]
    became: dict[str, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the parts of a score weigh, and who changed it, the oldest change first."""

    weights: dict[str, float]
    changes: list[WeightChanged]


@dataclass(frozen=True, slots=True)
class Moved:
    """A work with its place before and after, null for none."""

    work: str
    title: str
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class QueuePreview:
    """What would move in the latest queue of a workstream.

    ``works`` counts its places; ``known`` tells whether what it was chosen from was kept, without which
    nothing can be said.
    """

    workstream: str
    run: int
    works: int
    known: bool
    moves: list[Moved]


@dataclass(frozen=True, slots=True)
class Preview:
    """Weights before and after a change, and what it moves; ``written`` tells whether it was made."""

    was: dict[str, float]
    became: dict[str, float]
    written: bool
    previews: list[QueuePreview]


@router.get("/v1/weights")
@needs("reader", "token")
def weights(context: Given) -> Weights:
    """Give the weights and the log of their changes."""
    log = context.store.weight_changes.log()
    changes = [
        WeightChanged(one.instant, one.reviewer, one.run, dict(one.was), dict(one.became)) for one in log
    ]
    return Weights(dict(_deeds(context).weights()), changes)


@router.post("/v1/weights/preview")
@needs("reader", "token")
def preview(context: Given, changes: Changes) -> Preview:
    """Say what other weights would move; nothing is written."""
    deeds = _deeds(context)
    was = deeds.weights()
    return _preview(deeds, was, deeds.rescaled(was, changes.weights), written=False)


@router.patch("/v1/weights")
@needs("analyst", "token")
def change(asker: Asker, context: Given, changes: Changes) -> Preview:
    """Write weights into the settings file, and who did into the log; they count from the next run."""
    deeds = _deeds(context)
    was = deeds.weights()
    became = deeds.rescaled(was, changes.weights)
    if became != was:
        deeds.set_weights(was, became, asker.name)
    return _preview(deeds, was, became, written=became != was)


def _deeds(context: Context) -> Deeds:
    if context.deeds is None:
        raise NotWiredError
    return context.deeds


def _preview(
    deeds: Deeds, was: Mapping[str, float], became: Mapping[str, float], *, written: bool
) -> Preview:
    previews = deeds.previews(became) if became != was else ()
    return Preview(dict(was), dict(became), written, [_queue(one) for one in previews])


def _queue(one: WeightPreview) -> QueuePreview:
    moves = [Moved(move.work, one.titles[move.work], move.before, move.after) for move in one.moves]
    return QueuePreview(one.workstream.id, one.run, one.length, one.known, moves)
