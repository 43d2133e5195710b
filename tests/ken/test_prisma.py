"""``ken prisma`` and ``ken runs --compare``."""

from pathlib import Path

from records.decision import Decision
from store.opening import open_store
from tests.flows.weeks import SAMPLE_WEEK
from tests.ken.running import Ken
from tests.store.examples import NOW


def test_a_new_workspace_has_no_flow(ken: Ken, new: Path) -> None:
    assert ken("--home", new, "prisma").err == "No run yet; `ken scan` makes one.\n"
    assert "there is no run 3" in ken("--home", new, "prisma", "--run", 3).complaint


def test_a_flow_adds_up(ken: Ken, copy: Path) -> None:
    store = open_store(copy)
    first, second, *_ = (one.work for one in store.queues.get("emerging-needs", 1))
    for work, verdict in ((first, "include"), (second, "exclude")):
        store.decisions.append(
            Decision(
                work=work,
                workstream="emerging-needs",
                verdict="include" if verdict == "include" else "exclude",
                reviewer="ailsa",
                instant=NOW,
            )
        )
    shown = ken("--home", copy, "prisma", "--json").document
    assert (shown["since"], shown["until"], shown["records"], shown["works"]) == (1, 1, 462, 189)
    assert shown["records"] == shown["known"] + shown["unlinked"] + shown["duplicates"] + shown["works"]
    for one in (*shown["workstreams"], shown["together"]):
        assert one["works"] == one["marked"] + one["screened"] == 189
    (needs,) = [one for one in shown["workstreams"] if one["workstream"] == "emerging-needs"]
    assert (needs["screened"], needs["waiting"], needs["kept"], needs["excluded"]) == (34, 32, 1, {"": 1})
    said = ken("--home", copy, "prisma", "--run", 1)
    assert "462  identified" in said.out
    assert "without a reason" in said.out
    assert "nobody has decided on" in said.err


def test_run_and_until_go_not_together(ken: Ken, finished_home: Path) -> None:
    assert ken("--home", finished_home, "prisma", "--run", 1, "--until", 1).code == 2


def test_two_runs_are_compared(ken: Ken, copy: Path) -> None:
    store = open_store(copy)
    store.runs.begin(SAMPLE_WEEK, ["his"], NOW, exact=True)
    store.runs.close_source(2, "his", "it sent [red]HTML[/]", NOW)
    store.runs.finish(2, NOW, {"language": "9"}, {})
    shown = ken("--home", copy, "runs", "--compare", 1, 2, "--json").document
    assert [shown[name]["run"] for name in ("before", "after")] == [1, 2]
    assert {one["how"] for one in shown["sources"]} == {"failed", "no longer asked"}
    assert [len(one["left"]) for one in shown["queues"]][1] == 34
    said = ken("--home", copy, "runs", "--compare", 1, 2).out
    assert "34 left" in said
    assert "and 26 more works" in said
    assert "it sent [red]HTML[/]" in said
    assert "language: " in said
    assert "there is no run 7" in ken("--home", copy, "runs", "--compare", 1, 7).complaint
