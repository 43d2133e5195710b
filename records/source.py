"""A source: a place that Ken scans, and the questions put to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Literal, Self

__all__ = ["Group", "Query", "Source", "Window"]

Group = Literal[
    "journal",
    "preprint",
    "registry",
    "index",
    "agency",
    "think-tank",
    "charity",
    "practice",
    "file",
]


@dataclass(frozen=True, slots=True)
class Window:
    """The days that a scan asks for, both included."""

    since: date
    until: date

    def __post_init__(self) -> None:
        """Refuse a window that ends before it starts."""
        if self.until < self.since:
            raise ValueError(f"the window ends ({self.until}) before it starts ({self.since})")

    def __str__(self) -> str:
        """Write it as ISO 8601 writes an interval."""
        return f"{self.since}/{self.until}"

    @property
    def days(self) -> tuple[date, ...]:
        """List its days in order."""
        return tuple(self.since + timedelta(days=n) for n in range((self.until - self.since).days + 1))


@dataclass(frozen=True, slots=True)
class Query:
    """One question that is put to a source in its own language.

    ``text`` may hold ``{from}`` and ``{to}``, which the scanner fills with the window's days in the
    form that the source wants. ``workstream`` is empty for a question that serves them all.
    """

    name: str
    text: str = ""
    workstream: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A place that Ken scans.

    ``kind`` names the module of ``scanners`` that reads it. ``params`` are that module's own settings,
    as the catalogue documents them. ``priority`` is 1 (weekly, must not fail silently), 2 (weekly) or
    3 (monthly or on demand). ``lag`` is how many days before the window's first day are asked for
    again, because items arrive late.
    """

    id: str
    name: str
    kind: str
    url: str = ""
    group: Group = "index"
    nation: str = ""
    cadence: Literal["weekly", "monthly", "on demand"] = "weekly"
    priority: int = 2
    enabled: bool = True
    lag: int = 7
    params: Mapping[str, object] = field(default_factory=dict)
    queries: tuple[Query, ...] = (Query("all"),)
    workstreams: tuple[str, ...] = ()
    licence: str = ""
    contact: str = ""
    note: str = ""

    @property
    def query(self) -> Query:
        """Give the one question that is being put; ``ValueError`` when there are several."""
        (only,) = self.queries
        return only

    def asking(self, query: Query) -> Self:
        """Narrow the source to one of its questions."""
        return replace(self, queries=(query,))
