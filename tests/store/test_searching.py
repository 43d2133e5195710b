"""Searching the works."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import pytest

from records.annotation import Annotation
from records.dates import PartialDate
from records.decision import Decision
from records.query import EVERYTHING, AllOf, AnyOf, Between, Is, Not, Query, Words
from records.ranked import Ranked
from records.record import Author, Notice
from store.links import WorkRow
from store.opening import Store, open_store
from store.queues import FrozenQueue
from store.searching import Found
from tests.store.examples import NOW, record

DECIDED = Decision(work="w1", workstream="needs", verdict="include", reviewer="isla", instant=NOW)
HOSTILE = (
    "'; DROP TABLE works; --",
    "' OR ''='",
    "$v0",
    "%",
    "_",
    "\\",
    "'); DELETE FROM views; --",
    "{asker}",
)
SAID = (
    Annotation("w1", "workstream", "1", "needs", 0.5),
    Annotation("w2", "workstream", "1", "needs", 0.49),
    Annotation("w2", "workstream", "1", "models", 0.9),
    Annotation("w1", "inequality", "1", "grade:2", 0.6),
    Annotation("w2", "inequality", "1", "grade:3", 0.6),
    Annotation("w1", "inequality", "1", "dimension:plus_homelessness", 0.6),
    Annotation("w1", "evidence", "1", "type:scoping_review", 0.6),
    Annotation("w2", "evidence", "1", "type:protocol", 0.6),
    Annotation("w1", "evidence", "1", "strength:4", 0.6),
    Annotation("w1", "stage", "1", "S2", 0.6),
    Annotation("w1", "learning", "1", "change_to_stop", 0.6),
    Annotation("w1", "language", "1", "en", 0.6),
    Annotation("w1", "geography", "1", "place:Na h-Eileanan Siar", 0.6),
    Annotation("w1", "geography", "1", "nation:SCT", 0.6, (), "Scotland"),
    Annotation("w2", "geography", "1", "place:Jönköping", 0.6),
    Annotation("w1", "geography", "1", "setting:care_home", 0.6),
)


@pytest.fixture
def filled(store: Store) -> Store:
    """Give a store of three works, to be changed."""
    return fill(store)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Give a store of three works that nobody changes, and that stays open."""
    store = fill(open_store(tmp_path_factory.mktemp("known"), linger=60))
    yield store
    store.database.release()


def fill(store: Store) -> Store:
    """Put in three works: on housing, on housing in the abstract only, on nothing of the kind."""
    records = [
        replace(
            record("1", title="Housing First: 100% _done_"), published=PartialDate(2024), type="protocol"
        ),
        replace(
            record(
                "2", title="Nursing élan", abstract="About HOUSING, first and last; peer support, and trust."
            ),
            published=PartialDate(2026, 11),
            authors=(Author("van der Berg", "A"),),
        ),
        replace(record("3", "nice", title="Gardens", abstract="Support of a peer."), published=None),
    ]
    store.records.keep(1, records)
    rows = [
        WorkRow("w1", "pubmed:1", "", (Notice("retraction", "subject"),)),
        WorkRow("w2", "pubmed:2", "", (Notice("retraction", "notice"),)),
        WorkRow("w3", "nice:3", "", ()),
    ]
    members = {one.best: one.work_id for one in rows}
    store.links.settle(1, [], members, {}, rows, NOW)
    store.annotations.keep({"workstream": "1"}, {"w1": "f", "w2": "f"}, SAID)
    return store


def found(store: Store, query: Query, asker: str | None = None) -> tuple[str, ...]:
    answer = store.search.works(query, asker=asker)
    assert answer.total == len(answer.works)
    return answer.works


def words(*some: str, starts: bool = False, where: Literal["", "title", "abstract", "author"] = "") -> Words:
    return Words(some, starts, where)


@pytest.mark.parametrize(
    ("query", "works"),
    [
        (EVERYTHING, ("w2", "w1", "w3")),
        (words("housing"), ("w1", "w2")),
        (words("hous"), ()),
        (words("hous", starts=True), ("w1", "w2")),
        (words("elan"), ("w2",)),
        (words("100"), ("w1",)),
        (words("done"), ("w1",)),
        (words("housing", where="title"), ("w1",)),
        (words("housing", where="abstract"), ("w2",)),
        (words("peer", "support"), ("w2",)),
        (words("peer", "supp", starts=True), ("w2",)),
        (words("support", "of", "a", "peer"), ("w3",)),
        (words("housing", "first"), ("w1", "w2")),
        (words("housing", "first", where="title"), ("w1",)),
        (words("housing", "first", where="abstract"), ("w2",)),
        (words("gardens", "support"), ()),
        (words("kerr", where="author"), ("w1", "w3")),
        (words("van", "be", where="author", starts=True), ("w2",)),
        (words("kerr"), ()),
        (words("author", starts=True), ()),
        (words("zebra"), ()),
        (Not(words("housing")), ("w3",)),
        (AnyOf((words("gardens"), words("trust"))), ("w3", "w2")),
        (AllOf((words("housing"), words("trust"))), ("w2",)),
        (AllOf((words("housing"), Not(words("trust")))), ("w1",)),
        (Not(AnyOf((words("gardens"), Not(words("trust"))))), ("w2",)),
    ],
)
def test_words_and_what_puts_them_together(known: Store, query: Query, works: tuple[str, ...]) -> None:
    assert found(known, query) == works


@pytest.mark.parametrize(
    ("query", "works"),
    [
        (Is("workstream", "needs"), ("w1",)),
        (Is("workstream", "models"), ("w2",)),
        (Between("inequality", 2, None), ("w2", "w1")),
        (Between("inequality", None, 2), ("w1",)),
        (Between("inequality", 4, 3), ()),
        (Is("dimension", "plus_homelessness"), ("w1",)),
        (Is("evidence", "scoping_review"), ("w1",)),
        (Between("strength", 4, 5), ("w1",)),
        (Is("stage", "S2"), ("w1",)),
        (Is("learning", "change_to_stop"), ("w1",)),
        (Is("language", "en"), ("w1",)),
        (Is("place", "na-h-eileanan-siar"), ("w1",)),
        (Is("place", "scotland"), ("w1",)),
        (Is("place", "jönköping"), ("w2",)),
        (Is("place", "jon", starts=True), ("w2",)),
        (Is("setting", "care-home"), ("w1",)),
        (Is("type", "protocol"), ("w1",)),
        (Is("is", "protocol"), ("w2", "w1")),
        (Is("is", "review"), ("w1",)),
        (Is("is", "retracted"), ("w1",)),
        (Is("is", "noticed"), ("w2", "w1")),
        (Is("is", "queued"), ()),
        (Is("source", "nice"), ("w3",)),
        (Is("doi", "10.5555/ken.2"), ("w2",)),
        (Between("year", 2024, 2026), ("w2", "w1")),
        (Between("year", 2025, None), ("w2",)),
        (Not(Between("year", 2025, None)), ("w1", "w3")),
        (Between("run", 1, None), ()),
    ],
)
def test_what_is_known_of_works(known: Store, query: Query, works: tuple[str, ...]) -> None:
    assert found(known, query) == works


def test_a_place_in_a_queue_counts_for_its_workstream(filled: Store) -> None:
    entry = Ranked(
        run=1, workstream="needs", place=1, work="w3", score=0.1, slot="audit", parts={}, reasons=()
    )
    queue = FrozenQueue(run=1, workstream="needs", seed=1, candidates=1, entries=(entry,))
    filled.queues.freeze([queue], NOW)
    filled.works.adopt(1)
    assert found(filled, Is("workstream", "needs")) == ("w1", "w3")
    assert found(filled, Is("is", "queued")) == ("w3",)
    assert found(filled, Between("run", 1, 1)) == ("w2", "w1", "w3")


def decided(value: str) -> Is:
    return Is("decided", value)


def test_the_last_word_counts(filled: Store) -> None:
    filled.decisions.append(DECIDED)
    filled.decisions.append(replace(DECIDED, work="w2", reviewer="bruce", verdict="maybe"))
    assert found(filled, decided("include")) == ("w1",)
    assert found(filled, decided("any")) == ("w2", "w1")
    assert found(filled, decided("needs")) == ("w2", "w1")
    assert found(filled, Is("by", "Bruce")) == ("w2",)
    assert found(filled, AllOf((decided("include"), Is("by", "bruce")))) == ()
    assert found(filled, AllOf((decided("maybe"), decided("needs"), Is("by", "bruce")))) == ("w2",)
    assert found(filled, Is("undecided", "any")) == ("w3",)
    assert found(filled, Is("undecided", "models")) == ("w2", "w1", "w3")
    filled.decisions.undo("isla", "needs", NOW)
    assert found(filled, decided("include")) == ()
    assert found(filled, Is("undecided", "any")) == ("w1", "w3")


def test_side_by_side_terms_speak_of_one_decision(filled: Store) -> None:
    filled.decisions.append(DECIDED)
    filled.decisions.append(replace(DECIDED, reviewer="bruce", verdict="exclude"))
    assert found(filled, AllOf((decided("include"), Is("by", "bruce")))) == ()
    assert found(filled, AllOf((decided("include"), decided("exclude")))) == ("w1",)
    assert found(filled, AllOf((Is("by", "isla"), Is("by", "bruce")))) == ("w1",)
    assert found(filled, AllOf((decided("exclude"), Not(Is("by", "bruce"))))) == ()


def test_a_word_that_settles_stands_in_the_place_of_those_before(filled: Store) -> None:
    filled.decisions.append(DECIDED)
    filled.decisions.append(replace(DECIDED, reviewer="bruce", verdict="exclude"))
    filled.decisions.append(replace(DECIDED, reviewer="ann", verdict="exclude", resolves=True))
    assert found(filled, decided("include")) == ()
    assert found(filled, Is("by", "bruce")) == ()
    assert found(filled, AllOf((decided("exclude"), Is("by", "ann")))) == ("w1",)
    filled.decisions.undo("ann", "needs", NOW)
    assert found(filled, decided("include")) == ("w1",)


def test_others_words_count_only_where_the_asker_decided_too(filled: Store) -> None:
    filled.decisions.append(DECIDED)
    filled.decisions.append(replace(DECIDED, work="w2"))
    filled.decisions.append(replace(DECIDED, reviewer="bruce", verdict="exclude"))
    assert found(filled, decided("include"), "bruce") == ("w1",)
    assert found(filled, Is("by", "isla"), "bruce") == ("w1",)
    assert found(filled, decided("include"), "nobody") == ()
    assert found(filled, Is("undecided", "any"), "bruce") == ("w2", "w3")
    filled.decisions.append(replace(DECIDED, work="w2", workstream="models", reviewer="bruce"))
    assert found(filled, Is("by", "isla"), "bruce") == ("w1",), "another workstream is another question"
    filled.decisions.undo("bruce", "needs", NOW)
    assert found(filled, Is("by", "isla"), "bruce") == ()


def test_a_joined_work_is_found_once_and_with_its_decisions(filled: Store) -> None:
    filled.decisions.append(replace(DECIDED, work="w2"))
    row = WorkRow("w1", "pubmed:1", "", ())
    filled.links.settle(2, [], {"pubmed:1": "w1", "pubmed:2": "w1"}, {"w2": "w1"}, [row], NOW)
    assert found(filled, EVERYTHING) == ("w1", "w3")
    assert found(filled, decided("include")) == ("w1",)
    assert found(filled, words("trust")) == ()
    assert found(filled, Is("doi", "10.5555/ken.2")) == ("w1",)


def test_changed_texts_and_annotations_are_found_as_they_are_now(filled: Store) -> None:
    assert found(filled, words("gardens")) == ("w3",)
    filled.records.keep(2, [record("3", "nice", title="Allotments")])
    filled.links.settle(2, [], {"nice:3": "w3"}, {}, [WorkRow("w3", "nice:3", "", ())], NOW)
    filled.annotations.keep({"stage": "1"}, {"w1": "f"}, [Annotation("w1", "stage", "1", "S3", 0.6)])
    assert found(filled, words("gardens")) == ()
    assert found(filled, words("allotments")) == ("w3",)
    assert found(filled, Is("stage", "S2")) == ()
    assert found(filled, Is("stage", "S3")) == ("w1",)
    assert filled.search.words.catch_up() == 0


def test_the_order_is_by_what_fits_or_by_date(filled: Store) -> None:
    query = AnyOf((words("housing"), words("support")))
    assert filled.search.works(query).works == ("w1", "w2", "w3"), "in the title first, then the newest"
    assert filled.search.works(query, order="newest").works == ("w2", "w1", "w3")
    assert filled.search.works(query, order="oldest").works == ("w1", "w2", "w3")


def test_a_page_of_many_tells_how_many_there_are(filled: Store) -> None:
    assert filled.search.works(EVERYTHING, limit=1, offset=1) == Found(("w1",), 3)
    assert filled.search.works(EVERYTHING, limit=1, offset=9) == Found((), 3)
    assert filled.search.works(words("zebra"), offset=9) == Found((), 0)


@pytest.mark.parametrize("hostile", HOSTILE)
def test_sql_in_a_query_is_only_text(known: Store, hostile: str) -> None:
    leaves: list[Query] = [
        words(hostile),
        words(hostile, "a"),
        words(hostile, starts=True),
        words(hostile, where="author"),
    ]
    for name in (
        "workstream",
        "dimension",
        "place",
        "source",
        "doi",
        "is",
        "decided",
        "undecided",
        "by",
        "type",
    ):
        leaves += [Is(name, hostile), Is(name, f"x{hostile}", starts=True)]
    for leaf in leaves:
        wanted = ("w2", "w1", "w3") if isinstance(leaf, Is) and leaf.field == "undecided" else ()
        assert found(known, leaf) == wanted, leaf
    assert found(known, Is("by", "isla"), hostile) == ()
    assert known.works.count() == 3


def test_the_words_of_a_withdrawn_work_are_gone_at_once(filled: Store) -> None:
    assert found(filled, words("trust")) == ("w2",)
    blank = record("2", title="Withdrawn", abstract="-")
    filled.withdrawals.empty("pubmed:2", blank)
    with filled.database.open() as connection:
        rows = connection.execute("SELECT word FROM search_words WHERE word = 'trust'").fetchall()
    assert rows == []
    assert found(filled, words("withdrawn")) == ("w2",)
