"""Invented works and what components might say of them."""

from collections.abc import Sequence

from records.annotation import Annotation, Field, Quote
from records.dates import PartialDate
from records.identifiers import identifiers
from records.ranked import Candidate, Signal
from records.record import Author, Notice, Record
from records.work import Work, work_id_for
from records.workstream import Workstream

__all__ = ["NEEDS", "TEXT", "annotation", "candidate", "quote", "record", "work"]

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


def candidate(
    key: str,
    score: float,
    relevance: float = 0.5,
    container: str = "",
    signals: Sequence[Signal] = (),
    near: Sequence[str] = (),
) -> Candidate:
    """Give a candidate as the queue sees it; its id is the key, its score that of novelty alone."""
    return Candidate(
        work=key,
        features={"workstream": relevance, "novelty": score},
        container=container,
        signals=tuple(signals),
        near=tuple(near),
    )
