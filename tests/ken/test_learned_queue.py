"""A queue after decisions: in the page of the latest run, and in the next run's score."""

import json
from pathlib import Path

from store.opening import open_store
from tests.ken.decided import decide
from tests.ken.running import Ken
from tests.ken.test_frozen_queue import scan_again, with_new_works

W2 = "emerging-needs"


def test_the_latest_queue_follows_decisions_and_says_so(ken: Ken, copy: Path) -> None:
    before = json.loads(ken("--home", copy, "queue", "W2", "--json").out)
    assert all("frozen_place" not in one for one in before)
    decide(copy, {before[2]["work"]: "include", before[3]["work"]: "exclude"})
    after = json.loads(ken("--home", copy, "queue", "W2", "--json").out)
    assert [one["place"] for one in after] == list(range(1, len(before) + 1))
    assert {one["work"] for one in after} == {one["work"] for one in before}
    assert [one["work"] for one in after if one["decided"]] == [one["work"] for one in after][-2:]
    shown = ken("--home", copy, "queue", "W2").out
    assert "Up from place" in shown
    assert "Decided; it stood at place 3" in shown
    frozen = json.loads(ken("--home", copy, "queue", "W2", "--run", "1", "--json").out)
    assert [one["work"] for one in frozen] == [one["work"] for one in before]


def test_the_next_run_learns_from_decisions_and_shows_how_much(ken: Ken, copy: Path) -> None:
    works = [one.work for one in open_store(copy).queues.get(W2, 1)]
    decide(copy, dict.fromkeys(works[:3], "include"))
    decide(copy, dict.fromkeys(works[-3:], "exclude"))
    with_new_works(ken, copy, Kerr="Navigators in hostels")
    scan_again(copy)
    queue = json.loads(ken("--home", copy, "queue", "W2", "--run", "2", "--json").out)
    assert queue
    for one in queue:
        assert "decisions" in one["parts"]
        assert abs(sum(one["parts"].values()) - one["score"]) < 1e-4
    told = ken("--home", copy, "show", queue[0]["work"]).out
    assert "like what you kept rather than what you excluded" in told
    assert ken("--home", copy, "weights", "set", "place=0.3", "--dry-run").code == 0
    scan_again(copy)  # the weights are the same: no change of them is logged
    assert not open_store(copy).weight_changes.log()
