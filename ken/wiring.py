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
from ken.workspace import SOURCES, WORKSTREAMS, text_of
from nlp.vocabulary import workstreams as read_workstreams
from records.errors import NotFoundError, SettingsError
from records.source import Query, Source
from records.workstream import Workstream
from scanners import kinds
from scanners.catalogue import merged, read_catalogue
from scanners.fetching.fetcher import Fetcher, host_policies
from scanners.fetching.recording import Recorder
from scanners.fetching.replay import Replay
from store.opening import open_store

__all__ = ["chosen", "every_source", "ken_version", "named", "wired", "workstreams"]

_LINGER = 0.2  # seconds; the steps of a run ask the database often, and give it back when others wait


def ken_version() -> str:
    """Give the version of Ken that runs."""
    try:
        return version("ken-scan")
    except PackageNotFoundError:
        return "0"


def workstreams(home: Path) -> tuple[Workstream, ...]:
    """Read the workstreams of a workspace; ``SettingsError`` names the entry that cannot be."""
    return read_workstreams(text_of(home / WORKSTREAMS), str(home / WORKSTREAMS))


def every_source(home: Path) -> tuple[Source, ...]:
    """Give the catalogue with the workspace's own sources and changes, each with its questions."""
    catalogue = read_catalogue(text_of(data.folder("catalogue", "sources.toml")))
    own = home / SOURCES
    everything = catalogue
    if own.exists():
        text = text_of(own)
        try:
            mine = read_catalogue(text, catalogue)
            _check_kinds(mine)
        except SettingsError as error:
            raise SettingsError(f"{own}: {error}") from error
        everything = merged(catalogue, mine)
    streams = workstreams(home)
    return tuple(_with_questions(source, streams) for source in everything)


def chosen(sources: Sequence[Source], names: Sequence[str]) -> tuple[Source, ...]:
    """Give the sources of these names, or those that are switched on when no name is given.

    Raises ``NotFoundError`` for a name that no source has, ``SettingsError`` for a source that cannot be
    scanned, with the reason.
    """
    if names:
        found = named(sources, names)
        by_hand = [source for source in found if source.kind == "manual"]
        if by_hand:
            raise SettingsError(f"{by_hand[0].id} cannot be scanned. {by_hand[0].note}")
    else:
        found = tuple(source for source in sources if source.enabled and source.kind != "manual")
    for source in found:
        if source.params.get("search") and not any(query.text for query in source.queries):
            # Without a search string it would be asked for all that it has.
            raise SettingsError(
                f"no workstream has a search for {source.id}: write `searches: {source.kind}:` for one in "
                f"{WORKSTREAMS}, or set `enabled = false` for {source.id} in {SOURCES}"
            )
    return found


def named(sources: Sequence[Source], names: Sequence[str]) -> tuple[Source, ...]:
    """Give the sources of these names, each once; ``NotFoundError`` for a name that no source has."""
    by_id = {source.id: source for source in sources}
    missing = [name for name in names if name not in by_id]
    if missing:
        raise NotFoundError(f"there is no source '{missing[0]}'; `ken sources list --all` shows them all")
    return tuple(by_id[name] for name in dict.fromkeys(names))


@contextmanager
def wired(
    home: Path,
    settings: Settings,
    sources: Sequence[Source],
    *,
    catalogue: Sequence[Source] = (),
    replay: Path | None = None,
    record: Path | None = None,
    progress: Progress | None = None,
) -> Iterator[Context]:
    """Give the flows all they need, and let go of it afterwards.

    ``sources`` are those to be asked, ``catalogue`` all that are known, where there are more.
    """
    # Brings spaCy, which commands that only look at a queue need not wait for.
    from nlp.spoken import nearness, spoken_names  # noqa: PLC0415

    store = open_store(home, linger=_LINGER)
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
        try:
            yield Context(
                home=home,
                store=store,
                sources=_in_touch(sources, settings),
                catalogue=_in_touch(catalogue or sources, settings),
                workstreams=workstreams(home),
                vocabularies=home,
                fetch_for=fetcher.for_source,
                memory=memory,
                ranking=settings.ranking,
                nearness=nearness(home),
                names=spoken_names(home),
                progress=progress or Silent(),
            )
        finally:
            store.database.release()


def _check_kinds(sources: Sequence[Source]) -> None:
    known = (*kinds(), "manual")
    for source in sources:
        if source.kind not in known:
            raise SettingsError(f"source '{source.id}': 'kind' is to be one of {', '.join(known)}")


def _in_touch(sources: Sequence[Source], settings: Settings) -> list[Source]:
    return [replace(source, contact=source.contact or settings.contact) for source in sources]


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
