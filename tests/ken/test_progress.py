"""``ken progress``: what is decided, what recall can be stated, what the list shows."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from records.decision import Decision, Verdict
from records.ranked import Ranked, Slot
from store.opening import open_store
from store.queues import FrozenQueue
from tests.ken.running import Ken

W2 = "emerging-needs"
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)


def freeze(home: Path, run: int, candidates: int, slots: str, workstream: str = W2) -> list[str]:
    """Freeze a queue: r for a ranked work, a for an audit work; gives the ids of the works."""
    names: Mapping[str, Slot] = {"r": "ranked", "a": "audit"}
    entries = tuple(
        Ranked(run, workstream, place, f"{workstream}-{run}-{place}", 0.5, {"place": 0.5}, (), names[one])
        for place, one in enumerate(slots, start=1)
    )
    frozen = FrozenQueue(run=run, workstream=workstream, seed=run, candidates=candidates, entries=entries)
    open_store(home).queues.freeze([frozen], NOW)
    return [entry.work for entry in entries]


def keep(home: Path, works: list[str], kept: int) -> None:
    """Include the first works and exclude the others, a minute each."""
    store = open_store(home)
    with store.at_once():
        for place, work in enumerate(works):
            verdict: Verdict = "include" if place < kept else "exclude"
            instant = NOW + timedelta(minutes=place)
            store.decisions.append(
                Decision(work=work, workstream=W2, verdict=verdict, reviewer="ailsa", instant=instant)
            )


@pytest.fixture
def three_weeks(new: Path) -> Path:
    """Give a workspace with three weeks read to the end, nothing kept among the audit works."""
    for run in (1, 2, 3):
        keep(new, freeze(new, run, 60, "r" * 16 + "a" * 4), 5)
    return new


def lines(ken: Ken, home: Path, *more: object) -> list[str]:
    said = ken("--home", home, "progress", "W2", *more)
    assert (said.code, said.err) == (0, "")
    return said.out.splitlines()


def test_a_new_workspace_has_nothing_to_show(ken: Ken, new: Path) -> None:
    said = ken("--home", new, "progress")
    assert said.out.count("No queue held anything yet; `ken scan` fills the queues.") == 4
    assert "Recall" not in said.out
    assert ken("--home", new, "progress", "W2", "--json").document == [
        {"workstream": W2, "runs": [], "recall": None, "latest": None}
    ]


def test_before_the_first_decision_it_says_what_to_do(ken: Ken, new: Path) -> None:
    freeze(new, 1, 60, "r" * 16 + "a" * 4)
    assert (
        "\n".join(lines(ken, new))
        == """
W2 Emerging community service needs in integration

run  candidates  placed  decided  kept      of the audit works
1            60      20        0     0  0 of 4 decided, 0 kept

Recall: cannot be stated yet.
  It is estimated from audit works, drawn at random by each run from what it leaves out: 0 count so far, \
a figure needs 8.
  Run 1 does not count yet: 4 audit works there wait for a decision. Deciding the whole list includes them.

The list of run 1: nothing is decided yet."""
    )


def test_weeks_that_were_read_make_an_estimate(ken: Ken, three_weeks: Path) -> None:
    assert (
        "\n".join(lines(ken, three_weeks))
        == """
W2 Emerging community service needs in integration

run  candidates  placed  decided  kept        of the audit works
1            60      20       20     5    4 of 4 decided, 0 kept
2            60      20       20     5    4 of 4 decided, 0 kept
3            60      20       20     5    4 of 4 decided, 0 kept
all         180      60       60    15  12 of 12 decided, 0 kept

Recall: the queues showed about 88% of the candidates worth keeping (95% interval: 39% to 100%).
  You kept 15. Of the 120 candidates that no queue showed, about 2 (likely 0 to 23) are worth keeping too.
  It rests on 12 audit works drawn at random from what was left out, of which you kept 0.

The list of run 3: 20 of 60 candidates decided, 5 kept.
  That you have found at least 95% of what is worth keeping among its candidates is not shown with 95% \
confidence: the test gives 0.64, and less than 0.05 is asked.
  36 more works in a row of which you keep none would show it; it holds none without a decision, so it \
cannot show that by itself."""
    )


def test_a_week_that_is_not_read_to_the_end_is_named(ken: Ken, three_weeks: Path) -> None:
    keep(three_weeks, freeze(three_weeks, 4, 60, "r" * 16 + "a" * 4)[:17], 5)
    freeze(three_weeks, 5, 60, "r" * 16 + "a")
    text = "\n".join(lines(ken, three_weeks))
    assert "It rests on 12 audit works" in text
    assert "  Runs 4, 5 do not count yet: 4 audit works there wait for a decision." in text
    assert "taken as neither found nor missed" not in text


def test_placed_works_without_a_decision_are_named(ken: Ken, three_weeks: Path) -> None:
    works = freeze(three_weeks, 4, 60, "a" * 4 + "r" * 16)
    keep(three_weeks, works[:19], 0)
    text = "\n".join(lines(ken, three_weeks))
    assert "  1 placed work without a decision is taken as neither found nor missed." in text
    assert "It rests on 16 audit works" in text


def test_a_list_that_is_read_far_enough_passes(ken: Ken, new: Path) -> None:
    keep(new, freeze(new, 1, 40, "r" * 40), 5)
    found = lines(ken, new)
    assert "Recall: all candidates stood in the queues, so none was missed among them." in found
    assert found[-1] == (
        "  That you have found at least 95% of what is worth keeping among its candidates is shown with 95% "
        "confidence. Whether to read on is for you to say."
    )


def test_reading_on_is_enough_where_the_list_is_long_enough(ken: Ken, new: Path) -> None:
    keep(new, freeze(new, 1, 40, "r" * 40)[:30], 5)
    assert lines(ken, new)[-1] == "  8 more works in a row of which you keep none would show it."


def test_target_and_confidence_are_asked_apart(ken: Ken, three_weeks: Path) -> None:
    def latest(*options: object) -> dict[str, float]:
        (one,) = ken("--home", three_weeks, "progress", "W2", "--json", *options).document
        found: dict[str, float] = one["latest"]
        return found

    usual, less, unsure = latest(), latest("--target", 0.8), latest("--confidence", 0.8)
    assert unsure["probability_below"] == usual["probability_below"] > less["probability_below"]
    assert usual["more_needed"] > max(less["more_needed"], unsure["more_needed"])
    assert latest("--lift", 1)["more_needed"] > usual["more_needed"]
    text = "\n".join(lines(ken, three_weeks, "--target", 0.8, "--confidence", 0.9))
    assert (
        "at least 80% of what is worth keeping among its candidates is not shown with 90% confidence" in text
    )
    assert "less than 0.1 is asked" in text


def test_where_nothing_was_kept_there_is_no_share(ken: Ken, new: Path) -> None:
    for run in (1, 2):
        keep(new, freeze(new, run, 60, "r" * 16 + "a" * 4), 0)
    found = lines(ken, new)
    assert found[8].startswith("Recall: nothing was kept. Of the 80 candidates that no queue showed, about ")
    assert found[-1] == "  Without a kept work there is nothing to test."


def test_without_audit_works_it_says_how_to_get_some(ken: Ken, new: Path) -> None:
    keep(new, freeze(new, 1, 60, "r" * 20), 5)
    assert lines(ken, new)[7] == (
        "  No audit works were drawn; with `audit` above 0 under [queue] in ken.toml, runs draw some."
    )


def test_one_document_holds_all_figures(ken: Ken, three_weeks: Path) -> None:
    freeze(three_weeks, 1, 30, "rr", "community-models")
    found = ken("--home", three_weeks, "progress", "--json").document
    assert [one["workstream"] for one in found][:2] == ["community-models", W2]
    mine = found[1]
    assert [one["run"] for one in mine["runs"]] == [1, 2, 3]
    assert {"candidates": 60, "placed": 20, "decided": 20, "kept": 5, "counts": True}.items() <= mine["runs"][
        0
    ].items()
    assert mine["runs"][0]["recall"]["is_telling"] is False
    recall = mine["recall"]
    assert (recall["runs"], recall["kept"], recall["unplaced"], recall["audits"]) == ([1, 2, 3], 15, 120, 12)
    assert recall["low"] < recall["value"] < recall["high"] == 1
    assert mine["latest"]["lift"] == 1.5
    assert found[0]["recall"] is None


def test_nothing_is_written(ken: Ken, three_weeks: Path) -> None:
    before = open_store(three_weeks).decisions.log()
    lines(ken, three_weeks)
    assert open_store(three_weeks).decisions.log() == before


@pytest.mark.parametrize("option", ["--target", "--confidence"])
def test_a_share_beyond_all_is_wrong_usage(ken: Ken, new: Path, option: str) -> None:
    assert ken("--home", new, "progress", option, "1.5").code == 2


def test_an_unknown_workstream_is_one_line(ken: Ken, new: Path) -> None:
    assert "there is no workstream 'W9'" in ken("--home", new, "progress", "W9").complaint
