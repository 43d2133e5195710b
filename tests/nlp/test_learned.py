"""The file of learned heads."""

from pathlib import Path

import pytest

import data
from nlp.learned import MODEL, Learned, learned_in, shipped_learned, sigmoid
from nlp.meaning import shipped_meaning
from records.errors import SettingsError


def test_a_model_is_written_and_read_again() -> None:
    text = shipped_learned().text()
    assert Learned.of(text).text() == text
    assert data.folder("models", "reading.json").read_text(encoding="utf-8") == text


def test_the_shipped_model_goes_with_the_shipped_table() -> None:
    assert shipped_learned().words == shipped_meaning().version


def test_a_folder_without_a_model_has_the_shipped_one(tmp_path: Path) -> None:
    assert learned_in(tmp_path) is shipped_learned()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{", "this is no model"),
        ('{"version": "1"}', "this is no model"),
        (shipped_learned().text().replace(shipped_learned().words, "00000000"), "other word vectors"),
    ],
)
def test_what_is_no_model_says_what_to_do(tmp_path: Path, text: str, complaint: str) -> None:
    (tmp_path / MODEL).parent.mkdir()
    (tmp_path / MODEL).write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=complaint) as error:
        learned_in(tmp_path)
    assert "ken train" in str(error.value)


def test_log_odds_become_probabilities() -> None:
    assert sigmoid(0) == 0.5
    assert 0 < sigmoid(-1e9) < 1e-9 < sigmoid(5) < 1
