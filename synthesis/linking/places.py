"""Where a record says that it was printed: the parts of a citation that two databases write differently."""

import re
from functools import lru_cache

from synthesis.linking.titles import fold
from synthesis.linking.words import word_list

__all__ = ["abbreviates", "digits_of", "journal_of", "pages_of"]

_REMARK = re.compile(r"\([^()]*\)")
_RANGE = re.compile(r"(?:e|([a-z]{1,3}))?0*(\d+)(?:\s*[-\u2010-\u2015]+\s*[a-z]{0,3}0*(\d+))?")
_DIGITS = re.compile(r"\d+")


def pages_of(text: str) -> tuple[str, str]:
    """Give the first and the last page of a range, each empty where it is not said.

    Both are in lower case without leading noughts or the ``e`` of electronic pages, and a shortened last
    page is written out: ``221-8`` is ``221`` and ``228``. Remarks in brackets, as Ovid writes them
    (``(no pagination)``), are passed over.
    """
    if not text:
        return "", ""
    bare = text.lower()
    if "(" in bare:
        bare = _REMARK.sub(" ", bare)
    found = _RANGE.search(bare)
    if not found:
        return "", ""
    letters, first, last = found.groups()
    if last and len(last) < len(first):
        last = first[: len(first) - len(last)] + last
    return (letters or "") + first, last or ""


def digits_of(text: str) -> str:
    """Give the first number of a volume or an issue, without leading noughts; empty without one."""
    found = _DIGITS.search(text)
    return found[0].lstrip("0") if found else ""


@lru_cache(maxsize=32768)
def journal_of(name: str) -> str:
    """Fold the name of a journal, a series or a conference; remarks in brackets are left out."""
    words = fold(_REMARK.sub(" ", name) if "(" in name else name).split()
    small = word_list("small_in_journals")
    return " ".join(word for word in words if word not in small)


@lru_cache(maxsize=65536)
def abbreviates(one: str, other: str) -> bool:
    """Tell whether one folded name of a journal is short for the other.

    ``br j gen pract`` and ``bmj`` are short for their names: each word begins a word of the longer name,
    in order, or its initials are the whole or the first word of the other.
    """
    short, long = sorted((one.split(), other.split()), key=lambda words: (len(" ".join(words)), words))
    if not short:
        return False
    if _is_acronym("".join(short), long) or any(_is_acronym(*pair) for pair in _heads(short, long)):
        return True
    place = 0
    for word in short:
        while place < len(long) and not _begins(word, long[place]):
            place += 1
        if place == len(long):
            return False
        place += 1
    return len(short) > 1


def _heads(short: list[str], long: list[str]) -> list[tuple[str, list[str]]]:
    """Give each name's first word with the other name: ``ICIS: Transforming Society`` begins with one."""
    return [(short[0], long), (long[0], short)]


def _is_acronym(word: str, name: list[str]) -> bool:
    return len(word) > 2 and word == "".join(part[0] for part in name)


def _begins(word: str, whole: str) -> bool:
    """Tell whether a word is a shortened other: it begins it, or shares its first two and last letters."""
    return whole.startswith(word) or (
        len(word) > 2 and whole[:2] == word[:2] and whole[-1] == word[-1] and len(word) < len(whole)
    )
