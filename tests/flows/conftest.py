import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from flows.context import Context
from ken.settings import read_settings
from ken.wiring import chosen, every_source, wired
from ken.workspace import create
from records.run import Run
from records.source import Source
from tests.flows.weeks import SAMPLE, finished

Wire = Callable[..., Context]


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    """Give a function that wires a workspace to a replay, the sample's week if none is named.

    ``sources`` are asked in place of those of the catalogue. Without a replay the network is asked.
    """
    with ExitStack() as stack:

        def make(
            replay: Path | None = SAMPLE,
            names: tuple[str, ...] = (),
            home: Path = tmp_path / "w",
            sources: tuple[Source, ...] = (),
            record: Path | None = None,
        ) -> Context:
            create(home)
            asked = sources or chosen(every_source(home), names)
            return stack.enter_context(wired(home, read_settings(home), asked, replay=replay, record=record))

        yield make


@pytest.fixture(scope="session")
def finished_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with one finished run on the sample, which nobody may change."""
    return finished(tmp_path_factory)


@pytest.fixture(scope="session")
def done(finished_home: Path) -> Iterator[tuple[Context, Run]]:
    """Wire the finished workspace, to be looked at, and give its run."""
    sources = chosen(every_source(finished_home), ())
    with wired(finished_home, read_settings(finished_home), sources, replay=SAMPLE) as context:
        yield context, context.store.runs.get(1)


@pytest.fixture
def copied(finished_home: Path, tmp_path: Path, wire: Wire) -> Context:
    """Wire a copy of the finished workspace, to be changed."""
    home = tmp_path / "copied"
    shutil.copytree(finished_home, home)
    return wire(home=home)
