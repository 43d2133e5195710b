"""Tests for each false friend and trap of the vocabularies, made from the files themselves.

An entry that is added is tested by its example and by each of its phrases, without a line here.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import data
from nlp import Component
from nlp.covid import CovidComponent
from nlp.equity_grade import Judgement, judge
from nlp.equity_signs import SignFinder
from nlp.equity_vocabulary import EquityVocabulary
from nlp.evidence import EvidenceComponent
from nlp.geography import GeographyComponent
from nlp.learning import POLARITIES, LearningComponent
from nlp.reading import reading_of
from nlp.stage import StageComponent

Make = Callable[[Path], Component]


def _file(name: str) -> dict[str, Any]:
    loaded = yaml.safe_load(data.folder("vocabularies", name).read_text(encoding="utf-8"))
    assert isinstance(loaded, dict)
    return loaded


EQUITY = EquityVocabulary.of(data.folder("vocabularies", "progress_plus.yaml").read_text(encoding="utf-8"))
SIGNS = SignFinder(EQUITY)
BARE = SignFinder(replace(EQUITY, dimensions=tuple(replace(one, friends=()) for one in EQUITY.dimensions)))
DIMENSIONS = _file("progress_plus.yaml")["dimensions"]
EQUITY_FRIENDS = _file("progress_plus.yaml")["equity_false_friends"]
STAGES = _file("stages.yaml")
TYPES = _file("evidence_types.yaml")
MASKS = _file("geography.yaml")["masks"]


class Trap(NamedTuple):
    """What must not be said where the words of an entry stand: labels that begin with one of ``wrong``."""

    make: Make
    wrong: tuple[str, ...]
    entry: dict[str, Any]


def _traps() -> Iterator[Trap]:
    for stage in STAGES["stages"]:
        yield from (Trap(StageComponent.of, (stage["id"],), entry) for entry in stage.get("traps", ()))
    for entry in STAGES["polarity_traps"]:
        yield Trap(LearningComponent.of, POLARITIES, entry)
    for entry in STAGES["covid"]["traps"]:
        yield Trap(CovidComponent.of, ("",), entry)
    for kind in TYPES["types"]:
        yield from (
            Trap(EvidenceComponent.of, (f"type:{kind['id']}",), entry) for entry in kind.get("traps", ())
        )


TRAPS = list(_traps())
MADE: dict[Make, Component] = {trap.make: trap.make(data.folder()) for trap in TRAPS}
GEOGRAPHY = GeographyComponent.of(data.folder())


def _says(component: Component, text: str, wrong: tuple[str, ...]) -> list[str]:
    said = component([reading_of("A note", text)])
    return [one.label for one in said if one.label.startswith(wrong)]


def _judged(text: str) -> Judgement:
    reading = reading_of("A note", text)
    return judge(reading, SIGNS.signs(reading), EQUITY)


def _named(text: str) -> set[str]:
    return {one.dimension for one in _judged(text).named}


def _mentioned(finder: SignFinder, text: str) -> set[str]:
    return {one.dimension.id for one in finder.signs(reading_of("A note", text)).mentions}


def _friends(field: str = "false_friends") -> Iterator[Any]:
    for dimension in DIMENSIONS:
        for number, friend in enumerate(dimension[field]):
            yield pytest.param(dimension["id"], friend, id=f"{dimension['id']}-{number}")


@pytest.mark.parametrize(("dimension", "friend"), list(_friends()))
def test_a_false_friend_is_not_its_dimension(dimension: str, friend: dict[str, Any]) -> None:
    assert dimension not in _named(friend["example"])


@pytest.mark.parametrize(("dimension", "friend"), list(_friends()))
def test_no_phrase_of_a_false_friend_is_mentioned_as_its_dimension(
    dimension: str, friend: dict[str, Any]
) -> None:
    for phrase in friend.get("phrases", ()):
        text = (
            f"{phrase[:1].upper()}{phrase[1:]} was lower than before, and {phrase} went with worse results."
        )
        assert dimension not in _mentioned(SIGNS, text), phrase


@pytest.mark.parametrize(("dimension", "friend"), list(_friends()))
def test_a_false_friend_says_what_it_looks_like(dimension: str, friend: dict[str, Any]) -> None:
    """The example holds one of the entry's own phrases or what its pattern finds."""
    assert dimension
    phrases = [re.escape(one) for one in friend.get("phrases", ())]
    pattern = "|".join([*phrases, *([friend["pattern"]] if "pattern" in friend else [])])
    assert re.search(pattern, friend["example"], re.IGNORECASE)


def test_most_false_friends_would_be_mentioned_without_their_rule() -> None:
    """Those that would not are there for people who read the file; the rest show that the tests can fail."""
    friends = [(one["id"], friend["example"]) for one in DIMENSIONS for friend in one["false_friends"]]
    caught = [example for dimension, example in friends if dimension in _mentioned(BARE, example)]
    assert len(caught) >= 0.75 * len(friends)


def test_every_dimension_has_false_friends_and_terms() -> None:
    assert len(DIMENSIONS) == 27
    assert all(one["false_friends"] and one["strong"] for one in DIMENSIONS)


@pytest.mark.parametrize("friend", EQUITY_FRIENDS, ids=lambda friend: str(friend["phrases"][0]))
def test_equity_of_money_is_not_health_equity(friend: dict[str, Any]) -> None:
    for text in (friend["example"], *(f"The {phrase} of the unit." for phrase in friend["phrases"])):
        judged = _judged(text)
        assert (judged.grade, judged.named) == (0, ())


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: f"{trap.make.__self__.__name__} {trap.wrong[0]}")
def test_a_trap_is_not_what_it_looks_like(trap: Trap) -> None:
    component = MADE[trap.make]
    assert _says(component, trap.entry["example"], trap.wrong) == []
    for phrase in trap.entry.get("phrases", ()):
        text = f"{phrase[:1].upper()}{phrase[1:]} was there, and so was {phrase}."
        assert _says(component, text, trap.wrong) == [], phrase


def test_most_traps_would_be_fallen_into_without_their_rule(tmp_path: Path) -> None:
    folder = tmp_path / "vocabularies"
    folder.mkdir()
    for name in ("stages.yaml", "evidence_types.yaml"):
        (folder / name).write_text(yaml.safe_dump(_without_traps(_file(name))), encoding="utf-8")
    bare = {make: make(tmp_path) for make in MADE}
    caught = [trap for trap in TRAPS if _says(bare[trap.make], trap.entry["example"], trap.wrong)]
    assert len(caught) >= 0.5 * len(TRAPS)


def _without_traps(whole: dict[str, Any]) -> dict[str, Any]:
    def less(value: object) -> object:
        if isinstance(value, dict):
            return {key: less(one) for key, one in value.items() if not key.endswith("traps")}
        return [less(one) for one in value] if isinstance(value, list) else value

    stripped = less(whole)
    assert isinstance(stripped, dict)
    return stripped


@pytest.mark.parametrize("mask", MASKS, ids=lambda mask: str(mask["phrases"][0]))
def test_a_name_inside_another_is_no_place(mask: dict[str, Any]) -> None:
    texts = [mask["example"], *(f"A note on the {phrase} as used in 1999." for phrase in mask["phrases"])]
    for text in texts:
        reading = reading_of("A note", text)
        inside = [
            one.span()
            for phrase in mask["phrases"]
            for one in re.finditer(re.escape(phrase), text, re.IGNORECASE)
        ]
        assert inside
        for annotation in GEOGRAPHY([reading]):
            if annotation.label.startswith(("place:", "nation:")):
                for quote in annotation.quotes:
                    assert all(quote.end <= start or quote.start >= end for start, end in inside), quote
