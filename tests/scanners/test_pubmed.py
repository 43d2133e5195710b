from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.record import Record, Rejected
from records.source import Query, Source
from scanners import pubmed, scanner
from tests.scanners.far_side import page, written
from tests.scanners.mutated import mutated

HERE = Path(__file__).parent / "pubmed"
SOURCE = Source(id="pubmed", name="PubMed", kind="pubmed", queries=(Query("care", "home care[tiab]"),))


@pytest.mark.parametrize("path", sorted(HERE.glob("*.xml")), ids=lambda path: path.stem)
def test_articles_are_read_as_expected(path: Path, snapshot: Callable[[Path, str], None]) -> None:
    records = list(pubmed.parse(page(path.read_bytes()), SOURCE))
    snapshot(path.with_suffix(".expected.json"), written(records))


def test_a_record_names_its_source_and_page() -> None:
    got = page((HERE / "structured_abstract.xml").read_bytes())
    (record,) = pubmed.parse(got, SOURCE)
    assert isinstance(record, Record)
    assert record.record_id == "pubmed:90000001"
    assert record.kind == "pubmed"
    assert record.page == got.sha256


def test_a_single_article_without_its_set_is_read() -> None:
    text = (HERE / "structured_abstract.xml").read_text(encoding="utf-8")
    alone = text[text.index("<PubmedArticle>") : text.index("</PubmedArticleSet>")]
    (record,) = pubmed.parse(page(alone), SOURCE)
    assert isinstance(record, Record)
    assert record.key == "90000001"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("", "broken or cut short"),
        ("<html><body/></html>", "<html> is not a set"),
        ('{"result": {}}', "not a search result"),
        ("{", "the JSON is broken"),
        ('{"error": "API rate limit exceeded"}', "API rate limit exceeded"),
        ("<PubmedArticleSet><PubmedArticle>", "broken or cut short"),
    ],
)
def test_a_page_of_something_else_is_one_rejected(body: str, reason: str) -> None:
    (rejected,) = pubmed.parse(page(body), SOURCE)
    assert isinstance(rejected, Rejected)
    assert reason in rejected.reason


@pytest.mark.parametrize(
    "body",
    [
        '{"header": {"type": "esearch"}, "esearchresult": {"count": "1", "idlist": ["1"]}}',
        "<eSearchResult><Count>1</Count></eSearchResult>",
        "<PubmedArticleSet></PubmedArticleSet>",
    ],
)
def test_pages_without_articles_give_nothing(body: str) -> None:
    assert not list(pubmed.parse(page(body), SOURCE))


def test_the_kind_is_found_by_its_name() -> None:
    assert scanner("pubmed").parse is pubmed.parse


def test_an_article_nested_a_hundred_thousand_deep_is_no_danger() -> None:
    deep = "<i>" * 100_000 + "x" + "</i>" * 100_000
    citation = f"<PMID>7</PMID><Article><ArticleTitle>{deep}</ArticleTitle></Article>"
    body = f"<PubmedArticle><MedlineCitation>{citation}</MedlineCitation></PubmedArticle>"
    (record,) = pubmed.parse(page(body), SOURCE)
    assert isinstance(record, Record)
    assert record.title == "x"


SEEDS = [path.read_bytes() for path in sorted(HERE.glob("*.xml"))]


@st.composite
def odd_articles(draw: st.DrawFn) -> bytes:
    """Well-formed articles in which any element holds any text."""
    text = draw(st.sampled_from(SEEDS)).decode()
    words = st.text(
        st.characters(codec="utf-8", exclude_characters="<>&", exclude_categories=["Cc"]), max_size=8
    )
    for _ in range(draw(st.integers(1, 6))):
        start = text.find(">", draw(st.integers(0, len(text) - 1))) + 1
        end = text.find("<", start)
        if start and end > start:
            text = text[:start] + draw(words) + text[end:]
    return text.encode()


@given(st.one_of(mutated(SEEDS), odd_articles(), st.binary(max_size=200)))
def test_nothing_that_a_page_says_is_raised(body: bytes) -> None:
    for item in pubmed.parse(page(body), SOURCE):
        assert isinstance(item, Record | Rejected)
        if isinstance(item, Record):
            assert item.key
            assert item.title.strip()
            assert item.fingerprint()
