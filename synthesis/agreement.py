"""Agreement of reviewers: Cohen's kappa with its interval, and adjusted for prevalence.

Include and maybe count as keep, so that there are two classes. Only works count that both decided, in the
same workstream and at the same stage. Of each reviewer the word counts that stood when the second of the two
first decided: what either changed later may follow from having seen the other's. What was taken back was
never said; who settles what others disagreed on has read what they said, and takes no part.

Sources: J. Cohen (1960), doi:10.1177/001316446002000104; the large-sample standard error of J. L. Fleiss,
J. Cohen and B. S. Everitt (1969), doi:10.1037/h0028106; T. Byrt, J. Bishop and J. B. Carlin (1993),
doi:10.1016/0895-4356(93)90018-V; C. J. Clopper and E. S. Pearson (1934), doi:10.1093/biomet/26.4.404.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from records.decision import Decision, Stage

__all__ = ["Agreement", "Table", "agreement", "tables", "together"]

_Z: Final = 1.959963984540054  # the normal deviate that holds 95 %
_FEWEST: Final = 10  # works; an interval from fewer would say nothing


@dataclass(frozen=True, slots=True)
class Table:
    """How two reviewers decided the works that both decided.

    ``both`` kept by both, ``only_first`` and ``only_second`` kept by one alone, ``neither`` kept by none.
    """

    first: str
    second: str
    both: int = 0
    only_first: int = 0
    only_second: int = 0
    neither: int = 0

    @property
    def n(self) -> int:
        """Count the works that both decided."""
        return self.both + self.only_first + self.only_second + self.neither


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How well two reviewers agree, or all pairs together.

    ``table`` has the counts. ``agreed`` is the share on which both said the same, 0 to 1. ``kappa`` is
    Cohen's, -1 to 1, None when it cannot be told: no works, or both said the same of all of them.
    ``interval`` holds it in 95 of 100 cases; None with fewer than 10 works. ``pabak`` is kappa adjusted for
    prevalence and bias, 2 × agreed - 1. ``prevalence`` (how unequal keep and exclude are) and ``bias`` (how
    unequal the reviewers are), 0 to 1, say why kappa may be low although they agree.
    """

    table: Table
    agreed: float | None
    kappa: float | None
    interval: tuple[float, float] | None
    pabak: float | None
    prevalence: float | None
    bias: float | None


def tables(decisions: Mapping[str, Sequence[Decision]], workstream: str, stage: Stage) -> tuple[Table, ...]:
    """Count, for each pair of reviewers in the order of the alphabet, how they decided the same works.

    ``decisions`` are by work, in the order of the log. Pairs without a work in common are left out.
    """
    counts: dict[tuple[str, str], list[int]] = {}
    for of_work in decisions.values():
        own = [one for one in of_work if one.workstream == workstream and one.stage == stage]
        back = {one.undoes for one in own if one.undoes}
        own = [one for one in own if not (one.undoes or one.resolves) and one.hash not in back]
        for pair in combinations(sorted({one.reviewer for one in own}), 2):
            first, second = _words(own, pair)
            cell = (0 if second else 1) if first else (2 if second else 3)
            counts.setdefault(pair, [0, 0, 0, 0])[cell] += 1
    return tuple(Table(*pair, *cells) for pair, cells in sorted(counts.items()))


def together(several: Sequence[Table]) -> Table:
    """Add up the tables of all pairs; a work that three decided counts in three pairs."""
    return Table(
        "",
        "",
        sum(one.both for one in several),
        sum(one.only_first for one in several),
        sum(one.only_second for one in several),
        sum(one.neither for one in several),
    )


def agreement(table: Table) -> Agreement:
    """Work out how well two reviewers agree."""
    n = table.n
    if not n:
        return Agreement(
            table=table, agreed=None, kappa=None, interval=None, pabak=None, prevalence=None, bias=None
        )
    agreed = (table.both + table.neither) / n
    chance = _chance(table)
    kappa = (agreed - chance) / (1 - chance) if chance < 1 else None
    return Agreement(
        table=table,
        agreed=agreed,
        kappa=kappa,
        interval=_interval(table, kappa, chance) if kappa is not None and n >= _FEWEST else None,
        pabak=2 * agreed - 1,
        prevalence=abs(table.both - table.neither) / n,
        bias=abs(table.only_first - table.only_second) / n,
    )


def _words(own: Sequence[Decision], pair: tuple[str, str]) -> tuple[bool, bool]:
    """Say whether each of two reviewers kept a work when the second of them first decided it."""
    began = max(next(n for n, one in enumerate(own) if one.reviewer == name) for name in pair)
    last = {one.reviewer: one.verdict != "exclude" for one in own[: began + 1]}
    return last[pair[0]], last[pair[1]]


def _chance(table: Table) -> float:
    """Give the share on which two would agree by chance, each keeping as many as they do."""
    n = table.n
    first, second = (table.both + table.only_first) / n, (table.both + table.only_second) / n
    return first * second + (1 - first) * (1 - second)


def _interval(table: Table, kappa: float, chance: float) -> tuple[float, float]:
    """Give the 95 % interval of kappa.

    By the large-sample standard error, cut at -1 and 1. Where all agree, that error is 0 and says nothing:
    then the lower end is kappa at the lower end of Clopper and Pearson's interval of the share agreed.
    """
    n = table.n
    if table.only_first == table.only_second == 0:
        least = (0.025) ** (1 / n)
        return (max(-1.0, (least - chance) / (1 - chance)), 1.0)
    cells = ((table.both, table.only_first), (table.only_second, table.neither))
    p = [[cell / n for cell in row] for row in cells]
    rows, columns = [sum(row) for row in p], [p[0][j] + p[1][j] for j in (0, 1)]
    same = sum(p[i][i] * (1 - (rows[i] + columns[i]) * (1 - kappa)) ** 2 for i in (0, 1))
    other = (1 - kappa) ** 2 * sum(
        p[i][j] * (columns[i] + rows[j]) ** 2 for i in (0, 1) for j in (0, 1) if i != j
    )
    variance = (same + other - (kappa - chance * (1 - kappa)) ** 2) / (n * (1 - chance) ** 2)
    error = math.sqrt(max(0.0, variance))
    return (max(-1.0, kappa - _Z * error), min(1.0, kappa + _Z * error))
