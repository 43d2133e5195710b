"""Searching the works."""

from dataclasses import replace

import pytest

from records.annotation import Annotation
from records.dates import PartialDate
from records.decision import Decision
from store.links import WorkRow
from store.opening import Store
from store.searching import UNDECIDED
from tests.store.examples import NOW, record

DECIDED = Decision(work="w1", workstream="needs", verdict="include", reviewer="isla", instant=NOW)


@pytest.fixture
def filled(store: Store) -> Store:
    """Give three works: on housing, on housing in the abstract only, on nothing of the kind."""
    records = [
        replace(record("1", title="Housing First 100% _done_"), published=PartialDate(2024)),
        replace(
            record("2", title="Nursing", abstract="About HOUSING, and trust."),
            published=PartialDate(2026, 11),
        ),
        replace(record("3", title="Gardens", abstract=""), published=None),
    ]
    store.records.keep(1, records)
    rows = [WorkRow(f"w{n}", f"pubmed:{n}", "", ()) for n in (1, 2, 3)]
    store.links.settle(1, [], {f"pubmed:{n}": f"w{n}" for n in (1, 2, 3)}, {}, rows, NOW)
    fits = [
        Annotation("w1", "workstream", "1", "needs", 0.5),
        Annotation("w2", "workstream", "1", "needs", 0.49),
        Annotation("w2", "workstream", "1", "models", 0.9),
    ]
    store.annotations.keep({"workstream": "1"}, {"w1": "f", "w2": "f"}, fits)
    return store


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([], ("w2", "w1", "w3")),
        (["housing"], ("w1", "w2")),
        (["hous", "TRUST"], ("w2",)),
        (["100%"], ("w1",)),
        (["_done_"], ("w1",)),
        (["%"], ("w1",)),
        (["zebra"], ()),
        (["'; DROP TABLE works"], ()),
    ],
)
def test_all_words_must_be_there(filled: Store, words: list[str], found: tuple[str, ...]) -> None:
    answer = filled.search.works(words)
    assert (answer.works, answer.total) == (found, len(found))


def test_a_workstream_narrows(filled: Store) -> None:
    assert filled.search.works([], workstream="needs").works == ("w1",)
    assert filled.search.works([], workstream="models").works == ("w2",)
    assert filled.search.works([], workstream="nothing").works == ()


def test_a_verdict_narrows_to_the_last_word(filled: Store) -> None:
    filled.decisions.append(DECIDED)
    filled.decisions.append(replace(DECIDED, work="w2", reviewer="bruce", verdict="maybe"))
    assert filled.search.works([], verdict="include").works == ("w1",)
    assert filled.search.works([], verdict="include", reviewer="bruce").works == ()
    assert filled.search.works([], verdict=UNDECIDED).works == ("w3",)
    assert filled.search.works([], verdict=UNDECIDED, reviewer="bruce").works == ("w1", "w3")
    assert filled.search.works([], verdict="include", workstream="models").works == ()
    filled.decisions.undo("isla", "needs", NOW)
    assert filled.search.works([], verdict="include").works == ()
    assert filled.search.works([], verdict=UNDECIDED).works == ("w1", "w3")


def test_a_page_of_many_tells_how_many_there_are(filled: Store) -> None:
    answer = filled.search.works([], limit=1, offset=1)
    assert (answer.works, answer.total) == (("w1",), 3)
    assert filled.search.works([], limit=1, offset=9).total == 3
