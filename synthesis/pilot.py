"""The pilot gate: two people decide a share of the works until they agree well enough.

The share, and reading by one once agreement is good, are the shortcut of rapid reviews (C. Garritty and
others 2021, doi:10.1016/j.jclinepi.2020.10.007, and their update of 2024, doi:10.1136/bmj-2023-076335).
"""

import hashlib
from dataclasses import dataclass
from typing import Final

from records.errors import SettingsError
from synthesis.agreement import Agreement
from synthesis.counted import counted

__all__ = ["Gate", "PilotSettings", "gate", "is_dual"]

_WHOLE: Final = 2**64


@dataclass(frozen=True, slots=True, kw_only=True)
class PilotSettings:
    """What a team may set about screening by two.

    ``dual`` is the share of the works that two people decide, 0 to 1; ``kappa`` how well they must agree, 0
    to 1; ``pilot`` on how many works at least; ``seed`` draws the share. Raises ``SettingsError`` for a
    value that cannot be.
    """

    dual: float = 0.20
    kappa: float = 0.6
    pilot: int = 50
    seed: int = 1

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if not (0 <= self.dual <= 1 and 0 <= self.kappa <= 1):
            raise SettingsError("dual and kappa: between 0 and 1")
        if self.pilot < 1:
            raise SettingsError("pilot: at least 1")


@dataclass(frozen=True, slots=True)
class Gate:
    """Whether one reader is enough from now on, and why, in words."""

    is_open: bool
    why: str


def gate(found: Agreement, settings: PilotSettings) -> Gate:
    """Say whether agreement is good enough that one reader is enough.

    It opens when the reviewers decided at least ``pilot`` works in common and Cohen's kappa on them is at
    least ``kappa``. It may close again: each new work in common counts.
    """
    if settings.dual == 0:
        return Gate(is_open=True, why="nothing is to be decided by two (`dual` is 0)")
    n = found.table.n
    works = counted(n, "work")
    if n < settings.pilot:
        return Gate(is_open=False, why=f"{works} decided by two, of {settings.pilot} that are needed")
    if found.kappa is None:
        return Gate(is_open=False, why=f"kappa cannot be told: both said the same of all {works}")
    words = f"kappa is {found.kappa:.2f} on {works}, and is to be {settings.kappa:.2f}"
    if found.kappa < settings.kappa:
        return Gate(is_open=False, why=words)
    least = found.interval[0] if found.interval else found.kappa
    doubt = "" if least >= settings.kappa else f"; it may be as low as {least:.2f}"
    return Gate(is_open=True, why=words + doubt)


def is_dual(work: str, workstream: str, settings: PilotSettings) -> bool:
    """Tell whether a work is of the share that two people decide: the same on every machine."""
    digest = hashlib.sha256(f"{settings.seed}:{workstream}:{work}".encode()).digest()
    return int.from_bytes(digest[:8]) < settings.dual * _WHOLE
