"""Tests for each rule of the boilerplate file, made from the file itself."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

import data
from nlp.boilerplate import Boilerplate
from nlp.equity_grade import judge
from nlp.equity_signs import SignFinder
from nlp.equity_vocabulary import EquityVocabulary
from nlp.reading import reading_of
from nlp.vocabulary import read_workstreams
from nlp.workstream_score import Scorer
from records.errors import SettingsError

TEXT = data.folder("vocabularies", "boilerplate.yaml").read_text(encoding="utf-8")
FILE: dict[str, Any] = yaml.safe_load(TEXT)
EQUITY = EquityVocabulary.of(data.folder("vocabularies", "progress_plus.yaml").read_text(encoding="utf-8"))
SIGNS = SignFinder(EQUITY)
SCORER = Scorer(read_workstreams(data.folder("workstreams.yaml").read_text(encoding="utf-8")))
SECTIONS = [entry["begins"] for entry in FILE["sections"]]
SENTENCES = FILE["sentences"]
INSTRUMENTS = [phrase for entry in FILE["instruments"] for phrase in entry["phrases"]]
NAMES = list(FILE["many_names"]["names"].values())


def _examples() -> Iterator[str]:
    for field in ("sections", "sentences", "instruments"):
        for entry in FILE[field]:
            yield entry["example"]
    yield FILE["many_names"]["example"]


def _masked(abstract: str) -> list[str]:
    reading = reading_of("A note", abstract)
    return [reading.text[slice(*mask)] for mask in reading.masks]


def _said(abstract: str) -> set[str]:
    reading = reading_of("A note", abstract)
    judged = judge(reading, SIGNS.signs(reading), EQUITY)
    return {
        f"grade:{judged.grade}",
        *(f"dimension:{one.dimension}" for one in judged.named),
        *(workstream for workstream, score in SCORER.scores(reading).items() if score.raw),
    }


@pytest.mark.parametrize("example", list(_examples()))
def test_boilerplate_says_nothing(example: str) -> None:
    assert _masked(example)
    assert _said(example) == {"grade:0"}


@pytest.mark.parametrize("example", list(_examples()))
def test_what_stands_beside_boilerplate_is_read(example: str) -> None:
    said = _said(f"Homelessness rose in rural communities.\n{example}")
    assert {"emerging-needs", "dimension:plus_homelessness", "dimension:place"} <= said


@pytest.mark.parametrize("heading", SECTIONS)
@pytest.mark.parametrize("form", ["{}\n{}", "## {}\n{}", "**{}**\n{}", "{}: {}"])
def test_a_heading_takes_what_stands_under_it_and_no_more(heading: str, form: str) -> None:
    section = form.format(heading, "We saw homeless people.")
    assert _masked(f"{section}\nHomeless people came back.") == [section[section.index(heading) :]]
    assert _masked(section.replace(heading, heading.upper()))


@pytest.mark.parametrize("heading", SECTIONS)
def test_the_words_of_a_heading_inside_a_sentence_open_no_section(heading: str) -> None:
    assert _masked(f"They spoke of {heading.lower()} with homeless people.") == []


@pytest.mark.parametrize("rule", SENTENCES, ids=lambda rule: str(rule["with"][0]))
def test_a_rule_of_sentences_looks_at_its_own_example(rule: dict[str, Any]) -> None:
    assert any(phrase.lower() in rule["example"].lower() for phrase in rule["with"])
    assert re.search(rule["pattern"], rule["example"], re.IGNORECASE)


@pytest.mark.parametrize("rule", SENTENCES, ids=lambda rule: str(rule["with"][0]))
def test_a_rule_of_sentences_takes_its_sentence_or_the_tail_of_it(rule: dict[str, Any]) -> None:
    before = "Homeless people came."
    (mask,) = _masked(f"{before} {rule['example']}")
    assert rule["example"].endswith(mask)
    assert rule.get("tail") or mask == rule["example"]


@pytest.mark.parametrize(
    "rule", [one for one in SENTENCES if "unless" in one], ids=lambda rule: str(rule["with"][0])
)
def test_a_sentence_with_a_finding_is_read_all_the_same(rule: dict[str, Any]) -> None:
    assert _masked(f"{rule['example'].rstrip('.')} and the results differ.") == []


@pytest.mark.parametrize("name", INSTRUMENTS)
def test_only_the_name_of_an_instrument_is_left_out(name: str) -> None:
    assert _masked(f"Homeless people filled in the {name} on Monday.") == [name]


def test_as_many_names_as_the_rule_says_are_boilerplate() -> None:
    names = [group[-1] for group in NAMES]
    least = FILE["many_names"]["at_least"]
    assert len(_masked(f"It is open to all, whatever their {', '.join(names[:least])}.")) == 1
    assert _masked(f"It is open to all, whatever their {', '.join(names[: least - 1])}.") == []


@pytest.mark.parametrize("finding", ["was lower by", "differed by", "was associated with", "showed gaps by"])
def test_many_names_in_a_finding_are_read(finding: str) -> None:
    assert _masked(f"Uptake {finding} {', '.join(group[0] for group in NAMES)}.") == []


def test_the_same_words_count_outside_boilerplate() -> None:
    assert "dimension:plus_disability" in _said("Disabled people waited longer than others.")
    assert "dimension:plus_age" in _said(
        "Uptake was lower by age, disability, race, religion or belief, sex and sexual orientation."
    )


def test_a_heading_takes_its_paragraph_and_no_more() -> None:
    text = "Privacy\nWe keep data of homeless people.\nHomeless people came back."
    assert _masked(text) == ["Privacy\nWe keep data of homeless people."]


def test_a_title_is_no_heading() -> None:
    assert not reading_of("Funding: who pays for homelessness?").masks


def test_a_heading_word_that_begins_a_sentence_is_none() -> None:
    assert _masked("Funding for homeless people fell.\nPrivacy matters to homeless people.") == []


def test_only_the_tail_is_left_out_where_a_rule_says_so() -> None:
    text = "Homeless people came. They stayed (PsycInfo Database Record (c) 2026)."
    assert _masked(text) == ["(PsycInfo Database Record (c) 2026)."]


def test_a_wrong_pattern_is_named_with_its_place() -> None:
    with pytest.raises(SettingsError, match=r"^b.yaml: sentences '\(', pattern: not a pattern: .*$"):
        Boilerplate.of("heading_words: 8\nsentences: [{with: [x], pattern: '('}]\nmany_names: {}", "b.yaml")
