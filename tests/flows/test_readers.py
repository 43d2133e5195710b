"""The components of a workspace, made once."""

from pathlib import Path

import pytest

from flows.readers import readers
from ken.workspace import create
from records.errors import SettingsError


def versions(folder: Path) -> dict[str, str]:
    return {one.name: one.version for one in readers(folder).components}


def test_the_same_vocabularies_make_the_same_components_wherever_they_are(tmp_path: Path) -> None:
    for name in ("one", "other"):
        create(tmp_path / name)
    assert readers(tmp_path / "one") is readers(tmp_path / "other")


def test_an_edit_makes_them_anew(tmp_path: Path) -> None:
    create(tmp_path)
    before = versions(tmp_path)
    path = tmp_path / "workstreams.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("    terms:\n", "    terms:\n      - { t: norovirus, w: 5 }\n", 1), encoding="utf-8"
    )
    after = versions(tmp_path)
    assert after["workstream"] != before["workstream"]
    assert after["language"] == before["language"]


def test_an_entry_that_cannot_be_is_told_every_time(tmp_path: Path) -> None:
    create(tmp_path)
    (tmp_path / "vocabularies" / "stages.yaml").write_text("stages: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(SettingsError, match=r"stages\.yaml: line "):
            readers(tmp_path)
    (tmp_path / "vocabularies" / "stages.yaml").unlink()
    (tmp_path / "vocabularies" / "stages.yaml").mkdir()
    with pytest.raises(SettingsError, match=r"stages\.yaml: it cannot be read: Is a directory"):
        readers(tmp_path)
