"""Duplicates: pairs of records that may be one work, side by side, for somebody to say."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from records.record import Record
from records.work import Doubt
from review.context import NotWiredError
from review.differing import Piece, differing
from review.needs import needs
from review.rendering import page
from review.visits import Authentic, Visit, Visitor
from synthesis.linking.asking import by_worth

__all__ = ["router"]

router = APIRouter()
_SHOWN: Final = 10
_FIELDS: Final = (
    "Title",
    "Authors",
    "In",
    "Volume, issue, pages",
    "Published",
    "Type",
    "Identifiers",
    "Abstract",
)
_ABSTRACT: Final = 1200  # characters


@dataclass(frozen=True, slots=True)
class _Pair:
    doubt: Doubt
    records: tuple[Record, Record]
    works: tuple[str, str]
    fields: tuple[tuple[str, tuple[Piece, ...], tuple[Piece, ...]], ...]


@router.get("/duplicates")
@needs("reader")
def duplicates(visit: Visitor, settled: str = "") -> Response:
    """Show the pairs that Ken is unsure of, the one whose answer is worth most first."""
    store = visit.context.store
    with store.at_once():
        doubts = store.doubts.open()
        known = store.links.memberships(sorted({one for doubt in doubts for one in (doubt.a, doubt.b)}))
        works = {record: one.work_id for record, one in known.items()}
        chosen = by_worth(doubts, works, _read(visit, set(works.values())))[:_SHOWN]
        records = store.records.known([one for doubt in chosen for one in (doubt.a, doubt.b)])
    pairs = [_pair(one, (records[one.a], records[one.b]), works) for one in chosen]
    return page(visit, "duplicates.html", pairs=pairs, total=len(doubts), settled=settled[:200])


@router.post("/duplicates", dependencies=[Authentic])
@needs("analyst")
def settle(
    visit: Visitor,
    a: Annotated[str, Form(max_length=500)],
    b: Annotated[str, Form(max_length=500)],
    answer: Annotated[str, Form(pattern="^(one|two)$")],
) -> Response:
    """Take two records for one work, or keep them apart, because somebody says so."""
    deeds = visit.context.deeds
    if deeds is None:
        raise NotWiredError
    works = (deeds.merge if answer == "one" else deeds.split)(a, b, visit.reviewer)
    visit.context.shelves.forget()
    return RedirectResponse(f"/duplicates?settled={'+'.join(works)}", 303)


def _read(visit: Visit, works: set[str]) -> frozenset[str]:
    """Give those of these works that people see: they stood in a queue or have a decision."""
    store = visit.context.store
    placed = frozenset[str]().union(*(store.queues.placed(one.id) for one in visit.context.workstreams))
    return frozenset(works) & (placed | store.decisions.of(sorted(works)).keys())


def _pair(doubt: Doubt, records: tuple[Record, Record], works: dict[str, str]) -> _Pair:
    told = zip(_FIELDS, *(_told(one) for one in records), strict=True)
    fields = tuple((name, *differing(one, other)) for name, one, other in told if one or other)
    return _Pair(doubt, records, (works[doubt.a], works[doubt.b]), fields)


def _told(record: Record) -> tuple[str, ...]:
    numbers = (record.volume, record.issue, record.pages)
    return (
        record.title,
        "; ".join(str(author) for author in record.authors),
        record.container or record.publisher,
        ", ".join(one for one in numbers if one),
        str(record.published or ""),
        record.type,
        ", ".join(f"{one.scheme} {one.value}" for one in record.identifiers),
        record.abstract[:_ABSTRACT],
    )
