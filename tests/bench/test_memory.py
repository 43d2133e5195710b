import sys

import pytest

from bench.memory import peak_mb, reset_peak


def test_the_peak_grows_with_what_is_held() -> None:
    reset_peak()
    before = peak_mb()
    held = bytearray(200 * 2**20)
    held[:: 2**12] = bytes(len(held[:: 2**12]))  # touched, so that it is resident
    assert peak_mb() > before + 100
    del held


@pytest.mark.skipif(
    sys.platform != "linux",
    reason="only Linux can reset the peak of a process (/proc/self/clear_refs, proc(5))",
)
def test_the_peak_is_forgotten_on_linux() -> None:
    held = bytearray(300 * 2**20)
    held[:: 2**12] = bytes(len(held[:: 2**12]))
    peak = peak_mb()
    del held
    reset_peak()
    assert peak_mb() < peak - 150
