import multiprocessing
import time
from pathlib import Path

import pytest

from bench.family_memory import family


def hold(megabytes: int) -> int:
    held = bytearray(b"x") * (megabytes * 2**20)
    time.sleep(0.5)
    return len(held)


@pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(),
    reason="only Linux lists the children of a process (/proc/PID/task/TID/children, proc(5))",
)
def test_what_children_hold_is_added_and_remembered() -> None:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        with family() as alone:
            pool.apply(len, ("warm",))
            time.sleep(0.3)
        with family() as members:
            pool.apply(hold, (200,))
    assert len(members.children) >= 1
    assert 150 < members.peak_mb - alone.peak_mb < 400
    assert members.peak_mb > sum(members.children.values()) > 200
