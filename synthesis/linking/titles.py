"""Titles made comparable: folded to plain words, without what marks a version."""

import re
import unicodedata
from functools import cache

import msgspec

from synthesis.linking.words import word_list

__all__ = ["Title", "fold", "plain_letters", "title_of"]

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"</?[a-z]{1,6}/?>", re.IGNORECASE)
# What databases put behind a title: "[French]", "[Review] [39 refs]", "[see comment]".
_BEHIND = re.compile(
    r"(?<=\S)\s*(?:\[[^\[\]]{3,60}\]|\[(?:comment|correct|errat|publish|republish|retract|see|summary|update)[^\[\]]*\]?)\.?\s*$",
    re.IGNORECASE,
)
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_PART = re.compile(r"\b(part|volume|vol|phase|study|paper|report|chapter|wave|round)\s+(i{1,3}|iv|vi?)\b")
_NUMBERED = re.compile(r"\b(?:part|volume|vol|phase|study|paper|report|chapter|wave|round|no)\s+(\d+)\b")
_DIGIT = re.compile(r"\d")


class Title(msgspec.Struct, frozen=True, gc=False):
    """A title as linking sees it.

    ``text`` is folded (no case, accents, markup or punctuation, roman part numbers in digits) and without
    the marks of a version, its words joined by single blanks. ``numbers`` are the words that hold a digit,
    sorted, ``part`` the number of a part, volume or wave, ``answers`` the words that make it an item about
    another (a reply, an erratum); each empty without one. A ``placeholder`` says
    nothing of the work; a ``serial`` title comes out again and again.
    """

    text: str
    numbers: str
    part: str
    answers: str
    is_placeholder: bool
    is_serial: bool

    @property
    def words(self) -> list[str]:
        """List the words in their order."""
        return self.text.split()


def title_of(text: str) -> Title:
    """Fold a title for comparing."""
    folded = fold(_without_remarks(text))
    for suffix in _longest_first("version_suffix"):
        folded = folded.removesuffix(" " + suffix)
    for prefix in _longest_first("version_prefix"):
        folded = folded.removeprefix(prefix + " ")
    if _has_part(folded):
        folded = _PART.sub(lambda found: f"{found[1]} {_ROMAN[found[2]]}", folded)
    numbers = part = ""
    if _DIGIT.search(folded):
        numbers = " ".join(sorted({word for word in folded.split() if _DIGIT.search(word)}))
        part = " ".join(_NUMBERED.findall(folded))
    return Title(
        text=folded,
        numbers=numbers,
        part=part,
        answers=" ".join(sorted(word_list("answering").intersection(_ends(folded)))),
        is_placeholder=len(folded) < 40
        and (folded in word_list("placeholder") or len(folded.replace(" ", "")) < 8),
        is_serial=any(f" {phrase} " in f" {folded} " for phrase in word_list("serial")),
    )


def fold(text: str) -> str:
    """Bring a text to plain words in lower case, joined by single blanks."""
    return " ".join(_WORD.findall(plain_letters(text)))


def plain_letters(text: str) -> str:
    """Take case and accents from a text."""
    if not text.isascii():
        text = "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))
    return text.casefold()


def _without_remarks(text: str) -> str:
    if "<" in text:
        text = _TAG.sub("", text)
    while "[" in text:
        shorter = _BEHIND.sub("", text)
        if shorter == text:
            break
        text = shorter
    return text


def _ends(folded: str) -> tuple[str, str]:
    first, _, rest = folded.partition(" ")
    return first, rest.rpartition(" ")[2]


def _has_part(folded: str) -> bool:
    return " i" in folded or " v" in folded


@cache
def _longest_first(name: str) -> tuple[str, ...]:
    """Order a list so that ``a preprint`` is taken off before ``preprint``, on every machine."""
    return tuple(sorted(word_list(name), key=lambda phrase: (-len(phrase), phrase)))
