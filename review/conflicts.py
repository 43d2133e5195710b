"""Conflicts: works on which reviewers disagree, and the word that settles one."""

from dataclasses import dataclass, replace

from records.decision import Decision
from records.errors import NotFoundError
from records.work import Work
from records.workstream import Workstream
from review.context import Context
from synthesis.standing import conflicting

__all__ = ["Conflict", "find_conflicts", "settle_conflict"]


@dataclass(frozen=True, slots=True)
class Conflict:
    """A work on which the words that stand differ in a workstream."""

    workstream: Workstream
    work: Work
    words: tuple[Decision, ...]


def find_conflicts(context: Context) -> list[Conflict]:
    """List the works on which the words that stand differ; all who take part have decided by then."""
    store = context.store
    with store.at_once():
        log = store.decisions.log()
        ids = list(dict.fromkeys(store.works.current([one.work for one in log])))
        decisions = store.decisions.of(ids)
        pairs = [
            (stream, work, words)
            for stream in context.workstreams
            for work, own in decisions.items()
            if (words := conflicting(own, stream.id)) and context.teamwork.is_complete(work, own, stream.id)
        ]
        works = store.works.get([work for _, work, _ in pairs])
    return [Conflict(stream, work, words) for (stream, _, words), work in zip(pairs, works, strict=True)]


def settle_conflict(context: Context, word: Decision) -> Decision:
    """Write the word that settles a conflict into the log; it stands in the place of those before it.

    Raises ``NotFoundError`` where there is none any more; then nothing is written.
    """
    with context.store.at_once():
        own = context.store.decisions.of([word.work]).get(word.work, ())
        words = conflicting(own, word.workstream)
        if not words or not context.teamwork.is_complete(word.work, own, word.workstream):
            raise NotFoundError("there is no such conflict any more: somebody settled it, or thought again")
        return context.shelves.decide(replace(word, stage=words[0].stage, resolves=True))
