import shutil
from itertools import repeat
from pathlib import Path

import pytest

import data
from nlp.components import boilerplate, components
from nlp.reading import reading_of
from nlp.versions import version_of
from records.errors import SettingsError

NAMES = ["language", "workstream", "inequality", "stage", "learning", "geography", "evidence", "covid"]
FILES = {
    "workstreams.yaml": {"workstream"},
    "vocabularies/progress_plus.yaml": {"inequality"},
    "vocabularies/stages.yaml": {"stage", "learning", "covid"},
    "vocabularies/geography.yaml": {"geography"},
    "vocabularies/evidence_types.yaml": {"evidence"},
}
READINGS = [
    reading_of(
        "Homeless outreach in Dundee: a qualitative pilot study",
        "It worked well in lockdown. Women came less often than men.",
    ),
    reading_of("Girders of steel", "Load tests."),
]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    shutil.copy(data.folder("workstreams.yaml"), tmp_path)
    shutil.copytree(data.folder("vocabularies"), tmp_path / "vocabularies")
    return tmp_path


def test_components_come_in_their_order() -> None:
    assert [component.name for component in components(data.folder())] == NAMES


def test_each_component_annotates_under_its_own_name_and_version() -> None:
    for component in components(data.folder()):
        said = list(component(READINGS))
        assert said, component.name
        assert {one.component for one in said} == {component.name}
        assert {one.version for one in said} == {component.version}
        assert all(0 <= one.score <= 1 for one in said)


def test_reading_twice_or_one_by_one_says_the_same() -> None:
    for component in components(data.folder()):
        together = list(component(READINGS))
        assert together == list(component(READINGS))
        assert together == [said for reading in READINGS for said in component([reading])]


def test_a_component_streams() -> None:
    for component in components(data.folder()):
        assert next(component(repeat(READINGS[0]))).component == component.name


@pytest.mark.parametrize(("name", "touched"), FILES.items())
def test_a_changed_vocabulary_is_a_new_version_of_those_who_read_it(
    workspace: Path, name: str, touched: set[str]
) -> None:
    before = {one.name: one.version for one in components(workspace)}
    path = workspace / name
    path.write_text(path.read_text(encoding="utf-8") + "\n# one more line\n", encoding="utf-8")
    after = {one.name: one.version for one in components(workspace)}
    assert {key for key in before if before[key] != after[key]} == touched


def test_a_workspaces_own_terms_are_read(workspace: Path) -> None:
    path = workspace / "workstreams.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('{t: "Buurtzorg", w: 5', '{t: "girders", w: 5'), encoding="utf-8")
    (workstream,) = [one for one in components(workspace) if one.name == "workstream"]
    said = {one.label: one for one in workstream([READINGS[1]])}
    assert said["community-models"].why.startswith("girders")


@pytest.mark.parametrize("name", [*FILES, "vocabularies/boilerplate.yaml"])
def test_a_broken_file_is_named_in_one_line(workspace: Path, name: str) -> None:
    (workspace / name).write_text("a: [", encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        boilerplate(workspace) if "boilerplate" in name else components(workspace)
    assert str(error.value).startswith(f"{workspace / name}: line ")
    assert "\n" not in str(error.value)


def test_a_workspaces_own_boilerplate_is_read(workspace: Path) -> None:
    path = workspace / "vocabularies" / "boilerplate.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('"Cookies"', '"Biscuits"', 1), encoding="utf-8")
    text = "Biscuits\nWe are homeless."
    assert reading_of("A", text, boilerplate=boilerplate(workspace)).masks
    assert not reading_of("A", text).masks


def test_a_version_changes_with_its_number_and_its_texts() -> None:
    assert version_of(1, "a", "b") == version_of(1, "a", "b")
    assert (
        len(
            {
                version_of(1, "a"),
                version_of(2, "a"),
                version_of(1, "b"),
                version_of(1, "a", ""),
                version_of(1),
            }
        )
        == 5
    )


@pytest.mark.parametrize("name", NAMES)
def test_each_component_has_a_model_card(name: str) -> None:
    card = (Path(data.__file__).parent.parent / "docs" / "models" / f"{name}.md").read_text(encoding="utf-8")
    for heading in ("## What it says", "## How it decides", "## How good it is", "## What it does not do"):
        assert heading in card
