"""Deeds: what the page has others do, who know the flows and the settings file."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from records.allocation import Shared
from records.work import Work
from records.workstream import Workstream
from synthesis.news import News
from synthesis.pilot import PilotSettings
from synthesis.ranking.preview import Move
from synthesis.screening_mode import Mode, Screening

__all__ = ["Deeds", "Happened", "WeightPreview"]


@dataclass(frozen=True, slots=True)
class Happened:
    """What a run brought: news of works that somebody keeps, and works with notices."""

    news: tuple[News, ...] = ()
    noticed: tuple[Work, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class WeightPreview:
    """What other weights would do to the latest queue of one workstream.

    ``moves`` are the works that would move, ``titles`` their titles; ``known`` tells whether what the queue
    was chosen from was kept, without which nothing can be said.
    """

    workstream: Workstream
    run: int
    length: int
    moves: tuple[Move, ...]
    titles: Mapping[str, str]
    known: bool

    @property
    def came(self) -> int:
        """Count the works that would come in."""
        return sum(move.before is None for move in self.moves)

    @property
    def went(self) -> int:
        """Count the works that would go out."""
        return sum(move.after is None for move in self.moves)

    @property
    def moved(self) -> int:
        """Count the works that would stay, at another place."""
        return len(self.moves) - self.came - self.went

    def furthest(self, most: int) -> list[Move]:
        """Choose the works to name: those that come in or go out, then those that move furthest."""

        def distance(move: Move) -> float:
            return abs(move.before - move.after) if move.before and move.after else float("inf")

        chosen = sorted(range(len(self.moves)), key=lambda number: (-distance(self.moves[number]), number))
        return [self.moves[number] for number in sorted(chosen[:most])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deeds:
    """What the page has others do.

    ``happened`` tells what a run brought, ``digest`` gives the text of its digest, in Markdown, empty where
    there is none. ``merge`` and ``split`` take two records and a reviewer, and give
    the works that they are then; they raise ``BusyError`` while a scan goes on. ``weights`` gives those of
    the settings file, ``rescaled`` those that changes would make of them, ``previews`` what they would
    move, and ``set_weights`` writes and logs them: those of before, those of now, who. They raise
    ``SettingsError`` for what cannot be. ``pilot`` is how much two people decide,
    ``screening`` how each workstream is screened. ``shared`` tells how the queue of a run is shared out, or
    the latest for run 0; ``allocate`` shares it out among people with their shares, by a mode or as is set,
    and by whom; ``release`` leaves it to everybody again.
    """

    happened: Callable[[int], Happened]
    digest: Callable[[int], str]
    merge: Callable[[str, str, str], Sequence[str]]
    split: Callable[[str, str, str], Sequence[str]]
    weights: Callable[[], Mapping[str, float]]
    rescaled: Callable[[Mapping[str, float], Mapping[str, float]], Mapping[str, float]]
    previews: Callable[[Mapping[str, float]], Sequence[WeightPreview]]
    set_weights: Callable[[Mapping[str, float], Mapping[str, float], str], None]
    pilot: PilotSettings
    screening: Mapping[str, Screening]
    shared: Callable[[Workstream, int], Shared]
    allocate: Callable[[Workstream, int, Mapping[str, float], Mode | None, str], Shared]
    release: Callable[[Workstream, int, str], Shared]
