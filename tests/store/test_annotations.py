from records.annotation import Annotation, Quote
from store.links import WorkRow
from store.opening import Store
from tests.store.examples import NOW, record


def annotation(work: str, version: str = "1", score: float = 0.5) -> Annotation:
    quote = Quote("pubmed:1", "title", 0, 5, "Small")
    return Annotation(work, "workstream", version, "emerging-needs", score, (quote,), "names small teams")


def with_works(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2")])
    rows = [WorkRow("w1", "pubmed:1", "", ()), WorkRow("w2", "pubmed:2", "", ())]
    store.links.settle(1, [], {"pubmed:1": "w1", "pubmed:2": "w2"}, {}, rows, NOW)


def test_annotations_come_back_as_they_went_in(store: Store) -> None:
    with_works(store)
    store.annotations.keep({"workstream": "1"}, {"w1": "f", "w2": "f"}, [annotation("w1")])
    assert store.annotations.of(["w1", "w2"]) == {"w1": (annotation("w1"),)}


def test_a_new_version_reads_again_and_replaces(store: Store) -> None:
    with_works(store)
    marks = {f"w{n}": record(str(n)).fingerprint() for n in (1, 2)}
    assert store.annotations.unread({"workstream": "1"}) == ("w1", "w2")
    store.annotations.keep({"workstream": "1"}, marks, [annotation("w1")])
    assert store.annotations.unread({"workstream": "1"}) == ()
    assert store.annotations.unread({"workstream": "2"}) == ("w1", "w2")
    store.annotations.keep({"workstream": "2"}, marks, [annotation("w2", "2")])
    assert store.annotations.of(["w1", "w2"]) == {"w2": (annotation("w2", "2"),)}


def test_a_work_whose_best_record_changed_is_read_again(store: Store) -> None:
    with_works(store)
    marks = {f"w{n}": record(str(n)).fingerprint() for n in (1, 2)}
    store.annotations.keep({"workstream": "1"}, marks, [])
    store.records.keep(2, [record("1", abstract="It changed.")])
    assert store.annotations.unread({"workstream": "1"}) == ("w1",)


def test_one_component_does_not_disturb_another(store: Store) -> None:
    with_works(store)
    store.annotations.keep({"workstream": "1"}, {"w1": "f"}, [annotation("w1")])
    store.annotations.keep({"language": "1"}, {"w1": "f"}, [])
    assert store.annotations.of(["w1"]) == {"w1": (annotation("w1"),)}


def test_unread_works_come_in_the_order_in_which_their_records_came(store: Store) -> None:
    """Neighbours in the table of records are then read together."""
    store.records.keep(1, [record(str(n)) for n in (3, 1, 2)])
    rows = [WorkRow(f"w{n}", f"pubmed:{n}", "", ()) for n in (1, 2, 3)]
    store.links.settle(1, [], {f"pubmed:{n}": f"w{n}" for n in (1, 2, 3)}, {}, rows, NOW)
    assert store.annotations.unread({"workstream": "1"}) == ("w3", "w1", "w2")
