"""News of works that people keep: a notice that came, or a version that was not known."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from records.decision import Decision
from records.record import Notice, Record
from records.work import Work
from synthesis.standing import kept

__all__ = ["News", "news"]

# Which versions of a work there are, beside the version of record.
_EARLIER: Final = {"page": "page", "news": "page", "preprint": "preprint"}


@dataclass(frozen=True, slots=True)
class News:
    """What happened to a work that somebody keeps.

    ``notices`` and ``versions`` are those that this run brought; ``kept`` are the decisions of everyone who
    keeps the work, each reviewer once for each workstream.
    """

    work: Work
    kept: tuple[Decision, ...]
    notices: tuple[Notice, ...] = ()
    versions: tuple[Record, ...] = ()


def news(
    works: Iterable[Work],
    decisions: Mapping[str, Sequence[Decision]],
    about: Mapping[str, Collection[Record]],
    fresh: Mapping[str, bool],
) -> tuple[News, ...]:
    """Find the news of works, those with notices first, then by title.

    ``decisions`` are all on each work. ``about`` has the records of notices about each work. ``fresh`` names
    the records that this run brought: true those never seen before, false those that changed.
    """
    found = []
    for work in works:
        keeping = kept(decisions.get(work.work_id, ()))
        if not keeping:
            continue
        one = News(work, keeping, _notices(work, about.get(work.work_id, ()), fresh), _versions(work, fresh))
        if one.notices or one.versions:
            found.append(one)
    return tuple(sorted(found, key=lambda one: (not one.notices, one.work.best.title, one.work.work_id)))


def _notices(work: Work, about: Collection[Record], fresh: Mapping[str, bool]) -> tuple[Notice, ...]:
    """Choose the notices that this run brought: by their own record, or in one of the work that changed."""
    new = {identifier for one in about if fresh.get(one.record_id) for identifier in one.identifiers}
    known = {identifier for one in about if not fresh.get(one.record_id) for identifier in one.identifiers}
    brought = {
        (notice.kind, notice.other)
        for record in work.records
        if record.record_id in fresh
        for notice in record.notices
    }
    said_before = {
        (notice.kind, notice.other)
        for record in work.records
        if record.record_id not in fresh
        for notice in record.notices
    }
    return tuple(
        notice
        for notice in work.notices
        if notice.role == "subject"
        and notice.other not in known
        and (notice.kind, notice.other) not in said_before
        and (notice.other in new or (notice.kind, notice.other) in brought)
    )


def _versions(work: Work, fresh: Mapping[str, bool]) -> tuple[Record, ...]:
    """Choose the records that are a version of their own, one for each: a new type of it, or a new DOI."""
    known = [one for one in work.records if not fresh.get(one.record_id)]
    if not known:
        return ()
    chosen: list[Record] = []
    for record in work.records:
        if fresh.get(record.record_id) and all(_is_other(record, one) for one in [*known, *chosen]):
            chosen.append(record)
    return tuple(chosen)


def _is_other(new: Record, known: Record) -> bool:
    mine, theirs = ({one for one in record.identifiers if one.scheme == "doi"} for record in (new, known))
    if mine and theirs:
        return not mine & theirs
    return _EARLIER.get(new.type) != _EARLIER.get(known.type)
