"""The log of decisions, checked by Ken and by a program that needs only Python."""

import json
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import ANY

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import data
from data.review.verify_decisions import first_break
from records.decision import Decision
from store.database import Database
from store.decision_log import DECISIONS
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
    assert "The log was written to" in ken("--home", decided, "verify", "--export", log).err
    assert (tmp_path / "verify_decisions.py").exists()
    assert by_itself(log) == (0, f"3 decisions, unbroken; the last hash is {last}\n")


def lines_of(home: Path) -> list[str]:
    return (home / DECISIONS).read_text(encoding="utf-8").rstrip("\n").split("\n")


def altered(home: Path, change: Callable[[list[str]], list[str]]) -> None:
    (home / DECISIONS).write_text("".join(f"{one}\n" for one in change(lines_of(home))), encoding="utf-8")


@pytest.mark.parametrize(
    ("change", "row"),
    [
        (lambda log: [log[0], log[1].replace('"exclude"', '"include"'), log[2]], 2),
        (lambda log: [log[0].replace("Mòrag", "Bruce"), *log[1:]], 1),
        (lambda log: [*log[:2], re.sub('"undoes":"[^"]+"', '"undoes":""', log[2])], 3),
        (lambda log: log[1:], 1),
        (lambda log: [log[0], log[2]], 2),
        (lambda log: [log[1], log[0], log[2]], 1),
        (lambda log: [log[0], "{", log[2]], 2),
        (lambda log: [log[0], log[1].replace('{"', '{ "'), log[2]], 2),
    ],
)
def test_whoever_changes_a_line_is_found_out(
    ken: Ken, decided: Path, tmp_path: Path, change: Callable[[list[str]], list[str]], row: int
) -> None:
    altered(decided, change)
    log = tmp_path / "log.jsonl"
    done = ken("--home", decided, "verify", "--export", log)
    assert done.code == 1
    assert f"entry {row} of " in done.err
    told_apart = '{ "' in log.read_text(
        encoding="utf-8"
    )  # the same to who reads JSON; not to who reads lines
    assert by_itself(log) == ((0, ANY) if told_apart else (1, f"line {row} does not add up\n"))


@pytest.mark.parametrize(
    ("change", "row"),
    [
        ("UPDATE decisions SET verdict = 'include' WHERE number = 2", 2),
        ("UPDATE decisions SET reviewer = 'Bruce' WHERE number = 1", 1),
        ("DELETE FROM decisions WHERE number = 1", 1),
        ("DELETE FROM decisions WHERE number = 2", 2),
    ],
)
def test_a_copy_that_was_altered_is_written_anew(ken: Ken, decided: Path, change: str, row: int) -> None:
    ken("--home", decided, "verify")
    with Database(decided / DATABASE).open() as connection:
        connection.execute(change)
    done = ken("--home", decided, "verify")
    assert (done.code, done.out[:11]) == (0, "3 decisions")
    assert f"differed at entry {row}; it was written anew" in done.err
    assert "differed" not in ken("--home", decided, "verify").err


def test_a_log_that_lost_lines_gets_them_back(ken: Ken, decided: Path) -> None:
    ken("--home", decided, "verify")
    whole = lines_of(decided)
    (decided / DECISIONS).unlink()
    assert ken("--home", decided, "verify").out.startswith("3 decisions, unbroken")
    altered(decided, lambda log: log[:1])
    assert ken("--home", decided, "verify").out.startswith("3 decisions, unbroken")
    assert lines_of(decided) == whole


def test_a_log_of_another_backup_is_refused(ken: Ken, decided: Path) -> None:
    ken("--home", decided, "verify")
    kept = (decided / DATABASE).read_bytes()
    (decided / DECISIONS).unlink()
    (decided / DATABASE).unlink()
    open_store(decided).decisions.append(replace(ONE, reviewer="Bruce"))
    (decided / DATABASE).write_bytes(kept)
    done = ken("--home", decided, "verify")
    assert done.code == 1
    assert "differ at entry 1: they are of different backups" in done.err


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
