import io
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ken.cli import _run
from ken.workspace import create
from tests.flows.weeks import finished
from tests.ken.running import Ken, Said

_OURS = ("KEN_HOME", "KEN_CONTACT", "PREFECT_API_URL", "OPENALEX_API_KEY", "NCBI_API_KEY")


@pytest.fixture(autouse=True)
def nobodys_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let no test see the settings of whoever runs it, nor a workspace above its folder."""
    for name in _OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def ken(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ken:
    """Give a function that carries out one command line in this process."""

    def carry_out(*arguments: object, stdin: bytes = b"") -> Said:
        capsys.readouterr()
        monkeypatch.setattr(sys, "argv", ["ken", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        code = _run()
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return carry_out


@pytest.fixture(scope="session")
def finished_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with one finished run on the sample, which nobody may change."""
    return finished(tmp_path_factory)


@pytest.fixture
def copy(finished_home: Path, tmp_path: Path) -> Path:
    """Give a copy of the finished workspace, to be changed."""
    shutil.copytree(finished_home, tmp_path / "copy")
    return tmp_path / "copy"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Give a new workspace."""
    create(tmp_path / "new")
    return tmp_path / "new"


@pytest.fixture
def rewrite(new: Path) -> Callable[[str, str, str], Path]:
    """Give a function that replaces words in a file of the new workspace."""

    def replace(name: str, old: str, put: str) -> Path:
        path = new / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, put, 1), encoding="utf-8")
        return path

    return replace
