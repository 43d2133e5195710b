from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates import PartialDate
from records.identifiers import Identifier, identifiers
from records.record import Author, Notice, Record, RecordType, VersionLink
from synthesis.linking.decide import contradict, decide

ARTICLE = Record(
    source="pubmed",
    key="7",
    kind="pubmed",
    title="What Buurtzorg-inspired teams kept after the second wave: a study in three localities",
    authors=(Author("Kerr", "Isla"), Author("O’Neill", "Ewan"), Author("García", "M")),
    published=PartialDate(2026, 11),
    type="article",
    identifiers=identifiers([("doi", "10.5555/ken.7"), ("pmid", "7")]),
)
OTHER = replace(ARTICLE, source="openalex", key="W1000", kind="openalex", identifiers=())


def rule(a: Record, b: Record) -> str:
    link = decide(a, b)
    return link.rule if link else ""


def test_a_shared_identifier_links() -> None:
    doi = replace(
        OTHER, title="Another wording", authors=(), identifiers=identifiers([("doi", "10.5555/KEN.7")])
    )
    assert rule(ARTICLE, doi) == "doi"
    pmid = replace(OTHER, identifiers=identifiers([("pmid", "7")]))
    assert rule(ARTICLE, pmid) == "pmid"


def test_the_same_title_and_authors_link() -> None:
    assert rule(ARTICLE, OTHER) == "title and authors"
    assert (
        rule(ARTICLE, replace(OTHER, authors=(Author("ONeill", "E"), Author("Garcia"))))
        == "title and authors"
    )


def test_the_same_long_title_links_without_authors() -> None:
    assert rule(ARTICLE, replace(OTHER, authors=())) == "title"


def test_a_short_title_needs_authors() -> None:
    short = replace(ARTICLE, title="Housing First matters", identifiers=())
    assert rule(short, replace(OTHER, title="Housing First matters", authors=())) == ""
    assert rule(short, replace(OTHER, title="Housing First matters")) == "title and authors"


def test_other_authors_speak_against_the_same_title() -> None:
    assert rule(ARTICLE, replace(OTHER, authors=(Author("Berg"), Author("Singh")))) == ""


def test_a_typing_error_in_the_title_links_when_the_authors_agree() -> None:
    wrong = OTHER.title.replace("localities", "localites")
    assert rule(ARTICLE, replace(OTHER, title=wrong)) == "near title and authors"
    assert rule(ARTICLE, replace(OTHER, title=wrong, authors=())) == ""


def test_a_missing_subtitle_links_when_the_authors_agree() -> None:
    head = ARTICLE.title.split(":", maxsplit=1)[0]
    assert rule(ARTICLE, replace(OTHER, title=head)) == "title without subtitle, and authors"
    assert rule(ARTICLE, replace(OTHER, title=head, authors=())) == ""


def test_a_preprint_and_its_article_are_one_work() -> None:
    preprint = replace(
        OTHER,
        type="preprint",
        published=PartialDate(2025),
        identifiers=identifiers([("doi", "10.5555/ken.p7")]),
    )
    assert rule(ARTICLE, preprint) == "title and authors"
    retitled = replace(
        preprint,
        title="Teams after the second wave",
        versions=(VersionLink("preprint-of", Identifier("doi", "10.5555/ken.7")),),
    )
    assert rule(ARTICLE, retitled) == "version link"


def test_a_report_and_its_page_are_one_work() -> None:
    report = replace(ARTICLE, type="report", identifiers=identifiers([("doi", "10.5555/ken.r7")]))
    page = replace(
        OTHER, type="page", authors=(), identifiers=identifiers([("url", "https://example.org/7")])
    )
    assert rule(report, page) == "title"


@pytest.mark.parametrize(
    "other",
    [
        replace(OTHER, identifiers=identifiers([("doi", "10.5555/ken.8")])),
        replace(OTHER, identifiers=identifiers([("pmid", "8")])),
        replace(OTHER, published=PartialDate(2019)),
        replace(OTHER, title=ARTICLE.title + ", part 2"),
        replace(OTHER, type="conference"),
        replace(OTHER, type="protocol"),
    ],
)
def test_what_says_two_works_keeps_them_apart(other: Record) -> None:
    assert rule(ARTICLE, other) == ""


def test_a_notice_is_never_the_work_that_it_is_about() -> None:
    notice = replace(
        OTHER,
        title="Retraction: " + ARTICLE.title,
        type="notice",
        notices=(Notice("retraction", "notice", Identifier("doi", "10.5555/ken.7")),),
        identifiers=identifiers([("doi", "10.5555/ken.7"), ("pmid", "9")]),
    )
    assert rule(ARTICLE, notice) == ""
    assert contradict(ARTICLE, notice)


def test_a_chapter_is_not_its_book() -> None:
    book = replace(ARTICLE, type="book", identifiers=identifiers([("isbn", "9780306406157")]))
    chapter = replace(OTHER, type="chapter", identifiers=identifiers([("isbn", "9780306406157")]))
    assert rule(book, chapter) == ""


def test_a_serial_title_needs_the_same_time() -> None:
    this = replace(
        ARTICLE, title="Annual performance report of the board", type="report", identifiers=(), authors=()
    )
    assert rule(this, replace(this, source="b", published=PartialDate(2026, 12))) == "title"
    assert rule(this, replace(this, source="b", published=PartialDate(2025, 11))) == ""
    assert rule(this, replace(this, source="b", published=None)) == ""


def test_placeholder_titles_never_link() -> None:
    one = replace(ARTICLE, title="Editorial", identifiers=())
    assert rule(one, replace(one, source="b")) == ""
    untitled = replace(one, title="")
    assert rule(untitled, replace(untitled, source="b")) == ""


def test_versions_of_one_doi_do_not_contradict() -> None:
    first = replace(ARTICLE, identifiers=identifiers([("doi", "10.5555/review.pub2")]))
    second = replace(OTHER, identifiers=identifiers([("doi", "10.5555/review.pub3")]))
    assert rule(first, second) == "title and authors"


titles = st.sampled_from(
    [ARTICLE.title, "Editorial", "", "Housing First matters", "Annual report of the board 2026"]
)
types: st.SearchStrategy[RecordType] = st.sampled_from(["article", "preprint", "page", "report", "notice"])
dois = st.sampled_from(["10.5555/a", "10.5555/b", "10.5555/a.pub2", ""])
records = st.builds(
    Record,
    source=st.sampled_from(["a", "b", "c"]),
    key=st.sampled_from(["1", "2", "3"]),
    kind=st.just("feed"),
    title=titles,
    type=types,
    authors=st.sampled_from([(), (Author("Kerr"),), (Author("Berg"), Author("Kerr"))]),
    published=st.sampled_from([None, PartialDate(2026), PartialDate(2026, 11), PartialDate(2020)]),
    identifiers=dois.map(lambda doi: identifiers([("doi", doi)])),
    notices=st.sampled_from([(), (Notice("retraction", "notice"),)]),
)


@given(records, records)
def test_the_order_of_a_pair_makes_no_difference(a: Record, b: Record) -> None:
    assert decide(a, b) == decide(b, a)
    assert contradict(a, b) == contradict(b, a)


@given(records, records)
def test_a_link_never_joins_what_contradicts(a: Record, b: Record) -> None:
    assert not (decide(a, b) and contradict(a, b))
