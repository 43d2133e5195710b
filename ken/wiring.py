"""Wiring: from a workspace's files to what the flows need."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import data
from flows.context import Context
from flows.page_memory import StoredPages
from flows.progress import Progress, Silent
from ken.settings import Settings
from ken.workspace import SOURCES, WORKSTREAMS
from nlp.vocabulary import workstreams as read_workstreams
from records.errors import NotFoundError, SettingsError
from records.source import Query, Source
from records.workstream import Workstream
from scanners.catalogue import merged, read_catalogue
from scanners.fetching.fetcher import Fetcher, host_policies
from scanners.fetching.recording import Recorder
from scanners.fetching.replay import Replay
from store.opening import open_store

__all__ = ["chosen", "every_source", "ken_version", "wired", "workstreams"]


def ken_version() -> str:
    """Give the version of Ken that runs."""
    try:
        return version("ken-scan")
    except PackageNotFoundError:
        return "0"


def workstreams(home: Path) -> tuple[Workstream, ...]:
    """Read the workstreams of a workspace; ``SettingsError`` names the entry that cannot be."""
    return read_workstreams(_text(home / WORKSTREAMS), str(home / WORKSTREAMS))


def every_source(home: Path) -> tuple[Source, ...]:
    """Give the catalogue with the workspace's own sources and changes, each with its questions."""
    catalogue = read_catalogue(_text(data.folder("catalogue", "sources.toml")))
    own = home / SOURCES
    everything = catalogue
    if own.exists():
        try:
            everything = merged(catalogue, read_catalogue(_text(own), catalogue))
        except SettingsError as error:
            raise SettingsError(f"{own}: {error}") from error
    streams = workstreams(home)
    return tuple(_with_questions(source, streams) for source in everything)


def chosen(sources: Sequence[Source], names: Sequence[str]) -> tuple[Source, ...]:
    """Give the sources of these names, or those that are switched on when no name is given.

    Raises ``NotFoundError`` for a name that no source has.
    """
    if not names:
        return tuple(source for source in sources if source.enabled and source.kind != "manual")
    by_id = {source.id: source for source in sources}
    missing = [name for name in names if name not in by_id]
    if missing:
        raise NotFoundError(f"there is no source '{missing[0]}'; `ken sources list --all` shows them all")
    by_hand = [name for name in names if by_id[name].kind == "manual"]
    if by_hand:
        raise SettingsError(f"{by_hand[0]} cannot be scanned: {by_id[by_hand[0]].note}")
    return tuple(by_id[name] for name in dict.fromkeys(names))


@contextmanager
def wired(
    home: Path,
    settings: Settings,
    sources: Sequence[Source],
    *,
    replay: Path | None = None,
    record: Path | None = None,
    progress: Progress | None = None,
) -> Iterator[Context]:
    """Give the flows all they need, and let go of it afterwards."""
    # Brings spaCy, which commands that only look at a queue need not wait for.
    from nlp.spoken import nearness, spoken_names  # noqa: PLC0415

    store = open_store(home)
    memory = StoredPages(store.pages)
    with Fetcher(
        contact=settings.contact,
        version=ken_version(),
        policies=host_policies(),
        secrets=settings.secrets,
        memory=memory,
        replay=Replay.read(replay) if replay else None,
        recorder=Recorder(record) if record else None,
        allow_private=settings.allow_private,
    ) as fetcher:
        yield Context(
            home=home,
            store=store,
            sources=[replace(source, contact=source.contact or settings.contact) for source in sources],
            workstreams=workstreams(home),
            vocabularies=home,
            fetch_for=fetcher.for_source,
            memory=memory,
            ranking=settings.ranking,
            nearness=nearness(home),
            names=spoken_names(home),
            progress=progress or Silent(),
        )


def _with_questions(source: Source, streams: Sequence[Workstream]) -> Source:
    """Give a source that can be searched one question for each workstream that has a string for it."""
    if not source.params.get("search"):
        return source
    questions = tuple(
        Query(stream.id, stream.searches[source.kind], stream.id)
        for stream in streams
        if source.kind in stream.searches
    )
    return replace(source, queries=questions) if questions else source


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
