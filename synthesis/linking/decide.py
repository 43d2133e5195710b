"""Deciding on one pair of records: one work, or two.

The rules of the field: a preprint and its article, a report and its page are one work; a notice and
what it is about, parts I and II, an abstract and the paper that followed, a chapter and its book, this
year's report and last year's are two. Where the rules do not say, two records stay apart: a duplicate
costs a minute, a wrong merge hides a work.
"""

import re
import tomllib
import unicodedata
from datetime import timedelta
from functools import cache
from typing import Final

from rapidfuzz import fuzz

import data
from records.record import Record
from records.work import Link
from synthesis.linking.titles import Title, title_of

__all__ = ["contradict", "decide"]

_NEAR: Final = 95.0  # of 100, rapidfuzz's indel ratio over folded titles
_SHORT: Final = 4  # words; a shorter title needs authors on both sides
_SAME_SEASON: Final = timedelta(days=45)  # between two datings of one issue of a serial
# Pairs of types that share a title and are two works.
_APART: Final = (
    frozenset({"chapter", "book"}),
    frozenset({"conference", "article"}),
    frozenset({"protocol", "article"}),
    frozenset({"protocol", "review"}),
    frozenset({"peer-review", "article"}),
    frozenset({"peer-review", "preprint"}),
    frozenset({"dataset", "article"}),
)
# Records of these types have a DOI or PMID of their own beside the article's.
_VERSIONS: Final = frozenset({"preprint", "page", "news", "report", "thesis"})


def decide(a: Record, b: Record) -> Link | None:
    """Say whether two records are of one work, with the rule that spoke; None when they are not."""
    if a.record_id > b.record_id:
        a, b = b, a
    rule = _by_identifier(a, b)
    if not rule and not _two_kinds(a, b):
        rule = _by_version(a, b) or _by_title(a, b)
    return Link(a.record_id, b.record_id, rule[0], rule[1]) if rule else None


def contradict(a: Record, b: Record) -> bool:
    """Tell whether two records cannot be of one work, whatever links them through others."""
    if _by_identifier(a, b):
        return False
    return _two_kinds(a, b) or (not _by_version(a, b) and _other_identifier(a, b))


def _two_kinds(a: Record, b: Record) -> bool:
    return a.is_notice != b.is_notice or frozenset({a.type, b.type}) in _APART


def _by_identifier(a: Record, b: Record) -> tuple[str, float] | None:
    shared = set(a.identifiers) & set(b.identifiers)
    if a.is_notice != b.is_notice and _differ(a, b, "pmid"):
        return None  # some journals print the notice under the DOI of what it retracts
    for scheme in ("doi", "pmid", "pmcid", "openalex"):
        if any(one.scheme == scheme for one in shared):
            return scheme, 1.0
    if any(one.scheme == "url" for one in shared) and _alike(title_of(a.title), title_of(b.title)):
        return "address and title", 0.98
    return None


def _by_version(a: Record, b: Record) -> tuple[str, float] | None:
    for one, other in ((a, b), (b, a)):
        if any(version.other in other.identifiers for version in one.versions):
            return "version link", 0.99
    return None


def _by_title(a: Record, b: Record) -> tuple[str, float] | None:
    mine, theirs = title_of(a.title), title_of(b.title)
    if mine.is_placeholder or theirs.is_placeholder or mine.numbers != theirs.numbers:
        return None
    if _other_identifier(a, b) or not _same_time(a, b, serial=mine.is_serial or theirs.is_serial):
        return None
    authors = _authors_agree(a, b)
    if authors is False:
        return None
    if mine.words == theirs.words:
        if authors:
            return "title and authors", 0.97
        return ("title", 0.9) if len(mine.words) >= _SHORT else None
    if authors and _alike(mine, theirs):
        return "near title and authors", 0.92
    if authors and _one_begins_the_other(a, b):
        return "title without subtitle, and authors", 0.88
    return None


def _alike(a: Title, b: Title) -> bool:
    return a.numbers == b.numbers and fuzz.ratio(a.text, b.text) >= _NEAR


def _one_begins_the_other(a: Record, b: Record) -> bool:
    short, long = sorted((a.title, b.title), key=len)
    head = title_of(re.split(r"[:?–—]\s|\s-\s", long, maxsplit=1)[0])
    return len(head.words) >= _SHORT and head.words == title_of(short).words


def _other_identifier(a: Record, b: Record) -> bool:
    """Tell whether both have an identifier of their own that says they are two things."""
    if a.type in _VERSIONS or b.type in _VERSIONS:
        return a.type == b.type == "preprint" and _differ(a, b, "doi")
    return _differ(a, b, "pmid") or _differ(a, b, "doi")


def _differ(a: Record, b: Record, scheme: str) -> bool:
    mine = {_unversioned(one.value) for one in a.identifiers if one.scheme == scheme}
    theirs = {_unversioned(one.value) for one in b.identifiers if one.scheme == scheme}
    return bool(mine and theirs) and not mine & theirs


def _unversioned(value: str) -> str:
    endings, counted = _doi_versions()
    if value.startswith(counted):
        return value.rpartition(".")[0]
    return endings.sub("", value)


@cache
def _doi_versions() -> tuple[re.Pattern[str], tuple[str, ...]]:
    lists = tomllib.loads(data.folder("linking", "doi_versions.toml").read_text(encoding="utf-8"))
    return re.compile(f"(?:{'|'.join(lists['endings'])})$"), tuple(lists["counted"])


def _same_time(a: Record, b: Record, *, serial: bool) -> bool:
    if a.published is None or b.published is None:
        return not serial
    if serial:
        known = a.published.precision != "year" and b.published.precision != "year"
        apart = abs(a.published.first_day - b.published.first_day)
        return apart <= _SAME_SEASON if known else a.published.year == b.published.year
    lenient = 2 if a.type in _VERSIONS or b.type in _VERSIONS else 1
    return abs(a.published.year - b.published.year) <= lenient


def _authors_agree(a: Record, b: Record) -> bool | None:
    """Say whether the authors speak for one work, against it, or (None) not at all."""
    mine, theirs = _families(a), _families(b)
    if not mine or not theirs:
        return None
    fewer = min(len(mine), len(theirs))
    return len(mine & theirs) * 2 >= fewer


def _families(record: Record) -> frozenset[str]:
    return frozenset(name for author in record.authors if (name := _surname(author.family)))


def _surname(family: str) -> str:
    plain = unicodedata.normalize("NFKD", family).casefold()
    words = re.findall(r"[a-z]+|[^\W\d_]+", "".join(ch for ch in plain if not unicodedata.combining(ch)))
    return words[-1] if words else ""
