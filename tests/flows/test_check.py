"""Whether each source answers, and with something that can be read."""

from pathlib import Path

from flows.check import check
from records.source import Query, Source
from tests.flows.conftest import Wire
from tests.flows.replays import ReplayFile, preprint
from tests.flows.weeks import SAMPLE_WEEK

FEED = "https://news.example/feed"
NEWS = Source(id="news", name="News", kind="feed", params={"urls": [FEED]})


def test_a_source_that_answers_tells_how_much_it_has_and_keeps_nothing(wire: Wire, tmp_path: Path) -> None:
    replay = ReplayFile(tmp_path / "replay")
    address = "https://api.biorxiv.org/details/medrxiv/2026-11-09/2026-11-16/0/json"
    replay.answer(address, preprint(["Lunch clubs in Orkney", ""]), media_type="application/json")
    source = Source(id="preprints", name="Preprints", kind="medrxiv", params={"server": "medrxiv"})
    context = wire(replay=replay.path, sources=(source,))
    found = check(context, source, SAMPLE_WEEK)
    assert (found.records, found.rejected, found.newest, found.error) == (1, 1, "2026-11-12", "")
    assert context.store.records.count() == 0
    assert context.store.runs.all() == ()


def test_a_source_that_does_not_answer_says_why(wire: Wire, tmp_path: Path) -> None:
    replay = ReplayFile(tmp_path / "replay")
    replay.answer(FEED, "<html><title>Moved</title><body>We have moved.</body></html>")
    context = wire(replay=replay.path, sources=(NEWS,))
    found = check(context, NEWS, SAMPLE_WEEK)
    assert found.records == 0
    assert found.error.startswith("news.example/feed: ")


def test_only_the_first_of_many_questions_is_put(wire: Wire, tmp_path: Path) -> None:
    replay = ReplayFile(tmp_path / "replay")
    nothing = '{"version": "6.9", "hitCount": 0, "resultList": {"result": []}}'
    replay.answer(
        "https://www.ebi.ac.uk/europepmc/webservices/rest/search",
        nothing,
        media_type="application/json",
        asking="carers",
    )
    two = (Query("carers", "carers"), Query("islands", "islands"))
    source = Source(id="epmc", name="Europe PMC", kind="europepmc", queries=two)
    found = check(wire(replay=replay.path, sources=(source,)), source, SAMPLE_WEEK)
    assert (found.records, found.error) == (0, "")
