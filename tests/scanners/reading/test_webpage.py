from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.record import Record, Rejected
from records.source import Source
from scanners.reading.page_text import LARGEST
from scanners.reading.webpage import BODY_WORDS, linked_page
from tests.scanners.far_side import page, written
from tests.scanners.mutated import mutated

HERE = Path(__file__).parent.parent / "feed"
PAGES = sorted(HERE.glob("*.html"))
ABOUT = "https://example.org/items/1"
SOURCE = Source(id="council", name="Council", kind="feed")
FOOTER = "religion or belief, sex and sexual orientation"
TEXT = (
    "Ten people in two villages told us how they get to the clinic when there is no bus, and what they do "
    "when nobody can drive them there."
)


def read(body: str | bytes) -> Record:
    record = linked_page(page(body, ABOUT, about=ABOUT), SOURCE)
    assert isinstance(record, Record)
    return record


def html(body: str, head: str = "", attributes: str = "") -> str:
    return f"<!doctype html><html {attributes}><head><title>T</title>{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_are_read_as_expected(path: Path, snapshot: Callable[[Path, str], None]) -> None:
    about = f"https://example.org/items/{path.stem}"
    record = linked_page(page(path.read_bytes(), about, about=about), SOURCE)
    snapshot(path.with_suffix(".expected.json"), written([record]))


def test_the_record_has_the_key_of_its_entry() -> None:
    got = page(html(f"<h1>T</h1><p>{TEXT}</p>"), "https://example.org/moved/to", about=ABOUT)
    record = linked_page(got, SOURCE)
    assert isinstance(record, Record)
    assert record.record_id == f"council:{ABOUT}"
    assert record.page == got.sha256


@pytest.mark.parametrize(
    "furniture",
    [
        f"<footer><p>{FOOTER}</p></footer>",
        f"<div class='site-footer__links'><p>{FOOTER}</p></div>",
        f"<div id='footer'><p>{FOOTER}</p></div>",
        f"<div role='contentinfo'><p>{FOOTER}</p></div>",
        f"<nav><ul><li>{FOOTER}</li></ul></nav>",
        f"<div class='gem-c-cookie-banner'><p>{FOOTER}</p></div>",
        f"<section id='cookie-consent'><p>{FOOTER}</p></section>",
        f"<ol class='breadcrumbs'><li>{FOOTER}</li></ol>",
        "<p>This site has been designed to meet the needs of people of every age, sex and race.</p>",
        "<p>We use cookies to learn the religion or belief of visitors.</p>",
        "<p>© 2026 The religion or belief unit</p>",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_furniture_is_not_the_text(furniture: str, first: bool) -> None:
    main = f"<main><h1>T</h1><p>{TEXT}</p></main>"
    record = read(html(furniture + main if first else main + furniture))
    assert record.body == record.abstract == TEXT


def test_a_page_whose_wrapper_speaks_of_cookies_keeps_its_text() -> None:
    record = read(html(f"<div class='page has cookie banner'><main><p>{TEXT}</p></main></div>"))
    assert record.body == TEXT


def test_words_about_religion_in_the_text_stay() -> None:
    record = read(html(f"<main><h1>T</h1><p>{TEXT}</p><p>Most gave {FOOTER} as a reason.</p></main>"))
    assert FOOTER in record.body


# metadata, in the order of trust


DATES = [
    ('<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-11-01"}</script>', ""),
    ('<meta name="citation_publication_date" content="2026/11/02">', ""),
    ('<meta name="DC.date.issued" content="2026-11-03">', ""),
    ('<meta property="article:published_time" content="2026-11-04T10:00:00Z">', ""),
    ("", '<p>x <time datetime="2026-11-05">Thursday</time></p>'),
    ("", "<p>Published: 6 November 2026</p>"),
]


@pytest.mark.parametrize("best", range(len(DATES)))
def test_the_most_trustworthy_date_wins(best: int) -> None:
    heads, bodies = zip(*DATES[best:][::-1], strict=True)
    record = read(html(f"<main><h1>T</h1>{''.join(bodies)}<p>{TEXT}</p></main>", "".join(heads)))
    assert str(record.published) == f"2026-11-{best + 1:02}"


@pytest.mark.parametrize(
    ("shown", "date"),
    [
        ("<p>Published 12 November 2026</p>", "2026-11-12"),
        ("<dt>Publication date</dt><dd>November 12, 2026</dd>", "2026-11-12"),
        ("<p>First published on: 05/11/2026</p>", "2026-11-05"),
        ("<p>Date published: 2026-11-12</p>", "2026-11-12"),
        ("<p>The report published 12 November 2025 said so.</p>", "None"),
        ("<p>Last updated: 12 November 2026</p>", "None"),
        ("<footer><p>Published 12 November 2020</p><time>2020-01-01</time></footer>", "None"),
        ("<div class='copyright'>Copyright 2031</div>", "None"),
        ("<time class='updated' datetime='2020-01-01'></time><time class='published'>2026-11-12</time>",
         "2026-11-12"),
    ],
)  # fmt: skip
def test_dates_that_readers_see(shown: str, date: str) -> None:
    assert str(read(html(f"<main><h1>T</h1>{shown}<p>{TEXT}</p></main>")).published) == date


@pytest.mark.parametrize(
    ("attributes", "head", "language"),
    [
        ('lang="en-GB"', "", "en"),
        ('lang="gd"', '<meta name="citation_language" content="en">', "gd"),
        ("", '<meta property="og:locale" content="cy_GB">', "cy"),
        ('lang="x"', "", ""),
        ("", "", ""),
    ],
)
def test_the_language_is_that_of_the_page(attributes: str, head: str, language: str) -> None:
    assert read(html(f"<p>{TEXT}</p>", head, attributes)).language == language


def test_the_heading_is_the_title_unless_the_head_does_not_know_it() -> None:
    head = '<meta property="og:title" content="To the clinic"><meta property="og:site_name" content="Site">'
    assert read(html(f"<h1>Site</h1><p>{TEXT}</p>", head)).title == "To the clinic"
    assert read(html(f"<p>{TEXT}</p>", head.replace("clinic", "clinic | Site"))).title == "To the clinic"
    assert read(html(f"<h1>Our logo</h1><h1>T</h1><p>{TEXT}</p>")).title == "T"
    assert read(f"<html><body><h1>Only this</h1><p>{TEXT}</p></body></html>").title == "Only this"


@pytest.mark.parametrize("broken", ["{", "[1, null]", '{"@graph": 7, "@type": {"a": 1}}', "[[[[[[]]]]]]", ""])
def test_broken_json_ld_does_no_harm(broken: str) -> None:
    head = (
        f'<script type="application/ld+json">{broken}</script><meta name="author" content="Ailsa Invented">'
    )
    assert [str(one) for one in read(html(f"<p>{TEXT}</p>", head)).authors] == ["Invented, Ailsa"]


# the abstract


LONG = " ".join(f"Word number {number} of a long description." for number in range(8))


@pytest.mark.parametrize(
    ("description", "used"),
    [(LONG, True), ("Too short to be one.", False), (f"{LONG} And then …", False), (f"{LONG} And...", False)],
)
def test_a_description_is_the_abstract_when_it_is_long_and_whole(description: str, used: bool) -> None:
    record = read(html(f"<main><p>{TEXT}</p></main>", f'<meta name="description" content="{description}">'))
    assert record.abstract == (description if used else TEXT)


def test_the_first_paragraphs_are_the_abstract_and_2000_words_the_body() -> None:
    paragraphs = [" ".join(f"Line {line} says {word}." for word in range(10)) for line in range(120)]
    record = read(html("<main>" + "".join(f"<p>{one}</p>" for one in paragraphs) + "</main>"))
    assert record.abstract == "\n".join(paragraphs[:4])
    assert len(record.body.split()) == BODY_WORDS


def test_a_title_and_the_line_above_it_are_not_the_text() -> None:
    record = read(html(f"<main><article><p>20 May 2026 news</p><h1>T.</h1><p>{TEXT}</p></article></main>"))
    assert record.body == TEXT


def test_lists_and_tables_become_lines() -> None:
    table = "<table><tr><th>Board</th><th>Calls</th></tr><tr><td>North</td><td>12</td></tr></table>"
    record = read(html(f"<main><p>{TEXT}</p><ul><li>One thing</li><li>Another</li></ul>{table}</main>"))
    assert record.body == f"{TEXT}\nOne thing\nAnother\nBoard, Calls\nNorth, 12"


def test_windows_1252_in_a_utf_8_page_is_read() -> None:
    body = html(f"<main><p>“Café” – {TEXT}</p></main>", "<meta charset='utf-8'>").encode("cp1252")
    assert read(body).body == f"“Café” – {TEXT}"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "no HTML that can be read"),
        (b"   ", "no HTML that can be read"),
        (b"<html><body></body></html>", "no title and no text"),
        (b"x" * (LARGEST + 1), "no HTML that can be read"),
    ],
)
def test_pages_that_say_nothing_are_rejected(body: bytes, reason: str) -> None:
    rejected = linked_page(page(body, ABOUT, about=ABOUT), SOURCE)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason
    assert rejected.fragment == ABOUT


def test_a_page_nested_ten_thousand_deep_is_no_danger() -> None:
    body = "<div>" * 10_000 + f"<p>{TEXT}</p>" + "</div>" * 10_000
    assert isinstance(linked_page(page(html(body), ABOUT, about=ABOUT), SOURCE), Record)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "body",
    [b"<?xml" + b" " * 300_000, b" " * 300_000 + b"x", b"<!-- -->" * 30_000, b"<p>" + b"|" * 300_000 + b"x"],
    ids=["declaration without end", "spaces", "comments", "bars"],
)
def test_pages_made_to_take_long_do_not(body: bytes) -> None:
    assert linked_page(page(body, ABOUT, about=ABOUT), SOURCE).source == SOURCE.id


SEEDS = [path.read_bytes() for path in PAGES]


@given(st.one_of(mutated(SEEDS), st.binary(max_size=300), st.text(max_size=200).map(str.encode)))
def test_nothing_that_a_page_says_is_raised(body: bytes) -> None:
    item = linked_page(page(body, ABOUT, about=ABOUT), SOURCE)
    if isinstance(item, Record):
        assert item.key == ABOUT
        assert item.fingerprint()
