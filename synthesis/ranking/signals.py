"""Weak signals: works that are early or odd, and that ranking by strength would bury.

Four kinds: a term that this workstream's candidates use for the first time, a small group of similar works
that grows, a change that somebody wants to stop, a harm that nothing was done against.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from records.ranked import Reason, Signal
from records.work import Work
from synthesis.counted import counted
from synthesis.ranking.space import TextSpace
from synthesis.ranking.terms import terms, title_terms
from synthesis.said import Said

__all__ = ["Signals", "from_history", "from_reading", "text_of"]

_HISTORY: Final = 200  # earlier candidates; with fewer, everything would be new
_LOW_STRENGTH: Final = 2  # of 5
_NAMED: Final = 2  # terms in one reason
_LARGEST: Final = 5  # works of a small group
_GROUP_FLOOR: Final = 0.15  # similarity by rare terms; two evaluations of one programme have 0.17
_TOPIC: Final = 5  # terms that make a group what it is
_OF_TOPIC: Final = 3  # of them; a text that holds so many is of the group


@dataclass(slots=True)
class Signals:
    """The weak signals of one queue's candidates, by work: their kinds, and the reasons in words."""

    kinds: dict[str, list[Signal]] = field(default_factory=dict)
    reasons: dict[str, list[Reason]] = field(default_factory=dict)

    def add(self, work: str, kind: Signal, words: str = "") -> None:
        """Note a signal of a work; without words where another reason says it already."""
        self.kinds.setdefault(work, []).append(kind)
        if words:
            self.reasons.setdefault(work, []).append(Reason(words))


def from_reading(found: Signals, known: Mapping[str, Said]) -> None:
    """Add the works of low strength that report a change to stop or a harm that nothing was done against."""
    for work, said in sorted(known.items()):
        labels = {one.label for one in said.learning}
        if said.tier is not None and said.tier > _LOW_STRENGTH:
            continue
        if "change_to_stop" in labels:
            found.add(work, "change-to-stop", "Early sign: somebody reports a change to stop")
        if "negative_unintended" in labels and said.unmitigated:
            found.add(work, "harm", "Early sign: a harm, and nothing that was done against it")


def from_history(
    found: Signals, works: Sequence[Work], space: TextSpace, earlier: Iterable[tuple[int, str]]
) -> None:
    """Add the works that use a term first, and those of small groups that grow.

    ``earlier`` are run and text of the candidates of earlier runs; fewer than 200 of them tell nothing.
    """
    by_id = {work.work_id: work for work in works}
    texts = {one: terms(text_of(work)) | title_terms(work.best.title) for one, work in by_id.items()}
    new = _repeated(by_id, texts)
    groups = space.groups(list(by_id), _LARGEST, _GROUP_FLOOR)
    topics = [(group, topic) for group in groups if len(topic := _topic(group, texts)) >= _OF_TOPIC]
    before: list[Counter[int]] = [Counter() for _ in topics]
    seen = 0
    for run, text in earlier:
        seen += 1
        if new or topics:
            held = terms(text)
            for term in held & new.keys():
                del new[term]
            for counts, (_, topic) in zip(before, topics, strict=True):
                counts[run] += len(held & topic) >= _OF_TOPIC
    if seen < _HISTORY:
        return
    _add_first_uses(found, new)
    for counts, (group, topic) in zip(before, topics, strict=True):
        most = max(counts.values(), default=0)
        if most < len(group):
            for work in group:
                found.add(work, "growing-group", _of_group(group, topic, most))


def text_of(work: Work) -> str:
    """Give the text by which a work is compared with others: title and abstract of its best record."""
    return f"{work.best.title}. {work.best.abstract}"


def _repeated(works: Mapping[str, Work], texts: Mapping[str, frozenset[str]]) -> dict[str, tuple[str, ...]]:
    """List the terms that two works use, from two sources or in two titles, and a title at least once."""
    users: dict[str, list[str]] = {}
    for work in sorted(texts):
        for term in texts[work]:
            users.setdefault(term, []).append(work)
    titles = {work: title_terms(one.best.title) for work, one in works.items()}
    found: dict[str, tuple[str, ...]] = {}
    for term, using in users.items():
        titled = sum(term in titles[work] for work in using)
        sources = {works[work].sources for work in using}
        if len(using) >= 2 and titled and (titled >= 2 or len(sources) >= 2):
            found[term] = tuple(using)
    return found


def _add_first_uses(found: Signals, new: Mapping[str, tuple[str, ...]]) -> None:
    """Say which terms each work uses first, those of most works before others."""
    by_work: dict[str, list[str]] = {}
    for term in sorted(new, key=lambda term: (-len(new[term]), term)):
        for work in new[term]:
            by_work.setdefault(work, []).append(term)
    for work, own in sorted(by_work.items()):
        said = " and ".join(f"“{term}”" for term in own[:_NAMED])
        using = counted(len(new[own[0]]), "work")
        found.add(
            work, "first-use", f"Early sign: first use of {said} in this workstream, by {using} this week"
        )


def _topic(group: Sequence[str], texts: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Name the terms that make a group: those in most of its works and in fewest others."""
    held = Counter(term for work in group for term in texts[work])
    others = Counter(
        term for work, own in texts.items() if work not in group for term in own if held.get(term, 0) >= 2
    )
    shared = [term for term, count in held.items() if 2 * count > len(group) and count >= 2]
    first = sorted(shared, key=lambda term: (others[term] - held[term], term))
    return frozenset(first[:_TOPIC])


def _of_group(group: Sequence[str], topic: frozenset[str], most: int) -> str:
    about = ", ".join(f"“{term}”" for term in sorted(topic)[:3])
    once = f"no more than {most}" if most else "none"
    return f"Early sign: {len(group)} works this week are about {about}; earlier weeks had {once}"
