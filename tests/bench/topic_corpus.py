"""An invented corpus in the form of CoronaCentral's file, of words from the definitions of its topics."""

import gzip
import random
from pathlib import Path
from typing import Any

import msgspec

from bench.topic_documents import topic_benchmark

__all__ = ["document", "invented_documents", "write_documents"]

_FILLERS = ["report", "region", "week", "group", "people", "several", "using", "found", "early", "local"]


def document(title: str, *tags: str, abstract: str = "", phase: str = "search") -> dict[str, Any]:
    """Invent one document, with the fields that the file has beside those that are read."""
    return {
        "title": title,
        "abstract": abstract,
        "journal": "Annals of Invention",
        "phase": phase,
        "annotations": list(tags),
        "cord_uid": "",
        "pubmed_id": 0,
    }


def invented_documents(each: int = 8) -> list[dict[str, Any]]:
    """Invent some documents for each topic; every fourth is of the test set, every third has no abstract."""
    chance = random.Random(7)  # noqa: S311
    made = []
    for topic in topic_benchmark().topics:
        words = topic.definition.replace(",", "").split()
        for place in range(each):
            title = " ".join(chance.sample([*chance.sample(words, 5), *chance.sample(_FILLERS, 3)], 8))
            abstract = " ".join(chance.sample([*words, *_FILLERS], 14)) if place % 3 else ""
            phase = "testset" if place % 4 == 0 else "search"
            made.append(document(title, topic.name, abstract=abstract, phase=phase))
    return made


def write_documents(path: Path, documents: list[dict[str, Any]]) -> Path:
    """Write documents to the file of a folder, as it is published."""
    path.mkdir(parents=True, exist_ok=True)
    (path / topic_benchmark().file).write_bytes(gzip.compress(msgspec.json.encode(documents), mtime=0))
    return path
