"""The texts that word meanings are distilled on, and the words that get a vector."""

import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from bench.label_files import read_labels
from bench.set_texts import coronacentral_texts, table_texts
from nlp.meaning import WORD

__all__ = ["documents", "passages", "words"]

_SHORTEST: Final = 200  # characters of an abstract
_LONGEST: Final = 1800
_PASSAGE: Final = 700
_SEEN: Final = 3  # documents that a word must stand in
_LONGEST_WORD: Final = 30
_SENTENCE: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def documents(bench: Path) -> list[tuple[str, str]]:
    """Give title and abstract of the real documents of a folder of public sets, each once.

    Those that have labels are left out, so that nothing is learned from what Ken is measured on.
    """
    labelled = read_labels(bench / "labels" / name for name in ("dev.jsonl", "more.jsonl"))
    seen = {_plain(label.title) for label in labelled}
    found = []
    for title, abstract in _all(bench):
        if len(abstract) >= _SHORTEST and _plain(title) not in seen:
            seen.add(_plain(title))
            found.append((title, abstract[:_LONGEST]))
    return found


def words(texts: Sequence[tuple[str, str]], more: Sequence[str]) -> dict[str, int]:
    """Give the words that get a vector, and in how many documents each stands.

    They are those of enough documents, and ``more``: the whole words that the sentence model knows.
    """
    counts: Counter[str] = Counter()
    for title, abstract in texts:
        counts.update({word for word in WORD.findall(f"{title} {abstract}".lower()) if len(word) > 1})
    often = (word for word, count in counts.items() if count >= _SEEN and len(word) < _LONGEST_WORD)
    whole = (word for word in more if len(word) > 1 and word.isascii() and WORD.fullmatch(word))
    return {word: counts[word] for word in sorted({*often, *whole})}


def passages(texts: Sequence[tuple[str, str]], most: int, seed: int) -> list[str]:
    """Cut so many titles and passages of a few sentences out of the documents, in an order that is drawn."""
    chance = random.Random(seed)  # noqa: S311  not a secret
    found: dict[str, None] = {}
    for title, abstract in texts:
        sentences = _SENTENCE.split(abstract)
        found[title] = None
        found[f"{title}. {' '.join(sentences[:2])}"[:_PASSAGE]] = None
        start = chance.randrange(max(1, len(sentences) - 2))
        found[" ".join(sentences[start : start + 4])[:_PASSAGE]] = None
    drawn = list(found)
    chance.shuffle(drawn)
    return drawn[:most]


def _all(bench: Path) -> Iterator[tuple[str, str]]:
    yield from coronacentral_texts(bench)
    paths = sorted((bench / "screening").glob("*.csv.gz"))
    for path in [*paths, *sorted(bench.glob("duplicates/*/records_pre_merged.csv.gz"))]:
        yield from table_texts(path)


def _plain(title: str) -> str:
    return re.sub(r"\W+", "", title.lower())[:80]
