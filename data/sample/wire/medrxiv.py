"""medRxiv's details interface: pages of ten, a row for every version, and the answer past the end."""

from dataclasses import replace
from typing import Final

from data.sample.copies import Copy
from data.sample.wire.paper import Json, envelope, sections

__all__ = ["cursors", "pages"]

_SIZE: Final = 10
_INTERVAL: Final = "2026-11-09:2026-11-16"


def pages(copies: list[Copy]) -> dict[str, str]:
    """Write the pages by the number of their first row, and one without rows after the last."""
    rows = _rows(copies)
    made = {
        f"medrxiv_{start}.json": _page(rows[start : start + _SIZE], start, len(rows), len(copies))
        for start in range(0, len(rows), _SIZE)
    }
    nothing: Json = {"messages": [{"status": "no posts found"}]}
    return made | {f"medrxiv_{len(rows)}.json": envelope(nothing, ("collection",), [])}


def cursors(copies: list[Copy]) -> list[int]:
    """List the cursors that are answered, the one past the end last."""
    total = len(_rows(copies))
    return [*range(0, total, _SIZE), total]


def _page(rows: list[Json], start: int, total: int, new: int) -> str:
    message: Json = {"status": "ok", "interval": _INTERVAL, "cursor": str(start), "count": len(rows)}
    message |= {"count_new_papers": str(new), "total": str(total)}
    return envelope({"messages": [message]}, ("collection",), rows)


def _rows(copies: list[Copy]) -> list[Json]:
    return [
        _row(replace(copy, date=day), version)
        for copy in copies
        for version, day in enumerate(copy.work.versions or (copy.date,), start=1)
    ]


def _row(copy: Copy, version: int) -> Json:
    first = copy.authors[0]
    article = next((tie.doi for tie in copy.ties if tie.relation == "preprint of"), "NA")
    return {
        "doi": copy.doi,
        "title": copy.title,
        "authors": " ".join(f"{a.family}, {_dotted(a.initials)};" for a in copy.authors).rstrip(";"),
        "author_corresponding": f"{first.given} {first.family}",
        "author_corresponding_institution": "An invented institute",
        "date": copy.date,
        "version": str(version),
        "type": "new results",
        "license": "cc_by",
        "category": "public and global health" if copy.work.ws else "epidemiology",
        "jatsxml": "",
        "abstract": _glued(copy),
        "published": article,
        "server": "medRxiv",
    }


def _dotted(initials: str) -> str:
    return " ".join(f"{letter}." for letter in initials)


def _glued(copy: Copy) -> str:
    """Join the sections as the service does, a heading glued to the word after it."""
    return " ".join(f"{heading}{text}" for heading, text in sections(copy))
