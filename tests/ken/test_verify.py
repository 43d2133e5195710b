"""The log of decisions, checked by Ken and by a program that needs only Python."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import data
from data.review.verify_decisions import first_break
from records.decision import Decision
from store.database import Database
from store.opening import DATABASE, open_store
from tests.ken.running import Ken

ONE = Decision(
    work="w1",
    workstream="needs",
    verdict="include",
    reviewer="Mòrag",
    instant=datetime(2026, 11, 23, tzinfo=UTC),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


def by_itself(*paths: Path) -> tuple[int, str]:
    program = [sys.executable, "-I", "-S", str(data.folder("review", "verify_decisions.py"))]
    done = subprocess.run([*program, *map(str, paths)], capture_output=True, text=True, check=False)  # noqa: S603
    return done.returncode, done.stdout


@pytest.fixture
def decided(new: Path) -> Path:
    store = open_store(new)
    store.decisions.append(ONE)
    store.decisions.append(replace(ONE, verdict="exclude", note="a line\nand “more”\u2028"))
    store.decisions.undo("Mòrag", "needs", ONE.instant)
    return new


def test_a_whole_log_is_unbroken(ken: Ken, decided: Path, tmp_path: Path) -> None:
    last = open_store(decided).decisions.log()[-1].hash
    assert ken("--home", decided, "verify").out == f"3 decisions, unbroken; the last hash is {last}\n"
    said = json.loads(ken("--home", decided, "verify", "--json").out)
    assert said == {"decisions": 3, "first_break": None, "last_hash": last}
    log = tmp_path / "log.jsonl"
    assert "3 decisions written to" in ken("--home", decided, "verify", "--export", log).err
    assert (tmp_path / "verify_decisions.py").exists()
    assert by_itself(log) == (0, f"3 decisions, unbroken; the last hash is {last}\n")


@pytest.mark.parametrize(
    ("change", "row"),
    [
        ("UPDATE decisions SET verdict = 'include' WHERE number = 2", 2),
        ("UPDATE decisions SET reviewer = 'Bruce' WHERE number = 1", 1),
        ("UPDATE decisions SET undoes = '' WHERE number = 3", 3),
        ("DELETE FROM decisions WHERE number = 1", 1),
        ("DELETE FROM decisions WHERE number = 2", 2),
    ],
)
def test_whoever_changes_a_row_is_found_out(
    ken: Ken, decided: Path, tmp_path: Path, change: str, row: int
) -> None:
    with Database(decided / DATABASE).open() as connection:
        connection.execute(change)
    log = tmp_path / "log.jsonl"
    done = ken("--home", decided, "verify", "--export", log)
    assert done.code == 1
    assert f"ken: entry {row} of " in done.err
    assert by_itself(log) == (1, f"line {row} does not add up\n")


def test_an_empty_log_is_unbroken(ken: Ken, new: Path, tmp_path: Path) -> None:
    assert ken("--home", new, "verify").out == "0 decisions, unbroken\n"
    ken("--home", new, "verify", "--export", tmp_path / "log.jsonl")
    assert by_itself(tmp_path / "log.jsonl")[0] == 0


def test_a_line_that_is_cut_short_does_not_add_up(decided: Path, tmp_path: Path) -> None:
    lines = [msgspec.json.encode(one).decode() for one in open_store(decided).decisions.log()]
    (tmp_path / "cut.jsonl").write_text("\n".join(lines)[:-9], encoding="utf-8")
    assert by_itself(tmp_path / "cut.jsonl") == (1, "line 3 does not add up\n")


@given(st.lists(st.builds(replace, st.just(ONE), note=TEXTS, reason=TEXTS, undoes=TEXTS), max_size=4))
def test_both_compute_the_same_hashes(entries: list[Decision]) -> None:
    previous, lines = "", []
    for one in entries:
        placed = one.chained(previous)
        lines.append(msgspec.json.encode(placed).decode())
        previous = placed.hash
    assert first_break(lines) == (0, previous)
