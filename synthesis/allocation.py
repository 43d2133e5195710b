"""Allocation: which reviewer gets which works, balanced, the same each time, moving no more than must.

Works are shared out in the order of the queue, so that everybody gets good and bad places alike. Where
reviewers come or go, each keeps what they have up to their new share: that is the least that can move.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import combinations
from typing import Final

from records.errors import SettingsError

__all__ = ["MOST_REVIEWERS", "allocate", "targets"]

MOST_REVIEWERS: Final = 50
_NONE: Final[Mapping[str, Sequence[str]]] = {}


def allocate(
    works: Sequence[str],
    shares: Mapping[str, float],
    *,
    dual: Collection[str] = (),
    before: Mapping[str, Sequence[str]] = _NONE,
    done: Mapping[str, Collection[str]] = _NONE,
) -> dict[str, tuple[str, ...]]:
    """Give each work its reviewers: two of them for works in ``dual``, one for all others.

    ``shares`` are the reviewers with how much of the work each takes beside the others, above 0. ``before``
    is who had which work, ``done`` who has decided it: those keep it. Each reviewer gets their share to
    within one work, as far as what is done allows, and the pairs of two are spread evenly. Raises
    ``SettingsError`` for shares that cannot be, and for works of two with one reviewer.
    """
    _check(shares, dual)
    two = set(dual)
    wanted = {work: 2 if work in two else 1 for work in works}
    sheet = _Sheet(wanted, done)
    _begin(sheet, shares, before)
    sheet.targets = targets(sum(wanted.values()), len(wanted), shares, sheet.held)
    _give_up(sheet)
    _fill(sheet)
    return {work: tuple(sheet.holders[work]) for work in works}


def targets(slots: int, works: int, shares: Mapping[str, float], held: Mapping[str, int]) -> dict[str, int]:
    """Say how many works each reviewer gets of ``slots`` in all, none more than there are ``works``.

    Shares are rounded by largest remainder; what is equal goes to whoever holds more already, so that less
    moves. ``held`` is how many each has.
    """
    found: dict[str, int] = {}
    free, rest = slots, dict(shares)
    while rest:
        # Nobody can decide a work twice: what is beyond that is shared out among the others.
        whole = sum(rest.values())
        full = [name for name, share in rest.items() if share / whole * free > works]
        if not full:
            break
        for name in full:
            found[name] = works
            free -= works
            del rest[name]
    whole = sum(rest.values())
    exact = {name: share / whole * free for name, share in rest.items()}
    found |= {name: int(value) for name, value in exact.items()}
    left = free - sum(int(value) for value in exact.values())
    first = sorted(exact, key=lambda name: (-round(exact[name] % 1, 9), -held.get(name, 0), name))
    for name in first[:left]:
        found[name] += 1
    return found


class _Sheet:
    """Who holds what while works are shared out."""

    def __init__(self, wanted: Mapping[str, int], done: Mapping[str, Collection[str]]) -> None:
        self.wanted = wanted
        self.done = done
        self.holders: dict[str, list[str]] = {work: [] for work in wanted}
        self.held: Counter[str] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.targets: dict[str, int] = {}

    def need(self, name: str) -> int:
        return self.targets[name] - self.held[name]

    def is_open(self, work: str) -> bool:
        return len(self.holders[work]) < self.wanted[work]

    def is_done(self, work: str, name: str) -> bool:
        return name in self.done.get(work, ())

    def give(self, work: str, name: str) -> None:
        for other in self.holders[work]:
            self.pairs[_pair(name, other)] += 1
        self.holders[work].append(name)
        self.held[name] += 1

    def take(self, work: str, name: str) -> None:
        self.holders[work].remove(name)
        self.held[name] -= 1
        for other in self.holders[work]:
            self.pairs[_pair(name, other)] -= 1


def _begin(sheet: _Sheet, shares: Mapping[str, float], before: Mapping[str, Sequence[str]]) -> None:
    """Let those who decided a work keep it, then those who had it."""
    for work in sheet.wanted:
        decided = sorted(name for name in sheet.done.get(work, ()) if name in shares)
        had = [name for name in before.get(work, ()) if name in shares]
        # Who had it and decided it comes before who only decided it.
        ordered = [*(name for name in had if name in decided), *decided, *had]
        for name in list(dict.fromkeys(ordered))[: sheet.wanted[work]]:
            sheet.give(work, name)


def _give_up(sheet: _Sheet) -> None:
    """Let those who have more than their share give works up, from the commonest pairs first."""
    for name in sorted(sheet.targets):
        while sheet.need(name) < 0:
            own = [
                work
                for work, names in sheet.holders.items()
                if name in names and not sheet.is_done(work, name)
            ]
            if not own:
                return
            sheet.take(min(own, key=lambda work: _to_give_up(sheet, work, name)), name)


def _to_give_up(sheet: _Sheet, work: str, name: str) -> tuple[bool, int, str]:
    together = max((sheet.pairs[_pair(name, one)] for one in sheet.holders[work] if one != name), default=0)
    return len(sheet.holders[work]) < sheet.wanted[work], -together, _draw(work, name)


def _fill(sheet: _Sheet) -> None:
    """Give what is free to those who have less than their share."""
    left = sum(sheet.is_open(work) for work in sheet.holders)
    stuck = []
    for work in sheet.holders:
        if not sheet.is_open(work):
            continue
        for name in _next(sheet, work, left):
            sheet.give(work, name)
        if sheet.is_open(work):
            stuck.append(work)
        left -= 1
    for work in stuck:
        while sheet.is_open(work):
            _exchange(sheet, work)


def _next(sheet: _Sheet, work: str, left: int) -> tuple[str, ...]:
    """Choose who gets a work: for the whole of it where nobody has it, else one more; nobody where none can.

    The rarest pair comes first, measured by what the two have to get in all, then whoever has the most of
    their share still to come.
    """
    free = [name for name in sheet.targets if sheet.need(name) > 0 and name not in sheet.holders[work]]
    # Who must have all works that are left comes first: later there would be none for them.
    must = [name for name in free if sheet.need(name) >= left]
    size = sheet.wanted[work] - len(sheet.holders[work])
    several = list(combinations(free, size)) or [(name,) for name in free]
    if not several:
        return ()
    lots = {name: _draw(work, name) for name in free}
    still = {name: sheet.need(name) / sheet.targets[name] for name in free}

    def rank(names: tuple[str, ...]) -> tuple[int, float, float, str]:
        missing = sum(name not in names for name in must)
        common = _commonness(sheet, (*sheet.holders[work], *names))
        return (
            missing,
            common,
            -round(sum(still[name] for name in names), 9),
            min(lots[name] for name in names),
        )

    return min(several, key=rank)


def _commonness(sheet: _Sheet, names: tuple[str, ...]) -> float:
    """Say how often two have been put together, beside how much the two get in all."""
    if len(names) < 2:
        return 0.0
    one, other = names[:2]
    return round(sheet.pairs[_pair(one, other)] / max(1, sheet.targets[one] * sheet.targets[other]), 12)


def _exchange(sheet: _Sheet, work: str) -> None:
    """Give a work to somebody who has their share, and one of theirs to whoever lacks one but has this."""
    lacking = [name for name in sheet.targets if sheet.need(name) > 0]
    for name in lacking:
        for other, names in sheet.holders.items():
            if name in names:
                continue
            for giver in names:
                if giver not in sheet.holders[work] and not sheet.is_done(other, giver):
                    sheet.take(other, giver)
                    sheet.give(other, name)
                    sheet.give(work, giver)
                    return
    free = [name for name in sheet.targets if name not in sheet.holders[work]]
    sheet.give(work, max(free, key=lambda name: (sheet.need(name), _draw(work, name))))


def _pair(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)


def _draw(work: str, name: str) -> str:
    """Draw by lot, the same on every machine."""
    return hashlib.sha256(f"{work}:{name}".encode()).hexdigest()


def _check(shares: Mapping[str, float], dual: Collection[str]) -> None:
    if not 1 <= len(shares) <= MOST_REVIEWERS:
        raise SettingsError(f"name between 1 and {MOST_REVIEWERS} reviewers")
    if not all(0 < share <= 1000 for share in shares.values()):
        raise SettingsError("a share is a number above 0, such as 1 or 0.5, and at most 1000")
    if dual and len(shares) < 2:
        raise SettingsError("works that two are to decide need two reviewers or more")
