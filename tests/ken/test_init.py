"""``ken init`` and finding a workspace again."""

from pathlib import Path

import pytest

import ken.workspace
from records.errors import SettingsError
from tests.ken.running import Ken

FILES = {"ken.toml", "sources.toml", "workstreams.yaml", "vocabularies"}


def test_a_workspace_is_made_with_all_that_a_team_edits(ken: Ken, tmp_path: Path) -> None:
    said = ken("init", "team")
    home = tmp_path / "team"
    assert {path.name for path in home.iterdir()} == FILES
    assert list((home / "vocabularies").glob("*.yaml"))
    assert (said.code, said.out) == (0, "")
    assert said.err.startswith(
        f"Made a workspace in {home}: ken.toml, sources.toml, workstreams.yaml\nNext: "
    )


@pytest.mark.parametrize("arguments", [("init",), ("--home", "team", "init"), ("init", "team")])
def test_the_folder_may_be_named_or_not(ken: Ken, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    assert ken(*arguments).code == 0
    home = tmp_path / "team" if "team" in arguments else tmp_path
    assert {path.name for path in home.iterdir()} == FILES


def test_a_second_time_changes_nothing_and_mends_what_was_lost(ken: Ken, new: Path) -> None:
    (new / "ken.toml").write_text("[queue]\ncap = 7\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in new.rglob("*") if path.is_file()}
    said = ken("init", new)
    assert (said.code, said.err) == (0, f"{new} is a workspace already; nothing was changed.\n")
    assert {path: path.read_bytes() for path in new.rglob("*") if path.is_file()} == before
    (new / "sources.toml").unlink()
    assert "sources.toml" in ken("init", new).err
    assert (new / "ken.toml").read_text(encoding="utf-8") == "[queue]\ncap = 7\n"


def test_a_file_in_the_way_is_told(ken: Ken, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("", encoding="utf-8")
    said = ken("init", "taken")
    assert said.complaint == f"ken: cannot make a workspace in {tmp_path}/taken: File exists"


def test_the_workspace_is_the_folder_given_before_all(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEN_HOME", "/nowhere")
    assert ken.workspace.find(new) == new


def test_else_it_is_the_one_that_the_environment_names(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEN_HOME", str(new))
    assert ken.workspace.find(None) == new


def test_else_it_is_the_one_at_or_above_this_folder(new: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in (new, new / "vocabularies"):
        monkeypatch.chdir(folder)
        assert ken.workspace.find(None) == new


def test_where_there_is_none_the_error_says_how_to_make_one(
    ken: Ken, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    missing = (
        f"{tmp_path}/missing is not a workspace (no ken.toml); make one with `ken init {tmp_path}/missing`"
    )
    assert (
        ken("status").complaint == "ken: no workspace here or above (no ken.toml); make one with `ken init`"
    )
    assert ken("--home", tmp_path / "missing", "status").complaint == f"ken: {missing}"
    monkeypatch.setenv("KEN_HOME", str(tmp_path / "missing"))
    assert ken("queue", "W1").complaint == f"ken: {missing}"


def test_a_variable_that_is_empty_names_no_workspace(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEN_HOME", "")
    with pytest.raises(SettingsError, match="no workspace here or above"):
        ken.workspace.find(None)
