"""Conflicts: works on which reviewers disagree, side by side, and somebody's word that settles it."""

from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from records.decision import Decision
from records.errors import NotFoundError
from records.work import Work
from records.workstream import Workstream
from review.needs import needs
from review.rendering import page
from review.verdicts import NOTE, said
from review.visits import Authentic, Visit, Visitor
from synthesis.standing import conflicting

__all__ = ["router"]

router = APIRouter()


@dataclass(frozen=True, slots=True)
class _Conflict:
    workstream: Workstream
    work: Work
    words: tuple[Decision, ...]


@router.get("/conflicts")
@needs("analyst")
def conflicts(visit: Visitor, settled: str = "") -> Response:
    """List the works on which the words that stand differ; all who take part have decided by then."""
    with visit.context.store.at_once():
        found = _found(visit)
        last = visit.context.store.works.get([settled])[0] if settled else None
    return page(visit, "conflicts.html", conflicts=found, settled=last, reasons=visit.context.reasons)


@router.post("/conflicts/{workstream}", dependencies=[Authentic])
@needs("analyst")
def settle(
    visit: Visitor,
    workstream: str,
    work: Annotated[str, Form(max_length=40)],
    verdict: Annotated[str, Form(max_length=60)],
    note: Annotated[str, Form(max_length=NOTE)] = "",
) -> Response:
    """Write the word that settles a conflict into the log; it stands in the place of those before it.

    Where it is settled already, nothing is written.
    """
    context = visit.context
    stream = context.workstream(workstream)
    word = said(visit, work, stream.id, verdict, note)
    with context.store.at_once():
        words = conflicting(context.store.decisions.of([work]).get(work, ()), stream.id)
        if not words:
            raise NotFoundError("there is no such conflict any more: somebody settled it, or thought again")
        made = context.shelves.decide(replace(word, stage=words[0].stage, resolves=True))
    return RedirectResponse(f"/conflicts?settled={made.work}", 303)


def _found(visit: Visit) -> list[_Conflict]:
    store = visit.context.store
    log = store.decisions.log()
    ids = list(dict.fromkeys(store.works.current([one.work for one in log])))
    decisions = store.decisions.of(ids)
    pairs = [
        (stream, work, words)
        for stream in visit.context.workstreams
        for work, own in decisions.items()
        if (words := conflicting(own, stream.id))
    ]
    works = store.works.get([work for _, work, _ in pairs])
    return [_Conflict(stream, work, words) for (stream, _, words), work in zip(pairs, works, strict=True)]
