"""How a team screens the works of a workstream: one reader for each, two, or two until they agree well."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, get_args

from records.errors import SettingsError
from synthesis.pilot import PilotSettings, is_dual

__all__ = ["MODES", "MODE_WORDS", "Mode", "Screening", "known_mode", "readers"]

Mode = Literal["single", "dual", "pilot"]
MODES: Final[tuple[Mode, ...]] = get_args(Mode)
MODE_WORDS: Final[Mapping[Mode, str]] = {
    "single": "one decides each work",
    "dual": "two decide each work, neither seeing what the other said until both have",
    "pilot": "two decide a share of the works until they agree well enough, then one",
}


@dataclass(frozen=True, slots=True)
class Screening:
    """How the works of one workstream are screened, and by whom where a team has said so."""

    mode: Mode = "pilot"
    reviewers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        if any(not name.strip() for name in self.reviewers):
            raise SettingsError("reviewers: a name is empty")
        if len(set(self.reviewers)) < len(self.reviewers):
            raise SettingsError("reviewers: a name stands twice")
        if self.mode == "dual" and len(self.reviewers) == 1:
            raise SettingsError('mode "dual" needs two reviewers or more')


def known_mode(text: str) -> Mode:
    """Give the mode of that name; ``SettingsError`` lists those that there are."""
    for mode in MODES:
        if mode == text:
            return mode
    raise SettingsError(f'mode "{text}" is none of {", ".join(MODES)}')


def readers(
    works: Iterable[str], workstream: str, mode: Mode, pilot: PilotSettings, *, is_open: bool
) -> Collection[str]:
    """List the works that two are to decide; ``is_open`` tells that agreement is good enough for one.

    In a pilot these are the share that :func:`synthesis.pilot.is_dual` draws, until the gate opens.
    """
    if mode == "dual":
        return list(works)
    if mode == "single" or is_open:
        return []
    return [work for work in works if is_dual(work, workstream, pilot)]
