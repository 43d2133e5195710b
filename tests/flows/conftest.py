from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from tests.flows.weeks import SAMPLE

from flows.context import Context
from ken.settings import read_settings
from ken.wiring import chosen, every_source, wired
from ken.workspace import create
from records.source import Source

Wire = Callable[..., Context]


@pytest.fixture
def wire(tmp_path: Path) -> Iterator[Wire]:
    """Give a function that wires a workspace to a replay, the sample's week if none is named."""
    with ExitStack() as stack:

        def make(replay: Path = SAMPLE, names: tuple[str, ...] = (), home: Path = tmp_path / "w") -> Context:
            create(home)
            sources: tuple[Source, ...] = chosen(every_source(home), names)
            return stack.enter_context(wired(home, read_settings(home), sources, replay=replay))

        yield make


@pytest.fixture
def few(wire: Wire) -> Context:
    """Wire the sample's week to two sources that have works in common, so that tests stay quick."""
    return replace(wire(names=("his", "medrxiv")))
