"""What documents show of a session is what happens; nothing is asked over the network."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.prefect_server import prefect_server
from tests.docs.pages import DOCS, ROOT, documents
from tests.docs.sessions import Printed, Step, missing, run, steps

SESSIONS = [page for page in documents() if steps(page.read_text(encoding="utf-8"))]
DEMO = Step("ken demo --no-serve", ())
BEGINNINGS = (DEMO.command, "make demo ARGS=--no-serve")
PYTHON = re.compile(r"^```python\n(.*?)^```", re.DOTALL | re.MULTILINE)
PROGRAMS = [page for page in documents() if PYTHON.search(page.read_text(encoding="utf-8"))]


@pytest.fixture(scope="session")
def prefect(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a Prefect server for all scans: one of its own takes each some ten seconds."""
    with prefect_server(tmp_path_factory.mktemp("prefect")) as server:
        server.wait()
        yield server.environment["PREFECT_API_URL"]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, prefect: str) -> tuple[Path, Printed]:
    """Run the demo once for all documents that begin with it."""
    folder = tmp_path_factory.mktemp("demo")
    return folder / "ken-demo", run(DEMO, folder, prefect)


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("page", SESSIONS, ids=lambda page: page.stem)
def test_a_session_goes_as_it_is_shown(
    page: Path, tmp_path: Path, request: pytest.FixtureRequest, prefect: str
) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    for number, step in enumerate(steps(page.read_text(encoding="utf-8"))):
        if number == 0 and step.command in BEGINNINGS:
            folder, printed = request.getfixturevalue("demo")
            shutil.copytree(folder, tmp_path / folder.name)
        else:
            printed = run(step, tmp_path, prefect)
        line = missing(step, printed)
        assert not line, f"$ {step.command}\nshown, not printed: {line}\n{printed}"
        fails = any(shown.startswith(("ken: ", "Usage: ")) for shown in step.shown)
        assert bool(printed.status) == fails, f"$ {step.command}\n{printed}"


@pytest.mark.parametrize("page", PROGRAMS, ids=lambda page: page.stem)
def test_python_in_documents_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "document"}
    for block in PYTHON.findall(page.read_text(encoding="utf-8")):
        exec(compile(block, str(page), "exec"), names)  # noqa: S102 - our own documents


def test_the_tutorial_is_among_them() -> None:
    assert {ROOT / "README.md", DOCS / "tutorial" / "first-week.md"} <= {*SESSIONS}


def test_a_line_that_was_not_printed_is_missed() -> None:
    step = Step("ken status", ("1 works of 2 records in …", "…", "Run 1, 2026-11-24 12:38: finished"))
    assert not missing(step, Printed(0, "1 works of 2 records in team\nRun 1, 2026-11-25 06:00: finished\n"))
    assert not missing(
        step, Printed(0, "Run 1, 2026-11-25 06:00: finished\n", "1 works of 2 records in team\n")
    )
    assert missing(step, Printed(0, "1 works of 3 records in team\n")) == step.shown[0]
    swapped = "Run 1, 2026-11-25 06:00: finished\n1 works of 2 records in team\n"
    assert missing(step, Printed(0, swapped)) == step.shown[2]
