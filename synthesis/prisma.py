"""The numbers of a PRISMA 2020 flow, of one run or of all runs up to it.

Boxes and their order are those of M. J. Page and others (2021), doi:10.1136/bmj.n71: identified from
databases and registers and by other methods, removed before screening, screened, assessed, included. What a
program set aside has a box of its own, as PRISMA asks. Each record and each work is in one box only, so that
the boxes of a step add up to the one that they come from.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from records.decision import Decision, Stage
from records.prisma import FlowCounts, Seen, SourceRecords
from records.source import Group
from synthesis.standing import standing

__all__ = ["KINDS", "Box", "Flow", "Kind", "Screening", "flow"]

Kind = Literal["databases", "registers", "sites", "other"]
KINDS: Final[Mapping[Kind, frozenset[Group]]] = {
    "databases": frozenset({"index", "journal", "preprint"}),
    "registers": frozenset({"registry"}),
    "sites": frozenset({"agency", "think-tank", "charity", "practice"}),
    "other": frozenset({"file"}),
}
_FULL: Final[Stage] = "full-text"

State = Literal["included", "conflict", "maybe", "waiting", "excluded"]
# The furthest that a work came, in which the word for one question wins over that for another.
_ORDER: Final[tuple[State, ...]] = ("included", "conflict", "maybe", "waiting", "excluded")
_OPEN: Final = ("conflict", "maybe", "waiting")


@dataclass(frozen=True, slots=True)
class Box:
    """What one kind of source gave, source by source."""

    kind: Kind
    sources: tuple[SourceRecords, ...]

    @property
    def received(self) -> int:
        """Count the records."""
        return sum(one.received for one in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What became of the works for one workstream, or for all together where ``workstream`` is empty.

    ``works`` are ``unfit`` (they fit the question less than the team asks for, or are notices), ``unplaced``
    (they fit, and the queue was full), or people were to screen them; ``chosen`` of those stood in no queue
    and were decided all the same. By title and abstract they are ``waiting`` for a word, in conflict, left
    open by ``maybe``, ``excluded`` (by reason, an empty code for none), kept, or assessed by full text, with
    the same ends again. ``kept`` works are included by title and abstract, and nobody said anything of their
    full text; ``included`` counts them and those that their full text includes, ``records`` the records of
    both.
    """

    workstream: str
    works: int
    unfit: int
    unplaced: int
    chosen: int = 0
    waiting: int = 0
    conflicts: int = 0
    maybe: int = 0
    excluded: Mapping[str, int] = field(default_factory=dict)
    kept: int = 0
    full_conflicts: int = 0
    full_maybe: int = 0
    full_excluded: Mapping[str, int] = field(default_factory=dict)
    full_included: int = 0
    records: int = 0

    @property
    def marked(self) -> int:
        """Count the works that the program did not put before people."""
        return self.unfit + self.unplaced

    @property
    def assessed(self) -> int:
        """Count the works of whose full text somebody said something."""
        return self.full_conflicts + self.full_maybe + sum(self.full_excluded.values()) + self.full_included

    @property
    def screened(self) -> int:
        """Count the works that people were to screen."""
        by_abstract = self.waiting + self.conflicts + self.maybe + sum(self.excluded.values()) + self.kept
        return by_abstract + self.assessed

    @property
    def open(self) -> int:
        """Count the works on which a decision is still missing."""
        return self.waiting + self.conflicts + self.maybe + self.full_conflicts + self.full_maybe

    @property
    def included(self) -> int:
        """Count the works that are included."""
        return self.kept + self.full_included


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The flow of runs ``since`` to ``until``.

    Records ``received`` are ``known`` from earlier runs, ``unlinked`` as long as a scan goes on,
    ``duplicates`` of another record, or make one work each. ``rejected`` is what sources gave that is no
    record, and counts nowhere. ``together`` has each work once, at the furthest that it came in any
    workstream.
    """

    since: int
    until: int
    boxes: tuple[Box, ...]
    known: int
    unlinked: int
    duplicates: int
    works: int
    rejected: int
    streams: tuple[Screening, ...]
    together: Screening

    @property
    def received(self) -> int:
        """Count the records that sources gave."""
        return sum(one.received for one in self.boxes)


@dataclass(frozen=True, slots=True)
class _Came:
    """How far a work came: by which stage, in which state, and why where it is excluded."""

    by_full_text: bool
    state: State
    reason: str = ""

    @property
    def order(self) -> tuple[int, bool]:
        return -_ORDER.index(self.state), self.by_full_text


def flow(
    counts: FlowCounts,
    groups: Mapping[str, Group],
    workstreams: Sequence[str],
    decisions: Mapping[str, Sequence[Decision]],
) -> Flow:
    """Work out the flow from what the store counted.

    ``groups`` says of what sort each source is; one that it leaves out counts among the others.
    ``decisions`` are by work, in the order of the log.
    """
    came = {
        (one.workstream, one.work): _came(decisions.get(one.work, ()), one.workstream) for one in counts.seen
    }
    new = sum(one.new for one in counts.sources)
    best: dict[str, _Came] = {}
    for (_, work), how in came.items():
        if work not in best or how.order > best[work].order:
            best[work] = how
    first = {one.work: one for one in sorted(counts.seen, key=lambda one: one.placed)}
    return Flow(
        since=counts.since,
        until=counts.until,
        boxes=_boxes(counts.sources, groups),
        known=sum(one.known for one in counts.sources),
        unlinked=counts.unlinked,
        duplicates=new - counts.unlinked - counts.works,
        works=counts.works,
        rejected=counts.rejected,
        streams=tuple(
            _screening(
                name, counts, [(one, came[name, one.work]) for one in counts.seen if one.workstream == name]
            )
            for name in workstreams
        ),
        together=_screening("", counts, [(first[work], how) for work, how in best.items()]),
    )


def _boxes(sources: Iterable[SourceRecords], groups: Mapping[str, Group]) -> tuple[Box, ...]:
    kinds = {group: kind for kind, several in KINDS.items() for group in several}
    found: dict[Kind, list[SourceRecords]] = {kind: [] for kind in KINDS}
    for one in sources:
        group = groups.get(one.source)
        found[kinds[group] if group else "other"].append(one)
    return tuple(Box(kind, tuple(several)) for kind, several in found.items())


def _came(decisions: Sequence[Decision], workstream: str) -> _Came:
    own = standing(one for one in decisions if one.workstream == workstream) if decisions else ()
    by_text = [one for one in own if one.stage == _FULL]
    words = by_text or own
    if not words:
        return _Came(by_full_text=False, state="waiting")
    verdicts = {one.verdict for one in words}
    reason = ""
    state: State = "maybe"
    if verdicts == {"exclude"}:
        state, reason = "excluded", next((one.reason for one in reversed(words) if one.reason), "")
    elif "exclude" in verdicts:
        state = "conflict"
    elif "include" in verdicts:
        state = "included"
    return _Came(bool(by_text), state, reason)


def _screening(workstream: str, counts: FlowCounts, seen: Sequence[tuple[Seen, _Came]]) -> Screening:
    found = Counter((how.by_full_text, how.state) for _, how in seen)
    unplaced = counts.unplaced.get(workstream, 0)
    return Screening(
        workstream=workstream,
        works=counts.works,
        unfit=counts.works - len(seen) - unplaced,
        unplaced=unplaced,
        chosen=sum(not one.placed for one, _ in seen),
        waiting=found[False, "waiting"],
        conflicts=found[False, "conflict"],
        maybe=found[False, "maybe"],
        excluded=_reasons(how for _, how in seen if not how.by_full_text),
        kept=found[False, "included"],
        full_conflicts=found[True, "conflict"],
        full_maybe=found[True, "maybe"],
        full_excluded=_reasons(how for _, how in seen if how.by_full_text),
        full_included=found[True, "included"],
        records=sum(one.records for one, how in seen if how.state == "included"),
    )


def _reasons(several: Iterable[_Came]) -> dict[str, int]:
    """Count exclusions by reason, the most frequent first."""
    found = Counter(how.reason for how in several if how.state == "excluded")
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))
