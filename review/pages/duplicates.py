"""Duplicates: pairs of records that may be one work, side by side, for somebody to say."""

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from records.record import Record
from review.differing import Piece, differing
from review.needs import needs
from review.pairs import Pair, find_pairs, say_of_pair
from review.rendering import page
from review.visits import Authentic, Visitor

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
class _Shown:
    pair: Pair
    fields: tuple[tuple[str, tuple[Piece, ...], tuple[Piece, ...]], ...]


@router.get("/duplicates")
@needs("reader")
def duplicates(visit: Visitor, settled: str = "") -> Response:
    """Show the pairs that Ken is unsure of, the one whose answer is worth most first."""
    found = find_pairs(visit.context, _SHOWN)
    shown = [_Shown(one, _fields(*one.records)) for one in found.pairs]
    return page(visit, "duplicates.html", pairs=shown, total=found.total, settled=settled[:200])


@router.post("/duplicates", dependencies=[Authentic])
@needs("analyst")
def settle(
    visit: Visitor,
    a: Annotated[str, Form(max_length=500)],
    b: Annotated[str, Form(max_length=500)],
    answer: Annotated[str, Form(pattern="^(one|two)$")],
) -> Response:
    """Take two records for one work, or keep them apart, because somebody says so."""
    works = say_of_pair(visit.context, a, b, visit.reviewer, is_one=answer == "one")
    return RedirectResponse(f"/duplicates?settled={'+'.join(works)}", 303)


def _fields(a: Record, b: Record) -> tuple[tuple[str, tuple[Piece, ...], tuple[Piece, ...]], ...]:
    told = zip(_FIELDS, _told(a), _told(b), strict=True)
    return tuple((name, *differing(one, other)) for name, one, other in told if one or other)


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
