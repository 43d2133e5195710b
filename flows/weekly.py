"""The weekly run: gather, link, annotate, rank, publish; begun, or taken up where it was cut off."""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from flows.annotate import annotate
from flows.context import Context
from flows.gather import gather
from flows.link import link
from flows.publish import publish
from flows.rank import rank
from flows.steps import Steps
from flows.withdrawn import empty_again, print_again
from records.run import Run
from records.source import Source, Window

__all__ = ["Clock", "weekly"]


@dataclass(slots=True)
class Clock:
    """The seconds that each step took."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timing(self, name: str) -> Iterator[None]:
        """Time one step; the same step twice adds up."""
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - start


def weekly(context: Context, window: Window, steps: Steps, clock: Clock, *, exact: bool = False) -> Run:
    """Carry out one run and give it, frozen.

    A run that was cut off is taken up first, with its own window and sources: what it has completed is
    not asked for again. Each step finishes what is unfinished and changes nothing when there is
    nothing to do.
    """
    run, sources = _begin(context, window, exact=exact)
    done = set(context.store.runs.complete(run.number))
    with clock.timing("gather"):
        context.progress.step("gather", f"{len(sources)} sources")
        left = [source for source in sources if source.id not in done]
        steps.each("gather", lambda source: gather(context, run, source), left)
    with clock.timing("link"):
        steps.one("link", lambda: link(context, run.number))
    with clock.timing("annotate"):
        context.progress.step("annotate")
        versions = steps.one("annotate", lambda: annotate(context))
        context.store.search.words.catch_up()
    with clock.timing("rank"):
        context.progress.step("rank")
        empty_again(context, run)
        steps.one("rank", lambda: rank(context, run.number))
    with clock.timing("publish"):
        context.progress.step("publish")
        print_again(context, run)
        steps.one("publish", lambda: publish(context, _outcome(context, run.number, versions)))
    # Last, so that a run that was cut off while it published is taken up, too.
    return context.store.runs.finish(run.number, context.now(), versions, clock.seconds)


def _outcome(context: Context, number: int, versions: Mapping[str, str]) -> Run:
    """Give a run that is all but finished, as it will be frozen."""
    works = context.store.works
    return replace(
        context.store.runs.get(number),
        works_new=len(works.of_run(number)),
        works_changed=len(works.changed(number)),
        versions=versions,
    )


def _begin(context: Context, window: Window, *, exact: bool) -> tuple[Run, Sequence[Source]]:
    cut_off = context.store.runs.unfinished()
    if cut_off:
        run, names = cut_off
        known = {source.id: source for source in (*context.catalogue, *context.sources)}
        context.progress.step("gather", f"run {run.number} was cut off and goes on")
        return run, [known[name] for name in names if name in known]
    ids = [source.id for source in context.sources]
    run = context.store.runs.begin(window, ids, context.now(), exact=exact)
    return run, context.sources
