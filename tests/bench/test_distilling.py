"""The texts that word meanings are distilled on."""

import gzip
import json
from pathlib import Path

import pytest

from bench.distilling.corpus import documents, passages, words

LONG = "We asked forty members of six clubs. They came by bus. Most came each week. " * 4


@pytest.fixture
def bench(tmp_path: Path) -> Path:
    """Make a folder of public sets with four documents, one of them labelled and one without an abstract."""
    for name in ("labels", "screening", "topics/coronacentral", "duplicates/one"):
        (tmp_path / name).mkdir(parents=True)
    label = {"title": "Lunch clubs", "abstract": LONG, "ws": [], "grade": 0, "dims": []}
    for name in ("dev", "more"):
        (tmp_path / "labels" / f"{name}.jsonl").write_text(json.dumps(label), encoding="utf-8")
    topics = [{"title": "Lunch clubs", "abstract": LONG}, {"title": "Buses", "abstract": None}]
    with gzip.open(tmp_path / "topics/coronacentral/annotated_documents.json.gz", "wt") as file:
        json.dump(topics, file)
    with gzip.open(tmp_path / "screening" / "a.csv.gz", "wt") as file:
        file.write(f'title,abstract,included\nBuses on islands,"{LONG}",1\n')
    with gzip.open(tmp_path / "duplicates/one/records_pre_merged.csv.gz", "wt") as file:
        file.write(f'ID,title,abstract\n1,Buses on islands.,"{LONG}"\n2,Ferries,"{LONG}"\n')
    return tmp_path


def test_labelled_documents_and_copies_take_no_part(bench: Path) -> None:
    assert [title for title, _ in documents(bench)] == ["Buses on islands", "Ferries"]


def test_words_are_those_of_enough_documents_and_those_asked_for(bench: Path) -> None:
    texts = [*documents(bench), ("Clubs", LONG)]
    found = words(texts, ["ferry", "##ing", "a"])
    assert found["members"] == 3
    assert found["ferry"] == 0
    assert "ferries" not in found
    assert "a" not in found
    assert list(found) == sorted(found)


def test_passages_are_drawn_the_same_way_each_time(bench: Path) -> None:
    texts = documents(bench)
    assert passages(texts, 5, seed=1) == passages(texts, 5, seed=1)
    assert len(passages(texts, 2, seed=1)) == 2
    assert "Ferries" in passages(texts, 99, seed=1)
