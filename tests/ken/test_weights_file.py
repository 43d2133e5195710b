"""Weights in ``ken.toml``: the lines that change, and those that do not."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ken.weights_file import rescaled, with_weights, write_weights
from records.errors import SettingsError
from synthesis.ranking.settings import PARTS, RankSettings

WEIGHTS = dict(RankSettings().weights)


def test_the_others_follow_in_proportion() -> None:
    made = rescaled({"a": 0.5, "b": 0.3, "c": 0.2}, {"a": 0.0})
    assert made == {"a": 0.0, "b": 0.6, "c": 0.4}
    assert rescaled({"a": 0.5, "b": 0.5}, {"a": 1.0}) == {"a": 1.0, "b": 0.0}


@given(st.dictionaries(st.sampled_from(PARTS), st.floats(0, 0.16), max_size=6))
def test_all_make_one_whatever_is_set(changes: dict[str, float]) -> None:
    RankSettings(weights=rescaled(WEIGHTS, changes))  # refuses what does not


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"colour": 0.1}, "there is no weight 'colour'; there are: workstream, "),
        ({"place": -0.1}, "weights are not below 0"),
        ({"place": 0.6, "source": 0.5}, "together they make 1"),
        ({"place": float("nan")}, "together they make 1"),
        (dict.fromkeys(PARTS, 0.1), "all that is given makes 0.7"),
    ],
)
def test_what_cannot_be_is_refused(changes: dict[str, float], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        rescaled(WEIGHTS, changes)


def test_comments_and_all_other_lines_stay() -> None:
    text = "# ours\n[weights]  # parts\nplace = 0.5   # near\n'source' = 0.5\n\n[queue]\nplace = 7\n"
    assert with_weights(text, {"place": 0.25, "source": 0.75}) == (
        "# ours\n[weights]  # parts\nplace = 0.25   # near\n'source' = 0.75\n\n[queue]\nplace = 7\n"
    )


def test_what_is_not_there_is_added() -> None:
    assert with_weights("[weights]\na = 1\n\n[queue]\n", {"a": 0.5, "b": 0.5}) == (
        "[weights]\na = 0.5\nb = 0.5\n\n[queue]\n"
    )
    assert tomllib.loads(with_weights("[queue]\ncap = 3\n", {"a": 1.0}))["weights"] == {"a": 1.0}
    assert tomllib.loads(with_weights("", {"a": 1.0})) == {"weights": {"a": 1.0}}


def test_a_form_that_cannot_be_exchanged_line_by_line_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "ken.toml"
    inline = ", ".join(f"{name} = {value}" for name, value in WEIGHTS.items())
    path.write_text(f"weights = {{{inline}}}\n", encoding="utf-8")
    with pytest.raises(SettingsError, match="write the new weights by hand"):
        write_weights(tmp_path, rescaled(WEIGHTS, {"place": 0.3}))
    assert path.read_text(encoding="utf-8") == f"weights = {{{inline}}}\n"


def test_what_ships_can_be_exchanged(new: Path) -> None:
    before = (new / "ken.toml").read_text(encoding="utf-8")
    write_weights(new, rescaled(WEIGHTS, {"place": 0.3}))
    after = (new / "ken.toml").read_text(encoding="utf-8")
    changed = [a for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert [line.split()[0] for line in changed] == list(PARTS)
