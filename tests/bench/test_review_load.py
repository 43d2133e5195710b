"""The review page under load, and killed: the page is a process of its own and is asked over HTTP."""

import shutil
from pathlib import Path

import pytest

from bench.review_browser import Server, ServerError, streams_of
from bench.review_kills import kill_often
from bench.review_load import Asked, load
from ken.workspace import create
from tests.flows.weeks import finished

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    return Path(shutil.copytree(finished(tmp_path_factory), tmp_path / "w"))


def test_pages_are_timed_while_reviewers_work(home: Path) -> None:
    found = load(home, 2, 3.0, 0.05)
    assert set(found.pages) == {"week", "queue", "work", "decide"}
    assert all(one.seconds for one in found.pages.values())


def test_no_decision_is_lost_or_doubled_when_the_server_is_killed(home: Path) -> None:
    lost = kill_often(home, 4, 3, 2.0)
    assert lost.acknowledged > 0
    assert (lost.missing, lost.twice, lost.broken) == (0, 0, 0)


def test_a_workspace_without_queues_is_told(tmp_path: Path) -> None:
    create(tmp_path / "w")
    server = Server(tmp_path / "w")
    server.start()
    try:
        with pytest.raises(ServerError, match="ken demo --no-serve"):
            streams_of(server)
    finally:
        server.stop()


def test_shares_of_the_answers() -> None:
    asked = Asked([0.1 * number for number in range(1, 11)])
    assert asked.at(0.5) == pytest.approx(600)
    assert asked.at(0.95) == pytest.approx(1000)
