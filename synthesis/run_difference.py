"""What differs between two runs: counts, sources, components, weights, and the places of each queue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from records.outline import QueueOutline
from records.run import Run, SourceOutcome
from synthesis.ranking.preview import Move
from synthesis.ranking.settings import RankSettings

__all__ = ["Change", "QueueDifference", "RunDifference", "SourceDifference", "run_difference"]

# Settings of a queue that are numbers, beside the weights.
_SET: Final = ("cap", "audit", "weak_signals", "queue_from", "maybe_from", "per_container")

How = Literal["asked", "no longer asked", "failed", "answers again", "failed again", "as before"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not as it was; empty where it was not there. ``workstream`` is empty for all."""

    name: str
    before: str
    after: str
    workstream: str = ""


@dataclass(frozen=True, slots=True)
class SourceDifference:
    """What a source gave in each run, None where it was not asked."""

    id: str
    before: SourceOutcome | None
    after: SourceOutcome | None

    @property
    def how(self) -> How:
        """Say what became of it between the two."""
        if self.before is None or self.after is None:
            return "asked" if self.before is None else "no longer asked"
        if self.after.error:
            return "failed again" if self.before.error else "failed"
        return "answers again" if self.before.error else "as before"


@dataclass(frozen=True, slots=True)
class QueueDifference:
    """The queue of a workstream in each run.

    ``moves`` are the works that are not at the same place in both, by their place in the second; those that
    left come last. ``stayed`` counts those at the same place.
    """

    workstream: str
    candidates: tuple[int, int]
    lengths: tuple[int, int]
    moves: tuple[Move, ...]
    stayed: int

    @property
    def came(self) -> tuple[Move, ...]:
        """List the works that only the second run has."""
        return tuple(one for one in self.moves if one.before is None)

    @property
    def left(self) -> tuple[Move, ...]:
        """List the works that only the first run has."""
        return tuple(one for one in self.moves if one.after is None)

    @property
    def moved(self) -> tuple[Move, ...]:
        """List the works that both have, at different places."""
        return tuple(one for one in self.moves if one.before and one.after)


@dataclass(frozen=True, slots=True)
class RunDifference:
    """What differs between run ``before`` and run ``after``; ``versions`` are those of components."""

    before: Run
    after: Run
    sources: tuple[SourceDifference, ...]
    queues: tuple[QueueDifference, ...]
    versions: tuple[Change, ...]
    weights: tuple[Change, ...]


def run_difference(
    runs: tuple[Run, Run],
    outlines: Mapping[str, tuple[QueueOutline | None, QueueOutline | None]],
    details: Mapping[str, tuple[Mapping[str, object], Mapping[str, object]]],
) -> RunDifference:
    """Compare two runs.

    ``outlines`` and ``details`` give, by workstream, what the queue of each run held and by which settings,
    None and empty where none was frozen.
    """
    before, after = runs
    given = [{one.id: one for one in run.sources} for run in runs]
    return RunDifference(
        before=before,
        after=after,
        sources=tuple(
            SourceDifference(name, given[0].get(name), given[1].get(name))
            for name in sorted({*given[0], *given[1]})
        ),
        queues=tuple(_queue(name, *pair) for name, pair in outlines.items()),
        versions=_changes(before.versions, after.versions),
        weights=_weights(details),
    )


def _queue(workstream: str, before: QueueOutline | None, after: QueueOutline | None) -> QueueDifference:
    was, now = _places(before), _places(after)
    moves = [Move(work, was.get(work), now.get(work)) for work in {*was, *now}]
    changed = [one for one in moves if one.before != one.after]
    return QueueDifference(
        workstream=workstream,
        candidates=(before.candidates if before else 0, after.candidates if after else 0),
        lengths=(len(was), len(now)),
        moves=tuple(
            sorted(changed, key=lambda one: (one.after is None, one.after or one.before or 0, one.work))
        ),
        stayed=len(moves) - len(changed),
    )


def _places(outline: QueueOutline | None) -> dict[str, int]:
    """Give the place of each work; one that is there twice, since it was joined, has its better place."""
    found: dict[str, int] = {}
    for place, (work, _) in enumerate(outline.works if outline else (), 1):
        found.setdefault(work, place)
    return found


def _changes(before: Mapping[str, str], after: Mapping[str, str], workstream: str = "") -> tuple[Change, ...]:
    return tuple(
        Change(name, before.get(name, ""), after.get(name, ""), workstream)
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )


def _weights(
    details: Mapping[str, tuple[Mapping[str, object], Mapping[str, object]]],
) -> tuple[Change, ...]:
    """List the weights and limits that changed, once for all workstreams where they are set for all."""
    by_stream = {
        name: _changes(_numbers(before), _numbers(after))
        for name, (before, after) in details.items()
        if before and after
    }
    found: dict[Change, list[str]] = {}
    for name, several in by_stream.items():
        for one in several:
            found.setdefault(one, []).append(name)
    return tuple(
        Change(one.name, one.before, one.after, workstream)
        for one, names in found.items()
        for workstream in ([""] if len(names) == len(by_stream) else names)
    )


def _numbers(detail: Mapping[str, object]) -> dict[str, str]:
    settings = RankSettings.of(detail)
    weights: Sequence[tuple[str, float]] = list(settings.shared_weights.items())
    limits = [(name, getattr(settings, name)) for name in _SET]
    return {name: f"{value:.4g}" for name, value in (*weights, *limits)}
