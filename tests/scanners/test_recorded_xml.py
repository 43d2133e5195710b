"""Real pages of PubMed, feeds and web sites: every one is read, and some are checked word for word.

The expected files hold facts, not the words of publications: names, dates, numbers, and of each abstract
its length, its first and last words and its headings.
"""

import json
import re
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from records.page import Page
from records.record import Record, Rejected
from records.source import Query, Source, Window
from scanners import feed, pubmed
from tests.scanners.far_side import Asked, FarSide, page, written

pytestmark = pytest.mark.shared

HERE = Path(__file__).parent / "recorded"
PUBMED = Source(id="pubmed", name="PubMed", kind="pubmed", queries=(Query("all", "care"),))
SITE = Source(id="site", name="Site", kind="feed")
WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))
FEEDS = {
    "his": "https://www.healthcareimprovementscotland.scot/feed/",
    "govuk": "https://www.gov.uk/search/all.atom",
}

ARTICLES = {
    "26568896": "an author with a suffix, many keywords",
    "36156117": "an article with a preprint on Research Square",
    "36987902": "a structured abstract, two languages, a vernacular title",
    "38048813": "a translated title in square brackets",
    "38833988": "a corrigendum",
    "38534005": "a working group among the authors",
    "39626064": "a practice guideline",
    "neilfws_npg_example": "a retracted article of 1975",
    "MedlineImporterTestPubmedBook": "a guideline on the Bookshelf",
    "MedlineImporterTestMathML": "formulas in MathML",
    "efetch_citation_22663011": "a study group, clinical trial",
    "pubmed2": "several articles in one set",
}
WEB = {
    "feeds_trafilatura/feed.json": "JSON Feed",
    "feeds_trafilatura/feed1.atom": "Atom, one entry that only links to itself",
    "feeds_trafilatura/feed2.rss": "RSS 2.0",
    "feeds_uk/news_gov_scot_2020-07.rss.xml": "RSS with a Z for the time zone",
    "html_pages/phys.org.tool.html": "news",
    "html_pages/theguardian.com.academics.html": "news with JSON-LD",
    "html_pages/readability_medicalnewstoday_source.html": "a byline in a link",
    "html_pages/readability_bbc-1_source.html": "an old page",
    "html_pages/umweltbundesamt.de-atomkraft.html": "an agency",
    "html_pages/bundesrat.de-erinnerungen.html": "a parliament",
    "html_pages/laviedesidees.fr.evaluation.html": "French, tables",
}


def items(path: Path) -> list[Record | Rejected]:
    if path.parent.name.startswith("pubmed"):
        return list(pubmed.parse(page(path.read_bytes()), PUBMED))
    about = "https://example.org/item" if path.suffix == ".html" else ""
    return list(feed.parse(page(path.read_bytes(), "https://example.org/feed", about=about), SITE))


@pytest.mark.parametrize("name", ARTICLES)
def test_recorded_articles_say_what_they_say(
    name: str, shared: Path, snapshot: Callable[[Path, str], None]
) -> None:
    found = items(shared / "sources/recorded/pubmed_efetch" / f"{name}.xml")
    snapshot(HERE / "pubmed" / f"{name}.expected.json", written(found, facts=True))


@pytest.mark.parametrize("name", WEB)
def test_recorded_feeds_and_pages_say_what_they_say(
    name: str, shared: Path, snapshot: Callable[[Path, str], None]
) -> None:
    found = items(shared / "sources/recorded" / name)
    snapshot(HERE / "feed" / f"{Path(name).name}.expected.json", written(found, facts=True))


@pytest.mark.parametrize(
    "folder", ["pubmed_efetch", "pubmed_esearch", "feeds_trafilatura", "feeds_uk", "html_pages"]
)
def test_every_recorded_file_is_read(folder: str, shared: Path) -> None:
    files = [path for path in sorted((shared / "sources/recorded" / folder).iterdir()) if path.is_file()]
    assert files
    records = [one for path in files for one in items(path) if isinstance(one, Record)]
    assert all(one.title and one.key and one.fingerprint() for one in records)
    expected = {"pubmed_efetch": 317, "pubmed_esearch": 0, "feeds_trafilatura": 28, "feeds_uk": 3}
    assert len(records) == expected.get(folder, len(records))


def test_only_files_that_hold_no_article_are_rejected(shared: Path) -> None:
    folder = shared / "sources/recorded/pubmed_efetch"
    rejected = {
        path.name for path in folder.glob("*.xml") for one in items(path) if isinstance(one, Rejected)
    }
    assert rejected == {
        "MedlineImporterTestBookArticleSet.xml",  # its second book has no title
        "MedlineImporterTestMalformedEntry.xml",
        "MedlineImporterTestMinimalEntry.xml",
    }


def replay(shared: Path) -> FarSide:
    """Answer as the recorded week does."""
    folder = shared / "sources"
    lines = [json.loads(line) for line in (folder / "week.jsonl").read_text(encoding="utf-8").splitlines()]

    def answer(asked: Asked) -> Page:
        for line in lines:
            if line["method"] == asked.method and re.fullmatch(line["url"], asked.url):
                kind = line["headers"]["Content-Type"].partition(";")[0]
                return page((folder / line["body"]).read_bytes(), asked.url, kind, asked.about)
        raise AssertionError(f"the week does not answer {asked.url}")

    return FarSide(answer)


def gathered(source: Source, shared: Path) -> dict[str, Record]:
    module = pubmed if source.kind == "pubmed" else feed
    records: dict[str, Record] = {}
    for got in module.pages(source, WEEK, replay(shared)):
        for one in module.parse(got, source):
            assert isinstance(one, Record)
            known = records.get(one.key)
            records[one.key] = known.combined(one) if known else one
    return records


def truth(shared: Path) -> dict[str, set[str]]:
    keys: dict[str, set[str]] = defaultdict(set)
    text = (shared / "sources/week-truth.jsonl").read_text(encoding="utf-8")
    for line in text.splitlines():
        row = json.loads(line)
        keys[row["source"]].add(row["key"])
    return keys


def test_the_week_of_pubmed_gives_exactly_its_articles(shared: Path) -> None:
    records = gathered(PUBMED, shared)
    assert set(records) == truth(shared)["pubmed"]
    assert all(one.title and one.indexed and one.published for one in records.values())
    assert not any(one.value.startswith("10.5555/cited") for r in records.values() for one in r.identifiers)


@pytest.mark.parametrize("name", FEEDS)
def test_the_week_of_a_feed_gives_exactly_its_entries(name: str, shared: Path) -> None:
    source = Source(id=name, name=name, kind="feed", params={"urls": [FEEDS[name]]})
    records = gathered(source, shared)
    assert set(records) == truth(shared)[name]
    for record in records.values():
        assert record.title
        assert not record.abstract.endswith("…")
        assert len(record.abstract.split()) >= 80
        assert record.authors
        assert record.published
        assert record.published.precision == "day"
        for furniture in ("cookies", "marriage and civil partnership", "About"):
            assert furniture not in record.body + record.abstract


def test_reading_a_batch_of_articles_takes_well_under_a_second(shared: Path) -> None:
    got = page((shared / "sources/week/pubmed_efetch.xml").read_bytes())
    start = time.perf_counter()
    assert len(list(pubmed.parse(got, PUBMED))) == 166
    assert time.perf_counter() - start < 1
