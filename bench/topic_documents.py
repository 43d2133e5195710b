"""CoronaCentral's documents with their topics, as its authors published and split them.

Lever and Altman 2021, doi:10.1073/pnas.2100766118. Topics, definitions and published figures are in
``data/bench/coronacentral.toml``.
"""

import gzip
import tomllib
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import msgspec
from sklearn.model_selection import train_test_split

import data
from records.errors import BenchError

__all__ = [
    "Split",
    "Topic",
    "TopicBenchmark",
    "TopicDocument",
    "read_topic_documents",
    "splits",
    "topic_benchmark",
]

_TEST: Final = "testset"
_SHARE: Final = 0.25
_SEED: Final = 42


class Topic(msgspec.Struct, frozen=True):
    """A topic: its ``name``, what it is about, and the F1 that was published for it on the test set."""

    name: str
    definition: str
    published: float


class TopicBenchmark(msgspec.Struct, frozen=True):
    """What is known of the benchmark before its documents are read.

    ``file`` is the name of its file. A document that has one of the tags ``housekeeping`` takes no part in
    learning. ``published`` has macro F1 by split and model.
    """

    file: str
    housekeeping: frozenset[str]
    topics: tuple[Topic, ...]
    published: dict[str, dict[str, float]]


class TopicDocument(msgspec.Struct, frozen=True):
    """A document of CoronaCentral; ``abstract`` and ``journal`` may be empty."""

    title: str
    abstract: str
    journal: str
    phase: str
    annotations: frozenset[str]


@dataclass(frozen=True, slots=True)
class Split:
    """Documents to learn from, and by name those to be asked about."""

    learned: Sequence[TopicDocument]
    asked: Mapping[str, Sequence[TopicDocument]]


@cache
def topic_benchmark() -> TopicBenchmark:
    """Read what ships about the benchmark."""
    text = data.folder("bench", "coronacentral.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), TopicBenchmark)


def read_topic_documents(path: Path) -> tuple[TopicDocument, ...]:
    """Read the documents from their file, or from the folder it is in.

    Raises ``BenchError`` when the file is missing or is not of this form.
    """
    file = path / topic_benchmark().file if path.is_dir() else path
    try:
        return msgspec.json.decode(gzip.decompress(file.read_bytes()), type=tuple[TopicDocument, ...])
    except FileNotFoundError as error:
        raise BenchError(f"{file} is missing; name CoronaCentral's {topic_benchmark().file}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise BenchError(f"{file} cannot be read as a gzipped file: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BenchError(f"{file} is not a list of CoronaCentral's documents: {error}") from error


def splits(documents: Sequence[TopicDocument]) -> tuple[Split, ...]:
    """Split documents as CoronaCentral's authors did.

    The first split learns from all that are not of the phase ``testset``. ``test`` is all that are;
    ``test, kept`` is those without the documents that have a tag of housekeeping, which the published
    figures leave out. The second split, ``validation``, asks about a quarter of the documents that the
    first learns from, chosen by ``train_test_split(test_size=0.25, random_state=42)`` in the file's order.

    Raises ``BenchError`` when a part has no documents.
    """
    tags = topic_benchmark().housekeeping
    kept = [one for one in documents if not one.annotations & tags]
    learned = [one for one in kept if one.phase != _TEST]
    test = [one for one in documents if one.phase == _TEST]
    if not test or len(learned) < 2:
        raise BenchError(f"there are {len(learned)} documents to learn from and {len(test)} of the test set")
    less, asked = train_test_split(learned, test_size=_SHARE, random_state=_SEED)
    test_kept = [one for one in kept if one.phase == _TEST]
    return (
        Split(learned, {"test": test, "test, kept": test_kept}),
        Split(less, {"validation": asked}),
    )
