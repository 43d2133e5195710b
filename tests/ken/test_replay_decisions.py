"""Past decisions under the components as they are now."""

from pathlib import Path

import pytest

from bench.replay import MOVES
from flows.readers import readers
from store.opening import open_store
from tests.ken.decided import OLD, decide, grow_older
from tests.ken.running import Ken

W2 = "emerging-needs"


@pytest.fixture
def works(ken: Ken, copy: Path) -> list[str]:
    """List the works in the queue of emerging needs."""
    return [one["work"] for one in ken("--home", copy, "queue", "W2", "--json").document]


def scores(home: Path, works: list[str]) -> list[float]:
    said = open_store(home).annotations.of(works)
    return [next(one.score for one in said[work] if one.label == W2) for work in works]


def test_without_decisions_it_says_so(ken: Ken, new: Path) -> None:
    said = ken("--home", new, "replay-decisions")
    assert (said.code, said.err) == (0, "")
    assert said.out == "Nothing was decided yet; `ken decide` writes decisions.\n"
    found = ken("--home", new, "replay-decisions", "--json").document
    assert found["workstreams"] == []
    assert {"component": "workstream", "stored": []}.items() <= found["components"][1].items()


def test_an_upgrade_is_seen_before_it_takes_effect(ken: Ken, copy: Path, works: list[str]) -> None:
    ranked = [work for work in works if scores(copy, [work])[0] > 0.1][:6]
    decide(copy, {work: "include" if place < 2 else "exclude" for place, work in enumerate(ranked)})
    decide(copy, {ranked[5]: "maybe"}, reviewer="bruce")
    decide(copy, {ranked[0]: "exclude"}, "community-models")
    now = scores(copy, ranked)
    grow_older(copy, dict(zip(ranked, [0.1, 0.2, 0.3, 0.4, 0.5, 0.05], strict=True)))
    found = ken("--home", copy, "replay-decisions", "--json").document
    version = next(one.version for one in readers(copy).components if one.name == "workstream")
    assert [one for one in found["components"] if one["component"] == "workstream"] == [
        {"component": "workstream", "stored": [OLD], "now": version}
    ]
    assert [one["workstream"] for one in found["workstreams"]] == ["community-models", W2]
    mine = found["workstreams"][1]
    assert (mine["decided"], mine["kept"]) == (6, 3)
    # Stored, the kept stand on places 4, 5 and 6.
    assert mine["stored"]["average_precision"] == pytest.approx((1 / 4 + 2 / 5 + 3 / 6) / 3, abs=0.0001)
    assert mine["stored"]["read_for_95"] == 1
    gained = mine["now"]["average_precision"] - mine["stored"]["average_precision"]
    assert mine["difference"]["average_precision"] == pytest.approx(gained, abs=0.0002)
    assert len(mine["difference"]["intervals"]["read_for_95"]) == 2
    for move in mine["moves"]:
        place = ranked.index(move["work"])
        assert move["now"] == pytest.approx(now[place], abs=0.0001)
        assert move["kept"] is (place in (0, 1, 5))
        assert move["title"]
    assert len(mine["moves"]) <= MOVES
    lost = next(one for one in mine["moves"] if one["work"] == ranked[5])
    assert (lost["stored"], lost["stored_place"]) == (0.05, 6)


def test_people_get_a_table(ken: Ken, copy: Path, works: list[str]) -> None:
    decide(copy, {works[0]: "include", works[1]: "exclude"})
    grow_older(copy, {works[0]: 0.1, works[1]: 0.2})
    lines = ken("--home", copy, "replay-decisions").out.splitlines()
    assert lines[0].startswith(f"workstream: {OLD} → ")
    assert f"{W2}: 2 works decided, 1 kept" in lines
    assert any(line.startswith("average precision") for line in lines)
    moved = [line for line in lines if line.startswith(works[0])]
    assert moved[0].split()[1:3] == ["kept", "0.100"]


def test_what_is_stored_by_the_components_of_today_does_not_move(
    ken: Ken, copy: Path, works: list[str]
) -> None:
    decide(copy, {works[0]: "include", works[1]: "exclude"})
    said = ken("--home", copy, "replay-decisions")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0] == "What is stored was said by the components as they are now; nothing changes."
    assert lines[-1] == "No work moves."


def test_a_decision_follows_a_work_that_was_joined(ken: Ken, copy: Path, works: list[str]) -> None:
    decide(copy, {works[0]: "include", works[1]: "include"})
    records = [work.best.record_id for work in open_store(copy).works.get(works[:2])]
    assert ken("--home", copy, "duplicates", "merge", *records, "--reviewer", "ailsa").code == 0
    (found,) = ken("--home", copy, "replay-decisions", "--json").document["workstreams"]
    assert found["decided"] == 1


def test_nothing_is_written(ken: Ken, copy: Path, works: list[str]) -> None:
    decide(copy, {works[0]: "include"})
    grow_older(copy, {works[0]: 0.1})
    before = open_store(copy).annotations.of(works)
    assert ken("--home", copy, "replay-decisions").code == 0
    assert open_store(copy).annotations.of(works) == before
