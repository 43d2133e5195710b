"""PubMed, through NCBI's E-utilities: search for numbers, then fetch the articles.

Interface: NLM, "Entrez Programming Utilities Help" (NBK25501), chapters 2 and 4. A search lists 9,999
numbers at most, so a window with more than 9,000 is asked day by day; articles come in batches of 200.
Without placeholders in the query the window counts days of entry into PubMed (``edat``), which come in
order; days of publication do not.
"""

import logging
from collections.abc import Generator, Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from defusedxml.ElementTree import tostring

from records.errors import PageError, SourceError
from records.page import Page
from records.record import Record, Rejected
from records.source import Source, Window
from scanners import Fetch
from scanners.items.pubmed_answers import LISTED_AT_MOST, Found, entries, found, given
from scanners.items.pubmed_book import book
from scanners.items.pubmed_xml import article

__all__ = ["pages", "parse"]

BASE: Final = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
BATCH: Final = 200
SPLIT_ABOVE: Final = 9000
ASKED_AT_MOST: Final = 2

log = logging.getLogger(__name__)


def pages(source: Source, window: Window, fetch: Fetch) -> Iterator[Page]:
    """Give the search pages and all articles that they name.

    Articles that PubMed leaves out are asked for once more. Raises
    :class:`records.errors.PageError` when an answer is not what was asked for, when one day has more
    articles than PubMed lists, or when articles are still missing at the end.
    """
    seen: set[str] = set()
    missing = 0
    for page, ids in _searches(source, window, fetch):
        yield page
        new = [one for one in ids if one not in seen]
        seen.update(new)
        for start in range(0, len(new), BATCH):
            missing += yield from _articles(source, new[start : start + BATCH], fetch)
    if missing:
        raise PageError(f"PubMed was asked for {len(seen)} articles and gave {len(seen) - missing}")


def parse(page: Page, source: Source) -> Iterator[Record | Rejected]:
    """Read the articles, books and chapters on a page; a search page has none."""
    sha256 = page.sha256
    try:
        there = entries(page.body)
    except PageError as error:
        yield Rejected(source.id, str(error), page.text[:500], sha256)
        return
    for entry, _ in there:
        try:
            yield _READERS[entry.tag](entry, source.id, sha256)
        except ValueError as error:
            yield Rejected(source.id, str(error), tostring(entry, encoding="unicode")[:500], sha256)


_READERS: Final = {"PubmedArticle": article, "PubmedBookArticle": book}


def _searches(source: Source, window: Window, fetch: Fetch) -> Iterator[tuple[Page, tuple[str, ...]]]:
    page, result = _search(source, window, fetch)
    if result.count <= (SPLIT_ABOVE if len(window.days) > 1 else LISTED_AT_MOST):
        yield page, result.ids
        return
    if len(window.days) == 1:
        raise PageError(
            f"PubMed has {result.count} articles for {window.since}, and lists {LISTED_AT_MOST} at most: "
            "make the query narrower, or two of it"
        )
    yield page, ()
    for day in window.days:
        yield from _searches(source, Window(day, day), fetch)


def _search(source: Source, window: Window, fetch: Fetch) -> tuple[Page, Found]:
    params = {"db": "pubmed", "retmode": "json", "retmax": str(LISTED_AT_MOST), **_who(source)}
    page = fetch(
        f"{BASE}/esearch.fcgi",
        {**params, **_question(source, window)},
        method="POST",
        accept="application/json",
    )
    result = found(page)
    if result.unknown:
        log.warning(
            "%s: PubMed does not know these words of query '%s' and searched without them: %s",
            source.id,
            source.query.name,
            "; ".join(result.unknown),
        )
    return page, result


def _question(source: Source, window: Window) -> Mapping[str, str]:
    text = source.query.text
    if not text.strip():
        raise SourceError(f"query '{source.query.name}' of source '{source.id}' has no text to search for")
    since, until = _day(window.since), _day(window.until)
    if "{from}" in text or "{to}" in text:
        return {"term": text.replace("{from}", since).replace("{to}", until)}
    return {"term": text, "datetype": "edat", "mindate": since, "maxdate": until}


def _day(day: date) -> str:
    return day.strftime("%Y/%m/%d")


def _who(source: Source) -> Mapping[str, str]:
    return {"tool": "ken", "email": source.contact} if source.contact else {"tool": "ken"}


def _articles(source: Source, ids: Sequence[str], fetch: Fetch) -> Generator[Page, None, int]:
    """Give the pages that hold the articles of one batch; return how many are missing at the end."""
    problem: PageError | None = None
    for _ in range(ASKED_AT_MOST):
        params = {"db": "pubmed", "id": ",".join(ids), "rettype": "xml", "retmode": "xml", **_who(source)}
        page = fetch(f"{BASE}/efetch.fcgi", params, method="POST", accept="application/xml, text/xml")
        try:
            there = given(page)
        except PageError as error:
            problem = error
            continue
        problem = None
        yield page
        ids = [one for one in ids if one not in there]
        if not ids:
            return 0
    if problem:
        raise problem
    return len(ids)
