"""A file to which several processes add lines, and which some of them leave in the middle."""

import multiprocessing
import os
import resource
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.errors import StoreError
from store.log_file import LogFile


def add(log: LogFile, *lines: bytes) -> None:
    with log.alone() as file:
        log.fresh()
        log.add(file, b"".join(line + b"\n" for line in lines))


def test_what_others_added_is_seen_once(tmp_path: Path) -> None:
    one, other = LogFile(tmp_path / "log"), LogFile(tmp_path / "log")
    assert one.fresh() == ([], False)
    add(other, b"a", b"b")
    assert one.fresh() == ([b"a", b"b"], False)
    add(one, b"c")
    assert one.fresh() == ([b"c"], False)
    assert other.fresh() == ([b"a", b"b", b"c"], False)


@pytest.mark.parametrize("way", ["shorter", "another", "gone"])
def test_a_file_that_is_no_longer_the_same_is_read_from_the_first(tmp_path: Path, way: str) -> None:
    log = LogFile(tmp_path / "log")
    add(log, b"a", b"b")
    log.fresh()
    log.path.unlink()
    if way != "gone":
        add(LogFile(log.path), *([b"a"] if way == "shorter" else [b"x", b"y", b"z"]))
    assert log.fresh() == ({"shorter": [b"a"], "another": [b"x", b"y", b"z"], "gone": []}[way], True)


@given(
    st.lists(st.binary(max_size=9).map(lambda one: one.replace(b"\n", b"")), max_size=5), st.integers(0, 60)
)
def test_a_line_that_was_cut_short_is_as_if_it_had_never_been(lines: list[bytes], kept: int) -> None:
    path = Path(os.environ["PYTEST_TMP"]) / "cut"
    path.unlink(missing_ok=True)
    whole = b"".join(line + b"\n" for line in lines)
    path.write_bytes(whole[:kept])
    log = LogFile(path)
    expected = whole[:kept].count(b"\n")
    assert log.fresh() == (lines[:expected], False)
    add(log, b"next")
    assert LogFile(path).fresh() == ([*lines[:expected], b"next"], False)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTEST_TMP", str(tmp_path))


def write(path: Path, name: str) -> None:
    log = LogFile(path)
    for number in range(50):
        add(log, f"{name} {number}".encode())


def test_several_processes_lose_nothing_to_each_other(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=write, args=(tmp_path / "log", name)) for name in "abc"]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    lines, _ = LogFile(tmp_path / "log").fresh()
    for name in "abc":
        assert [one for one in lines if one.startswith(name.encode())] == [
            f"{name} {number}".encode() for number in range(50)
        ]


def test_a_full_disk_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    log = LogFile(tmp_path / "log")
    add(log, b"kept")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (8, hard))
    try:
        with pytest.raises(StoreError, match="File too large; make room on its disk"):
            add(log, b"lost")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert log.path.read_bytes() == b"kept\n"
    add(log, b"again")
    assert LogFile(log.path).fresh() == ([b"kept", b"again"], False)


def test_a_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with (
        pytest.raises(StoreError, match="cannot be written: Is a directory"),
        LogFile(tmp_path / "folder").alone(),
    ):
        pass
