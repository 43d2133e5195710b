"""Counts of the evidence map, and the works behind them."""

import pytest

from records.annotation import Annotation
from records.ranked import Ranked
from store.evidence_map import NONE, Cell, MapQuestion
from store.links import WorkRow
from store.opening import Store
from store.queues import FrozenQueue
from tests.store.examples import NOW, record

LABELS = {
    "w1": [
        ("inequality", "dimension:place", 0.9),
        ("inequality", "dimension:ses", 0.4),
        ("evidence", "strength:4", 0.8),
    ],
    "w2": [
        ("inequality", "dimension:place", 0.9),
        ("inequality", "grade:2", 0.9),
        ("evidence", "strength:2", 0.8),
    ],
    "w3": [("evidence", "strength:2", 0.8), ("evidence", "type:survey", 0.8), ("workstream", "carers", 0.7)],
    "w4": [("workstream", "carers", 0.2), ("workstream", "homes", 0.9)],
}


@pytest.fixture
def mapped(store: Store) -> Store:
    """Give a store with four works; the fourth stands in the queue of carers."""
    names = [f"pubmed:{work[1]}" for work in LABELS]
    store.records.keep(1, [record(work[1]) for work in LABELS])
    rows = [WorkRow(work, name, "", (), 1) for work, name in zip(LABELS, names, strict=True)]
    store.links.settle(1, [], dict(zip(names, LABELS, strict=True)), {}, rows, NOW)
    said = [
        Annotation(work, component, "1", label, score)
        for work, labels in LABELS.items()
        for component, label, score in labels
    ]
    store.annotations.keep({"evidence": "1"}, dict.fromkeys(LABELS, "x"), said)
    place = Ranked(1, "carers", 1, "w4", 0.5, {}, (), "ranked")
    store.queues.freeze(
        [FrozenQueue(run=1, workstream="carers", seed=1, candidates=1, entries=(place,))], NOW
    )
    return store


def test_a_work_counts_in_each_row_and_in_one_column(mapped: Store) -> None:
    asked = MapQuestion()
    assert mapped.evidence_map.cells(asked) == (
        Cell(NONE, "2", 1),
        Cell(NONE, NONE, 1),
        Cell("place", "2", 1),
        Cell("place", "4", 1),
        Cell("ses", "4", 1),
    )
    assert mapped.evidence_map.works(asked) == 4


def test_rows_and_columns_are_chosen(mapped: Store) -> None:
    assert mapped.evidence_map.cells(MapQuestion(rows="workstream", columns="type")) == (
        Cell("carers", "survey", 1),
        Cell("homes", NONE, 1),
        Cell(NONE, NONE, 2),
    )


def test_works_are_narrowed(mapped: Store) -> None:
    read = mapped.evidence_map
    assert read.cells(MapQuestion(works="queued")) == (Cell(NONE, NONE, 1),)
    assert read.works(MapQuestion(workstream="carers")) == 2, "one fits, one was queued"
    assert read.works(MapQuestion(works="queued", workstream="homes")) == 0
    assert read.works(MapQuestion(works="kept")) == 0
    assert read.cells(MapQuestion(works="kept"), {"w1", "w9"}) == (Cell("place", "4", 1), Cell("ses", "4", 1))


def test_the_works_behind_a_place(mapped: Store) -> None:
    read, asked = mapped.evidence_map, MapQuestion()
    assert read.behind(asked, ("place", ""), (0, 25)).works == ("w1", "w2")
    assert read.behind(asked, ("", "2"), (0, 25)).works == ("w2", "w3")
    assert read.behind(asked, ("", ""), (0, 25)).total == 4
    page = read.behind(asked, ("", ""), (2, 1))
    assert (page.works, page.total) == (("w3",), 4)
    empty = read.behind(asked, ("ses", "2"), (0, 25))
    assert (empty.works, empty.total) == ((), 0)
