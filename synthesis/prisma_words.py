"""A PRISMA 2020 flow as lines of a table, and as a JSON document."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final

from synthesis.counted import counted
from synthesis.prisma import Flow, Screening
from synthesis.ranking.settings import RankSettings

__all__ = ["KIND_NAMES", "Line", "flow_document", "lines", "missing", "rules"]

KIND_NAMES: Final = {
    "databases": "Databases",
    "registers": "Registers",
    "sites": "Websites and organisations",
    "other": "Other: files, submissions",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table of screening: its words, and a number for each column.

    ``depth`` is 0 for a box of the flow, 1 for a part of one; ``is_open`` tells that a decision is missing.
    """

    words: str
    numbers: tuple[int, ...]
    depth: int = 0
    is_open: bool = False


def lines(flow: Flow, reasons: Mapping[str, str]) -> tuple[Line, ...]:
    """List the lines from works to those included, with a column for each workstream and one for all.

    ``reasons`` names the codes for an exclusion. Parts that are 0 in every column are left out.
    """
    return tuple(
        line for line in _all((*flow.streams, flow.together), reasons) if line.depth == 0 or any(line.numbers)
    )


def missing(flow: Flow) -> str:
    """Say in a sentence where decisions are missing; empty where none is."""
    one = flow.together
    parts = [
        (one.waiting, "that nobody has decided on"),
        (one.conflicts + one.full_conflicts, "on which people disagree"),
        (one.maybe + one.full_maybe, "left at maybe"),
    ]
    told = [f"{counted(number, 'work')} {words}" for number, words in parts if number]
    return f"Decisions are missing: {', '.join(told)}." if told else ""


def rules(detail: Mapping[str, object], versions: Mapping[str, str]) -> tuple[str, ...]:
    """Say by which rules a program set works aside: thresholds of a frozen queue, and who read the works.

    Empty for a queue that was not frozen, or by an older version.
    """
    if not detail:
        return ()
    settings = RankSettings.of(detail)
    reader = (
        f", as the component workstream {versions['workstream']} reads it" if "workstream" in versions else ""
    )
    fit = f"maybe_from: it is of the question with a probability below {settings.maybe_from:g}{reader}"
    cap = f"cap: a queue holds {settings.cap} works at most"
    of_one = f"per_container: and {settings.per_container} of one journal or site"
    return fit, "notice: it is shown with the work that it is about", cap, of_one


def flow_document(flow: Flow, marked_by: Sequence[str]) -> dict[str, object]:
    """Give a flow as one JSON object."""
    return {
        "since": flow.since,
        "until": flow.until,
        "identified": {
            box.kind: {
                "records": box.received,
                "sources": [
                    {"id": one.source, "records": one.received, "known": one.known} for one in box.sources
                ],
            }
            for box in flow.boxes
        },
        "records": flow.received,
        "known": flow.known,
        "unlinked": flow.unlinked,
        "duplicates": flow.duplicates,
        "works": flow.works,
        "rejected": flow.rejected,
        "marked_by": list(marked_by),
        "workstreams": [_screening(one) for one in flow.streams],
        "together": _screening(flow.together),
    }


def _screening(one: Screening) -> dict[str, object]:
    totals = {
        "marked": one.marked,
        "screened": one.screened,
        "assessed": one.assessed,
        "included": one.included,
        "open": one.open,
    }
    return {**asdict(one), "workstream": one.workstream or None, **totals}


def _all(columns: Sequence[Screening], reasons: Mapping[str, str]) -> Iterator[Line]:
    yield Line("Works without duplicates", tuple(one.works for one in columns))
    yield Line("Marked by automation, not put before people", tuple(one.marked for one in columns))
    yield Line("do not fit the question", tuple(one.unfit for one in columns), 1)
    yield Line("fit, and the queue was full", tuple(one.unplaced for one in columns), 1)
    yield Line("For screening by title and abstract", tuple(one.screened for one in columns))
    yield Line("chosen by somebody, not by the queue", tuple(one.chosen for one in columns), 1)
    yield Line("nobody has decided yet", tuple(one.waiting for one in columns), 1, is_open=True)
    yield Line("people disagree", tuple(one.conflicts for one in columns), 1, is_open=True)
    yield Line("left at maybe", tuple(one.maybe for one in columns), 1, is_open=True)
    yield from _excluded("Excluded by title and abstract", [one.excluded for one in columns], reasons)
    yield Line("Assessed by full text", tuple(one.assessed for one in columns))
    yield Line("people disagree", tuple(one.full_conflicts for one in columns), 1, is_open=True)
    yield Line("left at maybe", tuple(one.full_maybe for one in columns), 1, is_open=True)
    yield from _excluded("Excluded by full text", [one.full_excluded for one in columns], reasons)
    yield Line("Included", tuple(one.included for one in columns))
    yield Line("by title and abstract; full text not assessed", tuple(one.kept for one in columns), 1)
    yield Line("by full text", tuple(one.full_included for one in columns), 1)
    yield Line("records of these works", tuple(one.records for one in columns), 1)


def _excluded(words: str, columns: Sequence[Mapping[str, int]], reasons: Mapping[str, str]) -> Iterator[Line]:
    yield Line(words, tuple(sum(one.values()) for one in columns))
    codes = dict.fromkeys(code for column in columns[::-1] for code in column)
    for code in codes:
        name = reasons.get(code, code) if code else "without a reason"
        yield Line(name[:1].lower() + name[1:], tuple(one.get(code, 0) for one in columns), 1)
