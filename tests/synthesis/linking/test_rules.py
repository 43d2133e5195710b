"""The rules of the field, pair by pair."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from records.dates import PartialDate
from records.identifiers import Identifier, Scheme
from records.record import Author, Notice, Record, VersionLink
from synthesis.linking.comparable import comparable
from synthesis.linking.judge import LINK, UNSURE
from synthesis.linking.rules import contradict
from tests.synthesis.linking.arbitrary import some_records
from tests.synthesis.linking.invented import ARTICLE, BARE, CITED, OTHER, known, rule, score

SUBJECT = Identifier("doi", "10.5555/ken.7")
HEAD = BARE.title.partition(":")[0]
PREPRINT = replace(OTHER, type="preprint", published=PartialDate(2025), **known(("doi", "10.5555/ken.p7")))
REPORT = replace(BARE, type="report", **known(("doi", "10.5555/ken.r7")))
PAGE = replace(OTHER, type="page", authors=(), **known(("url", "https://example.org/7")))
TWIN = replace(CITED, source="openalex", identifiers=())
NOTICE = replace(
    OTHER,
    title="Retraction: " + BARE.title,
    type="notice",
    notices=(Notice("retraction", "notice", SUBJECT),),
)
ANNUAL = replace(BARE, title="Annual performance report of the board", type="report", authors=())


def test_a_shared_identifier_links() -> None:
    same_doi = replace(OTHER, title="Another wording", authors=(), **known(("doi", "10.5555/KEN.7")))
    assert rule(ARTICLE, same_doi) == "doi"
    own: list[tuple[Scheme, str]] = [("pmid", "7"), ("pmcid", "PMC1234567"), ("openalex", "W1000")]
    for scheme, value in own:
        one = known((scheme, value))
        assert rule(replace(BARE, **one), replace(OTHER, title="Another wording", **one)) == scheme


def test_versions_of_one_doi_are_one() -> None:
    first = replace(ARTICLE, **known(("doi", "10.5555/review.pub2")))
    second = replace(OTHER, **known(("doi", "10.5555/review.pub3")))
    assert rule(first, second) == "doi"
    assert not contradict(comparable(first), comparable(second))


def test_abstracts_of_one_supplement_that_share_its_doi_are_many_works() -> None:
    first = replace(
        CITED,
        title="Poster 12: link workers in Fife",
        authors=(Author("Reid", "Ann"),),
        pages="S1",
        abstract="Link workers helped forty people in Fife with debts over one year.",
    )
    second = replace(
        first,
        title="Poster 40: falls and hip fracture in Moray",
        authors=(Author("Gunn", "Bo"),),
        abstract="Hip fracture after falls rose in Moray in the coldest winter of all.",
    )
    assert score(first, second) < UNSURE
    assert score(replace(first, abstract=""), replace(second, abstract="")) < UNSURE
    assert score(replace(first, pages="S1"), replace(second, pages="S9")) < UNSURE


def test_the_same_address_with_the_same_title_links() -> None:
    both = known(("url", "https://example.org/7"))
    assert (
        rule(replace(PAGE, **both), replace(BARE, published=PartialDate(2019), **both)) == "address and title"
    )
    assert score(replace(PAGE, **both), replace(BARE, title="Health board news", **both)) < LINK


def test_the_same_title_and_authors_link() -> None:
    assert rule(ARTICLE, OTHER) == "title and authors"
    initials = replace(OTHER, authors=(Author("ONeill", "E"), Author("Garcia")))
    assert score(ARTICLE, initials) >= UNSURE
    assert (
        rule(ARTICLE, replace(OTHER, authors=(Author("Kerr", "I."), Author("et al")))) == "title and authors"
    )


def test_the_same_long_title_links_without_authors() -> None:
    assert rule(ARTICLE, replace(OTHER, authors=())) == "title"
    bare = replace(OTHER, authors=(), published=None)
    assert rule(CITED, bare) == "title"


def test_a_short_title_needs_authors() -> None:
    short = replace(BARE, title="Housing First matters")
    assert score(short, replace(OTHER, title="Housing First matters", authors=())) < LINK
    assert rule(short, replace(OTHER, title="Housing First matters")) == "title and authors"


def test_other_authors_speak_against_the_same_title() -> None:
    assert rule(ARTICLE, replace(OTHER, authors=(Author("Berg"), Author("Singh")))) == "-authors"


def test_a_typing_error_in_the_title_links_when_the_authors_agree() -> None:
    wrong = replace(OTHER, title=BARE.title.replace("localities", "localites"))
    assert score(ARTICLE, wrong) >= LINK
    assert score(CITED, replace(wrong, authors=(Author("Berg"), Author("Singh")))) == 0


def test_a_missing_subtitle_links_when_the_authors_agree() -> None:
    assert score(ARTICLE, replace(OTHER, title=HEAD)) >= LINK
    assert score(ARTICLE, replace(OTHER, title=HEAD, authors=())) < LINK


def test_a_preprint_its_accepted_and_its_published_version_are_one_work() -> None:
    assert rule(CITED, PREPRINT) == "title and authors"
    accepted = replace(CITED, title=f"{BARE.title} (accepted manuscript)", volume="", issue="", pages="")
    assert rule(TWIN, replace(accepted, identifiers=())) in {"text", "title and authors"}
    assert rule(PREPRINT, replace(accepted, identifiers=())) == "title and authors"
    retitled = replace(
        PREPRINT, title="Teams after the second wave", versions=(VersionLink("preprint-of", SUBJECT),)
    )
    assert rule(ARTICLE, retitled) == "version link"


def test_two_preprints_with_dois_of_their_own_are_two_works() -> None:
    again = replace(PREPRINT, **known(("doi", "10.5555/ken.p8")))
    assert rule(PREPRINT, again) == "-identifiers"
    assert contradict(comparable(PREPRINT), comparable(again))


def test_a_report_and_its_page_and_its_pdf_are_one_work() -> None:
    assert rule(REPORT, PAGE) == "title"
    pdf = replace(REPORT, authors=(), **known(("url", "https://example.org/7.pdf")))
    assert rule(PAGE, pdf) == "title"


@pytest.mark.parametrize(
    "title",
    [
        "Was Buurtzorg-Teams nach der zweiten Welle behielten: eine Studie an drei Orten",
        "[Ce que les équipes ont gardé après la deuxième vague]",
    ],
)
def test_a_translated_title_at_the_same_place_is_the_same_work(title: str) -> None:
    assert rule(CITED, replace(TWIN, title=title)) == "place and authors"
    assert (
        rule(CITED, replace(TWIN, title=title, container="J Care Teams", pages="221-30"))
        == "place and authors"
    )
    elsewhere = replace(TWIN, title=title, volume="13", pages="9-18")
    assert score(CITED, elsewhere) < LINK


@pytest.mark.parametrize(
    "changes",
    [
        {"container": "", "volume": "", "issue": "", "pages": "", "authors": ()},
        {"container": "", "volume": "", "issue": "", "pages": "", "authors": (), "published": None},
        {"container": "J Care Teams", "issue": "", "pages": "221", "authors": (Author("Kerr", "I"),)},
        {"authors": (), "published": None, "issue": ""},
        {"published": PartialDate(2025), "issue": "", "pages": ""},
    ],
)
def test_a_record_with_few_fields_is_found_again(changes: Mapping[str, Any]) -> None:
    assert score(CITED, replace(TWIN, abstract="", **changes)) >= LINK


@pytest.mark.parametrize(
    "changes",
    [
        known(("doi", "10.5555/ken.8")),
        known(("pmid", "8")),
        {"published": PartialDate(2019)},
        {"title": BARE.title + ", part 2"},
        {"type": "conference"},
        {"type": "protocol"},
        {"type": "dataset"},
        {"type": "peer-review"},
    ],
)
def test_what_says_two_works_keeps_them_apart(changes: Mapping[str, Any]) -> None:
    assert score(ARTICLE, replace(OTHER, **changes)) < LINK


PARTS = [
    ("part I", "part II"),
    ("Part 1", "Part 2"),
    ("Part one", "Part two"),
    ("part A", "part B"),
    ("wave 1", "wave 2"),
    ("I", "II"),
    ("", "part 2"),
]


@pytest.mark.parametrize(("one", "other"), PARTS)
def test_parts_are_two_works(one: str, other: str) -> None:
    title = "Small teams in community nursing"
    first, second = (f"{title}, {part}".rstrip(", ") for part in (one, other))
    bare = replace(BARE, title=first), replace(OTHER, title=second)
    cited = replace(CITED, title=first), replace(TWIN, title=second, pages="231-240")
    for a, b in (bare, cited):
        assert score(a, replace(b, abstract="")) < LINK


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("older men in care homes", "older women in care homes"),
        ("carers: results of the 2020 survey", "carers: results of the 2021 survey"),
        ("carers: screening increases harm", "carers: screening decreases harm"),
        ("children in Scotland", "children in Wales"),
        ("carers", "carers: study protocol"),
    ],
)
def test_companions_in_one_issue_are_two_works(one: str, other: str) -> None:
    first = replace(CITED, title=f"Falls and loneliness among {one}", identifiers=(), abstract="")
    second = replace(TWIN, title=f"Falls and loneliness among {other}", pages="231-240", abstract="")
    assert score(first, second) < LINK


def test_a_serial_title_needs_the_same_time() -> None:
    assert rule(ANNUAL, replace(ANNUAL, source="b", published=PartialDate(2026, 12))) == "title"
    for when in (PartialDate(2025, 11), PartialDate(2025), None):
        assert rule(ANNUAL, replace(ANNUAL, source="b", published=when)) == "-dates of a serial"


def test_the_annual_reports_of_two_years_are_two_works() -> None:
    first = replace(ANNUAL, title="Annual report of the care board 2023/24", published=PartialDate(2026, 1))
    second = replace(ANNUAL, title="Annual report of the care board 2024/25", published=PartialDate(2026, 2))
    assert score(first, second) < LINK


def test_columns_with_the_same_title_are_two_works() -> None:
    column = replace(TWIN, title="Notes from the ward", authors=(Author("Kerr", "Isla"),), abstract="")
    next_year = replace(column, source="b", volume="13", issue="1", pages="9-10", published=PartialDate(2027))
    next_issue = replace(column, source="b", issue="4", pages="301-302", published=PartialDate(2026, 12))
    assert score(column, next_year) < UNSURE
    assert score(column, next_issue) < LINK


def test_a_notice_is_never_the_work_that_it_is_about() -> None:
    for ids in (known(("doi", "10.5555/ken.7"), ("pmid", "9")), known(("doi", "10.5555/ken.7")), known()):
        notice = replace(NOTICE, **ids)
        assert rule(ARTICLE, notice) == "-a notice"
        assert contradict(comparable(ARTICLE), comparable(notice))
    same = known(("pmid", "9"))
    assert rule(replace(NOTICE, **same), replace(NOTICE, source="b", **same)) == "pmid"


@pytest.mark.parametrize(
    "title", [f"Erratum: {BARE.title}", f"{BARE.title}: a commentary", f"Reply to: {HEAD}"]
)
def test_an_item_about_another_is_none_of_it_even_where_its_source_calls_it_an_article(title: str) -> None:
    answer = replace(TWIN, title=title, issue="4", pages="400", abstract="")
    assert score(CITED, answer) < UNSURE


def test_a_retracted_article_is_still_the_article() -> None:
    assert rule(CITED, replace(TWIN, title=f"RETRACTED: {BARE.title}")) in {"text", "place and authors"}


def test_a_chapter_is_not_its_book() -> None:
    book = replace(BARE, type="book", **known(("isbn", "9780306406157")))
    chapter = replace(OTHER, type="chapter", **known(("isbn", "9780306406157")))
    assert rule(book, chapter) == "-types"
    assert contradict(comparable(book), comparable(chapter))


def test_a_conference_abstract_is_not_the_article_in_another_journal() -> None:
    abstract = replace(
        TWIN, type="conference", container="Proceedings of the Nursing Days", volume="2", pages="44"
    )
    assert rule(CITED, abstract) == "-types"
    untyped = replace(abstract, type="article", published=PartialDate(2025))
    assert score(CITED, replace(untyped, abstract="")) < UNSURE
    in_its_place = replace(TWIN, type="conference")
    assert rule(CITED, in_its_place) in {"place and authors", "text"}


def test_an_article_that_two_journals_print_is_two_records_of_two_works() -> None:
    elsewhere = replace(
        CITED, source="b", container="Nursing Quarterly", volume="44", issue="1", pages="3-12"
    )
    for ids in (known(("doi", "10.5555/other.9")), known()):
        assert score(CITED, replace(elsewhere, **ids)) < UNSURE
        assert score(replace(CITED, abstract=""), replace(elsewhere, abstract="", **ids)) < UNSURE


def test_placeholder_titles_never_link_by_their_words() -> None:
    for title in ("Editorial", "", "[Title not available]"):
        one = replace(BARE, title=title)
        assert score(one, replace(one, source="b")) == 0
        placed = replace(CITED, title=title, pages="", issue="", identifiers=(), abstract="", authors=())
        assert score(placed, replace(placed, source="b")) < LINK


@settings(deadline=None)
@given(some_records, some_records)
def test_the_order_of_a_pair_makes_no_difference(a: Record, b: Record) -> None:
    assert rule(a, b) == rule(b, a)
    assert score(a, b) == score(b, a)
    one, other = comparable(a), comparable(b)
    assert contradict(one, other) == contradict(other, one)


@settings(deadline=None)
@given(some_records, some_records)
def test_what_is_one_notice_and_one_not_is_never_linked(a: Record, b: Record) -> None:
    if a.is_notice != b.is_notice:
        assert score(a, b) == 0
