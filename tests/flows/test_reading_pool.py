"""Reading with several processes: the same results, and nothing left of them however it ends."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

import pytest

import data
from bench.reading_corpus import to_read
from flows.annotate import annotate
from flows.link import link
from flows.readers import readers
from flows.reading_pool import processes_for, read_by
from records.errors import KenError, SettingsError
from records.work import Work
from tests.flows.conftest import Wire
from tests.flows.processes import wait_until

pytestmark = pytest.mark.slow  # to start a process and make its components takes seconds

_ROOT = Path(__file__).parent.parent.parent
_ENDLESS = """
import json, multiprocessing, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from tests.flows.test_reading_pool import begun
for number in begun():
    if not number:
        print(json.dumps([child.pid for child in multiprocessing.active_children()]), flush=True)
"""
"""Reads without end; a test that runs in the background hands on that Ctrl-C is ignored."""


needs_proc = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(),
    reason="sees whether a process still runs by /proc/PID, which only Linux has (proc(5))",
)


def works(count: int, start: int = 0) -> tuple[Work, ...]:
    records = to_read(1, start, start + count)
    return tuple(Work(f"w{start + number}", (one,), one) for number, one in enumerate(records))


def begun() -> Generator[int, None, None]:
    """Read the same works again and again, and count how often."""
    some, folder = works(400), data.folder()
    with closing(read_by(2, readers(folder), folder, iter(lambda: some, None))) as all_read:
        for number, _ in enumerate(all_read):
            yield number


def children() -> set[int | None]:
    return {child.pid for child in multiprocessing.active_children()}


def is_running(process: int) -> bool:
    try:
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())  # empty when it only waits to be buried
    except OSError:
        return False


@pytest.fixture
def endless() -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start a program that reads with two processes, and give it with the id of the other."""
    with subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-c", _ENDLESS],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as program:
        assert program.stdout
        (other,) = json.loads(program.stdout.readline())
        assert is_running(other)
        yield program, other
        program.kill()


def test_two_processes_say_what_one_says_in_the_same_order() -> None:
    folder = data.folder()
    batches = [works(260), works(1, 260), (), works(140, 261)]
    one, two = (list(read_by(count, readers(folder), folder, batches)) for count in (1, 2))
    assert [found for found, _ in two] == batches
    for (_, expected), (_, found) in zip(one, two, strict=True):
        # Each share of a batch is read by all components in turn.
        assert sorted(map(repr, found)) == sorted(map(repr, expected))
    assert sum(len(found) for _, found in two) > 401
    assert not children()


def test_a_store_holds_the_same_after_two_processes_as_after_one(wire: Wire, tmp_path: Path) -> None:
    said = []
    for count in (1, 2):
        context = wire(None, ("medrxiv",), tmp_path / str(count))
        context.store.records.keep(0, to_read(1, 0, 230))
        link(context, 0)
        annotate(context, count)
        ids = [work.work_id for work in context.store.works.all()]
        assert len(ids) > 200
        said.append(context.store.annotations.of(ids))
        assert context.store.annotations.unread(readers(context.vocabularies).versions) == ()
    assert said[0] == said[1]


def test_what_another_process_raises_is_raised_here() -> None:
    folder = data.folder()
    known = readers(folder)
    others = known._replace(components=known.components[:1])  # as if the vocabularies had been edited since
    with pytest.raises(SettingsError, match="vocabularies were edited while works were read; do it again"):
        list(read_by(2, others, folder, [works(300)]))
    assert not children()


def test_leaving_early_ends_the_others() -> None:
    with closing(begun()) as numbers:
        assert list(islice(numbers, 2)) == [0, 1]
        assert children()
    assert not children()


def test_a_process_that_is_killed_is_told() -> None:
    folder = data.folder()

    def batches() -> Iterator[Sequence[Work]]:
        yield works(300)
        for child in multiprocessing.active_children():
            child.kill()
        yield works(300, 300)

    with pytest.raises(KenError, match=r"was killed, perhaps for want of memory: .* do the same again"):
        list(read_by(2, readers(folder), folder, batches()))
    assert not children()


def test_few_works_are_read_where_they_are() -> None:
    cores = len(os.sched_getaffinity(0))
    assert processes_for(0) == processes_for(3999) == 1
    assert processes_for(4000) == min(2, cores)
    assert processes_for(10**9) == min(16, cores)


def test_a_process_that_may_have_no_children_reads_alone() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:  # its processes are daemons
        assert pool.apply(processes_for, (10**9,)) == 1


@needs_proc
def test_ctrl_c_ends_all_and_only_one_speaks_of_it(endless: tuple[subprocess.Popen[bytes], int]) -> None:
    program, other = endless
    os.killpg(program.pid, signal.SIGINT)  # as a terminal does: to all processes of the group
    _, said = program.communicate(timeout=60)
    assert said.decode().count("KeyboardInterrupt") == 1
    assert not is_running(other)


@needs_proc
def test_others_end_with_a_program_that_is_killed(endless: tuple[subprocess.Popen[bytes], int]) -> None:
    program, other = endless
    program.kill()
    program.wait()
    assert wait_until(lambda: not is_running(other), 30)
