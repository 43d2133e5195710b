import pytest
import yaml

import data
from nlp.evidence import EvidenceComponent
from nlp.reading import reading_of, readings
from records.annotation import Annotation
from records.record import Notice, Record, RecordType
from records.work import Work

COMPONENT = EvidenceComponent.of(data.folder())
FILE = yaml.safe_load(data.folder("vocabularies", "evidence_types.yaml").read_text(encoding="utf-8"))


def _said(title: str, abstract: str = "", *publication_types: str) -> dict[str, Annotation]:
    reading = reading_of(title, abstract, publication_types=publication_types)
    return {one.label: one for one in COMPONENT([reading])}


def _of(record: Record, *notices: Notice) -> dict[str, Annotation]:
    return {one.label: one for one in COMPONENT(readings([Work("w", (record,), record, notices=notices)]))}


def _record(kind: RecordType = "article") -> Record:
    return Record(source="s", key="1", kind="k", title="Integrated care: a systematic review", type=kind)


@pytest.mark.parametrize(
    ("title", "abstract", "kind", "strength"),
    [
        ("Hubs: a systematic review", "We searched ten databases.", "systematic_review", 5),
        ("Hubs: a rapid review", "Studies were found.", "rapid_review", 4),
        ("Hubs: a scoping review", "Papers were mapped.", "scoping_review", 3),
        ("Hubs: a realist synthesis", "Documents were read.", "realist_review", 5),
        ("Hubs: a cluster randomised trial", "Practices were randomised.", "randomised_trial", 4),
        (
            "Hubs and bed days",
            "An interrupted time series with a synthetic control.",
            "quasi_experimental",
            4,
        ),
        ("Hubs: a process evaluation", "With a logic model.", "process_evaluation", 3),
        ("Hubs: a qualitative study", "Semi-structured interviews; thematic analysis.", "qualitative", 3),
        ("Hubs", "Attendance records and interviews with staff.", "mixed_methods", 3),
        ("Hubs: a national survey", "There were 800 respondents.", "survey", 2),
        ("Hubs: protocol for a randomised trial", "We will randomise practices.", "protocol", 1),
        ("Hubs: a blog", "I have seen much.", "opinion", 1),
        ("Save the date: hub network", "Register by May.", "notice", 0),
    ],
)
def test_a_type_is_read_from_title_and_method(title: str, abstract: str, kind: str, strength: int) -> None:
    said = _said(title, abstract)
    assert f"type:{kind}" in said
    assert f"strength:{strength}" in said


def test_the_sources_own_word_comes_first() -> None:
    said = _said("Hubs: a blog", "I have seen much.", "Journal Article", "Randomized Controlled Trial")
    assert said["type:randomised_trial"].why == "the source files it as Randomized Controlled Trial"
    assert "type:opinion" not in said


def test_a_comment_stays_one_whatever_else_it_is_filed_under() -> None:
    assert "type:opinion" in _said("Hubs", "", "Systematic Review", "Comment")


@pytest.mark.parametrize(
    "kind", [one for one in FILE["types"] if one["pubmed_pt"]], ids=lambda one: str(one["id"])
)
def test_every_publication_type_is_known(kind: dict[str, list[str]]) -> None:
    for name in kind["pubmed_pt"]:
        assert f"type:{kind['id']}" in _said("Hubs", "", name)


@pytest.mark.parametrize("kind", FILE["types"], ids=lambda one: str(one["id"]))
def test_every_sure_phrase_in_a_title_names_its_type(kind: dict[str, list[str]]) -> None:
    missed = []
    for phrase in kind["sure"]:
        said = _said(f"Hubs in town: {phrase} there", "It will plan. We searched databases.")
        if f"type:{kind['id']}" not in said:
            missed.append(phrase)
    assert len(missed) <= len(kind["sure"]) // 4, missed


def test_a_review_that_names_no_search_is_an_opinion() -> None:
    assert (
        _said("Care hubs: a review", "We discuss hubs.")["type:opinion"].why
        == "a review that names no search"
    )
    assert "type:opinion" not in _said("Care hubs: a review", "We searched PubMed and 12 papers were read.")


def test_what_was_retracted_has_no_strength() -> None:
    said = _of(_record(), Notice("retraction", "subject"))
    assert said["strength:0"].why == "retracted"
    assert "type:systematic_review" in said


def test_a_preprint_says_that_it_was_not_reviewed() -> None:
    assert "not-peer-reviewed" in _of(_record("preprint"))
    assert "not-peer-reviewed" not in _of(_record())


def test_a_record_type_of_kens_own_decides_without_publication_types() -> None:
    assert "type:notice" in _of(_record("notice"))
    assert "type:guidance_or_standard" in _of(_record("guideline"))


def test_the_sample_size_is_quoted() -> None:
    said = _said("Hubs", FILE["signals"]["sample_size_example"])
    assert [quote.text for quote in said["sample-size"].quotes] == ["interviewed 31"]
    assert said["sample-size"].why == "n = 31"


def test_self_evaluation_and_limits_are_shown() -> None:
    said = _said("Hubs", "Our own evaluation has limitations: the sample was small.")
    assert {"self-evaluation", "limitations-stated"} <= set(said)


def test_nothing_is_said_where_nothing_shows() -> None:
    assert _said("Girders", "Of steel.") == {}
