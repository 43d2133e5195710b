"""The invented works of the sample week: what they are, and how many sources tell of each."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

import data
from data.sample.copies import copies
from data.sample.works import FOLDER, read_works

WORKS = {work.id: work for work in read_works()}
TRUTH = [json.loads(line) for line in (FOLDER / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
SOURCES = {"europepmc", "pubmed", "crossref", "openalex", "medrxiv", "his", "govuk"}
WORKSTREAMS = {"community-models", "emerging-needs", "strategic-planning", "published-learning"}
NO_ABSTRACT = {"notice-correction-friday", "notice-concern-inhaler", "no-abstract-night-nurses"}


def sentences(text: str) -> Iterator[str]:
    """Give the sentences of more than five words."""
    return (one for one in re.split(r"(?<=[.?!])\s+", text) if len(one.split()) > 5)


def test_there_are_enough_works_and_records_of_every_kind() -> None:
    assert len(WORKS) >= 160
    assert len(TRUTH) >= 270
    counts = Counter(line["source"] for line in TRUTH)
    assert set(counts) == SOURCES
    assert min(counts.values()) >= 14


def test_every_workstream_and_grade_is_well_filled() -> None:
    for workstream in WORKSTREAMS:
        assert sum(workstream in work.ws for work in WORKS.values()) >= 26
    assert sum(not work.ws for work in WORKS.values()) >= 60
    assert sum(len(work.ws) > 1 for work in WORKS.values()) >= 20
    grades = Counter(work.grade for work in WORKS.values())
    assert all(grades[grade] >= 15 for grade in range(4))


def test_labels_are_words_that_ken_knows() -> None:
    vocabulary = yaml.safe_load(data.folder("vocabularies", "progress_plus.yaml").read_text(encoding="utf-8"))
    known = {dimension["id"] for dimension in vocabulary["dimensions"]}
    assert {dimension for work in WORKS.values() for dimension in work.dims} == known
    assert all(set(work.ws) <= WORKSTREAMS for work in WORKS.values())
    assert all(bool(work.dims) == (work.grade > 0) for work in WORKS.values())


def test_every_work_is_in_the_week_under_its_own_id() -> None:
    assert {line["work"] for line in TRUTH} == set(WORKS)
    assert set(Counter((line["source"], line["key"]) for line in TRUTH).values()) == {1}
    assert len({work.number for work in WORKS.values()}) == len(WORKS)


def test_a_doi_is_of_one_work_and_of_one_version() -> None:
    of: dict[str, set[tuple[str, bool]]] = defaultdict(set)
    for copy in copies(tuple(WORKS.values())):
        of[copy.doi.lower()].add((copy.work.id, copy.kind == "preprint"))
    of.pop("")
    assert max(map(len, of.values())) == 1


def test_a_work_may_be_in_as_many_as_five_sources() -> None:
    sources: dict[str, set[str]] = defaultdict(set)
    for line in TRUTH:
        sources[line["work"]].add(line["source"])
    assert {len(found) for found in sources.values()} == {1, 2, 3, 4, 5}


def test_reports_have_a_page_and_a_record_elsewhere() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for line in TRUTH:
        kinds[line["work"]].add(line["kind"])
    assert sum(found == {"report page", "same"} for found in kinds.values()) >= 3


def test_relations_are_with_works_of_the_week() -> None:
    others = {other for work in WORKS.values() for other in work.relations.values()}
    assert others <= set(WORKS)
    kinds = {relation for work in WORKS.values() for relation in work.relations}
    assert kinds == {"retracts", "corrects", "concerns", "continues", "extends", "results of"}


def test_abstracts_are_of_the_length_that_abstracts_have() -> None:
    words = {work.id: len(work.abstract.split()) for work in WORKS.values()}
    assert {name for name, count in words.items() if not count} == NO_ABSTRACT
    assert [name for name, count in words.items() if count and not 70 <= count <= 160] == []


def test_no_two_works_say_the_same() -> None:
    said = Counter(one for work in WORKS.values() for one in sentences(work.abstract))
    assert [one for one, count in said.items() if count > 1] == []
    titles = Counter(work.title for work in WORKS.values())
    assert [title for title, count in titles.items() if count > 1] == ["Editorial"]


@pytest.mark.shared
def test_nothing_is_taken_from_the_labelled_documents(shared: Path) -> None:
    labelled: set[str] = set()
    for path in (
        *sorted((shared / "bench" / "labels").glob("*.jsonl")),
        shared / "domain" / "examples.jsonl",
    ):
        for line in path.read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            labelled |= {document["title"], *sentences(document["abstract"])}
    ours = {one for work in WORKS.values() for one in (work.title, *sentences(work.abstract))}
    assert len(labelled) > 1000
    assert ours & labelled <= {"Editorial"}


def test_the_readme_counts_right() -> None:
    said = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert f"{len(WORKS)} works and {len(TRUTH)} records" in said.replace("\n", " ")
    rows = dict(re.findall(r"(?<=\| )([a-z][a-z0-9 -]+) \| (\d+)", said))
    served = Counter(stream for work in WORKS.values() for stream in work.ws or ("none",))
    grades = Counter(f"grade {work.grade}" for work in WORKS.values())
    sources = Counter(line["source"] for line in TRUTH)
    several = {"more than one": sum(len(work.ws) > 1 for work in WORKS.values())}
    assert rows == {name: str(count) for name, count in (served | grades | sources | several).items()}
