"""Choosing the record of a work that is shown and read, and what notices it carries."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from records.identifiers import SCHEMES, Identifier
from records.record import Notice, Record, RecordType

__all__ = ["best_record", "in_order", "notices_of"]

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
    chosen = in_order(records)[0]
    text = "with an abstract" if chosen.abstract else "without an abstract, as all its records are"
    return chosen, f"{chosen.type} {text}, from {_SPOKEN.get(chosen.kind, chosen.source)}"


def in_order(records: Iterable[Record]) -> list[Record]:
    """Order the records of a work, the one that is shown first."""
    return sorted(records, key=_order)


def notices_of(records: Iterable[Record], about: Iterable[Record]) -> tuple[Notice, ...]:
    """Gather the notices about a work: what its own records say, and the notices found elsewhere.

    ``about`` are the records of retractions, corrections and concerns that name one of the work's
    identifiers. A notice that is named by DOI here and by PMID there is one; a bare flag gives way to a
    notice of its kind that is named.
    """
    about = list(about)
    found = [notice for record in records for notice in record.notices if notice.role == "subject"]
    for record in about:
        own = record.identifiers[0] if record.identifiers else None
        kinds = {notice.kind for notice in record.notices if notice.role == "notice"}
        found += [Notice(kind, "subject", own, record.published) for kind in kinds]
    names = _one_name_each(about)
    merged: dict[tuple[str, Identifier | None], Notice] = {}
    for notice in sorted(found, key=_notice_order):
        other = names.get(notice.other, notice.other) if notice.other else None
        merged.setdefault((notice.kind, other), replace(notice, other=other))
    named = {kind for kind, other in merged if other}
    return tuple(
        notice
        for (kind, other), notice in sorted(merged.items(), key=_kind_order)
        if other or kind not in named
    )


def _one_name_each(notices: Sequence[Record]) -> dict[Identifier, Identifier]:
    """Give one identifier for all those that notices share, directly or through one another."""
    names: dict[Identifier, Identifier] = {}
    for record in sorted(notices, key=lambda one: one.record_id):
        known = sorted({names.get(one, one) for one in record.identifiers}, key=_by_scheme)
        for one in [*names, *record.identifiers]:
            if names.get(one, one) in known:
                names[one] = known[0]
    return names


def _by_scheme(identifier: Identifier) -> tuple[int, str]:
    return SCHEMES.index(identifier.scheme), identifier.value


def _notice_order(notice: Notice) -> tuple[str, bool, int, str]:
    """Dated before undated, the most precise date first."""
    when = notice.published
    return notice.kind, when is None, -len(str(when or "")), f"{when} {notice.other}"


def _kind_order(item: tuple[tuple[str, Identifier | None], Notice]) -> tuple[str, str]:
    (kind, other), _ = item
    return kind, str(other or "")


def _order(record: Record) -> tuple[object, ...]:
    return (
        not record.abstract,
        _TYPES.index(record.type),
        _KINDS.index(record.kind) if record.kind in _KINDS else len(_KINDS),
        -len(record.abstract),
        record.record_id,
    )
