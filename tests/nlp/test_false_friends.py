"""One test for each false friend and trap of the vocabularies, made from the files themselves."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

import data
from nlp import Component
from nlp.covid import CovidComponent
from nlp.evidence import EvidenceComponent
from nlp.geography import GeographyComponent
from nlp.inequality import InequalityComponent
from nlp.learning import POLARITIES, LearningComponent
from nlp.reading import reading_of
from nlp.stage import StageComponent

FOLDER = data.folder()
INEQUALITY = InequalityComponent.of(FOLDER)
STAGE = StageComponent.of(FOLDER)
LEARNING = LearningComponent.of(FOLDER)
COVID = CovidComponent.of(FOLDER)
EVIDENCE = EvidenceComponent.of(FOLDER)
GEOGRAPHY = GeographyComponent.of(FOLDER)


def _file(name: str) -> dict[str, Any]:
    loaded = yaml.safe_load(data.folder("vocabularies", name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


def _of(entries: list[dict[str, Any]], field: str) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for friend in entry.get(field, ()):
            yield entry["id"], friend["example"]


def _labels(component: Component, example: str) -> set[str]:
    return {one.label for one in component([reading_of("A note", example)])}


@pytest.mark.parametrize(
    ("dimension", "example"), list(_of(_file("progress_plus.yaml")["dimensions"], "false_friends"))
)
def test_a_false_friend_is_not_its_dimension(dimension: str, example: str) -> None:
    assert f"dimension:{dimension}" not in _labels(INEQUALITY, example)


def test_every_dimension_has_false_friends_and_terms() -> None:
    dimensions = _file("progress_plus.yaml")["dimensions"]
    assert len(dimensions) == 27
    assert all(one["false_friends"] and one["strong"] for one in dimensions)


@pytest.mark.parametrize("friend", _file("progress_plus.yaml")["equity_false_friends"])
def test_equity_of_money_is_not_health_equity(friend: dict[str, str]) -> None:
    assert _labels(INEQUALITY, friend["example"]) == {"grade:0"}


@pytest.mark.parametrize(("stage", "example"), list(_of(_file("stages.yaml")["stages"], "traps")))
def test_a_trap_is_not_its_stage(stage: str, example: str) -> None:
    assert stage not in _labels(STAGE, example)


@pytest.mark.parametrize("friend", _file("stages.yaml")["polarity_traps"])
def test_a_trap_has_no_polarity(friend: dict[str, str]) -> None:
    assert not _labels(LEARNING, friend["example"]) & set(POLARITIES)


@pytest.mark.parametrize("friend", _file("stages.yaml")["covid"]["traps"])
def test_a_trap_is_not_the_pandemic(friend: dict[str, str]) -> None:
    assert not _labels(COVID, friend["example"])


@pytest.mark.parametrize(("kind", "example"), list(_of(_file("evidence_types.yaml")["types"], "traps")))
def test_a_trap_is_not_its_evidence_type(kind: str, example: str) -> None:
    assert f"type:{kind}" not in _labels(EVIDENCE, example)


@pytest.mark.parametrize("friend", _file("geography.yaml")["masks"])
def test_a_name_inside_another_is_no_place(friend: dict[str, Any]) -> None:
    reading = reading_of("A note", friend["example"])
    inside = [
        one.span()
        for phrase in friend["phrases"]
        for one in re.finditer(re.escape(phrase), reading.record.abstract, re.IGNORECASE)
    ]
    assert inside
    for annotation in GEOGRAPHY([reading]):
        if annotation.label.startswith(("place:", "nation:")):
            for quote in annotation.quotes:
                assert all(quote.end <= start or quote.start >= end for start, end in inside), quote
