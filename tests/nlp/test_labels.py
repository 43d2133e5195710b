import pytest

import data
from nlp.gazetteer import Gazetteer
from nlp.labels import Label, labels
from nlp.vocabulary import workstreams
from records.errors import ImportFileError

FILES = ["examples.jsonl", "written.jsonl"]


def _read(name: str) -> list[Label]:
    return list(labels(data.folder("labels", name).read_text(encoding="utf-8"), name))


def test_the_labels_that_ship_are_all_there() -> None:
    assert [len(_read(name)) for name in FILES] == [60, 240]


def test_ids_are_unique_over_all_files() -> None:
    ids = [one.id for name in FILES for one in _read(name)]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("name", FILES)
def test_labels_use_the_words_of_the_vocabularies(name: str) -> None:
    known = {one.id for one in workstreams(data.folder("workstreams.yaml").read_text(encoding="utf-8"))}
    dimensions = data.folder("vocabularies", "progress_plus.yaml").read_text(encoding="utf-8")
    for one in _read(name):
        assert one.title
        assert one.workstreams <= known
        assert all(f"  - id: {dimension}\n" in dimensions for dimension in one.dimensions), one.id


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2: not a labelled record"),
        ('{"id": "a"}', "line 2: not a labelled record: KeyError"),
        ('{"id": "a", "title": "t", "ws": [], "dims": [], "grade": 4}', "the grade 4 is not 0 to 3"),
        ('{"id": "a", "title": "t", "ws": "x", "dims": [], "grade": 1}', "a list is needed"),
        ("[]", "line 2: not a labelled record"),
    ],
)
def test_a_line_that_is_no_label_is_named(line: str, reason: str) -> None:
    with pytest.raises(ImportFileError, match=reason):
        list(labels(f"\n{line}\n"))


def test_a_missing_abstract_is_an_empty_one() -> None:
    (one,) = labels('{"id": 7, "title": "t", "ws": ["b", "a"], "dims": [], "grade": 0}')
    assert one == Label("7", "t", "", frozenset({"a", "b"}), 0, frozenset())


def test_a_record_without_an_id_is_named_by_its_line() -> None:
    read = labels('\n{"title": "t", "ws": [], "dims": [], "grade": 0, "colour": "red"}\n')
    assert [one.id for one in read] == ["2"]


def test_a_line_ends_at_a_line_feed_alone() -> None:
    line = '{"title": "t", "abstract": "one\u2028two\x85three", "ws": [], "dims": [], "grade": 0}\r\n'
    assert [one.abstract for one in labels(line)] == ["one\u2028two\x85three"]


def test_the_gazetteer_knows_the_nations_of_the_examples() -> None:
    gazetteer = Gazetteer.of(data.folder("vocabularies", "geography.yaml").read_text(encoding="utf-8"))
    assert {"SCT", "ENG", "WLS", "NIR", "GBR", "IRL"} <= set(gazetteer.nations)
