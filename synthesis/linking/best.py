"""Choosing the record of a work that is shown and read, and what notices it carries."""

from collections.abc import Iterable, Sequence
from typing import Final

from records.record import Notice, Record, RecordType

__all__ = ["best_record", "notices_of"]

# Earlier is better: the version of record first, then what is reviewed least.
_TYPES: Final[tuple[RecordType, ...]] = (
    "article",
    "review",
    "guideline",
    "report",
    "book",
    "chapter",
    "thesis",
    "conference",
    "protocol",
    "editorial",
    "letter",
    "preprint",
    "dataset",
    "notice",
    "page",
    "news",
    "other",
    "peer-review",
)
# Earlier is better: how complete and how checked a source's records are.
_KINDS: Final = ("pubmed", "europepmc", "crossref", "openalex", "medrxiv", "feed")
_SPOKEN: Final = {
    "pubmed": "PubMed",
    "europepmc": "Europe PMC",
    "crossref": "Crossref",
    "openalex": "OpenAlex",
    "medrxiv": "the preprint server",
    "feed": "its own page",
}


def best_record(records: Sequence[Record]) -> tuple[Record, str]:
    """Choose the record that is shown, and say why.

    With an abstract before without; the version of record before a preprint, a preprint before a page;
    then the source whose records are the most complete; then the longer abstract; then the record id,
    so that the choice is the same on every machine.
    """
    chosen = min(records, key=_order)
    text = "with an abstract" if chosen.abstract else "without an abstract, as all its records are"
    return chosen, f"{chosen.type} {text}, from {_SPOKEN.get(chosen.kind, chosen.source)}"


def notices_of(records: Iterable[Record], about: Iterable[Record]) -> tuple[Notice, ...]:
    """Gather the notices about a work: what its own records say, and the notices found elsewhere.

    ``about`` are the records of retractions, corrections and concerns that name one of the work's
    identifiers.
    """
    found = {notice for record in records for notice in record.notices if notice.role == "subject"}
    for record in about:
        own = record.identifiers[0] if record.identifiers else None
        for notice in record.notices:
            if notice.role == "notice":
                found.add(Notice(notice.kind, "subject", own, record.published))
    named = {notice.kind for notice in found if notice.other}
    kept = (notice for notice in found if notice.other or notice.kind not in named)
    return tuple(sorted(kept, key=lambda one: (one.kind, str(one.other or ""), str(one.published or ""))))


def _order(record: Record) -> tuple[object, ...]:
    return (
        not record.abstract,
        _TYPES.index(record.type),
        _KINDS.index(record.kind) if record.kind in _KINDS else len(_KINDS),
        -len(record.abstract),
        record.record_id,
    )
