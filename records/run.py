"""A run: one numbered scan with all that it did, frozen when done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from records.source import Window

__all__ = ["Run", "SourceOutcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOutcome:
    """What one source gave in one run.

    ``pages`` are responses kept, ``records`` the distinct records read from them, of which ``new`` were
    never seen before and ``changed`` differ from what was known. ``error`` is a plain reason, empty
    when every question was answered to the end.
    """

    id: str
    pages: int = 0
    records: int = 0
    new: int = 0
    changed: int = 0
    rejected: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One numbered scan.

    ``finished`` is None while it goes on, or when it was cut off and waits to be resumed. ``seconds``
    is the time of each step. ``exact`` says that a person gave the days of the window, so that sources
    are asked for these and no others. ``versions`` maps each component to the version that annotated.
    """

    number: int
    window: Window
    started: datetime
    finished: datetime | None = None
    exact: bool = False
    sources: tuple[SourceOutcome, ...] = ()
    works_new: int = 0
    works_changed: int = 0
    versions: Mapping[str, str] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def failed(self) -> tuple[SourceOutcome, ...]:
        """List the sources that could not be read to the end."""
        return tuple(outcome for outcome in self.sources if outcome.error)
