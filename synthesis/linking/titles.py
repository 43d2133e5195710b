"""Titles made comparable: folded to plain words, without what marks a version."""

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

import data

__all__ = ["Title", "title_of"]

_WORD = re.compile(r"[^\W_]+")
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"}
_PART = re.compile(r"\b(part|volume|vol|phase|study|paper|report|chapter|wave|round)\s+(i{1,3}|iv|vi?)\b")


@dataclass(frozen=True, slots=True)
class Title:
    """A title as linking sees it.

    ``words`` are folded (no case, accents or punctuation, roman part numbers in digits) and without
    the marks of a version. ``numbers`` are the words that hold a digit. A ``placeholder`` says nothing
    of the work; a ``serial`` title comes out again and again.
    """

    words: tuple[str, ...]
    numbers: frozenset[str]
    is_placeholder: bool
    is_serial: bool

    @property
    def text(self) -> str:
        """Join the words by single blanks."""
        return " ".join(self.words)


@lru_cache(maxsize=65536)
def title_of(text: str) -> Title:
    """Fold a title for comparing."""
    lists = _lists()
    folded = _fold(text)
    for suffix in lists["version_suffix"]:
        folded = folded.removesuffix(" " + suffix)
    for prefix in lists["version_prefix"]:
        folded = folded.removeprefix(prefix + " ")
    folded = _PART.sub(lambda found: f"{found[1]} {_ROMAN[found[2]]}", folded)
    words = tuple(folded.split())
    return Title(
        words=words,
        numbers=frozenset(word for word in words if any(ch.isdigit() for ch in word)),
        is_placeholder=folded in lists["placeholder"] or len("".join(words)) < 8,
        is_serial=any(f" {phrase} " in f" {folded} " for phrase in lists["serial"]),
    )


def _fold(text: str) -> str:
    plain = "".join(ch for ch in unicodedata.normalize("NFKD", text) if not unicodedata.combining(ch))
    return " ".join(_WORD.findall(plain.casefold()))


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    text = data.folder("linking", "titles.toml").read_text(encoding="utf-8")
    return {name: tuple(words) for name, words in tomllib.loads(text).items()}
