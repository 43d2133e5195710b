from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from records.decision import Decision, first_break
from store.database import Database
from store.links import WorkRow
from store.migrating import steps
from store.opening import Store, open_store
from tests.store.examples import NOW, record

# What the same entry's hash was before decisions could take others back.
OLD_HASH = "f14895f8537e945afc454a5491a5b38381ff64f8ff5d1dfcd5a5e4ab8eadcd00"
ONE = Decision(
    work="w2",
    workstream="emerging-needs",
    verdict="include",
    reviewer="isla",
    instant=NOW,
    note="read “this”",
)


def test_the_log_is_a_chain_of_hashes(store: Store) -> None:
    first = store.decisions.append(ONE)
    second = store.decisions.append(replace(ONE, verdict="exclude", reason="wrong population"))
    assert store.decisions.log() == (first, second)
    assert (first.previous, second.previous) == ("", first.hash)
    assert all(one.hash == one.digest() for one in store.decisions.log())


def test_decisions_on_a_joined_work_show_under_the_other(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2")])
    rows = [WorkRow("w1", "pubmed:1", "", ()), WorkRow("w2", "pubmed:2", "", ())]
    store.links.settle(1, [], {"pubmed:1": "w1", "pubmed:2": "w2"}, {}, rows, NOW)
    placed = store.decisions.append(ONE)
    assert store.decisions.of(["w1"]) == {}
    store.links.settle(1, [], {"pubmed:1": "w1", "pubmed:2": "w1"}, {"w2": "w1"}, rows[:1], NOW)
    assert store.decisions.of(["w1"]) == {"w1": (placed,)}
    assert placed.work == "w2"


def test_yields_follow_the_latest_decision(store: Store) -> None:
    store.records.keep(1, [record("1"), record("2"), record("2", source="crossref")])
    rows = [WorkRow("w1", "pubmed:1", "", ()), WorkRow("w2", "pubmed:2", "", ())]
    members = {"pubmed:1": "w1", "pubmed:2": "w2", "crossref:2": "w2"}
    store.links.settle(1, [], members, {}, rows, NOW)
    store.decisions.append(ONE)
    crossref, pubmed = store.yields.all()
    assert (pubmed.records, pubmed.works, pubmed.unique, pubmed.queued, pubmed.included) == (2, 2, 1, 0, 1)
    assert (crossref.records, crossref.works, crossref.unique, crossref.included) == (1, 1, 0, 1)
    store.decisions.append(replace(ONE, verdict="exclude"))
    assert [one.included for one in store.yields.all()] == [0, 0]


def test_a_word_that_is_said_again_is_not_written_again(store: Store) -> None:
    first = store.decisions.append_once(ONE)
    assert store.decisions.append_once(replace(ONE, instant=NOW + timedelta(minutes=1))) == first
    other = store.decisions.append_once(replace(ONE, reviewer="bruce"))
    changed = store.decisions.append_once(replace(ONE, note="another"))
    assert store.decisions.log() == (first, other, changed)


def test_undo_takes_back_ones_own_last_word_in_a_workstream(store: Store) -> None:
    first = store.decisions.append(ONE)
    store.decisions.append(replace(ONE, reviewer="bruce"))
    store.decisions.append(replace(ONE, workstream="models"))
    back = store.decisions.undo("isla", "emerging-needs", NOW)
    assert back
    assert (back.work, back.verdict, back.undoes) == (ONE.work, "withdrawn", first.hash)
    assert store.decisions.log()[-1] == back
    assert store.decisions.undo("isla", "emerging-needs", NOW) is None
    assert first_break(store.decisions.log()) == 0


def test_a_log_from_before_undo_keeps_its_hashes(tmp_path: Path) -> None:
    database = Database(tmp_path / "ken.duckdb")
    with database.open() as connection:
        connection.execute("CREATE TABLE migrations (number INTEGER PRIMARY KEY, name VARCHAR)")
        for number, name, sql in steps()[:2]:
            connection.execute(sql)
            connection.execute("INSERT INTO migrations VALUES (?, ?)", [number, name])
        connection.execute(
            "INSERT INTO decisions VALUES (1, 'w1', 'emerging-needs', 'title-abstract', 'include', '', "
            "'read “this”', 'isla', '2026-11-23 09:00:00.012345', '', ?)",
            [OLD_HASH],
        )
    (one,) = open_store(tmp_path).decisions.log()
    assert (one.hash, one.undoes, one.digest()) == (OLD_HASH, "", OLD_HASH)


def test_several_things_at_once_open_the_file_once(store: Store) -> None:
    with store.at_once():
        store.decisions.append(ONE)
        assert [one.work for one in store.decisions.log()] == ["w2"]
    assert len(store.decisions.log()) == 1


def test_works_and_entries_of_a_workstream_are_listed_and_counted(store: Store) -> None:
    for one in (ONE, replace(ONE, verdict="exclude"), replace(ONE, work="w1", workstream="other")):
        store.decisions.append(one)
    assert store.decisions.works("emerging-needs") == ["w2"]
    assert store.decisions.count("emerging-needs") == 2
    assert (store.decisions.works("none"), store.decisions.count("none")) == ([], 0)


def test_nobody_who_decides_waits_for_the_database(store: Store, tmp_path: Path) -> None:
    with Database(tmp_path / "ken.duckdb").open(), ThreadPoolExecutor(1) as other:
        kept = other.submit(store.decisions.append_once, ONE).result(timeout=20)
        assert other.submit(store.decisions.under, {"w2": ["w2", "w1"]}).result(timeout=20) == {"w2": (kept,)}
        back = other.submit(store.decisions.undo, "isla", "emerging-needs", NOW).result(timeout=20)
    assert store.decisions.log() == (kept, back)


def test_only_the_decision_that_is_meant_is_taken_back(store: Store) -> None:
    first = store.decisions.append(ONE)
    second = store.decisions.append(replace(ONE, verdict="maybe"))
    assert store.decisions.undo("isla", "emerging-needs", NOW, only=first.hash) is None
    back = store.decisions.undo("isla", "emerging-needs", NOW, only=second.hash)
    assert back
    assert back.verdict == "include"


def test_decisions_of_joined_works_stand_in_the_order_in_which_they_were_made(store: Store) -> None:
    first = store.decisions.append(ONE)
    second = store.decisions.append(replace(ONE, work="w1"))
    third = store.decisions.append(ONE)
    assert store.decisions.under({"w1": ["w1", "w2"]}) == {"w1": (first, second, third)}


def test_sql_sees_a_copy_of_the_log(store: Store) -> None:
    made = [store.decisions.append(replace(ONE, note=str(number))) for number in range(3)]
    store.decisions.copy()
    made.append(store.decisions.append(replace(ONE, resolves=True)))
    store.decisions.copy()
    with store.database.open() as connection:
        rows = connection.execute(
            "SELECT number, hash, note, resolves FROM decisions ORDER BY number"
        ).fetchall()
    assert rows == [(at, one.hash, one.note, one.resolves) for at, one in enumerate(made, 1)]
    assert store.decisions.mend_copy() == 0


def test_what_another_process_decided_is_seen(store: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path)
    made = other.decisions.append(ONE)
    assert store.decisions.log() == (made,)
    assert store.decisions.append_once(ONE) == made
    assert (other.decisions.append(ONE).previous, len(store.decisions.log())) == (made.hash, 2)
