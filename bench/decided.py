"""A team's own decisions as labels: works that people decided, and what was and would be said of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from nlp import Component
from nlp.boilerplate import Boilerplate
from nlp.reading import readings
from records.annotation import Annotation
from records.work import Work
from store.opening import Store
from synthesis.standing import kept, standing

__all__ = ["Decided", "Versions", "decided_works"]

_BATCH: Final = 500
_WORKSTREAM: Final = "workstream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One work that people decided in one workstream.

    ``kept`` tells whether anybody's last word there is include or maybe. ``stored`` is the score that the
    workspace has of it, ``now`` the one that the components give as they are now; both are 0 where
    nothing is said of the workstream.
    """

    work: str
    title: str
    workstream: str
    kept: bool
    stored: float
    now: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """A component: in which versions it said what is stored of the decided works, and its version now."""

    component: str
    stored: tuple[str, ...]
    now: str

    @property
    def changed(self) -> bool:
        """Tell whether something is stored that another version said."""
        return any(one != self.now for one in self.stored)


def decided_works(
    store: Store, components: Sequence[Component], masks: Boilerplate
) -> tuple[list[Decided], list[Versions]]:
    """Read again what was decided, some hundred works at a time; nothing is kept.

    Gives each work once for every workstream that somebody decided it in, and the versions of all
    components. Works that no component has read yet, of which nothing is stored, are left out.
    """
    readers = [one for one in components if one.name == _WORKSTREAM]
    seen: dict[str, set[str]] = {one.name: set() for one in components}
    found: list[Decided] = []
    for works in _batches(store):
        stored = store.annotations.of([work.work_id for work in works])
        for annotation in chain.from_iterable(stored.values()):
            seen.setdefault(annotation.component, set()).add(annotation.version)
        read = [work for work in works if work.work_id in stored]
        old = _scores(chain.from_iterable(stored.values()))
        now = _scores(_read(read, readers, masks))
        found += _decided(read, _verdicts(store, read), old, now)
    versions = [
        Versions(component=one.name, stored=tuple(sorted(seen[one.name])), now=one.version)
        for one in components
    ]
    return found, versions


def _batches(store: Store) -> Iterator[list[Work]]:
    """Give the works that people decided, each once; those that were joined as what they were joined to."""
    ids = sorted({one.work for one in store.decisions.log()})
    done: set[str] = set()
    for start in range(0, len(ids), _BATCH):
        works = {work.work_id: work for work in store.works.get(ids[start : start + _BATCH])}
        yield [works[work] for work in sorted(works) if work not in done]
        done |= set(works)


def _decided(
    works: Iterable[Work],
    verdicts: Mapping[str, Mapping[str, bool]],
    stored: Mapping[tuple[str, str], float],
    now: Mapping[tuple[str, str], float],
) -> Iterator[Decided]:
    for work in works:
        for workstream, is_kept in verdicts[work.work_id].items():
            place = (work.work_id, workstream)
            yield Decided(
                work=work.work_id,
                title=work.best.title,
                workstream=workstream,
                kept=is_kept,
                stored=stored.get(place, 0.0),
                now=now.get(place, 0.0),
            )


def _verdicts(store: Store, works: Iterable[Work]) -> dict[str, dict[str, bool]]:
    """Say for each work in which workstreams it was decided, and whether it was kept there."""
    found = {}
    for work, decisions in store.decisions.of([work.work_id for work in works]).items():
        keeping = {one.workstream for one in kept(decisions)}
        streams = sorted({one.workstream for one in standing(decisions)})
        found[work] = {stream: stream in keeping for stream in streams}
    return found


def _read(works: Iterable[Work], readers: Sequence[Component], masks: Boilerplate) -> list[Annotation]:
    texts = tuple(readings(works, masks))
    return [annotation for reader in readers for annotation in reader(texts)]


def _scores(annotations: Iterable[Annotation]) -> Mapping[tuple[str, str], float]:
    return {(one.work, one.label): one.score for one in annotations if one.component == _WORKSTREAM}
