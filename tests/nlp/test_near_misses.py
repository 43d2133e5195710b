"""Tests for each near miss and each veto of the workstreams file, made from the file itself.

A near miss that is added is tested by its example and by each of its phrases, by what its action says.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

import data
from nlp.phrases import is_acronym
from nlp.reading import reading_of
from nlp.vocabulary import read_workstreams
from nlp.workstream_rules import Action, NearMiss, Term, Veto, WorkstreamRules
from nlp.workstream_score import Score, Scorer

RULES = read_workstreams(data.folder("workstreams.yaml").read_text(encoding="utf-8"))
SCORER = Scorer(RULES)
GUARDS: tuple[Action, ...] = ("needs_ctx", "needs_case")


def _only_guards(stream: WorkstreamRules) -> WorkstreamRules:
    return replace(stream, near_misses=tuple(one for one in stream.near_misses if one.action in GUARDS))


BARE = Scorer(replace(RULES, vetoes=(), workstreams=tuple(map(_only_guards, RULES.workstreams))))
AROUND = "for patients and carers in health and social care, with housing"


def _near_misses(*actions: Action) -> Iterator[Any]:
    for stream in RULES.workstreams:
        for near in stream.near_misses:
            if not actions or near.action in actions:
                yield pytest.param(stream.workstream.id, near, id=f"{stream.workstream.code} {near.name}")


def _score(workstream: str, text: str, scorer: Scorer = SCORER) -> Score:
    return scorer.scores(reading_of("A note", text))[workstream]


def _found(score: Score, text: str) -> list[str]:
    whole = reading_of("A note", text).text
    return [whole[hit.start : hit.end].lower() for hit in score.hits]


@cache
def _terms(workstream: str) -> Sequence[Term]:
    """List terms of a workstream of which the first phrase counts by itself, and nothing else with it."""
    stream = next(one for one in RULES.workstreams if one.workstream.id == workstream)
    guarded = {phrase for near in stream.near_misses for phrase in near.phrases}
    return [
        term
        for term in stream.terms
        if not is_acronym(term.phrases[0])
        and term.phrases[0] not in guarded
        and {hit.name for hit in _score(workstream, f"We met {term.phrases[0]} {AROUND}.").hits}
        == {term.name}
    ]


def _term(workstream: str, least: float, most: float) -> str:
    return next(term.phrases[0] for term in _terms(workstream) if least <= term.weight <= most)


@pytest.mark.parametrize(("workstream", "near"), list(_near_misses()))
def test_a_near_miss_is_not_its_workstream(workstream: str, near: NearMiss) -> None:
    assert _score(workstream, near.example).squashed(RULES.matching.squash) < RULES.matching.floor


@pytest.mark.parametrize(("workstream", "near"), list(_near_misses("veto")))
def test_a_veto_holds_for_each_of_its_phrases(workstream: str, near: NearMiss) -> None:
    weak, strong = _term(workstream, 1, 3), _term(workstream, 5, 5)
    for phrase in near.phrases:
        text = f"We met {weak} {AROUND}. There was one {phrase} too."
        assert _score(workstream, text, BARE).raw
        assert _score(workstream, text).raw == 0, phrase
        lifted = _score(workstream, f"{text} We saw {strong}.").raw > 0
        assert lifted == bool(near.amount), phrase


@pytest.mark.parametrize(("workstream", "near"), list(_near_misses("subtract")))
def test_what_is_subtracted_is_what_the_rule_says(workstream: str, near: NearMiss) -> None:
    first, second = [term.phrases[0] for term in _terms(workstream) if term.weight >= 4][:2]
    for phrase in near.phrases:
        text = f"An evaluation: we met {first} {AROUND}. We saw {second}. There was one {phrase} too."
        less = _score(workstream, text, BARE).raw - _score(workstream, text).raw
        assert less == pytest.approx(near.amount), phrase


@pytest.mark.parametrize(("workstream", "near"), list(_near_misses("ignore")))
def test_nothing_counts_inside_a_phrase_that_is_ignored(workstream: str, near: NearMiss) -> None:
    for phrase in near.phrases:
        text = f"There was one {phrase} {AROUND}."
        assert not [one for one in _found(_score(workstream, text), text) if one in phrase.lower()], phrase


@pytest.mark.parametrize(("workstream", "near"), list(_near_misses("ignore_after")))
def test_a_phrase_counts_unless_the_word_stands_before_it(workstream: str, near: NearMiss) -> None:
    for phrase in near.phrases:
        plain = f"The budget board issued {phrase} {AROUND}."
        after = f"The {near.word} research {phrase} {AROUND}."
        assert phrase in _found(_score(workstream, plain), plain)
        assert phrase not in _found(_score(workstream, after), after)


@pytest.mark.parametrize(("workstream", "near"), list(_near_misses("needs_ctx")))
def test_an_ambiguous_phrase_counts_only_beside_its_context(workstream: str, near: NearMiss) -> None:
    for phrase in near.phrases:
        alone = f"There was one {phrase} in the machine."
        assert phrase.lower() not in _found(_score(workstream, alone), alone), phrase
        if near.context and phrase in _phrases_of(workstream):
            beside = f"There was one {phrase} {_other_context(near)}."
            assert phrase.lower() in _found(_score(workstream, beside), beside), phrase


@pytest.mark.parametrize(("workstream", "near"), list(_near_misses("needs_case")))
def test_a_name_counts_only_as_it_is_written(workstream: str, near: NearMiss) -> None:
    for phrase in near.phrases:
        small = f"There was one {phrase.lower()} {AROUND}."
        assert phrase.lower() not in _found(_score(workstream, small), small)
        named = f"There was {phrase.title()} {AROUND}."
        assert phrase.lower() in _found(_score(workstream, named), named)


def _phrases_of(workstream: str) -> set[str]:
    stream = next(one for one in RULES.workstreams if one.workstream.id == workstream)
    return {phrase for term in stream.terms for phrase in term.phrases}


def _other_context(near: NearMiss) -> str:
    return f"beside {RULES.contexts[near.context][0]}"


def _vetoes() -> list[Any]:
    return [pytest.param(veto, id=veto.name) for veto in RULES.vetoes]


@pytest.mark.parametrize("veto", _vetoes())
def test_a_global_veto_removes_a_record_from_all_workstreams(veto: Veto) -> None:
    title = reading_of(veto.example)
    assert not any(score.raw for score in SCORER.scores(title).values())
    assert any(score.raw for score in BARE.scores(title).values())


@pytest.mark.parametrize("veto", _vetoes())
def test_a_global_veto_is_lifted_by_what_its_rule_names(veto: Veto) -> None:
    workstream = veto.lift_for[0] if veto.lift_for else RULES.workstreams[0].workstream.id
    strong = _term(workstream, veto.lift_weight, 5)
    said = f" with {veto.lift_phrases[0]}" if veto.lift_phrases else ""
    lifted = SCORER.scores(reading_of(f"{veto.example}, and {strong} for patients{said}"))
    assert lifted[workstream].raw
    if veto.lift_phrases:
        without = SCORER.scores(reading_of(f"{veto.example}, and {strong} for patients"))
        assert not without[workstream].raw
