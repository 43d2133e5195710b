"""Duplicates for programs: pairs that may be one work, and a person's word on one."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from records.record import Record
from review.api.asking import Asker
from review.context import Given
from review.needs import needs
from review.pairs import find_pairs, say_of_pair

__all__ = ["router"]

router = APIRouter(tags=["duplicates"])
_MOST = 100  # pairs of one answer
_Name = Annotated[str, Field(min_length=1, max_length=500)]


@dataclass(frozen=True, slots=True)
class Side:
    """One record of a pair, and the work that it belongs to."""

    record: str
    work: str
    title: str
    authors: list[str]
    container: str
    published: str | None
    type: str
    identifiers: list[str]


@dataclass(frozen=True, slots=True)
class UnsurePair:
    """Two records that may be one work, with the probability that they are, and why."""

    a: Side
    b: Side
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class UnsurePairs:
    """Pairs that Ken is unsure of, of ``total``, the one whose answer is worth most first."""

    total: int
    pairs: list[UnsurePair]


@dataclass(frozen=True, slots=True)
class TwoRecords:
    """The ids of two records, as a pair names them."""

    a: _Name
    b: _Name


@dataclass(frozen=True, slots=True)
class Settled:
    """The works that two records belong to after somebody's word."""

    works: list[str]


@router.get("/v1/duplicates")
@needs("reader", "token")
def duplicates(context: Given, limit: Annotated[int, Query(ge=1, le=_MOST)] = 20) -> UnsurePairs:
    """List the pairs that Ken is unsure of."""
    found = find_pairs(context, limit)
    pairs = [
        UnsurePair(
            _side(one.records[0], one.works[0]),
            _side(one.records[1], one.works[1]),
            one.doubt.score,
            one.doubt.why,
        )
        for one in found.pairs
    ]
    return UnsurePairs(found.total, pairs)


@router.post("/v1/duplicates/merge")
@needs("analyst", "token")
def merge(asker: Asker, context: Given, pair: TwoRecords) -> Settled:
    """Say that two records are one work; the older work keeps its id, decisions stay."""
    return Settled(list(say_of_pair(context, pair.a, pair.b, asker.name, is_one=True)))


@router.post("/v1/duplicates/split")
@needs("analyst", "token")
def split(asker: Asker, context: Given, pair: TwoRecords) -> Settled:
    """Say that two records are two works; works that were joined come back, with their decisions."""
    return Settled(list(say_of_pair(context, pair.a, pair.b, asker.name, is_one=False)))


def _side(record: Record, work: str) -> Side:
    return Side(
        record.record_id,
        work,
        record.title,
        [str(author) for author in record.authors],
        record.container,
        str(record.published) if record.published else None,
        record.type,
        [f"{one.scheme} {one.value}" for one in record.identifiers],
    )
