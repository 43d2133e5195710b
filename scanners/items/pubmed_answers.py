"""NCBI's answers, checked: numbers found by a search, articles given by a fetch.

NCBI reports many failures with status 200: ``ERROR`` beside an empty list of numbers, an ``error`` of the
gateway, a page of HTML, an XML page that ends after its first line. To read one of them as "nothing
found" would lose a week in silence.
"""

from typing import Final
from xml.etree.ElementTree import Element

import msgspec

from records.errors import PageError
from records.page import Page
from scanners.reading.safe_xml import is_web_page, root, words

__all__ = ["LISTED_AT_MOST", "Found", "entries", "found", "given"]

LISTED_AT_MOST: Final = 9999
"""How many numbers PubMed lists for one search, however it is asked (NBK25499, ESearch, retmax)."""

_SETS = ("PubmedArticleSet", "PubmedBookArticleSet")
_NUMBERS = {"PubmedArticle": "MedlineCitation/PMID", "PubmedBookArticle": "BookDocument/PMID"}


class _Errors(msgspec.Struct):
    phrasesnotfound: list[str] = []
    fieldsnotfound: list[str] = []


class _Warnings(msgspec.Struct):
    phrasesignored: list[str] = []
    quotedphrasesnotfound: list[str] = []


class _Result(msgspec.Struct):
    count: int = -1
    idlist: list[str] = []
    error: str = msgspec.field(name="ERROR", default="")
    errorlist: _Errors | None = None
    warninglist: _Warnings | None = None


class _Answer(msgspec.Struct):
    esearchresult: _Result | None = None
    error: str = ""


class Found(msgspec.Struct, frozen=True):
    """What a search found.

    ``count`` is how many articles there are, ``ids`` the PMIDs listed, ``unknown`` the words of the query
    that PubMed does not know and searched without.
    """

    count: int
    ids: tuple[str, ...]
    unknown: tuple[str, ...] = ()


def found(page: Page) -> Found:
    """Read the answer to a search; :class:`records.errors.PageError` when it is none."""
    _refuse_other(page.body, b"{", "JSON")
    result = _search_result(page.body)
    if result is None:
        raise PageError("PubMed answered with JSON that holds no search result")
    if result.error:
        raise PageError(f"PubMed could not search: {result.error}")
    if result.count < 0 or not all(one.isdigit() for one in result.idlist):
        raise PageError("PubMed's search result has no count, or numbers that are none")
    if len(result.idlist) < min(result.count, LISTED_AT_MOST):
        raise PageError(f"PubMed found {result.count} articles and listed {len(result.idlist)}")
    return Found(result.count, tuple(dict.fromkeys(result.idlist)), _unknown(result))


def _unknown(result: _Result) -> tuple[str, ...]:
    errors, warnings = result.errorlist or _Errors(), result.warninglist or _Warnings()
    words_of_query = (
        *errors.phrasesnotfound,
        *errors.fieldsnotfound,
        *warnings.phrasesignored,
        *warnings.quotedphrasesnotfound,
    )
    return tuple(dict.fromkeys(words_of_query))


def given(page: Page) -> frozenset[str]:
    """List the PMIDs of the articles on a page; :class:`records.errors.PageError` when it has no set."""
    _refuse_other(page.body, b"<", "XML")
    return frozenset(pmid for _, pmid in _numbered(root(page.body)))


def entries(body: bytes) -> list[tuple[Element, str]]:
    """List the articles, books and chapters on a page, each with its PMID (empty where it has none).

    A search page has none. Raises :class:`records.errors.PageError` for a page that is neither.
    """
    if _start(body).startswith(b"{"):
        if _search_result(body) is None:
            raise PageError("the JSON is not a search result of PubMed")
        return []
    top = root(body)
    return [] if top.tag == "eSearchResult" else _numbered(top)


def _numbered(top: Element) -> list[tuple[Element, str]]:
    if top.tag not in {*_SETS, *_NUMBERS}:
        raise PageError(f"<{top.tag}> is not a set of PubMed articles: {words(top)[:200]}")
    there = (top,) if top.tag in _NUMBERS else top
    return [(one, words(one.find(_NUMBERS[one.tag]))) for one in there if one.tag in _NUMBERS]


def _search_result(body: bytes) -> _Result | None:
    """Read a search page; None when it is not one. Raises ``PageError`` for JSON that is broken."""
    try:
        answer = msgspec.convert(msgspec.json.decode(body), _Answer, strict=False)
    except (ValueError, RecursionError) as error:
        raise PageError(f"the JSON is broken or not a search result ({error})") from error
    if answer.error:
        raise PageError(f"PubMed answered with an error: {answer.error}")
    return answer.esearchresult


def _refuse_other(body: bytes, opening: bytes, wanted: str) -> None:
    start = _start(body)
    if is_web_page(start):
        raise PageError(f"PubMed answered with a web page, not with {wanted}")
    if start.startswith(b"{") and opening != b"{":
        _search_result(body)  # says what the error is, where it is one
    if not start.startswith(opening):
        raise PageError(f"PubMed's answer is not {wanted}: {start[:60].decode(errors='replace')!r}")


def _start(body: bytes) -> bytes:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")
