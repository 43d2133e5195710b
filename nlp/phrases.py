"""Finding the phrases of a vocabulary in a text, whatever their spelling.

spaCy's PhraseMatcher over the form of words that :func:`nlp.spelling.fold` gives. Words whose capitals
carry the meaning must have them in the text too: acronyms (``SIMD``, ``GPs``, ``EqIA``) always, other
words when the vocabulary says ``case: true`` (``Near Me``). In a stretch set all in capitals they
cannot be told apart, and do not match.
"""

from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from spacy.matcher import PhraseMatcher

from nlp.stretches import Stretch, overlaps
from nlp.words import Words, vocab, words

__all__ = ["Phrase", "Phrases", "Place", "is_acronym"]

T = TypeVar("T")
_TAIL = "-/ \t\n\r\xa0‐‑‒–"


class Phrase(NamedTuple, Generic[T]):
    """One phrase of a vocabulary: what it stands for, and whether its capitals matter.

    ``case`` is true for words that count only as they are written, false for words in which not even
    an acronym needs its capitals, and None for the rule: acronyms do, other words do not.
    """

    text: str
    what: T
    case: bool | None = None


class Place(NamedTuple, Generic[T]):
    """Where a phrase was found, as offsets into the text; ``phrase`` is how the vocabulary writes it."""

    start: int
    end: int
    what: T
    phrase: str


class _Entry(NamedTuple, Generic[T]):
    phrase: Phrase[T]
    capitals: tuple[tuple[int, str], ...]


class Phrases(Generic[T]):
    """A set of phrases to be found together."""

    def __init__(self, phrases: Iterable[Phrase[T]]) -> None:
        self._entries: dict[int, list[_Entry[T]]] = {}
        self._matcher = PhraseMatcher(vocab(), attr="NORM")
        for phrase in phrases:
            doc = words(phrase.text).doc
            name = " ".join(word.norm_ for word in doc)
            key = vocab().strings.add(name)
            if key not in self._entries:
                self._entries[key] = []
                self._matcher.add(name, [doc])
            self._entries[key].append(_Entry(phrase, _capitals(phrase)))

    def places(self, cut: Words, shouting: Sequence[Stretch] = ()) -> list[Place[T]]:
        """Find all phrases in reading order, longer before shorter.

        ``shouting`` are the stretches that are set all in capitals.
        """
        found = self.found(cut, shouting)
        return [Place(start, -end, phrase.what, phrase.text) for start, end, phrase in found]

    def found(self, cut: Words, shouting: Sequence[Stretch] = ()) -> list[tuple[int, int, Phrase[T]]]:
        """Find what :meth:`places` gives, as start, end with a minus before it, and phrase.

        Texts are full of phrases: to make a value of each twice is what takes most time.
        """
        found = []
        text, starts, ends, entries = cut.text, cut.starts, cut.ends, self._entries
        for key, first, last in self._matcher(cut.doc):
            start, end = starts[first], ends[last - 1]
            while text[end - 1] in _TAIL and end - start > 1:
                end -= 1
            for phrase, capitals in entries[key]:
                if not capitals or (not overlaps(shouting, start, end) and _written_so(cut, first, capitals)):
                    found.append((start, -end, phrase))
        found.sort(key=_order)
        return found


def is_acronym(word: str) -> bool:
    """Tell whether a word is written with capitals inside: SIMD, GPs, EqIA, D2A, P3CEQ."""
    return sum(map(str.isupper, word)) > 1 or (word[:1].isupper() and any(map(str.isdigit, word)))


def _order(found: tuple[int, int, Phrase[T]]) -> tuple[int, int]:
    return found[:2]


def _capitals(phrase: Phrase[T]) -> tuple[tuple[int, str], ...]:
    """List the words, by number, that must be written as they are."""
    if phrase.case is False:
        return ()
    return tuple(
        (number, _bare(word.text))
        for number, word in enumerate(words(phrase.text).doc)
        if is_acronym(word.text) or (phrase.case and word.text[:1].isupper())
    )


def _written_so(cut: Words, first: int, capitals: tuple[tuple[int, str], ...]) -> bool:
    for number, word in capitals:
        place = first + number
        if _bare(cut.text[cut.starts[place] : cut.ends[place]]) != word:
            return False
    return True


def _bare(written: str) -> str:
    """Leave out what hangs on a word: a hyphen, a possessive, the s of a plural."""
    return written.rstrip(_TAIL).rstrip("'’").removesuffix("s").rstrip("'’")
