"""What every step of a run is given: the store, the sources, the readers, the clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.page_memory import StoredPages
from flows.progress import Progress, Silent
from records.source import Source
from records.workstream import Workstream
from scanners import Fetch
from store.opening import Store
from synthesis.ranking.settings import RankSettings

__all__ = ["Context"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every step of a run is given.

    ``home`` is the workspace's folder. ``sources`` are those that a run asks, ``catalogue`` all that are
    known: a run that was cut off may have set out for others. ``vocabularies`` is the folder whose files
    say what components look for, ``names`` what is said for their labels, ``nearness`` how close each
    nation is to Scotland. ``fetch_for`` gives a source its polite fetcher, which remembers pages in
    ``memory``. ``now`` is the clock, in UTC.
    """

    home: Path
    store: Store
    sources: Sequence[Source]
    catalogue: Sequence[Source] = ()
    workstreams: Sequence[Workstream]
    vocabularies: Path
    fetch_for: Callable[[Source], Fetch]
    memory: StoredPages
    ranking: RankSettings
    nearness: Mapping[str, float] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
    progress: Progress = field(default_factory=Silent)
    now: Callable[[], datetime] = _utc_now
