import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import SourceError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source, Window
from scanners import feed, scanner
from scanners.items.feed_links import doi_in, may_be_page
from tests.scanners.far_side import Answer, FarSide, page, written
from tests.scanners.mutated import mutated

HERE = Path(__file__).parent / "feed"
FEEDS = [
    path
    for path in sorted(HERE.iterdir())
    if path.suffix in {".xml", ".json"} and ".expected" not in path.name
]
ADDRESS = "https://example.org/feed"
SOURCE = Source(id="council", name="Council", kind="feed", params={"urls": [ADDRESS]})
WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel><title>T</title>{"".join(items)}</channel></rss>'


def item(link: str, day: str = "2026-11-18", title: str = "A title") -> str:
    dated = f"<pubDate>{day}</pubDate>" if day else ""
    return f"<item><title>{title}</title><link>{link}</link>{dated}<description>Words.</description></item>"


def site(answers: Mapping[str, Answer]) -> FarSide:
    return FarSide(lambda asked: answers.get(asked.url, "<html><h1>A page</h1></html>"))


def scan(far_side: FarSide, source: Source = SOURCE) -> tuple[list[Page], str]:
    got: list[Page] = []
    try:
        got.extend(feed.pages(source, WEEK, far_side))
    except SourceError as error:
        return got, str(error)
    return got, ""


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_feeds_are_read_as_expected(path: Path, snapshot: Callable[[Path, str], None]) -> None:
    got = page(path.read_bytes(), f"https://example.org/feeds/{path.stem}")
    snapshot(path.with_suffix(".expected.json"), written(feed.parse(got, SOURCE)))


def test_the_text_of_the_linked_page_takes_the_place_of_a_summary_cut_short() -> None:
    link = "https://example.org/a"
    summary = f"<description>{'many words ' * 60}[...]</description>"
    cut = f"<item><title>Feed title</title><link>{link}</link>{summary}</item>"
    text = (
        "Thirty people told us what they think of it, and we wrote all of it down here, so that nobody "
        "has to ask them once more what they think."
    )
    answers = {
        ADDRESS: rss(cut),
        link: f"<html><body><main><h1>Page title</h1><p>{text}</p></main></body></html>",
    }
    pages, _ = scan(site(answers))
    entry, linked = (one for got in pages for one in feed.parse(got, SOURCE))
    assert isinstance(entry, Record)
    assert isinstance(linked, Record)
    assert entry.abstract.endswith("words …")
    for joined in (entry.combined(linked), linked.combined(entry)):
        assert joined.abstract == joined.body == text
    assert entry.combined(linked).title == "Feed title"


def test_a_linked_page_that_asks_for_scripts_leaves_the_summary_alone() -> None:
    link = "https://example.org/a"
    summary = "<description>Some words of a summary …</description>"
    cut = f"<item><title>T</title><link>{link}</link>{summary}</item>"
    page_body = "<html><body><main><p>Please switch on scripts to read on.</p></main></body></html>"
    pages, _ = scan(site({ADDRESS: rss(cut), link: page_body}))
    first, *others = [one for got in pages for one in feed.parse(got, SOURCE)]
    assert isinstance(first, Record)
    for other in others:
        first = first.combined(other) if isinstance(other, Record) else first
    assert first.abstract == "Some words of a summary …"


def test_a_summary_of_a_thousand_words_is_a_body_and_its_first_part_an_abstract() -> None:
    text = " ".join(f"Sentence number {number} has six words." for number in range(500))
    entry = (
        f"<item><title>T</title><link>https://example.org/a</link><description>{text}</description></item>"
    )
    (record,) = feed.parse(page(rss(entry), ADDRESS), SOURCE)
    assert isinstance(record, Record)
    assert record.abstract == " ".join(text.split()[:300])
    assert record.abstract.endswith("words.")
    assert len(record.body.split()) == 2000


def test_half_a_character_in_a_link_does_no_harm() -> None:
    body = '{"version": "https://jsonfeed.org/version/1", "items": [{"id": "\\ud800", "title": "\\udfff T"}]}'
    (record,) = feed.parse(page(body), SOURCE)
    assert isinstance(record, Record)
    assert record.key == "?"
    assert record.fingerprint()


def test_a_summary_that_feedparser_loses_does_no_harm() -> None:
    body = (HERE / "rss2_with_markup.xml").read_text(encoding="utf-8")
    body = body.replace("</item>\n<item><link>", "item><link>").replace(
        "twenty.</description>", "/description>"
    )
    parsed = feedparser.parse(io.BytesIO(body.encode()))
    assert None in [one.get("summary", "") for one in parsed.entries]
    assert all(isinstance(one, Record | Rejected) for one in feed.parse(page(body, ADDRESS), SOURCE))


def test_the_kind_is_found_by_its_name() -> None:
    assert scanner("feed").pages is feed.pages


@pytest.mark.parametrize(
    ("address", "doi"),
    [
        ("https://onlinelibrary.example.org/doi/10.5555/hex.1?af=R", "10.5555/hex.1"),
        ("https://example.org/doi/full/10.5555/hex.1#top", "10.5555/hex.1"),
        ("https://example.org/content/10.5555/a.b/full", "10.5555/a.b"),
        ("https://example.org/10.5555%2Fa.b.pdf", "10.5555/a.b"),
        ("https://example.org/article?id=10.5555/journal.1&x=1", "10.5555/journal.1"),
        ("https://www.medrxiv.org/content/10.1101/2026.11.01.26000001v2.full", "10.1101/2026.11.01.26000001"),
        ("https://example.org/v10.55/x", ""),
        ("https://example.org/news/2026", ""),
        ("http://[", ""),
    ],
)
def test_dois_are_found_in_addresses(address: str, doi: str) -> None:
    assert doi_in(address) == doi


def test_addresses_of_documents_are_no_pages() -> None:
    assert may_be_page("https://example.org/a")
    assert may_be_page("HTTP://example.org/report.html?file=a.pdf")
    assert not may_be_page("https:///a")
    assert not may_be_page("https://example.org/a.docx")


SEEDS = [path.read_bytes() for path in FEEDS]


@given(st.one_of(mutated(SEEDS), st.binary(max_size=300), st.text(max_size=100).map(str.encode)))
def test_nothing_that_a_feed_says_is_raised(body: bytes) -> None:
    got = page(body, ADDRESS)
    items = list(feed.parse(got, SOURCE))
    assert all(isinstance(one, Record | Rejected) for one in items)
    assert all(one.title and one.key and one.fingerprint() for one in items if isinstance(one, Record))
