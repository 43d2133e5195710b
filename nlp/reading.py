"""One work prepared for reading: cut into words and sentences once, for all components.

A work is read from its best record. Title, abstract, keywords and body are laid behind one another in
one text with walls between them, so that each component matches once; :meth:`Reading.quote` gives back
offsets into the record's own field. A field that is empty is left out (but the title): a work without an
abstract is read from its title alone and says so (``title_only``).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_lowercase
from sys import maxsize
from typing import Generic, NamedTuple, TypeVar

from nlp.boilerplate import Boilerplate, shipped_boilerplate
from nlp.phrases import Phrases
from nlp.sentences import sentences
from nlp.stretches import Stretch, overlaps
from nlp.words import WALL, Words, words
from records.annotation import FIELDS, Field, Quote
from records.record import Record
from records.work import Work

__all__ = ["Match", "Part", "Reading", "reading_of", "readings"]

T = TypeVar("T")
_SMALL = ascii_lowercase.encode()


class Part(NamedTuple):
    """Where one field of the record lies in the text that is read."""

    field: Field
    start: int
    end: int


class Match(NamedTuple, Generic[T]):
    """One place at which a phrase was found.

    ``start`` and ``end`` are offsets into the reading's text, ``field`` and the number ``sentence`` are
    where they lie, ``phrase`` is how the vocabulary writes it.
    """

    what: T
    start: int
    end: int
    field: Field
    sentence: int
    phrase: str


@dataclass(frozen=True, slots=True, eq=False)
class Reading:
    """One work, ready to be read.

    ``record`` is what it is read from. ``words`` is its text, cut. ``sentences`` are start and end of
    each sentence, ``masks`` of each stretch that no component may read (boilerplate, names of
    instruments), ``shouting`` of each that is set all in capitals; all in reading order. ``retracted``
    is what is known of the work.
    """

    work: str
    record: Record
    words: Words
    parts: tuple[Part, ...]
    sentences: tuple[Stretch, ...]
    masks: tuple[Stretch, ...]
    shouting: tuple[Stretch, ...]
    retracted: bool = False

    @property
    def text(self) -> str:
        """Give the fields in order, with walls between them."""
        return self.words.text

    @property
    def title_only(self) -> bool:
        """Tell whether there is nothing but a title, perhaps with keywords, to read."""
        return all(part.field in ("title", "keywords") for part in self.parts)

    def part_at(self, place: int) -> Part:
        """Give the field that holds a place of the text."""
        for part in reversed(self.parts):
            if part.start <= place:
                return part
        return self.parts[0]

    def sentence_at(self, place: int) -> int:
        """Give the number of the sentence that holds a place of the text."""
        return max(0, bisect_right(self.sentences, (place, maxsize)) - 1)

    def sentence_text(self, number: int) -> str:
        """Give the words of a sentence."""
        start, end = self.sentences[number]
        return self.text[start:end]

    def find(self, phrases: Phrases[T]) -> list[Match[T]]:
        """Find phrases outside masked stretches, in reading order, longer before shorter."""
        found: list[Match[T]] = []
        part, sentence, last = 0, 0, len(self.sentences) - 1
        for start, minus_end, (phrase, what, _) in phrases.found(self.words, self.shouting):
            # They come in reading order, so that field and sentence are found by going on from the last.
            while part + 1 < len(self.parts) and self.parts[part + 1].start <= start:
                part += 1
            while sentence < last and self.sentences[sentence + 1][0] <= start:
                sentence += 1
            end = -minus_end
            if not (self.masks and overlaps(self.masks, start, end)):
                found.append(Match(what, start, end, self.parts[part].field, sentence, phrase))
        return found

    def masked(self, start: int, end: int) -> bool:
        """Tell whether a stretch touches one that may not be read."""
        return overlaps(self.masks, start, end)

    def quote(self, start: int, end: int) -> Quote:
        """Quote a stretch of the text, with offsets into the record's own field."""
        part = self.part_at(start)
        text = self.text[start : min(end, part.end)]
        begin = start - part.start
        return Quote(self.record.record_id, part.field, begin, begin + len(text), text)


def readings(works: Iterable[Work], boilerplate: Boilerplate | None = None) -> Iterator[Reading]:
    """Prepare works for reading, one by one as they come.

    ``boilerplate`` says what may not be read; without it, what ships says so.
    """
    rules = boilerplate or shipped_boilerplate()
    for work in works:
        yield _reading(work.work_id, work.best, rules, retracted=work.is_retracted)


def reading_of(
    title: str,
    abstract: str = "",
    *,
    key: str = "1",
    keywords: tuple[str, ...] = (),
    publication_types: tuple[str, ...] = (),
    boilerplate: Boilerplate | None = None,
) -> Reading:
    """Prepare a bare title and abstract for reading, as if a source had given them."""
    record = Record(
        source="text",
        key=key,
        kind="text",
        title=title,
        abstract=abstract,
        keywords=keywords,
        publication_types=publication_types,
    )
    return _reading(key, record, boilerplate or shipped_boilerplate(), retracted=False)


def _reading(work: str, record: Record, boilerplate: Boilerplate, *, retracted: bool) -> Reading:
    contents = (record.title, record.abstract, "; ".join(record.keywords), record.body)
    parts: list[Part] = []
    cut: list[Stretch] = []
    start = 0
    texts: dict[Field, str] = dict(zip(FIELDS, contents, strict=True))
    for field, content in texts.items():
        if content.strip() or field == "title":
            parts.append(Part(field, start, start + len(content)))
            cut += sentences(content, start)
            start += len(content) + len(WALL)
    text = words(WALL.join(texts[part.field] for part in parts))
    return Reading(
        work=work,
        record=record,
        words=text,
        parts=tuple(parts),
        sentences=tuple(cut),
        masks=boilerplate.stretches(text, cut),
        shouting=tuple(part[1:] for part in parts if _shouts(text.text[part.start : part.end])),
        retracted=retracted,
    )


def _shouts(content: str) -> bool:
    """Tell whether most letters of a text are capitals; a sample of it is enough."""
    sample = content[:400]
    plain = sample.encode("ascii", "ignore")
    small = len(plain) - len(plain.translate(None, _SMALL))
    if 3 * small > 2 * (len(sample) - small):  # were all others capitals, they would be too few
        return False
    letters = [letter for letter in sample if letter.isalpha()]
    return sum(map(str.isupper, letters)) > 0.6 * len(letters)
