"""How works and queues are shown as JSON."""

import json
from datetime import UTC, datetime
from typing import Any

import msgspec

from records.dates import PartialDate
from records.decision import Decision
from records.identifiers import identifiers
from records.ranked import Ranked, Reason
from records.record import Notice
from records.work import Link
from synthesis.card import card
from synthesis.said import said
from synthesis.shown import first_identifiers, queue_document, work_document
from tests.synthesis.invented import NEEDS, annotation, quote, record, work

PUBMED = record("1", body="Not shown where it is empty.")
CROSSREF = record("10.5555/needs.1", "crossref", abstract="", published=None)
RETRACTED = Notice("retraction", "subject", identifiers([("doi", "10.5555/r")])[0], PartialDate(2026, 12))
WORK = work(PUBMED, CROSSREF, notices=(RETRACTED,))
QUOTE = quote("worked well", PUBMED)
PLACE = Ranked(
    run=3,
    workstream=NEEDS.id,
    place=1,
    work=WORK.work_id,
    score=0.75,
    parts={"workstream": 0.5, "place": 0.25},
    reasons=(Reason("It worked: “worked well”", QUOTE), Reason("From Scotland")),
    slot="audit",
)


def as_json(document: object) -> Any:  # noqa: ANN401  what JSON holds
    return json.loads(msgspec.json.encode(document))


def test_a_place_of_a_queue_has_the_fields_that_others_rely_on() -> None:
    known = said([annotation("inequality", "grade:2"), annotation("inequality", "dimension:ses")])
    shown = as_json(queue_document(PLACE, WORK, known))
    assert shown == {
        "work": WORK.work_id,
        "place": 1,
        "score": 0.75,
        "parts": {"workstream": 0.5, "place": 0.25},
        "reasons": ["It worked: “worked well”", "From Scotland"],
        "slot": "audit",
        "title": PUBMED.title,
        "published": "2026-11-12",
        "sources": ["crossref", "pubmed"],
        "inequality": {"grade": 2, "dimensions": ["ses"]},
        "identifiers": {"doi": "10.5555/needs.1"},
        "quotes": [
            {"record": "pubmed:1", "field": "abstract", "start": 54, "end": 65, "text": "worked well"}
        ],
        "notices": [{"kind": "retraction", "notice": "doi:10.5555/r", "published": "2026-12"}],
        "container": "Inclusion Medicine",
        "below": [],
        "similar": [],
        "similar_works": [],
    }


def test_a_card_says_why_it_is_not_higher_and_names_what_it_stands_for() -> None:
    other = work(record("2"))
    shown = as_json(queue_document(PLACE, WORK, said([]), below=["Below place 1"], similar=[other]))
    assert shown["below"] == ["Below place 1"]
    assert shown["similar"] == [other.work_id]
    assert shown["similar_works"] == [
        {
            "work": other.work_id,
            "title": other.best.title,
            "published": "2026-11-12",
            "container": "Inclusion Medicine",
            "sources": ["pubmed"],
        }
    ]
    read = card(shown)
    assert (read.work, read.similar_works[0].title) == (WORK.work_id, other.best.title)
    assert read.is_retracted


def test_a_work_is_shown_with_all_that_is_known_of_it() -> None:
    decision = Decision(
        work=WORK.work_id,
        workstream=NEEDS.id,
        verdict="include",
        reviewer="ailsa",
        instant=datetime(2026, 11, 23, 9, 30, tzinfo=UTC),
        note="At last.",
        hash="secret of the log",
    )
    link = Link(CROSSREF.record_id, PUBMED.record_id, "doi", 1.0, decided=decision.instant)
    said_of_it = annotation("learning", "went_well", 0.6, [QUOTE], of=WORK.work_id)
    shown = as_json(work_document(WORK, [said_of_it], [link], [decision], [PLACE]))
    assert {name: shown[name] for name in ("work", "title", "published", "url", "first_run")} == {
        "work": WORK.work_id,
        "title": PUBMED.title,
        "published": "2026-11-12",
        "url": "https://doi.org/10.5555/needs.1",
        "first_run": 3,
    }
    assert shown["best"] == {"record": "pubmed:1", "why": "article with an abstract"}
    assert shown["merged"]["origin"]["title"] == "pubmed:1"
    assert shown["merged"]["fields"] == {}
    assert shown["links"][0] == {
        "a": "crossref:10.5555/needs.1",
        "b": "pubmed:1",
        "rule": "doi",
        "score": 1.0,
        "decided_by": "rule",
        "decided": "2026-11-23T09:30:00Z",
        "undone": False,
        "reviewer": "",
    }
    assert shown["annotations"][0]["quotes"][0]["text"] == "worked well"
    assert shown["queues"][0]["reasons"] == ["It worked: “worked well”", "From Scotland"]
    assert shown["decisions"] == [
        {
            "workstream": "needs",
            "stage": "title-abstract",
            "verdict": "include",
            "reason": "",
            "note": "At last.",
            "reviewer": "ailsa",
            "instant": "2026-11-23T09:30:00Z",
        }
    ]


def test_a_record_is_shown_without_what_it_lacks() -> None:
    first, second = as_json(work_document(WORK, [], [], [], []))["records"]
    assert set(second) - set(first) == {"abstract", "body"}
    assert first["record"] == "crossref:10.5555/needs.1"
    assert first["published"] is None
    assert second["identifiers"] == ["doi:10.5555/needs.1"]
    assert second["published"] == "2026-11-12"


def test_a_work_that_no_run_has_ranked_says_so() -> None:
    assert work_document(work(PUBMED, first_run=0), [], [], [], [])["first_run"] is None


def test_the_first_identifier_of_each_scheme_is_shown() -> None:
    several = identifiers([("doi", "10.5555/b"), ("doi", "10.5555/a"), ("pmid", "7")])
    assert first_identifiers(several) == {"doi": "10.5555/a", "pmid": "7"}


def test_what_the_merged_record_has_from_elsewhere_is_shown_with_its_origin() -> None:
    placed = record(
        "10.5555/needs.1", "crossref", abstract="", volume="3", published=PartialDate(2026, 11, 2)
    )
    shown = as_json(work_document(work(PUBMED, placed), [], [], [], []))["merged"]
    assert shown["fields"] == {"volume": "3", "published": "2026-11-02"}
    assert shown["origin"]["volume"] == shown["origin"]["published"] == placed.record_id
    assert shown["origin"]["abstract"] == PUBMED.record_id
