"""Showing a run to a person who watches the terminal; saying nothing where nobody does."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.markup import escape
from rich.progress import Progress as Bars
from rich.progress import SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from flows.progress import Progress, Silent

__all__ = ["watching"]


@contextmanager
def watching() -> Iterator[Progress]:
    """Give a progress display on stderr when that is a terminal, else one that is silent."""
    if not sys.stderr.isatty():
        yield Silent()
        return
    columns = (SpinnerColumn(finished_text=" "), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        yield _Display(bars)


class _Display:
    """One line for the step that goes on, one for each source."""

    def __init__(self, bars: Bars) -> None:
        self._bars = bars
        self._step = bars.add_task("starting", total=None)
        self._sources: dict[str, TaskID] = {}
        self._turn = threading.Lock()

    def step(self, name: str, detail: str = "") -> None:
        """Show the step that goes on."""
        self._bars.update(self._step, description=escape(f"{name} {detail}".strip()))

    def source(self, source: str, detail: str, *, done: bool = False, failed: bool = False) -> None:
        """Show how far a source has come."""
        with self._turn:
            if source not in self._sources:
                self._sources[source] = self._bars.add_task(source, total=1)
        line = escape(f"{source}: {detail}")
        line = f"[red]{line}[/]" if failed else line
        self._bars.update(self._sources[source], description=line, completed=1 if done else 0)
