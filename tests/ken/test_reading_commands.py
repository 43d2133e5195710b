"""What the commands that only look say of a finished run, to people and to programs."""

from pathlib import Path

import pytest

from store.opening import open_store
from synthesis.ranking.settings import PARTS
from tests.ken.running import Ken

STREAMS = ("community-models", "emerging-needs", "strategic-planning", "published-learning")
SOURCES = ["crossref", "europepmc", "govuk", "his", "medrxiv", "openalex", "pubmed"]


def test_the_status_of_a_new_workspace_says_how_to_begin(ken: Ken, new: Path) -> None:
    assert ken("--home", new, "status", "--json").document == {
        "works": 0,
        "records": 0,
        "runs": 0,
        "last_run": None,
        "queues": dict.fromkeys(STREAMS, 0),
        "sources_failing": [],
    }
    assert ken("--home", new, "status").out == (
        f"0 works of 0 records in {new}\nNo run yet; `ken scan` makes one.\n"
    )
    assert ken("--home", new, "runs", "--json").document == []
    assert ken("--home", new, "runs").err == "No run yet; `ken scan` makes one.\n"
    assert ken("--home", new, "queue", "W1", "--json").document == []
    queue = ken("--home", new, "queue", "W1")
    assert queue.out == "\nW1 Community models and enabling factors for integration: 0 works\n"
    assert queue.err == "Nothing is queued here. `ken scan` fills the queues; `ken runs` lists the runs.\n"
    assert ken("--home", new, "sources", "yield").err.startswith(
        "No source has given anything yet; `ken scan`"
    )


def test_the_status_tells_how_much_there_is(ken: Ken, finished_home: Path) -> None:
    shown = ken("--home", finished_home, "status", "--json").document
    assert list(shown) == ["works", "records", "runs", "last_run", "queues", "sources_failing"]
    assert (shown["records"], shown["runs"], shown["last_run"], shown["sources_failing"]) == (462, 1, 1, [])
    assert shown["queues"].keys() == set(STREAMS)
    assert all(shown["queues"].values())
    first, second, *queues = ken("--home", finished_home, "status").out.splitlines()
    assert first == f"{shown['works']} works of 462 records in {finished_home}"
    assert second.startswith("Run 1, ")
    assert second.endswith(": finished")
    assert queues == [
        f"  {name}: {count} works in the latest queue" for name, count in shown["queues"].items()
    ]


def test_the_status_names_what_failed_and_keeps_its_words(ken: Ken, copy: Path) -> None:
    store = open_store(copy)
    first = store.runs.get(1)
    run = store.runs.begin(first.window, ["his"], first.started, exact=True)
    store.runs.close_source(
        run.number, "his", "his.example sent [red]HTML[/] and [400] errors", first.started
    )
    assert ken("--home", copy, "status", "--json").document["sources_failing"] == ["his"]
    lines = ken("--home", copy, "status").out.splitlines()
    assert lines[1].endswith(": cut off; the next scan goes on with it")
    assert lines[-1] == "  his failed: his.example sent [red]HTML[/] and [400] errors"
    (newest, _) = ken("--home", copy, "runs").out.splitlines()
    assert "failed: his" in newest
    assert newest.endswith("(cut off; the next scan goes on with it)")


def test_runs_are_listed_as_a_scan_tells_them(ken: Ken, finished_home: Path) -> None:
    (run,) = ken("--home", finished_home, "runs", "--json").document
    assert list(run) == [
        "run",
        "window",
        "sources",
        "works_new",
        "works_changed",
        "seconds",
        "started",
        "finished",
    ]
    assert run["window"] == {"since": "2026-11-09", "until": "2026-11-16"}
    assert [one["id"] for one in run["sources"]] == SOURCES
    assert list(run["sources"][0]) == ["id", "pages", "records", "new", "changed", "rejected", "error"]
    assert all(one["error"] is None for one in run["sources"])
    (line,) = ken("--home", finished_home, "runs").out.splitlines()
    assert line.split()[0] == "1"
    assert "2026-11-09/2026-11-16" in line
    assert "462 records" in line


def test_a_queue_is_a_list_of_places(ken: Ken, finished_home: Path) -> None:
    places = ken("--home", finished_home, "queue", "emerging-needs", "--json").document
    assert [one["place"] for one in places] == list(range(1, len(places) + 1))
    for one in places:
        assert list(one) == [
            "work",
            "place",
            "score",
            "parts",
            "reasons",
            "slot",
            "title",
            "published",
            "sources",
            "inequality",
            "identifiers",
            "quotes",
            "notices",
            "container",
            "below",
            "similar",
            "similar_works",
        ]
        assert bool(one["below"]) == (one["place"] > 1)
        assert tuple(one["parts"]) == PARTS
        assert sum(one["parts"].values()) == pytest.approx(one["score"])
        assert any("“" in reason for reason in one["reasons"])
        assert set(one["inequality"]) == {"grade", "dimensions"}
    assert {one["slot"] for one in places} >= {"ranked", "audit"}


def test_a_queue_is_found_by_id_or_code_and_may_be_cut(ken: Ken, finished_home: Path) -> None:
    whole = ken("--home", finished_home, "queue", "emerging-needs", "--json").document
    for name in ("W2", "w2", "Emerging-Needs"):
        found = ken("--home", finished_home, "queue", name, "--limit", "2", "--run", "1", "--json")
        assert found.document == whole[:2]


def test_a_queue_for_people_shows_reasons_and_not_how_a_work_came_in(ken: Ken, finished_home: Path) -> None:
    places = ken("--home", finished_home, "queue", "W2", "--json").document
    said = ken("--home", finished_home, "queue", "W2")
    assert (said.code, said.err) == (0, "")
    assert f"W2 Emerging community service needs in integration, run 1: {len(places)} works" in said.out
    for one in places:
        assert one["title"] in said.out
        assert all(f"     - {reason}\n" in said.out for reason in one["reasons"])
    assert "audit" not in said.out.replace("Audit", "").replace("audits", "").replace(" audit of", "")
    cut = ken("--home", finished_home, "queue", "W2", "--limit", "3").out
    assert f"run 1: the first 3 of {len(places)} works" in cut


def test_a_work_is_shown_whole(ken: Ken, finished_home: Path) -> None:
    first = ken("--home", finished_home, "queue", "W2", "--limit", "1", "--json").document[0]
    shown = ken("--home", finished_home, "show", first["work"], "--json").document
    assert list(shown) == [
        "work",
        "title",
        "abstract",
        "published",
        "url",
        "best",
        "merged",
        "first_run",
        "identifiers",
        "notices",
        "records",
        "links",
        "annotations",
        "queues",
        "decisions",
        "standing",
    ]
    assert [one["slot"] for one in shown["queues"]] == [None] * len(shown["queues"]), "still being judged"
    (standing,) = [one for one in shown["standing"] if one["workstream"] == "emerging-needs"]
    assert (standing["place"], standing["why_not_higher"]) == (1, first["below"])
    assert sum(
        standing["weights"][name] * value for name, value in standing["features"].items()
    ) == pytest.approx(first["score"], abs=5e-4)
    assert sorted({one["source"] for one in shown["records"]}) == first["sources"]
    assert shown["first_run"] == 1
    assert first["place"] in [
        one["place"] for one in shown["queues"] if one["workstream"] == "emerging-needs"
    ]
    texts = {one["record"]: one for one in shown["records"]}
    quotes = [quote for one in shown["annotations"] for quote in one["quotes"]]
    assert quotes
    for quote in quotes:
        if quote["field"] in ("title", "abstract", "body"):
            text = texts[quote["record"]][quote["field"]]
            assert text[quote["start"] : quote["end"]] == quote["text"]
    said = ken("--home", finished_home, "show", first["work"][:6].upper())
    assert (said.code, said.err) == (0, "")
    notices, title, _ = said.out.partition(first["title"] + "\n")
    assert title
    assert notices.startswith("Correction doi:"), "notices come first"
    for words in (shown["abstract"], f"Work {first['work']}, first ranked in run 1", "What Ken reads in it"):
        assert words in said.out


def test_sources_are_listed_with_what_they_are(ken: Ken, finished_home: Path) -> None:
    listed = ken("--home", finished_home, "sources", "--json").document
    assert sorted(one["id"] for one in listed) == SOURCES
    assert {"id", "name", "kind", "enabled", "queries", "note"} <= set(listed[0])
    everything = ken("--home", finished_home, "sources", "list", "--all", "--json").document
    assert len(everything) > 100
    said = ken("--home", finished_home, "sources", "list", "scvo", "europepmc").out.splitlines()
    assert said[0].startswith("scvo (off)  ")
    assert said[1] == "europepmc  Europe PMC  europepmc, 4 questions, weekly"


def test_what_each_source_gave_is_told(ken: Ken, finished_home: Path) -> None:
    given = ken("--home", finished_home, "sources", "yield", "--json").document
    assert [one["id"] for one in given] == SOURCES
    assert list(given[0]) == ["id", "records", "works", "unique", "queued", "included"]
    assert sum(one["records"] for one in given) == 462
    his = given[SOURCES.index("his")]
    assert ken("--home", finished_home, "sources", "yield", "his").out == (
        f"his  16 records, {his['works']} works, {his['unique']} only here, {his['queued']} queued, "
        "0 included\n"
    )


def test_a_work_that_was_imported_is_not_ranked_yet(ken: Ken, copy: Path) -> None:
    path = copy / "a.ris"
    path.write_text("TY  - JOUR\nTI  - A garden in Govan\nER  - \n", encoding="utf-8")
    assert ken("--home", copy, "import", path).code == 0
    (work,) = [one for one in open_store(copy).works.all() if one.sources == ("file",)]
    said = ken("--home", copy, "show", work.work_id).out
    assert "No abstract is known." in said
    assert f"Work {work.work_id}, not ranked yet\n" in said
    assert ken("--home", copy, "show", work.work_id, "--json").document["first_run"] is None
