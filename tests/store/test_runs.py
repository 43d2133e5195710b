from datetime import date, timedelta

import pytest

from records.errors import NotFoundError
from records.page import Page
from records.record import Rejected
from store.opening import Store
from tests.store.examples import NOW, WEEK, record


def test_runs_are_numbered_and_the_one_cut_off_is_found(store: Store) -> None:
    assert store.runs.unfinished() is None
    run = store.runs.begin(WEEK, ["pubmed", "his"], NOW, exact=True)
    assert run.number == 1
    assert store.runs.unfinished() == (run, ("pubmed", "his"))
    store.runs.finish(1, NOW, {}, {})
    assert store.runs.unfinished() is None
    assert store.runs.begin(WEEK, ["his"], NOW, exact=False).number == 2


def test_a_run_counts_what_its_sources_gave(store: Store) -> None:
    store.runs.begin(WEEK, ["pubmed", "his"], NOW, exact=True)
    store.pages.keep(1, [Page("pubmed", "https://example.org/a", 200, "text/xml", NOW, b"a")])
    store.records.keep(1, [record("7"), record("8")], [Rejected("pubmed", "no title", "x")])
    store.runs.close_source(1, "pubmed", "", NOW)
    store.runs.close_source(1, "his", "is a web page, not a feed", NOW)
    assert store.runs.complete(1) == ("pubmed",)
    run = store.runs.finish(1, NOW + timedelta(seconds=9), {"workstream": "1"}, {"gather": 1.234})
    his, pubmed = run.sources
    assert (pubmed.pages, pubmed.records, pubmed.new, pubmed.changed, pubmed.rejected) == (1, 2, 2, 0, 1)
    assert run.failed == (his,)
    assert run.seconds == {"gather": 1.23}
    assert run.versions == {"workstream": "1"}


def test_a_finished_run_is_frozen(store: Store) -> None:
    store.runs.begin(WEEK, ["pubmed"], NOW, exact=True)
    store.records.keep(1, [record("7")])
    store.runs.close_source(1, "pubmed", "", NOW)
    frozen = store.runs.finish(1, NOW, {}, {})
    store.runs.begin(WEEK, ["pubmed"], NOW, exact=True)
    store.records.keep(2, [record("7", abstract="It changed."), record("8")])
    store.runs.close_source(2, "pubmed", "", NOW)
    second = store.runs.finish(2, NOW, {}, {})
    assert store.runs.get(1) == frozen
    assert (second.sources[0].new, second.sources[0].changed) == (1, 1)
    assert store.runs.finish(1, NOW + timedelta(days=1), {}, {}) == frozen
    assert [run.number for run in store.runs.all()] == [2, 1]


def test_a_run_that_never_was_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError, match="there is no run 3"):
        store.runs.get(3)


def test_a_watermark_never_moves_back(store: Store) -> None:
    assert store.runs.watermark("pubmed", "W1") is None
    store.runs.advance("pubmed", "W1", date(2026, 11, 23), 1)
    store.runs.advance("pubmed", "W1", date(2026, 11, 9), 2)
    assert store.runs.watermark("pubmed", "W1") == date(2026, 11, 23)
    assert store.runs.watermark("pubmed", "W2") is None
