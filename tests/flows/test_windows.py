"""Which days a source is asked for, and what is kept of what it said before."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import unquote_plus

from flows.context import Context
from flows.gather import gather
from records.page import Page
from records.source import Query, Source, Window
from scanners import Fetch
from tests.flows.conftest import Wire
from tests.flows.replays import ReplayFile, feed, preprint

EUROPEPMC = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
NOTHING = json.dumps({"version": "6.9", "hitCount": 0, "resultList": {"result": []}})
QUERIES = tuple(Query(name, f"{name} CREATED:[{{from}} TO {{to}}]") for name in ("carers", "islands"))
SEARCH = Source(id="epmc", name="Europe PMC", kind="europepmc", queries=QUERIES, lag=5)


def noting(context: Context) -> tuple[Context, list[str]]:
    """Give a context whose fetcher notes down what it is asked for, readable."""
    asked: list[str] = []

    def fetch_for(source: Source) -> Fetch:
        fetch = context.fetch_for(source)

        def fetching(url: str, *args: object, **options: object) -> Page:
            page = fetch(url, *args, **options)  # type: ignore[arg-type]  # passed on as they came
            asked.append(unquote_plus(page.url))
            return page

        return fetching

    return replace(context, fetch_for=fetch_for), asked


def ask(context: Context, since: date, until: date, *, exact: bool = False) -> Sequence[str]:
    """Gather all sources in one run and list what was asked."""
    noted, asked = noting(context)
    ids = [source.id for source in context.sources]
    run = context.store.runs.begin(Window(since, until), ids, context.now(), exact=exact)
    for source in noted.sources:
        gather(noted, run, source)
    context.store.runs.finish(run.number, context.now(), {}, {})
    return asked


def days(asked: Sequence[str], word: str) -> str:
    """Give the days that were asked for in the one request that holds a word."""
    (one,) = [address for address in asked if word in address]
    return one.partition("[")[2].partition("]")[0]


def day(number: int) -> date:
    return date(2026, 11, number)


def test_the_lag_is_asked_for_again_unless_a_person_gave_the_days(wire: Wire, tmp_path: Path) -> None:
    replay = ReplayFile(tmp_path / "replay")
    replay.answer(EUROPEPMC, NOTHING, media_type="application/json")
    context = wire(replay=replay.path, sources=(SEARCH,))
    assert days(ask(context, day(9), day(16)), "carers") == "2026-11-04 TO 2026-11-16"
    assert days(ask(context, day(9), day(16), exact=True), "carers") == "2026-11-09 TO 2026-11-16"


def test_each_question_is_asked_from_where_it_was_last_complete(wire: Wire, tmp_path: Path) -> None:
    replay = ReplayFile(tmp_path / "replay")
    replay.answer(EUROPEPMC, NOTHING, media_type="application/json", asking="carers")
    failing = wire(replay=replay.path, sources=(SEARCH,), home=tmp_path / "w")
    ask(failing, day(2), day(9))
    assert failing.store.runs.watermark("epmc", "carers") == day(9)
    assert failing.store.runs.watermark("epmc", "islands") is None

    replay.answer(EUROPEPMC, NOTHING, media_type="application/json")
    context = wire(replay=replay.path, sources=(SEARCH,), home=tmp_path / "w")
    asked = ask(context, day(20), day(27))
    assert days(asked, "carers") == "2026-11-04 TO 2026-11-27"
    assert days(asked, "islands") == "2026-11-15 TO 2026-11-27"
    assert context.store.runs.watermark("epmc", "islands") == day(27)


def test_days_given_by_a_person_leave_no_gap_that_nobody_asks_for_again(wire: Wire, tmp_path: Path) -> None:
    replay = ReplayFile(tmp_path / "replay")
    replay.answer(EUROPEPMC, NOTHING, media_type="application/json")
    context = wire(replay=replay.path, sources=(replace(SEARCH, queries=QUERIES[:1]),))

    def complete() -> date | None:
        return context.store.runs.watermark("epmc", "carers")

    ask(context, day(1), day(5), exact=True)
    assert complete() == day(5)
    ask(context, day(10), day(12), exact=True)
    assert complete() == day(5), "the days from 6 to 9 were never asked for"
    ask(context, day(6), day(12), exact=True)
    assert complete() == day(12)
    ask(context, day(1), day(3), exact=True)
    assert complete() == day(12), "a watermark never moves back"


def test_an_entry_whose_page_is_not_read_again_keeps_its_text(wire: Wire, tmp_path: Path) -> None:
    link = "https://news.example/befriending"
    news = feed((link, "Befriending by telephone in Orkney", "A short note."))
    page = (
        "<html><head><title>Befriending by telephone in Orkney</title></head><body><main><article>"
        "<h1>Befriending by telephone in Orkney</h1>"
        + "<p>Forty volunteers called two hundred older people twice a week for a year, and asked how "
        "they slept, what they ate and whom they had seen.</p>" * 4 + "</article></main></body></html>"
    )
    replay = ReplayFile(tmp_path / "first")
    replay.answer("https://news.example/feed", news, media_type="application/rss+xml")
    replay.answer(link, page)
    source = Source(id="news", name="News", kind="feed", params={"urls": ["https://news.example/feed"]})
    context = wire(replay=replay.path, sources=(source,))
    ask(context, day(9), day(16), exact=True)
    (before,) = context.store.records.unlinked()
    assert "Forty volunteers called" in before.body

    later = ReplayFile(tmp_path / "second")
    later.answer("https://news.example/feed", news, media_type="application/rss+xml")
    again = wire(replay=later.path, sources=(source,))
    assert len(ask(again, day(9), day(16), exact=True)) == 1, "the page answers 404 now"
    (after,) = again.store.records.unlinked()
    assert after == before
    assert [(one.new, one.changed) for one in again.store.runs.get(2).sources] == [(0, 0)]


def test_a_record_that_changed_is_counted_as_changed_and_not_as_new(wire: Wire, tmp_path: Path) -> None:
    address = "https://api.biorxiv.org/details/medrxiv/2026-11-09/2026-11-16/0/json"
    source = Source(id="preprints", name="Preprints", kind="medrxiv", params={"server": "medrxiv"})
    first = ReplayFile(tmp_path / "first")
    second = ReplayFile(tmp_path / "second")
    first.answer(address, preprint(["Befriending in Orkney", "Lunch clubs"]), media_type="application/json")
    second.answer(
        address, preprint(["Befriending in Orkney, again", "Lunch clubs"]), media_type="application/json"
    )
    ask(wire(replay=first.path, sources=(source,)), day(9), day(16), exact=True)
    context = wire(replay=second.path, sources=(source,))
    ask(context, day(9), day(16), exact=True)
    ask(context, day(9), day(16), exact=True)
    counts = [(one.records, one.new, one.changed) for run in context.store.runs.all() for one in run.sources]
    assert counts == [(2, 0, 0), (2, 0, 1), (2, 2, 0)]
