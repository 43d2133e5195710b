"""Invented works and what components might say of them."""

from collections.abc import Sequence

from records.annotation import Annotation, Field, Quote
from records.dates import PartialDate
from records.identifiers import identifiers
from records.record import Author, Notice, Record
from records.work import Work, work_id_for
from records.workstream import Workstream
from synthesis.ranking.score import Candidate, Scored
from synthesis.said import said

__all__ = ["NEEDS", "TEXT", "annotation", "quote", "record", "scored", "work"]

NEEDS = Workstream(id="needs", code="W2", name="Emerging needs")
TEXT = (
    "People in insecure housing waited longer. The drop-in worked well; staff stayed. "
    "It should be kept, and extended to the islands."
)


def record(key: str = "1", source: str = "pubmed", **fields: object) -> Record:
    """Give a record with a title, an abstract, an author, a date and a DOI, or what is asked for."""
    own: dict[str, object] = {
        "title": f"A nurse-led drop-in, number {key}",
        "abstract": TEXT,
        "authors": (Author("Kerr", "Isla"),),
        "container": "Inclusion Medicine",
        "published": PartialDate(2026, 11, 12),
        "type": "article",
        "identifiers": identifiers([("doi", f"10.5555/needs.{key}")]),
    }
    return Record(source=source, key=key, kind=source, **{**own, **fields})  # type: ignore[arg-type]


def work(*records: Record, notices: tuple[Notice, ...] = (), first_run: int = 3) -> Work:
    """Give the work of these records, of which the first is shown."""
    best = records[0]
    ordered = tuple(sorted(records, key=lambda one: one.record_id))
    return Work(work_id_for(best.record_id), ordered, best, "article with an abstract", notices, first_run)


def quote(text: str, of: Record, field: Field = "abstract") -> Quote:
    """Quote the first place at which a field of a record has these words."""
    start = {"title": of.title, "abstract": of.abstract, "body": of.body}[field].index(text)
    return Quote(of.record_id, field, start, start + len(text), text)


def annotation(
    component: str, label: str, score: float = 0.5, quotes: Sequence[Quote] = (), of: str = "w"
) -> Annotation:
    """Say one thing of a work."""
    return Annotation(of, component, "1", label, score, tuple(quotes))


def scored(
    key: str,
    score: float,
    relevance: float = 0.5,
    container: str = "",
    signal: str = "",
    tier: int | None = None,
) -> Scored:
    """Give a candidate with a score of one part, as the queue sees it."""
    said_of_it = [annotation("workstream", NEEDS.id, relevance)]
    if signal:
        said_of_it.append(annotation("learning", signal))
    if tier is not None:
        said_of_it.append(annotation("evidence", f"strength:{tier}"))
    one = work(record(key, container=container))
    return Scored(Candidate(one, said(said_of_it)), {"workstream": score})
