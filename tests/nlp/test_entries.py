from pathlib import Path

import pytest

import data
from nlp.entries import entry_of, vocabulary_text
from records.errors import SettingsError

TEXT = """
name: Ken
size: 3
on: true
list: [a, b]
inner: {x: 1}
things:
  - {id: one, w: 2}
  - {id: two, w: heavy}
"""


def test_fields_are_read_with_their_kinds() -> None:
    whole = entry_of(TEXT, "f.yaml")
    assert whole.text("name") == "Ken"
    assert whole.number("size") == 3.0
    assert whole.number("missing", 2) == 2.0
    assert whole.texts("list") == ("a", "b")
    assert whole.texts("missing") == ()
    assert whole.entry("inner").number("x") == 1.0
    assert [one.text("id") for one in whole.entries("things")] == ["one", "two"]


@pytest.mark.parametrize(
    ("field", "read", "message"),
    [
        ("size", "text", "f.yaml: size: a text is needed"),
        ("name", "number", "f.yaml: name: a number is needed"),
        ("true", "number", "f.yaml: true: a number is needed"),
        ("name", "flag", "f.yaml: name: true or false is needed"),
        ("name", "texts", "f.yaml: name: a list of texts is needed"),
        ("things", "texts", "f.yaml: things: item 1 is not a text; put it in quotes"),
        ("name", "entry", "f.yaml: name: names with values are needed"),
        ("missing", "text", "f.yaml: missing: a text is needed"),
    ],
)
def test_a_wrong_field_is_named_in_one_line(field: str, read: str, message: str) -> None:
    with pytest.raises(SettingsError) as error:
        getattr(entry_of(TEXT, "f.yaml"), read)(field)
    assert str(error.value) == message


def test_a_wrong_entry_is_named_by_its_id() -> None:
    _, two = entry_of(TEXT, "f.yaml").entries("things")
    with pytest.raises(SettingsError, match=r"^f.yaml: things 'two', w: a number is needed$"):
        two.number("w")


def test_a_choice_outside_its_words_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"^f.yaml: name: 'Ken' is not one of a, b$"):
        entry_of(TEXT, "f.yaml").choice("name", ("a", "b"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: [1", r"^f.yaml: line 2: .+$"),
        ("- a", r"^f.yaml: names with values are needed at the top$"),
        ("", r"^f.yaml: names with values are needed at the top$"),
        ("a: !!python/object:os.system {}", r"^f.yaml: line 1: .+$"),
    ],
)
def test_what_is_not_a_settings_file_is_refused(text: str, message: str) -> None:
    with pytest.raises(SettingsError, match=message):
        entry_of(text, "f.yaml")


def test_a_workspaces_own_file_comes_before_the_one_that_ships(tmp_path: Path) -> None:
    shipped = vocabulary_text(data.folder(), "workstreams.yaml")
    assert vocabulary_text(tmp_path, "workstreams.yaml") == shipped
    (tmp_path / "workstreams.yaml").write_text("own: 1", encoding="utf-8")
    assert vocabulary_text(tmp_path, "workstreams.yaml") == "own: 1"


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "workstreams.yaml").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(SettingsError, match=r"it cannot be read"):
        vocabulary_text(tmp_path, "workstreams.yaml")
