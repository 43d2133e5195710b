"""The record that is made of a submission."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import data
from nlp.evidence import EvidenceComponent
from nlp.reading import readings
from records.submission import Submission
from records.work import Work
from scanners.catalogue import read_catalogue
from synthesis.submitting.form import shipped_form
from synthesis.submitting.taking_in import SOURCE, blank, record_of
from tests.review.sending import ANSWERS

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ONE = Submission(
    reference="EP-2222-3333",
    received=NOW,
    changed=NOW,
    status="checked",
    answers={**ANSWERS, "what": "Packs.\n\nWarm ones.", "groups": "age,income"},
    consents=frozenset({"publish"}),
)


def test_the_source_is_in_the_catalogue() -> None:
    catalogue = read_catalogue(data.folder("catalogue", "sources.toml").read_text(encoding="utf-8"))
    (found,) = [one for one in catalogue if one.id == SOURCE]
    assert (found.kind, found.group) == ("manual", "practice")


def test_each_answer_is_a_section_and_nothing_of_the_form_is_in_it() -> None:
    record = record_of(ONE, shipped_form())
    assert record.record_id == "stakeholder:EP-2222-3333"
    assert record.title == ANSWERS["title"]
    assert record.abstract.splitlines() == [
        "What was done: Packs. Warm ones.",
        f"How: {ANSWERS['how']}",
        f"Who was left out or worse off: {ANSWERS['left_out']}",
        f"What was seen, and how it is known: {ANSWERS['seen']}",
    ]
    assert str(record.authors[0]) == "Invented Partnership"
    assert record.places == ("Largs",)


def test_who_asks_for_it_is_left_out() -> None:
    record = record_of(replace(ONE, consents=frozenset({"publish", "anonymise"})), shipped_form())
    assert (record.authors, record.publisher, record.places) == ((), "", ())


def test_it_is_read_as_a_practice_submission() -> None:
    record = record_of(ONE, shipped_form())
    component = EvidenceComponent.of(Path(str(data.folder("vocabularies"))).parent)
    found = {one.label for one in component(readings([Work("wone", (record,), record)]))}
    assert {"type:practice_submission", "strength:1"} <= found


def test_of_a_withdrawn_one_nothing_is_left_but_that_it_was() -> None:
    record = blank(replace(ONE, status="withdrawn", answers={}, consents=frozenset()))
    assert record.record_id == "stakeholder:EP-2222-3333"
    assert record.title == "Submission EP-2222-3333, withdrawn by its sender"
    assert (record.abstract, record.authors) == ("", ())
    assert [(one.kind, str(one.published)) for one in record.notices] == [("withdrawal", "2026-11-23")]
