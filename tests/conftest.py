"""What all tests share: no network, the reference folder, snapshots as files."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from pytest_socket import socket_allow_hosts

# How long drawing or trying takes says more of what else the machine does than of what is tested.
settings.register_profile("ken", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ken")

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("KEN_SHARED", ROOT.parent / "shared"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="write what the tests saw as expected")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if SHARED.is_dir():
        return
    reason = pytest.mark.skip(
        reason="needs the team's reference folder of recorded pages, which does not ship; KEN_SHARED names it"
    )
    for item in items:
        if "shared" in item.keywords:
            item.add_marker(reason)


def pytest_runtest_setup() -> None:
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give the team's reference folder; only for tests marked ``shared``."""
    return SHARED


Snapshot = Callable[[Path, str], None]


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Snapshot:
    """Compare a text with a file beside the tests, or write the file under ``--snapshot-update``."""

    def check(path: Path, text: str) -> None:
        if request.config.getoption("--snapshot-update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{path} is missing; make it with --snapshot-update, then read it"
        assert text == path.read_text(encoding="utf-8")

    return check
