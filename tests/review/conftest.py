import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.flows.weeks import finished
from tests.review.asking import Asker, asker, copied
from tests.review.browsing import CHROMIUM, FLAGS
from tests.review.served import served_at
from tests.review.teams import Team, team_of


@pytest.fixture(scope="session")
def finished_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with one finished run on the sample, which nobody may change."""
    return finished(tmp_path_factory)


@pytest.fixture
def home(finished_home: Path, tmp_path: Path) -> Path:
    """Give a workspace to be changed."""
    return copied(finished_home, tmp_path / "w")


@pytest.fixture
def ailsa(home: Path) -> Asker:
    """Give a browser of a reviewer."""
    return asker(home)


@pytest.fixture(scope="session")
def reading(finished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Asker:
    """Give a browser of a reviewer who only reads, for all tests that do."""
    return asker(copied(finished_home, tmp_path_factory.mktemp("reading") / "w"))


@pytest.fixture(scope="session")
def served(finished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a review page that `ken serve` serves, on a workspace of its own."""
    own = copied(finished_home, tmp_path_factory.mktemp("served") / "w")
    with served_at(own) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium; without it these tests are left out, but never where they must run."""
    if not CHROMIUM.exists() and not os.environ.get("KEN_CI"):
        pytest.skip(f"needs {CHROMIUM}: `apt-get install chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def team(home: Path) -> Team:
    """Give a team whose store may be changed."""
    return team_of(home)


@pytest.fixture(scope="session")
def reading_team(finished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Give a team whose accounts nobody may change, for all tests that only ask."""
    return team_of(copied(finished_home, tmp_path_factory.mktemp("team") / "w"))
