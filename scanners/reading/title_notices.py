"""Retractions, corrections and concerns as titles tell of them, joined with what a source says itself."""

import re
from collections.abc import Iterable
from functools import cache

from records.identifiers import Identifier
from records.record import Notice
from scanners.reading.tables import table

__all__ = ["notices", "title_notice"]


def title_notice(title: str) -> Notice | None:
    """Give the notice that a plain title speaks of by how it starts ("RETRACTED: ...", "Erratum to ...")."""
    start = title[:60].lower()
    for pattern, notice in _patterns():
        if pattern.match(start):
            return notice
    return None


def notices(
    title: str, said: Iterable[Notice], *, own: Iterable[Identifier | None] = ()
) -> tuple[Notice, ...]:
    """Join the notices that a source names with what the title says, each once.

    A notice without its other end goes where the same is known with it. ``own`` are the record's own
    identifiers: where a publisher put the notice in the place of the article, both have one DOI, and the
    record counts as the subject.
    """
    mine = set(own)
    found = [
        Notice(notice.kind, "subject", published=notice.published) if notice.other in mine else notice
        for notice in said
    ]
    from_title = title_notice(title)
    if from_title and not any(notice.role == "notice" for notice in found):
        found.append(from_title)
    named = {(notice.kind, notice.role) for notice in found if notice.other}
    seen: dict[tuple[str, str, Identifier | None], Notice] = {}
    for notice in found:
        if notice.other or (notice.kind, notice.role) not in named:
            seen.setdefault((notice.kind, notice.role, notice.other), notice)
    return tuple(seen.values())


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], Notice], ...]:
    rows = table("notices")
    loose = [(row, r"\b") for row in rows["starts"]]
    strict = [(row, r"\s*(?:to|for|of)?\s*[:.\])–—-]") for row in rows["marked"]]
    return tuple(
        (re.compile(rf"\W*(?:{'|'.join(row['starts'])}){end}"), Notice(row["kind"], row["role"]))
        for row, end in (*loose, *strict)
    )
