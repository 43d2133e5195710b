"""Filling the places of a weekly queue: the best by score, some at random, some weak signals.

Nothing is excluded by the machine. It ranks, caps and samples: the audit works, drawn from those that
would not have been placed, tell later how much was missed; the weak signals are early or odd works
that ranking by strength would bury.
"""

import hashlib
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from records.ranked import Slot
from synthesis.ranking.score import Scored
from synthesis.ranking.settings import RankSettings

__all__ = ["Placed", "fill", "seed_for"]

_SIGNALS = frozenset({"change_to_stop", "negative_unintended"})
_LOW_STRENGTH = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A scored work with the slot that brought it in."""

    scored: Scored
    slot: Slot


def seed_for(run: int, workstream: str) -> int:
    """Give the seed that draws the audit works: the same on every machine, written down with the queue."""
    return int.from_bytes(hashlib.sha256(f"{run}:{workstream}".encode()).digest()[:4])


def fill(scored: Sequence[Scored], workstream: str, settings: RankSettings, seed: int) -> tuple[Placed, ...]:
    """Choose the works of a queue and put them in order, the highest score first.

    Works below ``maybe_from`` in the workstream are not candidates. The order does not depend on the
    order in which works are given.
    """
    ordered = sorted(scored, key=lambda one: (-one.score, one.candidate.work.work_id))
    relevant = [one for one in ordered if _relevance(one, workstream) >= settings.maybe_from]
    strong = [one for one in relevant if _relevance(one, workstream) >= settings.queue_from]
    audits, signals = _reserved(len(strong), settings)
    best = _capped(strong, settings.cap - audits - signals, settings.per_container)
    chosen = {one.candidate.work.work_id: Placed(one, "ranked") for one in best}
    rest = [one for one in relevant if one.candidate.work.work_id not in chosen]
    odd = [one for one in rest if _is_weak_signal(one)][:signals]
    chosen |= {one.candidate.work.work_id: Placed(one, "weak-signal") for one in odd}
    rest = [one for one in rest if one.candidate.work.work_id not in chosen]
    drawn = random.Random(seed).sample(rest, min(audits, len(rest)))  # noqa: S311  a sample, not a secret
    chosen |= {one.candidate.work.work_id: Placed(one, "audit") for one in drawn}
    return tuple(sorted(chosen.values(), key=lambda p: (-p.scored.score, p.scored.candidate.work.work_id)))


def _relevance(scored: Scored, workstream: str) -> float:
    mine = scored.candidate.said.in_workstream(workstream)
    return mine.score if mine else 0.0


def _reserved(strong: int, settings: RankSettings) -> tuple[int, int]:
    """Say how many places audit works and weak signals get: their share of a full queue or of a short one.

    The best work always has a place, so in a queue of one or two the others go without.
    """
    length = min(settings.cap, _up(strong / (1 - settings.audit - settings.weak_signals)))
    length = max(length, min(settings.cap, 10))  # a quiet week still learns what it missed
    audits = min(_up(length * settings.audit), settings.cap - 1)
    return audits, min(_up(length * settings.weak_signals), settings.cap - 1 - audits)


def _up(share: float) -> int:
    """Round up, except what floating point alone has put above a whole number."""
    return math.ceil(round(share, 6))


def _capped(strong: Sequence[Scored], places: int, per_container: int) -> list[Scored]:
    """Take the first works, so many of one journal or site at most."""
    taken: list[Scored] = []
    counts: dict[str, int] = {}
    for one in strong:
        container = one.candidate.work.best.container.casefold()
        if len(taken) == places:
            break
        if container and counts.get(container, 0) >= per_container:
            continue
        counts[container] = counts.get(container, 0) + 1
        taken.append(one)
    return taken


def _is_weak_signal(scored: Scored) -> bool:
    known = scored.candidate.said
    low = known.tier is None or known.tier <= _LOW_STRENGTH
    return low and any(one.label in _SIGNALS for one in known.learning)
