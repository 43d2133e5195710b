"""The scoring rules of the workstreams file; near misses and acronyms are tested from the file itself."""

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import yaml

import data
from nlp.learned import shipped_learned
from nlp.phrases import is_acronym
from nlp.reading import reading_of
from nlp.vocabulary import read_workstreams
from nlp.words import words
from nlp.workstream import WorkstreamComponent, head_name
from nlp.workstream_rules import Rules, Term, WorkstreamRules
from nlp.workstream_score import Score, Scorer

TEXT = data.folder("workstreams.yaml").read_text(encoding="utf-8")
FILE: dict[str, Any] = yaml.safe_load(TEXT)
RULES = read_workstreams(TEXT)
COMPONENT = WorkstreamComponent.of(data.folder(), None)  # the rules alone
SCORER = Scorer(RULES)
BARE = Scorer(replace(RULES, workstreams=tuple(replace(one, near_misses=()) for one in RULES.workstreams)))
# Near misses that name what no term would have matched anyway.
SAID_FOR_PEOPLE = {"in the community-dwelling", "near me", "integrated", "PRISMA", "Pathway"}


def _near_misses() -> Iterator[Any]:
    for stream in FILE["workstreams"]:
        for near in stream["near_misses"]:
            yield pytest.param(stream["id"], near, id=f"{stream['code']} {near['t']}")


def _score(title: str, abstract: str = "", *, workstream: str, scorer: Scorer = SCORER) -> Score:
    return scorer.scores(reading_of(title, abstract))[workstream]


@pytest.mark.parametrize(("workstream", "near"), list(_near_misses()))
def test_a_near_miss_is_not_its_workstream(workstream: str, near: dict[str, Any]) -> None:
    said = [one for one in COMPONENT([reading_of("A note", near["example"])]) if one.label == workstream]
    assert said == []


@pytest.mark.parametrize(
    ("workstream", "near"), [one for one in _near_misses() if one.values[1]["t"] not in SAID_FOR_PEOPLE]
)
def test_a_near_miss_would_have_counted_without_its_rule(workstream: str, near: dict[str, Any]) -> None:
    with_rule = _score("A note", near["example"], workstream=workstream).raw
    without = _score("A note", near["example"], workstream=workstream, scorer=BARE).raw
    assert without > with_rule or _is_guarded(near)


def _is_guarded(near: dict[str, Any]) -> bool:
    """Acronyms are guarded by the general rule as well."""
    return near["action"] == "needs_ctx" and is_acronym(near["phrases"][0])


def _acronyms() -> Iterator[Any]:
    for stream in RULES.workstreams:
        for term in stream.terms:
            for phrase in term.phrases:
                if (
                    len(words(phrase).doc) == 1
                    and is_acronym(phrase)
                    and phrase not in RULES.matching.free_acronyms
                ):
                    yield pytest.param(stream, term, phrase, id=f"{stream.workstream.code} {phrase}")


@pytest.mark.parametrize(("stream", "term", "acronym"), list(_acronyms()))
def test_an_acronym_alone_does_not_count(stream: WorkstreamRules, term: Term, acronym: str) -> None:
    score = _score("A note", f"Levels of {acronym} were measured.", workstream=stream.workstream.id)
    assert term.name not in {hit.name for hit in score.hits}


@pytest.mark.parametrize(("stream", "term", "acronym"), list(_acronyms()))
def test_an_acronym_counts_beside_its_long_form(stream: WorkstreamRules, term: Term, acronym: str) -> None:
    long = next(phrase for phrase in term.phrases if not is_acronym(phrase.split()[0]) and len(phrase) > 4)
    reading = reading_of("A note", f"On {long} in health and social care. Staff of {acronym} said so.")
    hits = SCORER.scores(reading)[stream.workstream.id].hits
    assert acronym in {reading.text[hit.start : hit.end] for hit in hits if hit.name == term.name}


def test_an_acronym_counts_beside_two_other_good_terms() -> None:
    text = "Community hubs and mutual aid, with SDS, for people who use services."
    one_other = "Community hubs, with SDS, for people who use services."
    assert "self-directed support" in {
        hit.name for hit in _score("A", text, workstream="community-models").hits
    }
    assert "self-directed support" not in {
        hit.name for hit in _score("A", one_other, workstream="community-models").hits
    }


@pytest.mark.parametrize("acronym", sorted(RULES.matching.free_acronyms))
def test_acronyms_that_stand_alone_do(acronym: str) -> None:
    scores = SCORER.scores(reading_of("A note", f"The {acronym} was read by carers in Scotland."))
    assert any(score.raw for score in scores.values())


@pytest.mark.parametrize("stream", FILE["workstreams"], ids=lambda stream: str(stream["code"]))
def test_titles_that_belong_are_found(stream: dict[str, Any]) -> None:
    for title in stream["examples_in"]:
        assert stream["id"] in {one.label for one in COMPONENT([reading_of(title)])}, title


@pytest.mark.parametrize("stream", FILE["workstreams"], ids=lambda stream: str(stream["code"]))
def test_titles_that_do_not_belong_are_left(stream: dict[str, Any]) -> None:
    for example in stream["examples_out"]:
        assert stream["id"] not in {one.label for one in COMPONENT([reading_of(example["title"])])}, example


@pytest.mark.parametrize("veto", FILE["global_vetoes"], ids=lambda veto: str(veto["id"]))
def test_a_global_veto_removes_a_record_from_all_workstreams(veto: dict[str, Any]) -> None:
    reading = reading_of(veto["example"])
    assert list(COMPONENT([reading])) == []
    without = Scorer(replace(RULES, vetoes=()))
    assert any(score.raw for score in without.scores(reading).values())


def test_a_drug_trial_veto_is_lifted_by_a_strong_term_and_a_service_outcome() -> None:
    text = "A placebo-controlled trial of naloxone for homeless people."
    assert not _score("A trial", text, workstream="emerging-needs").raw
    assert _score("A trial", text + " Retention in treatment rose.", workstream="emerging-needs").raw


def test_fields_weigh_differently() -> None:
    title = _score("On rough sleeping", "None.", workstream="emerging-needs").raw
    abstract = _score("On a thing", "On rough sleeping.", workstream="emerging-needs").raw
    keywords = SCORER.scores(reading_of("On a thing", "None.", keywords=("rough sleeping",)))[
        "emerging-needs"
    ].raw
    assert (title, keywords, abstract) == (15.0, 10.0, 5.0)


def test_a_term_counts_at_most_twice_in_a_field() -> None:
    once = "Buurtzorg. "
    assert _score("A", once, workstream="community-models").raw == 5.0
    assert _score("A", once * 2, workstream="community-models").raw == 10.0
    assert _score("A", once * 9, workstream="community-models").raw == 10.0


def test_without_its_context_a_term_weighs_less() -> None:
    without = _score("A", "A community hub opened.", workstream="community-models").raw
    beside = _score("A", "A community hub opened for carers.", workstream="community-models").raw
    assert math.isclose(without, 4 * 0.34)
    assert math.isclose(beside, 4)


def test_published_learning_needs_integration_and_evidence() -> None:
    both = _score("A", "A systematic review of integrated care.", workstream="published-learning")
    half = _score("A", "Integrated care is here for patients.", workstream="published-learning")
    assert not both.remark
    assert half.remark == "no word of evidence"
    assert half.raw < 5


def test_two_needs_together_speak_for_emerging_needs() -> None:
    one = _score("A", "Services for people with mental illness.", workstream="emerging-needs").raw
    two = _score(
        "A", "Services for people with mental illness after prison.", workstream="emerging-needs"
    ).raw
    assert two - one >= 3


def test_a_veto_falls_when_another_strong_term_is_there() -> None:
    text = "Community-acquired infection among volunteers"
    assert not _score("A", text + ".", workstream="community-models").raw
    assert _score("A", text + " of a mutual aid group for carers.", workstream="community-models").raw


def test_future_directions_are_none() -> None:
    assert not _score("A", "Future research directions for the budget.", workstream="strategic-planning").raw
    assert _score("A", "The board issued directions on the budget.", workstream="strategic-planning").raw


def test_an_annotation_says_why_and_quotes_the_terms() -> None:
    reading = reading_of("Rough sleeping in winter", "We met rough sleepers and tenants.")
    (said,) = COMPONENT([reading])
    assert said.label == "emerging-needs"
    assert said.why.startswith("rough sleeping (title, abstract)")
    assert [quote.text for quote in said.quotes] == ["Rough sleeping", "rough sleepers", "tenants"]
    assert 0.2 < said.score < 1


def test_a_work_that_no_rule_touches_gets_no_annotation() -> None:
    assert list(COMPONENT([reading_of("Bridges of steel", "Load tests of girders.")])) == []


def test_more_evidence_never_lowers_the_score() -> None:
    texts = [
        "Tenants.",
        "Tenants of hostels.",
        "Homeless tenants of hostels.",
        "Homeless tenants of hostels sleeping rough.",
    ]
    scores = [_score("A", text, workstream="emerging-needs").raw for text in texts]
    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores)


def _learned() -> WorkstreamComponent:
    return WorkstreamComponent.of(data.folder(), shipped_learned())


def test_a_title_alone_is_judged_by_a_head_of_its_own() -> None:
    model = shipped_learned()
    names = [head_name("emerging-needs", title_only=alone) for alone in (True, False)]
    sure = [
        replace(model.heads[name], intercept=level, meaning=np.zeros_like(model.heads[name].meaning))
        for name, level in zip(names, (99.0, -99.0), strict=True)
    ]
    changed = replace(model, heads={**model.heads, **dict(zip(names, sure, strict=True))})
    component = WorkstreamComponent.of(data.folder(), changed)
    said = [
        {one.label: one.score for one in component([reading_of("Rough sleeping", abstract)])}
        for abstract in ("", "None.")
    ]
    assert said[0]["emerging-needs"] > 0.99
    assert said[1]["emerging-needs"] < 0.01


def test_what_is_said_in_other_words_is_understood() -> None:
    plain = reading_of("Load tests of steel girders", "Bending under load was measured in a laboratory.")
    other = reading_of(
        "Doorways, squats and cars",
        "We spoke with men who had nowhere to live, and most of whom drank and had been locked up, about "
        "seeing a doctor.",
    )
    scores = [
        max((one.score for one in _learned()([reading]) if one.label == "emerging-needs"), default=0.0)
        for reading in (plain, other)
    ]
    assert scores[1] > 20 * scores[0]


def test_a_score_without_any_word_of_the_rules_quotes_what_speaks_for_it() -> None:
    reading = reading_of(
        "A note",
        "The weather was fine. Patients who had nowhere to live went back to the streets after surgery.",
    )
    (said,) = [one for one in _learned()([reading]) if one.label == "emerging-needs"]
    if said.why == "by what it is about, in other words":
        assert "nowhere to live" in " ".join(quote.text for quote in said.quotes)
    assert said.quotes


def test_nothing_to_read_is_of_no_workstream() -> None:
    assert list(_learned()([reading_of(""), reading_of("1 2 3")])) == []


def test_a_workstream_of_the_teams_own_is_scored_without_labels() -> None:
    text = """
matching: {field_multipliers: {title: 3, keywords: 2, abstract: 1, body: 0.5}, ctx_absent_factor: 0.3,
  per_term_cap: 2, squash: 12, concept_absent_factor: 0.3, floor: 0.03}
workstreams: [{id: falls, code: F, name: Falls, terms: [{t: falls prevention, w: 5}]}]
"""
    rules: Rules = read_workstreams(text)
    component = replace(_learned(), rules=rules, scorer=Scorer(rules))
    (said,) = component([reading_of("Falls prevention at home", "Falls prevention works.")])
    assert said.label == "falls"
    assert 0.1 < said.score < 0.9
