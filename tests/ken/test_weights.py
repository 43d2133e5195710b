"""Weights: shown, previewed, changed and logged."""

from pathlib import Path

import pytest

from ken.settings import read_settings
from store.opening import open_store
from synthesis.ranking.settings import PARTS, RankSettings
from tests.ken.running import Ken

DEFAULTS = dict(RankSettings().weights)


def test_weights_are_shown(ken: Ken, finished_home: Path) -> None:
    assert ken("--home", finished_home, "weights", "--json").document == {
        "weights": DEFAULTS,
        "edited": False,
        "changes": [],
    }
    assert ken("--home", finished_home, "weights").out.splitlines()[0] == "0.3500  workstream"


def test_a_dry_run_shows_what_would_move_and_writes_nothing(ken: Ken, copy: Path) -> None:
    before = (copy / "ken.toml").read_bytes()
    found = ken("--home", copy, "weights", "set", "place=0.3", "--dry-run", "--json").document
    assert found["was"] == DEFAULTS
    assert found["became"]["place"] == 0.3
    assert not found["written"]
    assert [one["workstream"] for one in found["previews"]] == [
        "community-models",
        "emerging-needs",
        "strategic-planning",
        "published-learning",
    ]
    queue = ken("--home", copy, "queue", "W2", "--json").document
    places = {one["work"]: one["place"] for one in queue}
    moves = found["previews"][1]["moves"]
    assert moves
    assert all(places.get(one["work"]) == one["before"] != one["after"] for one in moves)
    assert (copy / "ken.toml").read_bytes() == before
    assert open_store(copy).weight_changes.log() == ()
    said = ken("--home", copy, "weights", "set", "place=0.3", "--dry-run")
    assert said.err == "Nothing is written.\n"
    assert "0.3000  place  (was 0.1200)\n" in said.out
    assert f"run 1: of {len(queue)} works, " in said.out


def test_the_weights_that_are_set_already_move_nothing(ken: Ken, copy: Path) -> None:
    found = ken("--home", copy, "weights", "set", "place=0.12", "--dry-run", "--json").document
    assert found["became"] == DEFAULTS
    assert all(not one["moves"] for one in found["previews"])
    said = ken("--home", copy, "weights", "set", "place=0.12", "--reviewer", "ailsa")
    assert said.err == "Nothing changes.\n"
    assert open_store(copy).weight_changes.log() == ()


def test_a_change_is_written_and_logged_with_who_made_it(ken: Ken, copy: Path) -> None:
    said = ken("--home", copy, "weights", "set", "place=0.3", "novelty=0", "--reviewer", " ailsa ")
    assert said.err == f"Written into {copy}/ken.toml; it counts from the next scan.\n"
    weights = dict(read_settings(copy).ranking.weights)
    assert (weights["place"], weights["novelty"]) == (0.3, 0)
    shown = ken("--home", copy, "weights", "--json").document
    assert (shown["weights"], shown["edited"]) == (weights, False)
    (change,) = shown["changes"]
    assert (change["reviewer"], change["run"]) == ("ailsa", None)
    assert (change["was"], change["became"]) == (DEFAULTS, weights)
    assert "  place: 0.1200 → 0.3000\n" in ken("--home", copy, "weights").out


def test_an_edit_by_hand_is_told_and_logged_before_the_next_change(ken: Ken, copy: Path) -> None:
    path = copy / "ken.toml"
    text = path.read_text(encoding="utf-8").replace("place = 0.12", "place = 0.22")
    path.write_text(text.replace("workstream = 0.35", "workstream = 0.25"), encoding="utf-8")
    said = ken("--home", copy, "weights")
    assert said.err == "The settings were edited since; the next scan logs it.\n"
    assert ken("--home", copy, "weights", "set", "place=0.3", "--reviewer", "ailsa").code == 0
    first, second = open_store(copy).weight_changes.log()
    assert (first.reviewer, first.was["place"], first.became["place"]) == ("", 0.12, 0.22)
    assert (second.reviewer, second.was["place"], second.became["place"]) == ("ailsa", 0.22, 0.3)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["set", "--reviewer", "a"], 2, "say which, like place=0.2"),
        (["set", "place", "--reviewer", "a"], 2, "is not like place=0.2"),
        (["set", "place=0.3"], 2, "a change needs somebody who made it"),
        (["show", "place=0.3"], 2, "changes them"),
        (["set", "colour=0.3", "--dry-run"], 1, "there is no weight 'colour'"),
        (["set", "place=1.3", "--dry-run"], 1, "together they make 1"),
    ],
)
def test_what_cannot_be_is_refused(ken: Ken, new: Path, arguments: list[str], code: int, words: str) -> None:
    said = ken("--home", new, "weights", *arguments)
    assert said.code == code
    assert words in " ".join(said.err.replace("│", " ").split())


def test_a_new_workspace_has_nothing_to_preview(ken: Ken, new: Path) -> None:
    said = ken("--home", new, "weights", "set", f"{PARTS[0]}=0.5", "--dry-run")
    assert said.out.count(": nothing is queued\n") == 4
