"""Filling the places of a weekly queue: the best by score, some at random, some weak signals.

Nothing is excluded by the machine. It ranks, caps and samples: the audit works, drawn from those that
would not have been placed, tell later how much was missed; the weak signals are early or odd works
that ranking by strength would bury. Works that tell nearly the same take one place, the best of them;
the others are named there.
"""

import hashlib
import math
import random
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from records.ranked import SIGNALS, Candidate, Slot
from synthesis.ranking.score import Scored, score
from synthesis.ranking.settings import RankSettings

__all__ = ["Placed", "fill", "seed_for"]


@dataclass(frozen=True, slots=True)
class Placed:
    """A scored candidate with the slot that brought it in.

    ``similar`` are the ids of candidates without a place of their own that tell nearly the same, the best
    first; each is named at one place only.
    """

    scored: Scored
    slot: Slot
    similar: tuple[str, ...] = ()

    @property
    def work(self) -> str:
        """Give the id of the work."""
        return self.scored.candidate.work


def seed_for(run: int, workstream: str) -> int:
    """Give the seed that draws the audit works: the same on every machine, written down with the queue."""
    return int.from_bytes(hashlib.sha256(f"{run}:{workstream}".encode()).digest()[:4])


def fill(
    candidates: Sequence[Candidate],
    settings: RankSettings,
    seed: int,
    drawn: Collection[str] | None = None,
) -> tuple[Placed, ...]:
    """Choose the works of a queue and put them in order, the highest score first.

    Works below ``maybe_from`` in the workstream are left out. ``drawn`` are audit works that were drawn
    already, kept where nothing else places them; without them they are drawn by the seed. Neither the
    places nor the draw depend on the order in which works are given.
    """
    ordered = sorted((score(one, settings.shared_weights) for one in candidates), key=lambda one: one.order)
    relevant = [one for one in ordered if one.candidate.relevance >= settings.maybe_from]
    strong = [one for one in relevant if one.candidate.relevance >= settings.queue_from]
    cards = _one_of_each(strong, len(strong), len(strong))
    audits, signals = _reserved(len(cards), settings)
    best = _one_of_each(strong, settings.cap - audits - signals, settings.per_container)
    slots: dict[str, Slot] = {one.candidate.work: "ranked" for one in best}
    named = {near for one in best for near in one.candidate.near}
    odd = _in_turn([one for one in relevant if one.candidate.work not in {*slots, *named}], signals, seed)
    slots |= {one.candidate.work: "weak-signal" for one in odd}
    # A work that is named at another's place was not judged, so that it may be drawn like all others.
    rest = [one.candidate.work for one in relevant if one.candidate.work not in slots]
    if drawn is None:
        drawn = random.Random(seed).sample(sorted(rest), min(audits, len(rest)))  # noqa: S311  not a secret
    slots |= {work: "audit" for work in rest if work in drawn}
    return _with_similar([one for one in relevant if one.candidate.work in slots], slots, relevant)


def _with_similar(
    placed: Sequence[Scored], slots: Mapping[str, Slot], relevant: Sequence[Scored]
) -> tuple[Placed, ...]:
    free = {
        one.candidate.work: place for place, one in enumerate(relevant) if one.candidate.work not in slots
    }
    made = []
    for one in placed:
        similar = sorted((near for near in one.candidate.near if near in free), key=free.__getitem__)
        for near in similar:
            free.pop(near)
        made.append(Placed(one, slots[one.candidate.work], tuple(similar)))
    return tuple(made)


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


def _one_of_each(strong: Sequence[Scored], places: int, per_container: int) -> list[Scored]:
    """Take the first works, one of those that tell nearly the same, so many of one container at most."""
    taken: list[Scored] = []
    counts: dict[str, int] = {}
    named: set[str] = set()
    for one in strong:
        container = one.candidate.container.casefold()
        if len(taken) == places:
            break
        if one.candidate.work in named or (container and counts.get(container, 0) >= per_container):
            continue
        counts[container] = counts.get(container, 0) + 1
        taken.append(one)
        named.update(one.candidate.near)
    return taken


def _in_turn(rest: Sequence[Scored], places: int, seed: int) -> list[Scored]:
    """Take weak signals, a kind in turn, the best of each first; which kind begins changes with the seed.

    So no kind that every week has can keep the others out.
    """
    first = seed % len(SIGNALS)
    kinds = (*SIGNALS[first:], *SIGNALS[:first])
    taken: list[Scored] = []
    out: set[str] = set()
    while len(taken) < places:
        before = len(taken)
        for kind in kinds:
            able = (one for one in rest if kind in one.candidate.signals and one.candidate.work not in out)
            found = next(able, None)
            if found and len(taken) < places:
                taken.append(found)
                out |= {found.candidate.work, *found.candidate.near}
        if len(taken) == before:
            break
    return taken
