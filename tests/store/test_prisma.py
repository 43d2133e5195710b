"""What a PRISMA flow is counted from, with works that were joined, imported and decided."""

from dataclasses import replace

from records.decision import Decision
from records.prisma import Seen, SourceRecords
from records.ranked import Candidate, Ranked
from records.record import Rejected
from store.links import WorkRow
from store.opening import Store
from store.queues import FrozenQueue
from tests.store.examples import NOW, WEEK, record

STREAMS = ("carers", "homes")


def work(store: Store, name: str, *records: str, run: int | None) -> None:
    row = WorkRow(name, records[0], "", (), run)
    store.links.settle(run or 0, [], dict.fromkeys(records, name), {}, [row], NOW)


def queue(run: int, works: list[str], candidates: list[str]) -> FrozenQueue:
    placed = (Ranked(run, "carers", at, name, 0.5, {}, (), "ranked") for at, name in enumerate(works, 1))
    return FrozenQueue(
        run=run,
        workstream="carers",
        seed=1,
        candidates=len(candidates),
        entries=tuple(placed),
        chosen_from=tuple(Candidate(work=name, features={}) for name in candidates),
    )


def two_runs(store: Store) -> None:
    """Run 1 brings four records of three works, run 2 two more, one of them of a work of run 1."""
    store.runs.begin(WEEK, ["pubmed", "his"], NOW, exact=True)
    first = [record("1"), record("2"), record("1", "his"), record("3")]
    store.records.keep(1, first, [Rejected("his", "no title", "x")])
    work(store, "w1", "pubmed:1", "his:1", run=1)
    work(store, "w2", "pubmed:2", run=1)
    work(store, "w3", "pubmed:3", run=1)
    store.runs.begin(WEEK, ["pubmed", "his"], NOW, exact=True)
    store.records.keep(2, [record("2"), record("2", "his"), record("4")])
    work(store, "w2", "pubmed:2", "his:2", run=1)
    work(store, "w4", "pubmed:4", run=2)
    store.queues.freeze([queue(1, ["w1"], ["w1", "w2"]), queue(2, ["w4"], ["w4"])], NOW)


def decide(store: Store, name: str, stream: str = "carers") -> None:
    store.decisions.append(
        Decision(work=name, workstream=stream, verdict="include", reviewer="ailsa", instant=NOW)
    )


def test_a_run_counts_its_own_records_and_those_that_were_known(store: Store) -> None:
    two_runs(store)
    first, second = (store.prisma.counts(run, run, STREAMS) for run in (1, 2))
    assert first.sources == (SourceRecords("his", 1), SourceRecords("pubmed", 3))
    assert (first.works, first.rejected, first.unlinked) == (3, 1, 0)
    assert first.unplaced == {"carers": 1, "": 1}
    assert first.seen == (Seen("carers", "w1", placed=True, records=2),)
    assert second.sources == (SourceRecords("his", 1), SourceRecords("pubmed", 2, known=1))
    assert second.works == 1, "the new record of a known work is its duplicate"
    assert second.seen == (Seen("carers", "w4", placed=True, records=1),)


def test_all_runs_together_count_each_record_once(store: Store) -> None:
    two_runs(store)
    both = store.prisma.counts(1, 2, STREAMS)
    assert both.sources == (SourceRecords("his", 2), SourceRecords("pubmed", 4))
    assert both.works == 4
    assert [one.work for one in both.seen] == ["w1", "w4"]


def test_who_decides_a_work_that_is_in_no_queue_has_seen_it(store: Store) -> None:
    two_runs(store)
    decide(store, "w2")
    decide(store, "w3", "homes")
    decide(store, "w1", "of nobody")
    counts = store.prisma.counts(1, 1, STREAMS)
    assert [(one.workstream, one.work, one.placed) for one in counts.seen] == [
        ("carers", "w1", True),
        ("carers", "w2", False),
        ("homes", "w3", False),
    ]
    assert counts.unplaced == {"": 0}


def test_a_work_that_was_joined_counts_as_the_other(store: Store) -> None:
    two_runs(store)
    members = dict.fromkeys(("pubmed:1", "his:1", "pubmed:3"), "w1")
    store.links.settle(1, [], members, {"w3": "w1"}, [WorkRow("w1", "pubmed:1", "", (), 1)], NOW)
    counts = store.prisma.counts(1, 1, STREAMS)
    assert counts.works == 2
    assert counts.seen == (Seen("carers", "w1", placed=True, records=3),)


def test_an_imported_record_is_of_the_run_that_ranked_its_work(store: Store) -> None:
    two_runs(store)
    store.records.keep(0, [replace(record("9"), source="file"), replace(record("8"), source="file")])
    work(store, "w9", "file:9", run=2)
    work(store, "w8", "file:8", run=None)
    assert SourceRecords("file", 1) in store.prisma.counts(2, 2, STREAMS).sources
    assert all(one.source != "file" for one in store.prisma.counts(1, 1, STREAMS).sources)
    assert store.prisma.counts(1, 2, STREAMS).works == 5


def test_what_is_not_linked_yet_is_told(store: Store) -> None:
    two_runs(store)
    store.records.keep(2, [record("7")])
    assert store.prisma.counts(2, 2, STREAMS).unlinked == 1
