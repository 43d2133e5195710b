"""How far a team has come in a workstream: what of each queue is decided and kept."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from records.decision import Decision
from records.outline import QueueOutline
from synthesis.standing import kept, standing
from synthesis.stopping.hypergeometric import Rule, more_needed, probability_below
from synthesis.stopping.weekly import Recall, Week, estimate

__all__ = ["Judged", "LatestList", "Progress", "judged", "progress"]

Decisions = Mapping[str, Sequence[Decision]]


@dataclass(frozen=True, slots=True)
class LatestList:
    """The candidates of the last run that had any, and what was read of them.

    ``relevant`` says for each decided work whether it is kept, in the order in which they were first
    decided. ``waiting`` counts the works of the list that nobody has decided.
    """

    run: int
    candidates: int
    waiting: int
    relevant: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """A workstream's weeks, the oldest first, recall over them and the latest list, where there are any."""

    workstream: str
    weeks: tuple[Week, ...]
    recall: Recall | None
    latest: LatestList | None


@dataclass(frozen=True, slots=True)
class Judged:
    """What the hypergeometric test says of a list by a rule.

    ``probability_below`` is that of recall below the target; ``more_needed`` counts the works, none of them
    relevant, that would have to be read until the list passes, 0 when it does. Both are None while nothing
    is kept.
    """

    listed: LatestList
    rule: Rule
    probability_below: float | None = None
    more_needed: int | None = None


def progress(workstream: str, outlines: Iterable[QueueOutline], decisions: Decisions) -> Progress:
    """Count what was decided in a workstream, and estimate its recall.

    A work is decided when somebody's word on it stands in this workstream, and kept when anybody's last word
    is include or maybe. ``decisions`` hold the log by work; those of other workstreams do not count.
    Queues without candidates are left out.
    """
    mine = [one for one in outlines if one.workstream == workstream and one.candidates]
    mine.sort(key=lambda one: one.run)
    verdicts = _verdicts(workstream, decisions)
    weeks = tuple(_week(one, verdicts) for one in mine)
    latest = _latest(mine[-1], verdicts) if mine else None
    return Progress(workstream, weeks, estimate(weeks), latest)


def judged(listed: LatestList, rule: Rule) -> Judged:
    """Test a list by a rule; all its candidates count, those that were not placed too."""
    if not any(listed.relevant):
        return Judged(listed, rule)
    return Judged(
        listed,
        rule,
        probability_below(rule, listed.relevant, listed.candidates),
        more_needed(rule, listed.relevant, listed.candidates),
    )


def _verdicts(workstream: str, decisions: Decisions) -> dict[str, bool]:
    """Say of each decided work whether it is kept, in the order in which they were first decided."""
    first: dict[str, Decision] = {}
    keeping: dict[str, bool] = {}
    for work, log in decisions.items():
        own = [one for one in log if one.workstream == workstream]
        if standing(own):
            first[work] = min(own, key=lambda one: one.instant)
            keeping[work] = bool(kept(own))
    return {work: keeping[work] for work in sorted(first, key=lambda one: (first[one].instant, one))}


def _week(outline: QueueOutline, verdicts: Mapping[str, bool]) -> Week:
    works = [work for work, _ in outline.works]
    audits = [work for work, slot in outline.works if slot == "audit"]
    return Week(
        run=outline.run,
        candidates=outline.candidates,
        placed=len(works),
        decided=sum(work in verdicts for work in works),
        kept=sum(verdicts.get(work, False) for work in works),
        audits=len(audits),
        audits_decided=sum(work in verdicts for work in audits),
        audits_kept=sum(verdicts.get(work, False) for work in audits),
    )


def _latest(outline: QueueOutline, verdicts: Mapping[str, bool]) -> LatestList:
    placed = {work for work, _ in outline.works}
    relevant = tuple(is_kept for work, is_kept in verdicts.items() if work in placed)
    return LatestList(outline.run, outline.candidates, len(placed) - len(relevant), relevant)
