"""``ken scan`` and ``ken demo``: the run as it is told; Prefect's part is left to plain steps here."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from flows.context import Context
from flows.steps import PlainSteps
from flows.weekly import Clock, weekly
from records.run import Run
from records.source import Window
from scanners.fetching.replay import Replay
from store.opening import open_store
from tests.flows.replays import ReplayFile
from tests.flows.weeks import SAMPLE, SAMPLE_WEEK
from tests.ken.running import Ken

WEEK = ("--since", "2026-11-09", "--until", "2026-11-16")


@pytest.fixture(autouse=True)
def plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Carry scans out in this process; tests/flows/test_scan.py has them on Prefect."""

    def carry_out(context: Context, window: Window, *, exact: bool, prefect_api: str) -> Run:
        assert prefect_api == ""
        return weekly(context, window, PlainSteps(), Clock(), exact=exact)

    monkeypatch.setattr("flows.scan.scan", carry_out)


def test_a_run_is_one_document(ken: Ken, new: Path) -> None:
    run = ken("--home", new, "scan", "medrxiv", "his", "--replay", SAMPLE, *WEEK, "--json").document
    assert list(run) == ["run", "window", "sources", "works_new", "works_changed", "seconds"]
    assert (run["run"], run["window"]) == (1, {"since": "2026-11-09", "until": "2026-11-16"})
    assert run["sources"] == [
        {"id": name, "pages": pages, "records": n, "new": n, "changed": 0, "rejected": 0, "error": None}
        for name, pages, n in (("his", 17, 16), ("medrxiv", 2, 17))
    ]
    assert set(run["seconds"]) == {"gather", "link", "annotate", "rank", "publish"}


def test_a_run_is_told_to_people_with_its_failed_sources_and_its_digest(
    ken: Ken, new: Path, tmp_path: Path
) -> None:
    replay = ReplayFile(tmp_path / "replay")
    replay.answer("https://www.healthcareimprovementscotland.scot/feed/", "[red]Sorry[/] [400]", status=500)
    replay.otherwise_the_sample()
    said = ken("--home", new, "scan", "his", "medrxiv", "--replay", replay.path, *WEEK)
    assert (said.code, said.err) == (0, "")
    first, his, medrxiv, digest = said.out.splitlines()
    assert first.startswith("Run 1 (2026-11-09 to 2026-11-16): 17 records, 17 new works, 0 changed, ")
    assert his.startswith(
        "  his: 0 records, 0 new, 0 changed; failed: www.healthcareimprovementscotland.scot"
    )
    assert medrxiv == "  medrxiv: 17 records, 17 new, 0 changed"
    assert digest == f"The digest: {new}/digests/run-0001.md"
    assert Path(digest.partition(": ")[2]).read_text(encoding="utf-8").startswith("# Run 1: ")
    assert ken("--home", new, "status", "--json").document["sources_failing"] == ["his"]


def test_a_run_in_which_nothing_could_be_gathered_ends_with_1(ken: Ken, new: Path, tmp_path: Path) -> None:
    replay = ReplayFile(tmp_path / "replay")
    said = ken("--home", new, "scan", "his", "medrxiv", "--replay", replay.path, *WEEK, "--json")
    assert said.complaint == "ken: run 1: nothing could be gathered; `ken sources check` tells more"
    assert [bool(one["error"]) for one in json.loads(said.out)["sources"]] == [True, True]


def test_a_run_that_was_cut_off_is_finished_first_and_that_is_said(ken: Ken, new: Path) -> None:
    open_store(new).runs.begin(SAMPLE_WEEK, ["his"], datetime.now(UTC), exact=True)
    said = ken("--home", new, "scan", "medrxiv", "--replay", SAMPLE, *WEEK)
    assert said.code == 0
    assert said.out.startswith("Run 1 (2026-11-09 to 2026-11-16): 16 records, 16 new works")
    assert said.err == "Run 1 had been cut off and is finished now; scan again for what you asked for.\n"


def test_where_no_source_is_on_that_is_said(ken: Ken, new: Path) -> None:
    on = [one["id"] for one in ken("--home", new, "sources", "--json").document]
    off = "".join(f'[[source]]\nid = "{name}"\nenabled = false\n' for name in on)
    (new / "sources.toml").write_text(off, encoding="utf-8")
    complaint = ken("--home", new, "scan").complaint
    assert complaint == "ken: no source is switched on; set `enabled = true` for one in sources.toml"
    assert ken("--home", new, "sources").err.startswith("No source is switched on; ")


def test_a_scan_can_be_recorded_for_a_replay(ken: Ken, new: Path, tmp_path: Path) -> None:
    recording = tmp_path / "recorded.jsonl"
    scan = ("--home", new, "scan", "medrxiv", *WEEK, "--json", "--record", recording)
    assert ken(*scan, "--replay", SAMPLE).document["sources"][0]["new"] == 17
    asked = [json.loads(line)["url"] for line in recording.read_text(encoding="utf-8").splitlines()]
    assert len(asked) == len(Replay.read(recording)) == 2
    assert all("medrxiv" in url for url in asked)


def test_the_demonstration_shows_the_top_of_each_queue(ken: Ken, tmp_path: Path) -> None:
    home = tmp_path / "ken-demo"
    said = ken("demo", "--no-serve")
    assert said.code == 0
    assert said.err == "An invented week, from 2026-11-09 to 2026-11-16, is gathered into ken-demo …\n"
    assert said.out.startswith("Run 1 (2026-11-09 to 2026-11-16): 462 records, ")
    for code in ("W1", "W2", "W3", "W4"):
        assert f"\n{code} " in said.out
    assert said.out.count(", run 1: the first 3 of ") == 4
    assert said.out.count("     - Fits ") == 12
    assert said.out.endswith(
        "\nThe digest of this week: ken-demo/digests/run-0001.md\n"
        "Go on with: ken --home ken-demo queue emerging-needs\n"
    )
    assert (home / "digests" / "run-0001.md").exists()
