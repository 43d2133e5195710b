"""Comparing many pairs at once: what two records say alike, as numbers.

Every similarity is between 0 (nothing alike) and 1 (the same) and is the same for both orders of a pair.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

from synthesis.linking.comparable import Comparable
from synthesis.linking.places import abbreviates

__all__ = ["FEATURES", "RISING", "Pairs", "compare"]

Pairs = npt.NDArray[np.int64]
"""Row by row the places of two records in a list, shape (pairs, 2)."""

_Floats = npt.NDArray[np.float32]

FEATURES: Final[tuple[str, ...]] = (
    "title",  # indel similarity of the folded titles
    "title_words",  # the same, words sorted
    "title_set",  # the words that both have against the shorter title
    "title_part",  # the shorter title against the best window of the longer one
    "title_numbers",  # 1 the same numbers in both titles, 0.5 one's are among the other's, 0 others
    "title_answers",  # 1 when only one is about another item: a reply, an erratum
    "title_length",  # words of the shorter title
    "title_missing",  # words that only the longer title has, at most 20
    "names_set",  # the words of names that both have against the shorter list
    "names",  # indel similarity of the sorted words of names
    "first_name",  # the same of the first author
    "no_names",  # 1 when one has no authors
    "authors",  # authors of the record that has fewer
    "years_apart",  # at most 10; 0 when one is not known
    "no_year",
    "journal",  # the words that both names have against the shorter name
    "journal_name",  # indel similarity of the names
    "journal_short",  # 1 when one journal's name is short for the other's
    "no_journal",
    "same_volume",
    "other_volume",
    "same_issue",
    "other_issue",
    "same_page",
    "other_page",
    "last_page",  # 1 the same last two digits, -1 others, 0 not known
    "same_doi",
    "other_doi",
    "abstract",
    "no_abstract",
)
"""The names of the columns of ``compare``."""

RISING: Final[dict[str, int]] = {
    "title": 1,
    "title_words": 1,
    "title_set": 1,
    "title_part": 1,
    "title_numbers": 1,
    "title_answers": -1,
    "names_set": 1,
    "names": 1,
    "first_name": 1,
    "years_apart": -1,
    "journal": 1,
    "journal_name": 1,
    "journal_short": 1,
    "same_volume": 1,
    "other_volume": -1,
    "same_issue": 1,
    "other_issue": -1,
    "same_page": 1,
    "other_page": -1,
    "last_page": 1,
    "same_doi": 1,
    "other_doi": -1,
    "abstract": 1,
}
"""Which features can only speak for one work (1) or against it (-1), whatever else is known."""

_MOST_MISSING: Final = 20
_MOST_YEARS: Final = 10
_TITLE_CHANCE: Final = 0.55  # below, two titles are alike by chance
_SET_CHANCE: Final = 0.8


class _Columns:
    """The fields of all records that take part, as columns."""

    def __init__(self, records: Sequence[Comparable]) -> None:
        self.title = [one.title.text for one in records]
        self.sorted_title = [" ".join(sorted(text.split())) for text in self.title]
        self.length = np.array([text.count(" ") + 1 if text else 0 for text in self.title], np.int32)
        self.number_words = [one.title.numbers for one in records]
        self.names = [one.names for one in records]
        self.first_name = [one.first_name for one in records]
        self.authors = np.array([one.author_count for one in records], np.int32)
        self.year = np.array([one.year for one in records], np.int32)
        # That a preprint has a DOI and a place of its own tells nothing of what became of it.
        placed = [not one.is_version for one in records]
        self.journal_names = [one.journal * own for one, own in zip(records, placed, strict=True)]
        self.abstract = [one.abstract for one in records]
        self.numbers = _codes(self.number_words)
        self.answers = _codes(one.title.answers for one in records)
        self.journal = _codes(self.journal_names)
        self.volume = _codes(one.volume * own for one, own in zip(records, placed, strict=True))
        places = _codes(
            text * own
            for one, own in zip(records, placed, strict=True)
            for text in (one.issue, one.first_page)
        )
        self.issue, self.first_page = places[::2], places[1::2]
        self.last_page = _codes(one.last_page[-2:] * own for one, own in zip(records, placed, strict=True))
        self.doi = _codes(min(one.dois, default="") * own for one, own in zip(records, placed, strict=True))


def compare(records: Sequence[Comparable], pairs: Pairs) -> tuple[_Floats, Pairs]:
    """Compare pairs and give their features with those pairs that are worth it.

    ``pairs`` hold places in ``records``. Pairs whose titles are alike by chance at most, and which
    neither a DOI nor authors and a place in a volume bring together, are left out. The first result has
    a row for each remaining pair and the columns of ``FEATURES``; the second has those pairs.
    """
    columns = _Columns(records)
    a, b = pairs[:, 0], pairs[:, 1]
    title = _similar(fuzz.ratio, columns.title, a, b)
    words = _similar(fuzz.ratio, columns.sorted_title, a, b)
    subset = _similar(fuzz.token_set_ratio, columns.title, a, b)
    names = _similar(fuzz.token_set_ratio, columns.names, a, b)
    same_place = _same(columns.volume, a, b) & (
        _same(columns.first_page, a, b) | (_same(columns.issue, a, b) & (names > _SET_CHANCE))
    )
    chance = (words >= _TITLE_CHANCE) | (subset >= _SET_CHANCE) | same_place | _same(columns.doi, a, b)
    chance[~chance] = _named(records, pairs[~chance])
    kept = np.flatnonzero(chance)
    a, b = a[kept], b[kept]
    found = dict(
        zip(("title", "title_words", "title_set", "names_set"), (title, words, subset, names), strict=True)
    )
    features: dict[str, npt.NDArray[np.generic]] = {name: column[kept] for name, column in found.items()}
    features |= _of_titles(columns, a, b) | _of_authors(columns, a, b) | _of_places(columns, a, b)
    table = np.column_stack([features[name].astype(np.float32, copy=False) for name in FEATURES])
    return table, pairs[kept]


def _named(records: Sequence[Comparable], pairs: Pairs) -> npt.NDArray[np.bool_]:
    """Tell which pairs have an identifier in common, or are versions of each other by a source's word."""
    asked = ((records[a], records[b]) for a, b in pairs.tolist())
    told = (bool(a.ids & b.ids or a.versions & b.ids or b.versions & a.ids) for a, b in asked)
    return np.fromiter(told, np.bool_, len(pairs))


def _of_titles(columns: _Columns, a: Pairs, b: Pairs) -> dict[str, npt.NDArray[np.generic]]:
    shorter = np.minimum(columns.length[a], columns.length[b])
    return {
        "title_part": _similar(fuzz.partial_ratio, columns.title, a, b),
        "title_numbers": _numbers(columns, a, b),
        "title_answers": columns.answers[a] != columns.answers[b],
        "title_length": shorter,
        "title_missing": np.minimum(
            np.maximum(columns.length[a], columns.length[b]) - shorter, _MOST_MISSING
        ),
        "abstract": _similar(fuzz.ratio, columns.abstract, a, b),
        "no_abstract": _missing(columns.abstract, a, b),
    }


def _of_authors(columns: _Columns, a: Pairs, b: Pairs) -> dict[str, npt.NDArray[np.generic]]:
    return {
        "names": _similar(fuzz.ratio, columns.names, a, b),
        "first_name": _similar(fuzz.token_set_ratio, columns.first_name, a, b),
        "no_names": _missing(columns.names, a, b),
        "authors": np.minimum(columns.authors[a], columns.authors[b]),
    }


def _of_places(columns: _Columns, a: Pairs, b: Pairs) -> dict[str, npt.NDArray[np.generic]]:
    no_year = (columns.year[a] == 0) | (columns.year[b] == 0)
    years = np.minimum(np.abs(columns.year[a] - columns.year[b]), _MOST_YEARS)
    last = _same(columns.last_page, a, b).astype(np.int8) - _other(columns.last_page, a, b)
    return {
        "years_apart": np.where(no_year, 0, years),
        "no_year": no_year,
        "journal": _similar(fuzz.token_set_ratio, columns.journal_names, a, b),
        "journal_name": _similar(fuzz.ratio, columns.journal_names, a, b),
        "journal_short": _short(columns, a, b),
        "no_journal": (columns.journal[a] == 0) | (columns.journal[b] == 0),
        "same_volume": _same(columns.volume, a, b),
        "other_volume": _other(columns.volume, a, b),
        "same_issue": _same(columns.issue, a, b),
        "other_issue": _other(columns.issue, a, b),
        "same_page": _same_page(columns, a, b),
        "other_page": _other(columns.first_page, a, b),
        "last_page": last,
        "same_doi": _same(columns.doi, a, b),
        "other_doi": _other(columns.doi, a, b),
    }


def _codes(values: Iterable[str]) -> npt.NDArray[np.int32]:
    """Number the different values; the empty one is 0."""
    known = {"": 0}
    return np.array([known.setdefault(value, len(known)) for value in values], np.int32)


def _same(codes: npt.NDArray[np.int32], a: Pairs, b: Pairs) -> npt.NDArray[np.bool_]:
    return np.asarray((codes[a] == codes[b]) & (codes[a] != 0))


def _other(codes: npt.NDArray[np.int32], a: Pairs, b: Pairs) -> npt.NDArray[np.bool_]:
    return np.asarray((codes[a] != codes[b]) & (codes[a] != 0) & (codes[b] != 0))


def _missing(texts: Sequence[str], a: Pairs, b: Pairs) -> npt.NDArray[np.bool_]:
    empty = np.array([not text for text in texts], np.bool_)
    return empty[a] | empty[b]


def _similar(scorer: Callable[..., float], texts: Sequence[str], a: Pairs, b: Pairs) -> _Floats:
    """Score each pair of texts between 0 and 1; 0 where one is empty."""
    mine, theirs = [texts[place] for place in a.tolist()], [texts[place] for place in b.tolist()]
    scores = process.cpdist(mine, theirs, scorer=scorer, workers=-1, dtype=np.float32) / np.float32(100)
    scores[_missing(texts, a, b)] = 0
    return np.asarray(scores, np.float32)


def _same_page(columns: _Columns, a: Pairs, b: Pairs) -> npt.NDArray[np.bool_]:
    """Tell where the first pages agree; some databases put the number of an article into the issue."""
    page, issue = columns.first_page, columns.issue
    swapped = ((page[a] == 0) & (issue[a] == page[b])) | ((page[b] == 0) & (issue[b] == page[a]))
    return np.asarray(_same(page, a, b) | (swapped & (page[a] + page[b] != 0)))


def _numbers(columns: _Columns, a: Pairs, b: Pairs) -> _Floats:
    mine, theirs = columns.numbers[a], columns.numbers[b]
    alike: _Floats = (mine == theirs).astype(np.float32)
    for place in np.flatnonzero(mine != theirs).tolist():
        one = set(columns.number_words[a[place]].split())
        other = set(columns.number_words[b[place]].split())
        alike[place] = 0.5 if one <= other or other <= one else 0
    return alike


def _short(columns: _Columns, a: Pairs, b: Pairs) -> npt.NDArray[np.bool_]:
    short = np.zeros(len(a), np.bool_)
    for place in np.flatnonzero(_other(columns.journal, a, b)).tolist():
        short[place] = abbreviates(columns.journal_names[a[place]], columns.journal_names[b[place]])
    return short
