"""Showing a run to whoever watches the terminal."""

import io

from rich.console import Console
from rich.progress import Progress as Bars

from flows.progress import Silent
from ken.watching import _Display, watching


def test_where_nobody_watches_nothing_is_shown() -> None:
    with watching() as progress:
        assert isinstance(progress, Silent)
        progress.step("gather")
        progress.source("his", "done", done=True)


def test_each_source_has_a_line_and_what_it_says_is_shown_as_it_is() -> None:
    screen = io.StringIO()
    with Bars("{task.description}", console=Console(file=screen, force_terminal=True, width=100)) as bars:
        display = _Display(bars)
        display.step("gather", "[7] sources")
        display.source("his", "all: 1 pages")
        display.source("his", "his.example sent [/red] and [400]", done=True, failed=True)
        display.source("pubmed", "done", done=True)
        bars.refresh()
        assert [task.finished for task in bars.tasks] == [False, True, True]
    shown = screen.getvalue()
    assert "gather [7] sources" in shown
    assert "his: his.example sent [/red] and [400]" in shown
    assert "pubmed: done" in shown
