"""What is known without weighing: the rules of the field that make two records one work, or keep them two.

A preprint and its article, a report and its page, a title and its translation are one work. A notice and
what it is about, parts I and II, an abstract in one journal and the paper in another, a chapter and its
book, this year's report and last year's are two. A rule speaks only where it is sure; the model weighs
the rest.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from typing import Final

import numpy as np
import numpy.typing as npt

from synthesis.linking.comparable import Comparable
from synthesis.linking.compare import FEATURES, Pairs
from synthesis.linking.words import word_list

__all__ = ["APART", "SAME", "contradict", "verdicts"]

_Table = npt.NDArray[np.float32]
_Flags = npt.NDArray[np.bool_]

_ALIKE: Final = 0.8  # of titles, names and journals: beyond what chance gives
_NEARLY: Final = 0.95  # of titles: a typing error, a changed ending
_CLOSE: Final = 0.9  # of abstracts and names: some words or letters changed
_HALF: Final = 0.5
_OTHERS: Final = 0.45  # of names: two lists with no name in common are below
_FULL: Final = 5  # words; a shorter title may be that of a column
_SHORT: Final = 4  # words; a shorter title needs authors on both sides
_CONTRAST: Final = 4  # words that one title has and the other has not
_SEASON: Final = 45  # days between two datings of one issue of a serial
# Pairs of types that share a title and are two works.
_TYPES_APART: Final = (
    frozenset({"chapter", "book"}),
    frozenset({"protocol", "article"}),
    frozenset({"protocol", "review"}),
    frozenset({"peer-review", "article"}),
    frozenset({"peer-review", "preprint"}),
    frozenset({"dataset", "article"}),
)
_MEETING: Final = frozenset({"conference", "article"})

SAME: Final[dict[str, float]] = {
    "pmid": 1.0,
    "pmcid": 1.0,
    "openalex": 1.0,
    "doi": 1.0,
    "version link": 0.99,
    "text": 0.99,
    "address and title": 0.98,
    "place and authors": 0.98,
    "title and authors": 0.97,
    "preprint's abstract and authors": 0.95,
    "near title and authors": 0.92,
    "title": 0.9,
}
"""The rules that make two records one work, in their order, and how sure each is."""

APART: Final = (
    "a notice",
    "types",
    "identifiers",
    "part numbers",
    "pages",
    "contrast",
    "an answer",
    "dates of a serial",
    "no title",
    "authors",
    "citations",
)
"""The rules that keep two records two works, in their order."""


class _Facts:
    """Pairs as rules look at them: their features, and what the records say besides."""

    def __init__(self, records: Sequence[Comparable], pairs: Pairs, table: _Table) -> None:
        self._records, self._table = records, table
        self.a, self.b = pairs[:, 0], pairs[:, 1]

    def value(self, feature: str) -> npt.NDArray[np.float32]:
        """Give the column of a feature."""
        return np.asarray(self._table[:, FEATURES.index(feature)])

    def has(self, feature: str) -> _Flags:
        """Tell where a feature of 0 or 1 is 1."""
        return np.asarray(self.value(feature) == 1)

    def each(self, rule: Callable[[Comparable, Comparable], bool]) -> _Flags:
        """Ask a rule of each pair."""
        records = self._records
        asked = (rule(records[a], records[b]) for a, b in zip(self.a.tolist(), self.b.tolist(), strict=True))
        return np.fromiter(asked, np.bool_, len(self.a))

    def either(self, of_record: Callable[[Comparable], bool]) -> _Flags:
        """Tell where one record or the other is such."""
        such = np.fromiter(map(of_record, self._records), np.bool_, len(self._records))
        return np.asarray(such[self.a] | such[self.b])

    def alike(self) -> _Flags:
        """Tell where the titles are alike in letters, or one has all words of the other."""
        return np.maximum(self.value("title_words"), self.value("title_set")) >= _ALIKE

    def same_journal(self) -> _Flags:
        """Tell where the names of the journals are alike, or one is short for the other."""
        return (self.value("journal") >= _ALIKE) | self.has("journal_short")

    def same_place(self) -> _Flags:
        """Tell where the volume, the first page and (where both say so) the issue are the same."""
        return self.has("same_volume") & self.has("same_page") & ~self.has("other_issue")


def verdicts(records: Sequence[Comparable], pairs: Pairs, table: _Table) -> npt.NDArray[np.int8]:
    """Say of each pair which rule speaks: n for the nth of ``SAME``, -n for the nth of ``APART``, 0 for none.

    ``table`` has the features of the pairs. Rules are asked in their order; that two records have an
    identifier in common is stronger than what keeps them apart, and all else is weaker.
    """
    facts = _Facts(records, pairs, table)
    found = np.zeros(len(pairs), np.int8)
    for rules, sign in ((_identified(facts), 1), (_apart(facts), -1), (_same(facts), 1)):
        names = tuple(SAME) if sign > 0 else APART
        for name, speaks in rules:
            found[(found == 0) & speaks] = sign * (names.index(name) + 1)
    return found


def contradict(a: Comparable, b: Comparable) -> bool:
    """Tell whether two records cannot be of one work, whatever links them through others."""
    if _one_notice(a, b):
        return True
    if _shared(a, b, ("doi", "pmid", "pmcid", "openalex")):
        return False
    return frozenset((a.type, b.type)) in _TYPES_APART or _other_preprint(a, b) or _other_pmid(a, b)


def _identified(facts: _Facts) -> Iterator[tuple[str, _Flags]]:
    notice = facts.each(_one_notice)
    for scheme in ("pmid", "pmcid", "openalex"):
        yield scheme, facts.each(partial(_shared, schemes=(scheme,))) & ~notice
    # Abstracts in one supplement often have its DOI, one and all; some journals print a notice under the
    # DOI of what it retracts.
    doi = facts.each(partial(_shared, schemes=("doi",))) & ~notice
    text = facts.has("no_abstract") | (facts.value("abstract") >= _HALF)
    names = facts.has("no_names") | (facts.value("names_set") >= _ALIKE)
    yield "doi", doi & facts.alike() & ~facts.has("title_answers")
    yield "doi", doi & names & text & ~facts.has("other_page")
    yield "version link", facts.each(_linked) & ~notice
    same_text = (
        (facts.value("abstract") >= _NEARLY) & (facts.value("title") >= _NEARLY) & facts.same_journal()
    )
    same_text &= (facts.value("title_numbers") == 1) & (facts.value("title_length") >= _FULL)
    own = facts.has("title_answers") | facts.each(_other_pmid) | notice
    yield "text", same_text & (facts.value("names_set") >= _NEARLY) & ~own


def _apart(facts: _Facts) -> Iterator[tuple[str, _Flags]]:
    version = facts.either(_is_version)
    yield "a notice", facts.each(_one_notice)
    yield "types", facts.each(lambda a, b: frozenset((a.type, b.type)) in _TYPES_APART)
    meeting = facts.each(lambda a, b: frozenset((a.type, b.type)) == _MEETING)
    yield "types", meeting & ~facts.same_journal() & ~facts.same_place()
    serial = facts.either(lambda one: one.title.is_serial or one.title.is_placeholder)
    yield "identifiers", facts.each(_other_pmid) | facts.each(_other_preprint)
    yield "identifiers", serial & facts.each(_other_doi)
    issue = facts.has("other_issue")
    placed = facts.has("other_page") | (issue & facts.has("other_volume"))
    placed |= (issue | facts.has("other_volume")) & ~facts.has("same_page")
    another = placed | (facts.value("title_words") < _NEARLY)
    yield "identifiers", facts.has("other_doi") & another & ~version
    yield (
        "part numbers",
        facts.each(lambda a, b: bool(a.title.part and b.title.part) and a.title.part != b.title.part),
    )
    # Nobody prints one work twice in a volume; where the pages are wrong, the title is not.
    elsewhere = facts.has("same_volume") & facts.has("other_page") & (facts.value("last_page") == -1)
    yield "pages", elsewhere & (facts.value("title_words") < 1) & (facts.value("abstract") < _NEARLY)
    yield "contrast", facts.each(_contrast) & ~facts.same_place()
    yield "an answer", facts.has("title_answers") & ~facts.same_place()
    same_issue = facts.has("same_volume") & facts.has("same_issue")
    yield "dates of a serial", facts.each(_other_season) & ~same_issue
    empty = facts.either(lambda one: one.title.is_placeholder)
    yield "no title", empty & ~(facts.same_place() | same_issue)
    # Bodies that bring out such reports have words in common: one trust, another trust.
    yield "authors", serial & ~facts.has("no_names") & (facts.value("names") < _CLOSE)
    yield "authors", (facts.value("names_set") < _OTHERS) & ~facts.has("no_names") & ~facts.same_place()
    complete = facts.has("other_volume") & ~facts.has("same_page") & ~facts.has("no_journal")
    yield "citations", complete & ~facts.same_journal() & ~version


def _same(facts: _Facts) -> Iterator[tuple[str, _Flags]]:
    title = facts.each(lambda a, b: a.title.text == b.title.text and bool(a.title.text))
    near = facts.each(_near_in_time)
    yield (
        "address and title",
        facts.each(partial(_shared, schemes=("url",))) & (facts.value("title") >= _NEARLY),
    )
    names = facts.value("names_set") >= _ALIKE
    range_ = facts.each(lambda a, b: a.last_page == b.last_page and a.last_page not in ("", a.first_page))
    place = facts.has("same_volume") & facts.has("same_page")
    full = (facts.value("title") >= _NEARLY) & (facts.value("title_length") >= _FULL)
    place &= ~facts.has("other_issue") | full
    yield "place and authors", place & range_ & facts.same_journal() & names & near & _titled(facts)
    # A place in a volume is for the model to weigh; here are records without one, new or grey.
    journal = facts.same_journal() | (facts.has("no_journal") & (facts.value("years_apart") == 0))
    placed = facts.either(lambda one: not one.volume) & journal & ~facts.has("other_page")
    placed = placed & ~facts.has("other_doi") | facts.either(_is_version)
    yield "title and authors", title & names & near & placed
    retitled = facts.either(lambda one: one.type == "preprint") & (facts.value("abstract") >= _CLOSE)
    yield "preprint's abstract and authors", retitled & names & near & ~facts.has("title_answers")
    nearly = (facts.value("title") >= _NEARLY) & (facts.value("title_numbers") == 1)
    nearly &= (facts.value("title_length") >= _FULL) & ~facts.has("title_answers")
    yield "near title and authors", nearly & names & near & placed & _titled(facts)
    long = facts.value("title_length") >= _SHORT
    yield "title", title & facts.has("no_names") & long & near & placed


def _titled(facts: _Facts) -> _Flags:
    return ~facts.either(lambda one: one.title.is_placeholder or one.title.is_serial)


def _is_version(one: Comparable) -> bool:
    return one.is_version


def _shared(a: Comparable, b: Comparable, schemes: tuple[str, ...]) -> bool:
    return any(one.scheme in schemes for one in a.ids & b.ids) or ("doi" in schemes and bool(a.dois & b.dois))


def _linked(a: Comparable, b: Comparable) -> bool:
    return bool(a.versions & b.ids or b.versions & a.ids)


def _contrast(a: Comparable, b: Comparable) -> bool:
    """Tell whether two titles differ in words that set companions apart: parts, men and women, years."""
    one, other = set(a.title.text.split()), set(b.title.text.split())
    if len(one ^ other) > _CONTRAST or a.title.text == b.title.text:
        return False
    mine, theirs = one - other, other - one
    if mine and theirs:
        return any(mine & pair and theirs & pair for pair in _contrasts()) or _other_years(mine, theirs)
    return bool((mine | theirs) & word_list("companion"))


def _other_years(mine: set[str], theirs: set[str]) -> bool:
    return any(map(_is_year, mine)) and any(map(_is_year, theirs))


def _is_year(word: str) -> bool:
    return len(word) == 4 and word.isdecimal() and word[:2] in ("19", "20")


@cache
def _contrasts() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split()) for line in sorted(word_list("contrasts")))


def _one_notice(a: Comparable, b: Comparable) -> bool:
    return a.is_notice != b.is_notice


def _other_pmid(a: Comparable, b: Comparable) -> bool:
    different = bool(a.pmids and b.pmids) and not a.pmids & b.pmids
    return different and not a.is_version and not b.is_version


def _other_doi(a: Comparable, b: Comparable) -> bool:
    return bool(a.dois and b.dois) and not a.dois & b.dois


def _other_preprint(a: Comparable, b: Comparable) -> bool:
    return _other_doi(a, b) and a.type == b.type == "preprint"


def _other_season(a: Comparable, b: Comparable) -> bool:
    if not (a.title.is_serial or b.title.is_serial):
        return False
    if not (a.day and b.day):
        return True
    return abs(a.day - b.day) > _SEASON if a.exact and b.exact else a.year != b.year


def _near_in_time(a: Comparable, b: Comparable) -> bool:
    lenient = 2 if a.is_version or b.is_version else 1
    return not (a.year and b.year) or abs(a.year - b.year) <= lenient
