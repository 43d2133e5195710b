"""What a search found, as its results show it: title and part of the abstract, with what matched marked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from records.annotation import Annotation, Field
from records.query import Between, Is, Query, leaves
from records.work import Work
from review.context import Context
from review.marking import FOUND, Mark, Stretch, marks, stretches
from store.searching import Order
from synthesis.query.matching import excerpt, spans
from synthesis.query.parsing import parse
from synthesis.query.terms import plain
from synthesis.query.vocabulary import Vocabulary

__all__ = ["Hit", "Hits", "ask", "look", "vocabulary"]

_SHOWN: Final = 320  # characters of an abstract
_OF_DECISIONS: Final = ("decided", "undecided", "by")
_LABELS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "workstream": ("workstream", ("",)),
    "dimension": ("inequality", ("dimension:",)),
    "inequality": ("inequality", ("grade:",)),
    "evidence": ("evidence", ("type:",)),
    "strength": ("evidence", ("strength:",)),
    "learning": ("learning", ("",)),
    "place": ("geography", ("place:", "nation:")),
    "setting": ("geography", ("setting:",)),
}


@dataclass(frozen=True, slots=True)
class Hit:
    """A work that was found; ``before`` and ``after`` tell whether its abstract goes on beyond that."""

    work: Work
    title: tuple[Stretch, ...]
    abstract: tuple[Stretch, ...]
    before: bool = False
    after: bool = False


@dataclass(frozen=True, slots=True)
class Hits:
    """A page of what was found, of ``total``."""

    hits: tuple[Hit, ...]
    total: int


def vocabulary(context: Context) -> Vocabulary:
    """Give the names that a query may hold here."""
    return Vocabulary.of(context.workstreams, context.names, context.dimensions)


def ask(context: Context, text: str, reviewer: str) -> Query:
    """Read what somebody asks; ``QueryError`` says what is wrong with it."""
    return vocabulary(context).meant(parse(text), reviewer)


def look(context: Context, query: Query, reviewer: str, *, order: Order, limit: int, start: int) -> Hits:
    """Find a page of works, and mark in each why it was found."""
    store = context.store
    with store.at_once():
        secret = _secret(context, query, reviewer)
        found = store.search.works(
            query, asker=reviewer, secret=secret, order=order, limit=limit, offset=start
        )
        works = store.works.get(found.works)
        terms = _terms(query)
        known = store.annotations.of(found.works) if terms else {}
    hits = (_hit(context, query, terms, one, known.get(one.work_id, ())) for one in works)
    return Hits(tuple(hits), found.total)


def _secret(context: Context, query: Query, reviewer: str) -> list[tuple[str, str]]:
    """List the works and workstreams that somebody decided while what others said there is secret yet."""
    if not any(isinstance(one, Is) and one.field in _OF_DECISIONS for one, _ in leaves(query)):
        return []
    store, teamwork = context.store, context.teamwork
    blind = [one.id for one in context.workstreams if teamwork.is_blind_anywhere(one.id)]
    if not blind:
        return []
    own = {one.work for one in store.decisions.log() if one.reviewer == reviewer and one.workstream in blind}
    decisions = store.decisions.of(store.works.current(sorted(own)))
    return [
        (work, stream)
        for work, said in decisions.items()
        for stream in blind
        if any(one.workstream == stream and one.reviewer != reviewer for one in said)
        and not teamwork.is_complete(work, said, stream)
    ]


def _terms(query: Query) -> list[Is | Between]:
    """List the wanted terms that some component speaks of."""
    return [
        one
        for one, wanted in leaves(query)
        if wanted and isinstance(one, (Is, Between)) and one.field in _LABELS
    ]


def _hit(
    context: Context,
    query: Query,
    terms: Sequence[Is | Between],
    work: Work,
    annotations: Sequence[Annotation],
) -> Hit:
    best = work.best
    said = [one for one in annotations if any(_speaks(one, term) for term in terms)]
    titled = _marks(context, query, said, work, "title")
    found = _marks(context, query, said, work, "abstract")
    start, end = excerpt(best.abstract, [(one.start, one.end) for one in found], _SHOWN)
    shifted = [Mark(one.start - start, one.end - start, one.kind, one.says) for one in found]
    return Hit(
        work=work,
        title=stretches(best.title, titled),
        abstract=stretches(best.abstract[start:end], shifted),
        before=start > 0,
        after=end < len(best.abstract),
    )


def _marks(
    context: Context, query: Query, said: Sequence[Annotation], work: Work, field: Field
) -> list[Mark]:
    text = work.best.title if field == "title" else work.best.abstract
    words = [Mark(start, end, FOUND, "Found") for start, end in spans(text, query, field)]
    of_streams = {one.label for one in said if one.component == "workstream"}
    quoted = {
        mark
        for stream in (of_streams or {""})
        for mark in marks(said, work.best.record_id, field, stream, context.names)
    }
    return sorted((*words, *quoted), key=lambda one: (one.start, one.end))


def _speaks(annotation: Annotation, term: Is | Between) -> bool:
    """Tell whether an annotation is about what a term asks for."""
    component, starts = _LABELS[term.field]
    start = next((one for one in starts if annotation.label.startswith(one)), None)
    if annotation.component != component or start is None:
        return False
    label = annotation.label[len(start) :]
    if isinstance(term, Between):
        least, most = term.least or 0, term.most
        return label.isdecimal() and least <= int(label) and (most is None or int(label) <= most)
    said = plain(annotation.why if start == "nation:" else label)
    wanted = plain(term.value)
    return said.startswith(wanted) if term.starts else said == wanted
