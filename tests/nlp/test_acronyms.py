"""Tests for each acronym of the vocabularies, made from the files themselves.

An acronym of the workstreams file counts only beside its long form or two other good terms, unless
``acronyms_that_stand_alone`` names it; one of the geography file only beside a longer name, or in Scotland.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

import pytest

import data
from nlp.equity_signs import SignFinder
from nlp.equity_vocabulary import EquityVocabulary
from nlp.gazetteer import Place
from nlp.geography import GeographyComponent
from nlp.phrases import is_acronym
from nlp.reading import reading_of
from nlp.vocabulary import read_workstreams
from nlp.words import words
from nlp.workstream_rules import Term, WorkstreamRules
from nlp.workstream_score import Scorer

RULES = read_workstreams(data.folder("workstreams.yaml").read_text(encoding="utf-8"))
SCORER = Scorer(RULES)
FREE = RULES.matching.free_acronyms
EQUITY = EquityVocabulary.of(data.folder("vocabularies", "progress_plus.yaml").read_text(encoding="utf-8"))
SIGNS = SignFinder(EQUITY)
GEOGRAPHY = GeographyComponent.of(data.folder())
AROUND = "for patients and carers in health and social care, with housing and planning, in Scotland"


class Case(NamedTuple):
    """An acronym with the term that it is a phrase of."""

    stream: WorkstreamRules
    term: Term
    acronym: str

    def counts_in(self, text: str, written: str = "") -> bool:
        """Tell whether the acronym, or what is ``written`` in its stead, counts as its term in a text."""
        reading = reading_of("A note", text)
        hits = SCORER.scores(reading)[self.stream.workstream.id].hits
        return (self.term.name, written or self.acronym) in {
            (hit.name, reading.text[hit.start : hit.end]) for hit in hits
        }


def _is_one(phrase: str) -> bool:
    return len(words(phrase).doc) == 1 and is_acronym(phrase)


def _cases(*, free: bool) -> Iterator[Any]:
    for stream in RULES.workstreams:
        for term in stream.terms:
            for phrase in term.phrases:
                if _is_one(phrase) and (phrase in FREE) == free:
                    yield pytest.param(Case(stream, term, phrase), id=f"{stream.workstream.code} {phrase}")


def _long_forms(term: Term) -> list[str]:
    return [phrase for phrase in term.phrases if not any(is_acronym(word) for word in phrase.split())]


@cache
def _good(workstream: str) -> Sequence[Term]:
    """List terms that count by themselves and are good enough to speak for an acronym."""
    stream = next(one for one in RULES.workstreams if one.workstream.id == workstream)
    near = {phrase for miss in stream.near_misses for phrase in miss.phrases}
    return [
        term
        for term in stream.terms
        if term.weight >= 3
        and not is_acronym(term.phrases[0])
        and term.phrases[0] not in near
        and _counted(workstream, f"We met {term.phrases[0]} {AROUND}.") == {term.name}
    ]


def _counted(workstream: str, text: str) -> set[str]:
    return {hit.name for hit in SCORER.scores(reading_of("A note", text))[workstream].hits}


GUARDED = list(_cases(free=False))
STANDING = list(_cases(free=True))


@pytest.mark.parametrize("case", GUARDED)
def test_an_acronym_alone_does_not_count(case: Case) -> None:
    assert not case.counts_in(f"Levels of {case.acronym} were measured.")
    assert not case.counts_in(f"We measured {case.acronym} {AROUND}.")


@pytest.mark.parametrize("case", [*GUARDED, *STANDING])
def test_an_acronym_counts_beside_each_long_form(case: Case) -> None:
    assert _long_forms(case.term)
    for long in _long_forms(case.term):
        assert case.counts_in(f"On {long} {AROUND}. Staff of {case.acronym} said so."), long


@pytest.mark.parametrize("case", GUARDED)
def test_an_acronym_counts_beside_two_other_good_terms_and_not_beside_one(case: Case) -> None:
    first, second, *_ = (
        one.phrases[0] for one in _good(case.stream.workstream.id) if one.name != case.term.name
    )
    one = f"We met {first} {AROUND}. Then {case.acronym} came."
    assert not case.counts_in(one)
    assert case.counts_in(f"{one} So did {second}.")


@pytest.mark.parametrize("case", [*GUARDED, *STANDING])
def test_a_word_in_small_letters_is_not_the_acronym(case: Case) -> None:
    small = case.acronym.lower()
    assert not case.counts_in(f"On {_long_forms(case.term)[0]} {AROUND}. Staff of {small} said so.", small)


@pytest.mark.parametrize("case", STANDING)
def test_an_acronym_that_stands_alone_counts_alone(case: Case) -> None:
    assert case.counts_in(f"Levels of {case.acronym} were measured.")


def test_every_acronym_that_stands_alone_belongs_to_a_term() -> None:
    assert {param.values[0].acronym for param in STANDING} == FREE


@pytest.mark.parametrize("case", GUARDED)
def test_without_capitals_to_tell_it_by_no_acronym_counts(case: Case) -> None:
    """In a text set all in capitals an acronym cannot be told from a word."""
    long = _long_forms(case.term)[0]
    text = f"On {long} {AROUND}. Staff of {case.acronym} said so.".upper()
    assert not case.counts_in(text, case.acronym.upper())


@pytest.mark.parametrize(
    ("dimension", "acronym"),
    [
        pytest.param(one.id, term.phrase, id=f"{one.id} {term.phrase}")
        for one in EQUITY.dimensions
        for term in one.terms
        if _is_one(term.phrase)
    ],
)
def test_an_acronym_of_a_dimension_needs_its_capitals(dimension: str, acronym: str) -> None:
    def mentions(text: str) -> set[str]:
        return {one.match.phrase for one in SIGNS.signs(reading_of("A note", text)).mentions}

    assert dimension
    assert acronym in mentions(f"The {acronym} of each area was known.")
    assert acronym not in mentions(f"The {acronym.lower()} of each area was known.")


def _bodies() -> Iterator[Any]:
    for place in GEOGRAPHY.gazetteer.places:
        if place.kind not in ("nation", "country") and not place.silent:
            for name in place.names:
                if " " not in name and is_acronym(name) and name != place.name:
                    yield pytest.param(place, name, id=name)


def _places(text: str) -> dict[str, list[str]]:
    said = GEOGRAPHY([reading_of("A note", text)])
    return {
        one.label.removeprefix("place:"): [quote.text for quote in one.quotes]
        for one in said
        if one.label.startswith("place:")
    }


@pytest.mark.parametrize(("place", "acronym"), list(_bodies()))
def test_an_acronym_of_a_body_counts_beside_a_longer_name_or_in_scotland(place: Place, acronym: str) -> None:
    assert place.name not in _places(f"Data were read with {acronym} software.")
    assert acronym in _places(f"{place.name} agreed, and {acronym} wrote it down.")[place.name]
    assert (place.name in _places(f"In Scotland, {acronym} agreed.")) == (place.within == "SCT")
    assert place.name not in _places(f"In Scotland, {acronym.lower()} agreed.")
