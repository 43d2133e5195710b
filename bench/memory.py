"""The peak memory of this process, from a moment on where the system can say that."""

import re
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

__all__ = ["peak_mb", "reset_peak"]

_STATUS: Final = Path("/proc/self/status")
_REFS: Final = Path("/proc/self/clear_refs")
_PEAK_OF_RESIDENT: Final = "5"  # proc(5): resets the peak resident set size to what it is now
_HIGH_WATER = re.compile(r"^VmHWM:\s+(\d+) kB", re.MULTILINE)
_TO_MB: Final = 1024 * 1024 if sys.platform == "darwin" else 1024


def reset_peak() -> None:
    """Forget the peak so far; where the system cannot do that, the peak stays that of the whole process."""
    with suppress(OSError):
        _REFS.write_text(_PEAK_OF_RESIDENT)


def peak_mb() -> float:
    """Give the largest resident memory since :func:`reset_peak`, in units of 1,048,576 bytes."""
    with suppress(OSError):
        if found := _HIGH_WATER.search(_STATUS.read_text()):
            return int(found[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _TO_MB
