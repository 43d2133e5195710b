"""Why a work stands where it does, in words that a reader can check against the text."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from records.annotation import Quote
from records.ranked import Reason
from records.workstream import Workstream
from synthesis.ranking.passages import passage
from synthesis.ranking.score import Known
from synthesis.said import Said, value

__all__ = ["reasons"]

_QUOTES: Final = 3  # in one reason
_GRADES: Final = (
    "",
    "Names a group that may lose out",
    "Reports a difference between groups",
    "Tests or targets inequality, with results",
)
_DIRECTIONS: Final = {"widening": "; it may be widening", "narrowing": "; it may be narrowing"}
_LEARNING: Final = {
    "went_well": "Says what went well",
    "did_not_go_well": "Says what did not go well",
    "innovation_to_keep": "Says what to keep",
    "change_to_stop": "Says what to stop",
    "negative_unintended": "Reports a harm that nobody intended",
}
_FAR_FROM_SEEN: Final = 0.85


def reasons(known: Known, workstream: Workstream, names: Mapping[str, str]) -> tuple[Reason, ...]:
    """Put the parts of a score into words, the workstream first.

    ``names`` gives the spoken name of a dimension or type of evidence. Each reason quotes the words that
    earned it, verbatim, where there are any.
    """
    return (
        *_of_workstream(known.said, workstream),
        *_of_inequality(known.said, names),
        *_of_learning(known),
        *_of_place(known.said),
        *_of_evidence(known, names),
        *_of_novelty(known),
    )


def _of_workstream(known: Said, workstream: Workstream) -> Iterator[Reason]:
    mine = known.in_workstream(workstream.id)
    if mine:
        yield _reason(f"Fits {workstream.name} ({mine.score:.0%})", mine.quotes)


def _of_inequality(known: Said, names: Mapping[str, str]) -> Iterator[Reason]:
    if known.grade and known.graded:
        about = [names.get(value(one), value(one)) for one in known.dimensions[:4]]
        head = _GRADES[known.grade] + (f" ({'; '.join(about)})" if about else "")
        quotes = known.graded.quotes or tuple(q for one in known.dimensions for q in one.quotes[:1])
        yield _reason(
            f"Inequality {known.grade} of 3: {_lower(head)}{_DIRECTIONS.get(known.direction, '')}", quotes
        )


def _of_learning(known: Known) -> Iterator[Reason]:
    record = known.work.best
    shown: list[Quote] = []
    for one in known.said.learning:
        # A cue such as “gap” says nothing alone; the clause around it does.
        around = [passage(quote, record) for quote in one.quotes]
        fresh = next((quote for quote in around if not any(_overlap(quote, other) for other in shown)), None)
        if fresh:
            shown.append(fresh)
        if fresh or not around:
            yield _reason(_LEARNING[one.label], [fresh] if fresh else [])


def _of_place(known: Said) -> Iterator[Reason]:
    if known.places:
        where = [value(place) for place in known.places[:3]]
        yield _reason(f"Set in {', '.join(where)}", known.places[0].quotes)


def _of_evidence(known: Known, names: Mapping[str, str]) -> Iterator[Reason]:
    said = known.said
    if said.evidence and said.tier is not None:
        kind = names.get(value(said.evidence), value(said.evidence))
        yield _reason(f"{_upper(kind)}: strength {said.tier} of 5", said.evidence.quotes)
    if known.work.is_retracted:
        yield Reason("Retracted: do not rely on it")


def _of_novelty(known: Known) -> Iterator[Reason]:
    if known.novelty < 1 - _FAR_FROM_SEEN:
        yield Reason("Close to something that stood in this queue before")


def _reason(head: str, quotes: Iterable[Quote]) -> Reason:
    """Put a statement and its quotes together; each wording is quoted once."""
    shown: dict[str, Quote] = {}
    for quote in quotes:
        shown.setdefault(quote.text.casefold(), quote)
    first = list(shown.values())[:_QUOTES]
    if not first:
        return Reason(head)
    return Reason(f"{head}: {', '.join(f'“{quote.text}”' for quote in first)}", first[0])


def _overlap(a: Quote, b: Quote) -> bool:
    same = (a.record, a.field) == (b.record, b.field)
    return same and a.start < b.end and b.start < a.end


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
