import json
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import FetchError, PageError, SourceError
from records.page import Page
from records.record import Rejected
from records.source import Query, Source, Window
from scanners import pubmed
from tests.scanners.far_side import Asked, FarSide

SOURCE = Source(id="pubmed", name="PubMed", kind="pubmed", queries=(Query("care", "home care[tiab]"),))
WEEK = Window(date(2026, 11, 16), date(2026, 11, 18))

T = TypeVar("T")


def search(ids: Sequence[str], count: int | None = None, **more: object) -> str:
    result = {"count": str(len(ids) if count is None else count), "idlist": list(ids), **more}
    return json.dumps({"header": {"type": "esearch"}, "esearchresult": result})


def articles(ids: Sequence[str]) -> str:
    one = "<PubmedArticle><MedlineCitation><PMID>{}</PMID></MedlineCitation></PubmedArticle>"
    return f"<PubmedArticleSet>{''.join(one.format(number) for number in ids)}</PubmedArticleSet>"


def numbers(first: int, many: int) -> list[str]:
    return [str(number) for number in range(first, first + many)]


def ncbi(
    found: Callable[[Asked], str | Exception], fetched: Callable[[list[str]], str] = articles
) -> FarSide:
    def answer(asked: Asked) -> str | Exception:
        return found(asked) if "esearch" in asked.url else fetched(asked.params["id"].split(","))

    return FarSide(answer)


def until_error(items: Iterator[T]) -> tuple[list[T], SourceError | None]:
    got: list[T] = []
    try:
        got.extend(items)
    except SourceError as error:
        return got, error
    return got, None


def scan(
    far_side: FarSide, source: Source = SOURCE, window: Window = WEEK
) -> tuple[list[Page], SourceError | None]:
    return until_error(pubmed.pages(source, window, far_side))


# what is asked


def test_the_search_asks_for_days_of_entry_by_post() -> None:
    far_side = ncbi(lambda _: search(["1", "2"]))
    pages, error = scan(far_side)
    assert error is None
    assert len(pages) == 2
    asked, fetched = far_side.asked
    assert asked.url == "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi"
    assert asked.method == fetched.method == "POST"
    assert asked.params == {
        "db": "pubmed",
        "term": "home care[tiab]",
        "datetype": "edat",
        "mindate": "2026/11/16",
        "maxdate": "2026/11/18",
        "retmode": "json",
        "retmax": "9999",
        "tool": "ken",
    }
    assert fetched.url == "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi"
    assert fetched.params == {"db": "pubmed", "id": "1,2", "rettype": "xml", "retmode": "xml", "tool": "ken"}


def test_a_contact_goes_with_every_request() -> None:
    far_side = ncbi(lambda _: search(["1"]))
    scan(far_side, replace(SOURCE, contact="team@example.org"))
    assert [asked.params["email"] for asked in far_side.asked] == ["team@example.org"] * 2


def test_placeholders_are_filled_and_take_the_place_of_the_dates() -> None:
    text = 'care AND ("{from}"[crdt] : "{to}"[crdt])'
    far_side = ncbi(lambda _: search([]))
    scan(far_side, replace(SOURCE, queries=(Query("care", text),)))
    params = far_side.asked[0].params
    assert params["term"] == 'care AND ("2026/11/16"[crdt] : "2026/11/18"[crdt])'
    assert "datetype" not in params
    assert "mindate" not in params


def test_a_query_without_text_is_refused_before_anything_is_asked() -> None:
    far_side = ncbi(lambda _: search([]))
    _, error = scan(far_side, replace(SOURCE, queries=(Query("care", " "),)))
    assert "query 'care' of source 'pubmed' has no text" in str(error)
    assert not far_side.asked


# what comes back


def test_nothing_found_is_a_true_empty() -> None:
    far_side = ncbi(lambda _: search([]))
    pages, error = scan(far_side)
    assert error is None
    assert len(pages) == 1
    assert not list(pubmed.parse(pages[0], SOURCE))


def test_articles_come_in_batches_of_200() -> None:
    far_side = ncbi(lambda _: search(numbers(1, 450)))
    pages, error = scan(far_side)
    assert error is None
    assert len(pages) == 4
    assert [len(asked.params["id"].split(",")) for asked in far_side.asked[1:]] == [200, 200, 50]


def test_articles_that_nobody_asked_for_do_no_harm() -> None:
    far_side = ncbi(lambda _: search(numbers(1, 250)), lambda _: articles(numbers(1, 250)))
    pages, error = scan(far_side)
    assert error is None
    assert len(pages) == 3


def test_missing_articles_are_asked_for_once_more() -> None:
    answers = iter([articles(["1", "3"]), articles(["2"])])
    far_side = ncbi(lambda _: search(["1", "2", "3"]), lambda _: next(answers))
    pages, error = scan(far_side)
    assert error is None
    assert len(pages) == 3
    assert far_side.asked[-1].params["id"] == "2"


def test_articles_that_stay_away_are_counted_after_all_others_came() -> None:
    ids = numbers(1, 366)
    kept = set(ids[:320])
    far_side = ncbi(lambda _: search(ids), lambda asked: articles([one for one in asked if one in kept]))
    pages, error = scan(far_side)
    assert str(error) == "PubMed was asked for 366 articles and gave 320"
    assert isinstance(error, PageError)
    given = {record_id for got in pages for record_id in ids_on(got)}
    assert given == kept


def ids_on(got: Page) -> list[str]:
    return [one.fragment.partition("<PMID>")[2].partition("<")[0] for one in pubmed.parse(got, SOURCE)
            if isinstance(one, Rejected)]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<!DOCTYPE html><html><body>Service unavailable</body></html>", "a web page, not with XML"),
        ('<?xml version="1.0" ?>\n', "broken or cut short"),
        (articles(["1", "2"])[:-30], "broken or cut short"),
        ("<eFetchResult><ERROR>Cannot retrieve</ERROR></eFetchResult>", "<eFetchResult> is not a set"),
        ('{"error":"API rate limit exceeded","count":"4","limit":"3"}', "error: API rate limit exceeded"),
        ("", "not XML"),
        ("plain text", "not XML: 'plain text'"),
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "declares entities"),
    ],
)
def test_a_page_that_holds_no_articles_is_asked_for_twice_and_then_named(body: str, reason: str) -> None:
    far_side = ncbi(lambda _: search(["1", "2"]), lambda _: body)
    pages, error = scan(far_side)
    assert reason in str(error)
    assert isinstance(error, PageError)
    assert len(pages) == 1
    assert len(far_side.asked) == 3


def test_a_bad_page_followed_by_a_good_one_is_forgiven() -> None:
    answers = iter(["<html></html>", articles(["1", "2"])])
    pages, error = scan(ncbi(lambda _: search(["1", "2"]), lambda _: next(answers)))
    assert error is None
    assert len(pages) == 2


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (search([], ERROR="Search Backend failed"), "could not search: Search Backend failed"),
        ('{"error":"API rate limit exceeded"}', "error: API rate limit exceeded"),
        ('{"header":{}}', "holds no search result"),
        ('{"esearchresult":{"count":"3","idlist":["1"', "the JSON is broken"),
        (search(["1"], count=3), "found 3 articles and listed 1"),
        (search(["1", "x2"]), "numbers that are none"),
        ('{"esearchresult":{}}', "has no count"),
        ("<html><body>Down for maintenance</body></html>", "a web page, not with JSON"),
        ('<?xml version="1.0"?><eSearchResult><Count>0</Count></eSearchResult>', "not JSON"),
        ("", "not JSON"),
    ],
)
def test_a_search_that_failed_is_not_an_empty_one(body: str, reason: str) -> None:
    pages, error = scan(ncbi(lambda _: body))
    assert reason in str(error)
    assert isinstance(error, PageError)
    assert not pages


def test_what_the_network_says_passes_through() -> None:
    _, error = scan(ncbi(lambda _: FetchError("eutils.ncbi.nlm.nih.gov answered 500", status=500)))
    assert isinstance(error, FetchError)


def test_words_that_pubmed_does_not_know_are_named_in_a_warning(caplog: pytest.LogCaptureFixture) -> None:
    body = search(
        ["1"],
        errorlist={"phrasesnotfound": ["hme care"], "fieldsnotfound": []},
        warninglist={"phrasesignored": [], "quotedphrasesnotfound": ['"wee visit"'], "outputmessages": []},
    )
    with caplog.at_level(logging.WARNING):
        _, error = scan(ncbi(lambda _: body))
    assert error is None
    assert "query 'care'" in caplog.text
    assert 'hme care; "wee visit"' in caplog.text


# windows with too much in them


def test_a_window_with_more_than_9000_articles_is_asked_day_by_day() -> None:
    def found(asked: Asked) -> str:
        since, until = asked.params["mindate"], asked.params["maxdate"]
        return search(numbers(int(since[-2:]) * 10, 2)) if since == until else search(numbers(1, 9001))

    far_side = ncbi(found)
    pages, error = scan(far_side)
    assert error is None
    searches = [asked.params["mindate"] for asked in far_side.asked if "esearch" in asked.url]
    assert searches == ["2026/11/16", "2026/11/16", "2026/11/17", "2026/11/18"]
    fetched = [asked.params["id"] for asked in far_side.asked if "efetch" in asked.url]
    assert fetched == ["160,161", "170,171", "180,181"]
    assert len(pages) == 7


def test_an_article_found_on_two_days_is_fetched_once() -> None:
    def found(asked: Asked) -> str:
        several = asked.params["mindate"] != asked.params["maxdate"]
        return search(numbers(1, 9001)) if several else search(["1"])

    far_side = ncbi(found)
    scan(far_side)
    assert [asked.params["id"] for asked in far_side.asked if "efetch" in asked.url] == ["1"]


def test_placeholders_are_filled_with_single_days_too() -> None:
    def found(asked: Asked) -> str:
        return search([]) if "16 to 2026/11/16" in asked.params["term"] else search(numbers(1, 9001))

    source = replace(SOURCE, queries=(Query("care", "{from} to {to}"),))
    far_side = ncbi(found)
    scan(far_side, source, Window(date(2026, 11, 16), date(2026, 11, 17)))
    assert far_side.asked[1].params["term"] == "2026/11/16 to 2026/11/16"


def test_one_day_with_9999_articles_is_read() -> None:
    day = Window(WEEK.since, WEEK.since)
    far_side = ncbi(lambda _: search(numbers(1, 9999)))
    _, error = scan(far_side, window=day)
    assert error is None
    assert len(far_side.asked) == 1 + 50


def test_one_day_with_more_than_pubmed_lists_is_an_error() -> None:
    day = Window(WEEK.since, WEEK.since)
    far_side = ncbi(lambda _: search(numbers(1, 9999), count=10_000))
    pages, error = scan(far_side, window=day)
    assert "10000 articles for 2026-11-16" in str(error)
    assert isinstance(error, PageError)
    assert not pages


@given(st.lists(st.integers(1, 10**8), unique=True, max_size=500), st.integers(0, 6))
def test_every_article_found_is_asked_for_exactly_once(ids: list[int], days: int) -> None:
    far_side = ncbi(lambda _: search([str(one) for one in ids]))
    _, error = scan(far_side, window=Window(WEEK.since, WEEK.since + timedelta(days)))
    asked = [one for asked in far_side.asked[1:] for one in asked.params["id"].split(",")]
    assert error is None
    assert asked == [str(one) for one in ids]
