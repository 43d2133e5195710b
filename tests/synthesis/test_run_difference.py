"""What differs between two runs."""

from dataclasses import replace
from datetime import UTC, date, datetime

from records.outline import QueueOutline
from records.run import Run, SourceOutcome
from records.source import Window
from synthesis.ranking.preview import Move
from synthesis.run_difference import Change, run_difference
from synthesis.run_difference_document import difference_document

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
FIRST = Run(
    number=1,
    window=Window(date(2026, 11, 9), date(2026, 11, 16)),
    started=NOW,
    sources=(
        SourceOutcome(id="his", records=3, new=3),
        SourceOutcome(id="pubmed", error="it sent HTML"),
        SourceOutcome(id="govuk", error="no answer"),
        SourceOutcome(id="crossref", records=1),
    ),
    versions={"language": "1", "covid": "2"},
)
SECOND = replace(
    FIRST,
    number=2,
    sources=(
        SourceOutcome(id="his", error="it sent HTML"),
        SourceOutcome(id="pubmed", records=8, new=7),
        SourceOutcome(id="govuk", error="no answer"),
        SourceOutcome(id="medrxiv", records=2),
    ),
    versions={"language": "2", "stage": "1"},
)


def outline(run: int, *works: str) -> QueueOutline:
    return QueueOutline(run, "carers", 9, tuple((work, "ranked") for work in works))


def test_places_in_queues_are_compared() -> None:
    held = {"carers": (outline(1, "w1", "w2", "w3"), outline(2, "w4", "w2", "w1", "w1"))}
    (queue,) = run_difference((FIRST, SECOND), held, {}).queues
    assert queue.moves == (Move("w4", None, 1), Move("w1", 1, 3), Move("w3", 3, None))
    assert (queue.came, queue.left, queue.moved) == (queue.moves[:1], queue.moves[2:], queue.moves[1:2])
    assert (queue.stayed, queue.lengths, queue.candidates) == (1, (3, 3), (9, 9))


def test_a_queue_that_was_not_frozen_is_empty() -> None:
    (queue,) = run_difference((FIRST, SECOND), {"carers": (None, outline(2, "w1"))}, {}).queues
    assert (queue.lengths, queue.came) == ((0, 1), (Move("w1", None, 1),))


def test_sources_say_what_became_of_them() -> None:
    found = run_difference((FIRST, SECOND), {}, {})
    assert {one.id: one.how for one in found.sources} == {
        "crossref": "no longer asked",
        "govuk": "failed again",
        "his": "failed",
        "medrxiv": "asked",
        "pubmed": "answers again",
    }
    assert run_difference((FIRST, FIRST), {}, {}).sources[0].how == "as before"


def test_components_and_weights_that_changed_are_named() -> None:
    whole: dict[str, object] = {}
    lower: dict[str, object] = {"cap": 30}
    pair = ({"cap": 40}, lower)
    found = run_difference((FIRST, SECOND), {}, {"carers": pair, "homes": pair})
    assert found.versions == (
        Change("covid", "2", ""),
        Change("language", "1", "2"),
        Change("stage", "", "1"),
    )
    assert found.weights == (Change("cap", "40", "30"),)
    one = run_difference((FIRST, SECOND), {}, {"carers": ({"cap": 40}, lower), "homes": (lower, lower)})
    assert one.weights == (Change("cap", "40", "30", "carers"),)
    none = run_difference((FIRST, SECOND), {}, {"carers": (whole, lower)})
    assert none.weights == (), "nothing can be said of a queue that was not frozen"


def test_the_document_names_works_by_title() -> None:
    held = {"carers": (outline(1, "w1"), outline(2, "w2"))}
    document = difference_document(run_difference((FIRST, SECOND), held, {}), {"w1": "One", "w2": "Two"})
    assert document["queues"] == [
        {
            "workstream": "carers",
            "candidates": [9, 9],
            "works": [1, 1],
            "came": [{"work": "w2", "title": "Two", "before": None, "after": 1}],
            "left": [{"work": "w1", "title": "One", "before": 1, "after": None}],
            "moved": [],
            "stayed": 0,
        }
    ]
