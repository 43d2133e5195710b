"""Withdrawn: what senders took back while a run went on does not come back with what the run had read."""

from datetime import datetime

from flows.context import Context
from flows.publish import digest_path, publish
from records.run import Run
from synthesis.submitting.taking_in import blank

__all__ = ["empty_again", "print_again"]


def empty_again(context: Context, run: Run) -> tuple[str, ...]:
    """Empty the records of what was withdrawn since the last run began; delete contacts whose time is over.

    A withdrawal empties them at once; a run that had read them by then may have written of them after it.
    Gives the works that they are of.
    """
    store = context.store
    store.contacts.expire(context.now())
    gone = store.submissions.withdrawn(_since(context, run))
    works = [store.withdrawals.empty(one.record, blank(one)) for one in gone]
    return tuple(work for work in works if work)


def print_again(context: Context, run: Run) -> None:
    """Print the digests of earlier runs again in which something stood that was withdrawn since."""
    for work in empty_again(context, run):
        for number in sorted({place.run for place in context.store.queues.of_work(work)} - {run.number}):
            if digest_path(context.home, number).exists():
                publish(context, context.store.runs.get(number))


def _since(context: Context, run: Run) -> datetime:
    return min((one.started for one in context.store.runs.all()[:2]), default=run.started)
