"""One scan from beginning to end: one at a time in a workspace, on Prefect."""

import os
from pathlib import Path

from flows.context import Context
from flows.one_at_a_time import alone
from flows.prefect_server import prefect_server
from flows.readers import readers
from flows.weekly import Clock
from records.run import Run
from records.source import Window

__all__ = ["scan"]


def scan(context: Context, window: Window, *, exact: bool = False, prefect_api: str = "") -> Run:
    """Carry out one run on Prefect and give it, frozen.

    ``prefect_api`` is the address of a Prefect server that runs already; without one, a server is started
    for the length of the run. Raises ``BusyError`` when another scan or an import is going on in this
    workspace.
    """
    with alone(context.home):
        return _on_prefect(context, window, exact=exact, prefect_api=prefect_api)


def _on_prefect(context: Context, window: Window, *, exact: bool, prefect_api: str) -> Run:
    clock = Clock()
    folder: Path = context.home / "prefect"
    with prefect_server(folder, prefect_api) as server:
        with clock.timing("prefect"):
            context.progress.step("prefect", "starting its server")
            # While it comes up: a vocabulary that cannot be read must be told before a source is asked.
            readers(context.vocabularies)
            os.environ.update(server.environment)
            # Imported only now that the environment names the server.
            from flows.prefect_steps import weekly_flow  # noqa: PLC0415

            server.wait()
        return weekly_flow(context, window, clock, exact=exact)
