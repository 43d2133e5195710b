"""The labels that ship: what they say is known, and no text of a publication is among them."""

import csv
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

import data
from nlp.geography import GeographyComponent
from nlp.labels import labels
from nlp.learning import POLARITIES
from nlp.reading import reading_of
from nlp.sentences import sentences
from nlp.vocabulary import read_workstreams

FOLDER = data.folder("labels")
FILES = sorted(path.name for path in FOLDER.glob("*.jsonl"))
FIELDS = {"id", "title", "abstract", "ws", "grade", "dims", "evidence_type", "places", "polarity"}
WORKSTREAMS = {
    one.workstream.id
    for one in read_workstreams(data.folder("workstreams.yaml").read_text(encoding="utf-8")).workstreams
}
GEOGRAPHY = GeographyComponent.of(data.folder())
PLACES = {name for place in GEOGRAPHY.gazetteer.places for name in (place.name, *place.names, *place.guarded)}
BODIES = {
    place.name for place in GEOGRAPHY.gazetteer.places if place.kind in ("board", "body", "partnership")
}
# What the writers of the older files meant, and did not write into the text.
GUESSED = {"International", "Cusco", "Zaragoza"}
ANNOTATION = Path(data.__file__).parents[1] / "docs" / "methods" / "annotation.md"


def _ids(name: str, field: str) -> set[str]:
    whole = yaml.safe_load(data.folder("vocabularies", name).read_text(encoding="utf-8"))
    return {one["id"] for one in whole[field]}


DIMENSIONS = _ids("progress_plus.yaml", "dimensions")
TYPES = _ids("evidence_types.yaml", "types")


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


ALL = {name: _lines(name) for name in FILES}
READ = list(csv.DictReader((FOLDER / "read.csv").read_text(encoding="utf-8").splitlines()))
EACH = pytest.mark.parametrize("name", FILES)


def _sentences(text: str) -> set[str]:
    return {text[start:end] for start, end in sentences(text, 0)}


def test_these_files_ship() -> None:
    counts = {name: len(lines) for name, lines in ALL.items()}
    assert counts == {"examples.jsonl": 60, "indexed.jsonl": 180, "written.jsonl": 240}


@EACH
def test_every_line_is_a_label(name: str) -> None:
    assert len(list(labels((FOLDER / name).read_text(encoding="utf-8"), name))) == len(ALL[name])
    for one in ALL[name]:
        assert one.keys() >= FIELDS, one["id"]
        assert one["title"].strip()
        assert (one["title"], one["abstract"]) == (one["title"].strip(), one["abstract"].strip()), one["id"]


def test_no_id_and_no_title_is_there_twice() -> None:
    everything = [one for lines in ALL.values() for one in lines]
    for field in ("id", "title"):
        assert [
            value for value, count in Counter(one[field] for one in everything).items() if count > 1
        ] == []


@EACH
def test_what_a_label_names_is_known(name: str) -> None:
    for one in ALL[name]:
        assert {*one["ws"]} <= WORKSTREAMS, one["id"]
        assert {*one["dims"]} <= DIMENSIONS, one["id"]
        assert one["evidence_type"] is None or one["evidence_type"] in TYPES, one["id"]
        assert {*one["polarity"]} <= {*POLARITIES}, one["id"]
        for field in ("ws", "dims", "places", "polarity"):
            assert len({*one[field]}) == len(one[field]), (one["id"], field)


@EACH
def test_every_place_is_in_the_text_or_in_the_gazetteer(name: str) -> None:
    for one in ALL[name]:
        text = f"{one['title']} {one['abstract']}"
        unknown = {place for place in one["places"] if place not in text and place not in PLACES}
        assert unknown <= GUESSED, one["id"]


@EACH
def test_no_dimension_is_the_subject_of_a_record_without_inequality(name: str) -> None:
    assert [one["id"] for one in ALL[name] if one["grade"] == 0 and one["dims"]] == []


def test_where_inequality_is_a_subject_a_dimension_is_named() -> None:
    """The older files have five records about inequality in general, which name none."""
    assert [one["id"] for one in ALL["indexed.jsonl"] if one["grade"] and not one["dims"]] == []
    others = [one["id"] for lines in ALL.values() for one in lines if one["grade"] and not one["dims"]]
    assert len(others) == 5


@EACH
def test_no_identifier_of_a_publication_is_among_them(name: str) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert re.findall(r"\b10\.(?!5555/)\d{4,9}/\S+", text) == []
    assert re.findall(r"\b(?:NCT\d{8}|ISRCTN\d{8}|PMC\d{6,}|PMID:? ?\d+|CRD\d{8,})\b", text) == []


def test_no_body_of_the_gazetteer_is_given_invented_results() -> None:
    for one in ALL["indexed.jsonl"]:
        said = GEOGRAPHY([reading_of(one["title"], one["abstract"])])
        assert not {annotation.label.removeprefix("place:") for annotation in said} & BODIES, one["id"]


@pytest.mark.shared
def test_no_sentence_is_taken_from_a_real_document(shared: Path) -> None:
    real: set[str] = set()
    for name in ("dev.jsonl", "more.jsonl"):
        for line in (shared / "bench" / "labels" / name).read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            real |= {document["title"], *_sentences(document["abstract"])}
    assert len(real) > 5000
    for name, lines in ALL.items():
        ours = {said for one in lines for said in (one["title"], *_sentences(one["abstract"]))}
        assert {one for one in ours & real if len(one) > 40} == set(), name


def test_readings_of_real_documents_hold_no_words_of_them() -> None:
    assert len({one["title"] for one in READ}) == len(READ) == 601
    for one in READ:
        assert re.fullmatch(r"[0-9a-f]{16}", one["title"])
        assert re.fullmatch(r"[\w-]+", one["set"])
        assert one["grade"] in "0123"
        assert 0 < float(one["sure"]) <= 1
        assert {*one["ws"].split()} <= WORKSTREAMS
        assert {*one["dims"].split()} <= DIMENSIONS
        assert one["dims"] or one["grade"] in ("0", "1")


def test_the_method_says_what_the_files_hold() -> None:
    said = " ".join(ANNOTATION.read_text(encoding="utf-8").split())
    for name, lines in ALL.items():
        assert f"| `{name}` | {len(lines)} |" in said
    grades = Counter(one["grade"] for one in READ)
    assert f"| `read.csv` | {len(READ)} |" in said
    assert f"{sum(bool(one['ws']) for one in READ)} in a workstream" in said
    assert "grades 0 to 3: " + ", ".join(str(grades[grade]) for grade in "0123") in said
