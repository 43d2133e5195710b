"""Sources that fail: each is one row with one plain reason, and takes nothing from the others."""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import scanners.feed
from flows.context import Context
from flows.gather import gather
from flows.steps import PlainSteps
from records.errors import BusyError
from records.page import Page
from records.run import Run, SourceOutcome
from records.source import Query, Source
from scanners import Fetch
from store.opening import open_store
from tests.flows.conftest import Wire
from tests.flows.replays import ReplayFile, feed
from tests.flows.weeks import SAMPLE, SAMPLE_WEEK

OWN = tuple(
    Source(id=name, name=name, kind="feed", params={"urls": [f"https://{host}/feed"]})
    for name, host in (("down", "down.example"), ("redirected", "away.example"))
)
BOMB = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n + 1} "{f"&lol{n or str()};" * 10}">' for n in range(9))
    + "]><rss><channel><title>&lol9;</title></channel></rss>"
)
REASONS = {
    "crossref": "Crossref reported 115 records and gave 114",
    "europepmc": "Europe PMC sent an HTML page instead of JSON: Sign in",
    "down": "down.example answers with an error of its own (500), 5 times in a row; try again later",
    "his": "www.healthcareimprovementscotland.scot/feed/: the XML declares entities, which Ken does not "
    "read (a known attack)",
    "openalex": "OpenAlex sent JSON that is cut short: ",
    "redirected": "away.example redirects to a private address (169.254.169.254); refused",
}


def begin(context: Context) -> Run:
    ids = [source.id for source in context.sources]
    return context.store.runs.begin(SAMPLE_WEEK, ids, context.now(), exact=True)


def gathered(context: Context) -> dict[str, SourceOutcome]:
    """Gather all sources of a new run and finish it without reading anything."""
    run = begin(context)
    PlainSteps().each("gather", lambda source: gather(context, run, source), context.sources)
    finished = context.store.runs.finish(run.number, context.now(), {}, {})
    return {one.id: one for one in finished.sources}


@pytest.fixture
def bad_week(tmp_path: Path) -> Path:
    """Write a replay of a week in which six sources fail, each in its own way."""
    week = SAMPLE.parent / "week"
    replay = ReplayFile(tmp_path / "bad")
    replay.answer(
        "https://www.ebi.ac.uk/europepmc/webservices/rest/search",
        "<!DOCTYPE html><html><head><title>Sign in</title></head></html>",
    )
    crossref = json.loads((week / "crossref_1.json").read_text())
    crossref["message"]["total-results"] += 1
    for address in ("https://api.crossref.org/works", "https://api.crossref.org/v1/works"):
        replay.answer(address, json.dumps(crossref), media_type="application/json")
    openalex = (week / "openalex_1.json").read_bytes()
    cut_short = openalex[: len(openalex) // 2]
    replay.answer("https://api.openalex.org/works", cut_short, media_type="application/json")
    replay.answer("https://down.example/feed", "Sorry", status=500)
    replay.answer(
        "https://www.healthcareimprovementscotland.scot/feed/", BOMB, media_type="application/rss+xml"
    )
    metadata = {"Location": "http://169.254.169.254/latest/meta-data"}
    replay.answer("https://away.example/feed", status=302, headers=metadata)
    replay.answer("http://169.254.169.254/latest/meta-data", feed(("https://a.example/1", "Stolen", "keys")))
    replay.otherwise_the_sample()
    return replay.path


@pytest.fixture
def good_week(tmp_path: Path) -> Path:
    replay = ReplayFile(tmp_path / "good")
    for host in ("away.example", "down.example"):
        news = feed((f"https://{host}/one", f"A walking bus in Stornoway, told by {host}", "Children walk."))
        replay.answer(f"https://{host}/feed", news, media_type="application/rss+xml")
    replay.otherwise_the_sample()
    return replay.path


def test_each_way_of_failing_is_one_failed_source_with_one_plain_reason(
    wire: Wire, bad_week: Path, good_week: Path, done: tuple[Context, Run]
) -> None:
    undisturbed, first = done
    sources = (*undisturbed.sources, *OWN)
    context = wire(replay=bad_week, sources=sources)
    outcomes = gathered(context)

    assert {name for name, one in outcomes.items() if one.error} == REASONS.keys()
    for name, reason in REASONS.items():
        # Of broken JSON, the reason ends in where it broke.
        said = outcomes[name].error
        assert said == reason or (name == "openalex" and said.startswith(reason) and "\n" not in said)
    # All four questions to Europe PMC failed for one reason, which is said once.
    assert outcomes["europepmc"].error == REASONS["europepmc"]
    for source in sources:
        for query in source.queries:
            complete = context.store.runs.watermark(source.id, query.name)
            assert complete == (None if source.id in REASONS else SAMPLE_WEEK.until)
    whole = {one.id: one for one in first.sources}
    assert outcomes["pubmed"] == whole["pubmed"]
    assert outcomes["medrxiv"] == whole["medrxiv"]
    # What came before the counts disagreed is kept.
    assert (outcomes["crossref"].pages, outcomes["crossref"].records) == (2, 114)
    assert not any("Stolen" in record.title for record in context.store.records.unlinked())

    again = gathered(wire(replay=good_week, sources=sources, home=context.home))
    assert not [one for one in again.values() if one.error]
    assert again["crossref"] == replace(whole["crossref"], new=0)  # all were known
    assert again["europepmc"] == whole["europepmc"]
    for source in sources:
        for query in source.queries:
            assert context.store.runs.watermark(source.id, query.name) == SAMPLE_WEEK.until
    assert (again["down"].new, again["redirected"].new) == (1, 1)
    assert context.store.records.count() == undisturbed.store.records.count() + 2


def test_a_feed_that_fails_does_not_keep_the_others_of_its_source_back(wire: Wire, tmp_path: Path) -> None:
    replay = ReplayFile(tmp_path / "replay")
    news = feed(("https://a.example/1", "A garden in Govan", "Neighbours dig."))
    replay.answer("https://a.example/feed", news, media_type="application/rss+xml")
    urls = ["https://a.example/feed", "https://b.example/feed"]
    two = Source(id="two", name="Two", kind="feed", params={"urls": urls})
    outcome = gathered(wire(replay=replay.path, sources=(two,)))["two"]
    assert outcome.error.startswith("b.example has nothing at this address (404)")
    assert (outcome.pages, outcome.records) == (1, 1)


def test_a_question_that_fails_is_named_where_others_are_answered(wire: Wire, tmp_path: Path) -> None:
    address = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
    nothing = json.dumps({"version": "6.9", "hitCount": 0, "resultList": {"result": []}})
    replay = ReplayFile(tmp_path / "replay")
    replay.answer(address, nothing, media_type="application/json", asking="carers")
    replay.answer(address, '{"errMsg": "too busy"}', media_type="application/json")
    queries = tuple(Query(name, name) for name in ("carers", "housing", "islands"))
    source = Source(id="epmc", name="Europe PMC", kind="europepmc", queries=queries)
    context = wire(replay=replay.path, sources=(source,))
    outcome = gathered(context)["epmc"]
    assert outcome.error == "housing, islands: Europe PMC answered with an error: too busy"
    assert context.store.runs.watermark("epmc", "carers") == SAMPLE_WEEK.until
    assert context.store.runs.watermark("epmc", "housing") is None


def test_a_defect_in_a_scanner_is_one_failed_source_and_keeps_what_was_good(
    wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    parse = scanners.feed.parse

    def breaks_on_linked_pages(page: Page, source: Source) -> Iterator[object]:
        if page.about:
            raise ValueError("nobody thought of this")
        return parse(page, source)

    monkeypatch.setattr(scanners.feed, "parse", breaks_on_linked_pages)
    outcomes = gathered(wire(names=("his", "medrxiv")))
    assert outcomes["his"].error == "Ken has a defect here (ValueError); please report it"
    assert outcomes["his"].records == 16
    assert outcomes["medrxiv"].error == ""


def test_a_full_disk_is_not_taken_for_a_failed_source(wire: Wire) -> None:
    context = wire(names=("medrxiv",))
    run = begin(context)
    (context.home / "raw").write_text("a file where the folder of pages is to be", encoding="utf-8")
    with pytest.raises(OSError, match="raw"):
        gather(context, run, context.sources[0])
    assert context.store.runs.get(run.number).sources == ()
    assert context.store.runs.watermark("medrxiv", "all") is None


def test_a_source_of_a_kind_that_is_not_there_says_so(wire: Wire) -> None:
    unknown = Source(id="telegrams", name="Telegrams", kind="telegram")
    outcome = gathered(wire(sources=(unknown,)))["telegrams"]
    assert outcome.error.startswith("no source kind 'telegram'; there are: crossref, europepmc")


HOLD = """
import sys, time, duckdb
for _ in range(100):  # whoever had it last may keep it open for a moment
    try:
        connection = duckdb.connect(sys.argv[1])
        break
    except duckdb.IOException:
        time.sleep(0.05)
print("held", flush=True)
time.sleep(60)
"""


def test_a_database_that_stays_busy_is_not_taken_for_a_failed_source(wire: Wire) -> None:
    context = wire(names=("medrxiv",))
    (source,) = context.sources
    run = begin(context)
    holders: list[subprocess.Popen[bytes]] = []

    def hold_when_asked(source: Source) -> Fetch:
        fetch = context.fetch_for(source)

        def holding(url: str, *args: object, **options: object) -> Page:
            page = fetch(url, *args, **options)  # type: ignore[arg-type]  # passed on as they came
            if not holders:
                command = [sys.executable, "-c", HOLD, str(context.home / "ken.duckdb")]
                holders.append(subprocess.Popen(command, stdout=subprocess.PIPE))  # noqa: S603
                assert holders[0].stdout
                assert holders[0].stdout.readline() == b"held\n"
            return page

        return holding

    impatient = replace(context, store=open_store(context.home, patience=0.2), fetch_for=hold_when_asked)
    try:
        with pytest.raises(BusyError, match=r"ken\.duckdb is in use by another program"):
            gather(impatient, run, source)
    finally:
        for holder in holders:
            holder.kill()
            holder.communicate()
    assert context.store.runs.complete(run.number) == ()
    assert context.store.runs.watermark("medrxiv", "all") is None
    assert gather(context, run, source) == ""
    assert context.store.runs.complete(run.number) == ("medrxiv",)
