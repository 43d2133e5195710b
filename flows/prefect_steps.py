"""The steps of a run as tasks of one Prefect flow.

The only module that imports Prefect; it must not be imported before the server's environment is set.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from prefect import Flow, Task
from prefect.futures import wait
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner

from flows.context import Context
from flows.weekly import Clock, weekly
from records.run import Run
from records.source import Source, Window

__all__ = ["PrefectSteps", "weekly_flow"]

T = TypeVar("T")

_AT_ONCE = 8  # sources; each waits for its own host most of the time


class PrefectSteps:
    """Carries out the steps as Prefect tasks: one for each source, one for each step."""

    def each(self, name: str, do: Callable[[Source], object], sources: Sequence[Source]) -> None:
        """Do something for every source, several at once, each a task of its own."""
        futures = []
        for source in sources:

            def of_source(source: Source = source) -> None:
                do(source)

            futures.append(Task(of_source, name=f"{name} {source.id}", persist_result=False).submit())
        wait(futures)
        for future in futures:
            future.result()  # a defect or a full disk must stop the run; a failing source gives none

    def one(self, name: str, do: Callable[[], T]) -> T:
        """Do one step as a task."""
        return Task(do, name=name, persist_result=False)()


def weekly_flow(context: Context, window: Window, clock: Clock, *, exact: bool) -> Run:
    """Carry out one run as a Prefect flow."""

    def weekly_scan(since: str, until: str) -> Run:  # noqa: ARG001  shown by Prefect as parameters
        return weekly(context, window, PrefectSteps(), clock, exact=exact)

    runner: TaskRunner[Any] = ThreadPoolTaskRunner(max_workers=_AT_ONCE)
    scan = Flow(
        weekly_scan,
        name="ken weekly scan",
        task_runner=runner,
        persist_result=False,
    )
    return scan(str(window.since), str(window.until))
