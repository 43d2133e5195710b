"""One test for each rule of the boilerplate file, made from the file itself."""

from collections.abc import Iterator

import pytest
import yaml

import data
from nlp.boilerplate import Boilerplate
from nlp.inequality import InequalityComponent
from nlp.reading import reading_of
from nlp.workstream import WorkstreamComponent
from records.errors import SettingsError

TEXT = data.folder("vocabularies", "boilerplate.yaml").read_text(encoding="utf-8")
FILE = yaml.safe_load(TEXT)
READERS = (WorkstreamComponent.of(data.folder()), InequalityComponent.of(data.folder()))


def _examples() -> Iterator[str]:
    for field in ("sections", "sentences", "instruments"):
        for entry in FILE[field]:
            yield entry["example"]
    yield FILE["many_names"]["example"]


def _said(abstract: str) -> set[str]:
    reading = reading_of("A note", abstract)
    return {one.label for reader in READERS for one in reader([reading])}


@pytest.mark.parametrize("example", list(_examples()))
def test_boilerplate_says_nothing(example: str) -> None:
    assert reading_of("A note", example).masks
    assert _said(example) == {"grade:0"}


@pytest.mark.parametrize("example", list(_examples()))
def test_what_stands_beside_boilerplate_is_read(example: str) -> None:
    said = _said(f"Homelessness rose in rural communities.\n{example}")
    assert {"emerging-needs", "dimension:plus_homelessness", "dimension:place"} <= said


def test_the_same_words_count_outside_boilerplate() -> None:
    assert "dimension:plus_disability" in _said("Disabled people waited longer than others.")
    assert "dimension:plus_age" in _said(
        "Uptake was lower by age, disability, race, religion or belief, sex and sexual orientation."
    )


def test_a_heading_takes_its_paragraph_and_no_more() -> None:
    reading = reading_of("A note", "Privacy\nWe keep data of homeless people.\nHomeless people came back.")
    (mask,) = reading.masks
    assert reading.text[slice(*mask)] == "Privacy\nWe keep data of homeless people."


def test_a_title_is_no_heading() -> None:
    assert not reading_of("Funding: who pays for homelessness?").masks


def test_a_heading_word_inside_a_sentence_is_none() -> None:
    assert not reading_of(
        "A note", "Funding for homeless people fell.\nPrivacy matters to homeless people."
    ).masks


def test_only_the_tail_is_left_out_where_a_rule_says_so() -> None:
    reading = reading_of("A note", "Homeless people came. They stayed (PsycInfo Database Record (c) 2026).")
    assert [reading.text[slice(*mask)] for mask in reading.masks] == ["(PsycInfo Database Record (c) 2026)."]


def test_a_wrong_pattern_is_named_with_its_place() -> None:
    with pytest.raises(SettingsError, match=r"^b.yaml: sentences '\(', pattern: not a pattern: .*$"):
        Boilerplate.of("heading_words: 8\nsentences: [{with: [x], pattern: '('}]\nmany_names: {}", "b.yaml")
