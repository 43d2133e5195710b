import pytest
import yaml

import data
from nlp.learning import POLARITIES, LearningComponent
from nlp.reading import reading_of
from records.annotation import Annotation

COMPONENT = LearningComponent.of(data.folder())
FILE = yaml.safe_load(data.folder("vocabularies", "stages.yaml").read_text(encoding="utf-8"))


def _said(abstract: str) -> dict[str, Annotation]:
    return {one.label: one for one in COMPONENT([reading_of("A note", abstract)])}


def _polarity(abstract: str) -> set[str]:
    return set(_said(abstract)) & set(POLARITIES)


@pytest.mark.parametrize(
    ("abstract", "polarity"),
    [
        ("The huddle worked well.", {"went_well"}),
        ("Phone access did not work for carers.", {"did_not_go_well"}),
        ("Staff wanted to keep the huddle.", {"innovation_to_keep"}),
        ("Video-only sessions should not continue.", {"change_to_stop"}),
        ("Costs had a knock-on effect on families.", {"negative_unintended"}),
        ("We want to keep the call list and stop the ban.", {"innovation_to_keep", "change_to_stop"}),
        ("Girders of steel.", set()),
    ],
)
def test_polarity_is_read_span_by_span(abstract: str, polarity: set[str]) -> None:
    assert _polarity(abstract) == polarity


@pytest.mark.parametrize(
    "abstract",
    [
        "The service aims to improve access.",
        "It will benefit carers.",
        "We ask whether it worked well.",
        "Teams hope to be successful.",
    ],
)
def test_an_intent_is_no_result(abstract: str) -> None:
    assert _polarity(abstract) == set()


def test_a_negated_success_is_a_failure() -> None:
    assert _polarity("Waiting times have not improved.") == {"did_not_go_well"}


def test_a_negated_failure_is_nothing() -> None:
    assert _polarity("Nobody was left without delays.") - {"negative_unintended", "did_not_go_well"} == set()
    assert "did_not_go_well" not in _polarity("There were no delays.")


def test_a_recommendation_to_keep_may_say_should() -> None:
    assert _polarity("The scheme should be retained.") == {"innovation_to_keep"}


def test_good_and_bad_are_mixed_and_never_averaged() -> None:
    said = _said("Visits improved. Trust improved. IT access did not work.")
    assert said["mixed"].why == "2 positive, 1 negative"
    assert {"went_well", "did_not_go_well"} <= set(said)
    assert "mixed" not in _said("Visits improved.")


def test_only_good_news_from_its_own_deliverer_is_self_reported() -> None:
    assert "self-reported" in _said("Our team is praised and visits improved.")
    assert "self-reported" not in _said("Our team is praised but IT failed.")
    assert "self-reported" not in _said("Visits improved.")


def test_a_harm_is_paired_with_the_mitigation_behind_it() -> None:
    assert "harm-without-mitigation" in _said("Carers struggled with the app.")
    said = _said("Carers struggled with the app. To address this, staff lent phones.")
    assert "harm-without-mitigation" not in said
    assert "mitigation:tested" in said


def test_what_without_how_is_incomplete() -> None:
    assert _said("The council set up a hub.")["incomplete-learning"].why == "what without how"
    assert _said("Trust and shared purpose mattered.")["incomplete-learning"].why == "how without what"
    assert "incomplete-learning" not in _said("The council set up a hub, co-designed with carers.")


@pytest.mark.parametrize("field", ["enablers", "conditions"])
def test_every_enabler_and_condition_is_read(field: str) -> None:
    prefix = {"enablers": "enabler:", "conditions": "condition:"}[field]
    assert len(FILE[field]) == 10
    for one in FILE[field]:
        for cue in one["cues"]:
            assert prefix + one["id"] in _said(f"They spoke of {cue} there."), cue


@pytest.mark.parametrize("value", FILE["polarity"], ids=lambda value: str(value["id"]))
def test_every_polarity_cue_speaks(value: dict[str, list[str]]) -> None:
    for cue in value["cues"]:
        assert _polarity(f"There {cue} it."), cue


def test_density_is_the_share_of_telling_sentences() -> None:
    density = _said("Visits improved. The sky was grey. It rained.")["density"]
    assert density.score == 1 / 4
    assert density.why == "1 of 4 sentences"
