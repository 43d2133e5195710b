"""One scan from beginning to end: one at a time in a workspace, on Prefect."""

import os
from pathlib import Path

from filelock import FileLock, Timeout

from flows.context import Context
from flows.prefect_server import prefect_server
from flows.weekly import Clock
from records.errors import BusyError
from records.run import Run
from records.source import Window

__all__ = ["scan"]


def scan(context: Context, window: Window, *, exact: bool = False, prefect_api: str = "") -> Run:
    """Carry out one run on Prefect and give it, frozen.

    ``prefect_api`` is the address of a Prefect server that runs already; without one, a server is started
    for the length of the run. Raises ``BusyError`` when another scan is going on in this workspace.
    """
    lock = FileLock(context.home / "scan.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        message = f"another scan is going on in {context.home}; wait for it, or end it and scan again"
        raise BusyError(message) from None
    with lock:
        return _on_prefect(context, window, exact=exact, prefect_api=prefect_api)


def _on_prefect(context: Context, window: Window, *, exact: bool, prefect_api: str) -> Run:
    clock = Clock()
    folder: Path = context.home / "prefect"
    with prefect_server(folder, prefect_api) as server:
        with clock.timing("prefect"):
            context.progress.step("prefect", "starting its server")
            os.environ.update(server.environment)
            # Imported while the server comes up, and only now that the environment names it.
            from flows.prefect_steps import weekly_flow  # noqa: PLC0415

            server.wait()
        return weekly_flow(context, window, clock, exact=exact)
