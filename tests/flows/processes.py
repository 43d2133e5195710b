"""Scans in processes of their own, and what is left of them."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO

from tests.flows.weeks import SAMPLE, SAMPLE_WEEK

__all__ = ["of_workspace", "start_ken", "start_scan", "wait_until"]

_ROOT = Path(__file__).parent.parent.parent
# Tests that run in the background hand on that Ctrl-C is ignored, which a terminal does not.
_CTRL_C = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
_KEN = f"{_CTRL_C}; import sys; sys.argv[0] = 'ken'; from ken.cli import main; main()"
_OURS = ("KEN_", "PREFECT_", "OPENALEX_", "NCBI_")


def start_ken(
    *arguments: str,
    stdout: int | IO[bytes] = subprocess.PIPE,
    environment: Mapping[str, str] = MappingProxyType({}),
) -> subprocess.Popen[bytes]:
    """Start the command line as a person at a terminal would, with these variables set."""
    own = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    return subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-c", _KEN, *arguments],
        cwd=_ROOT,
        env={**own, **environment},
        stdin=subprocess.PIPE,
        stdout=stdout,
        stderr=subprocess.PIPE,
    )


def start_scan(home: Path, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
    """Start a scan of the sample's week, all sources."""
    days = ["--since", str(SAMPLE_WEEK.since), "--until", str(SAMPLE_WEEK.until)]
    command = ["--home", str(home), "scan", "--replay", str(SAMPLE), *days, "--json"]
    return start_ken(*command, environment=environment)


def of_workspace(home: Path) -> set[int]:
    """List the processes that name a workspace in their command or their environment."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            said = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:  # it has ended, or is not ours
            continue
        if str(home).encode() in said:
            found.add(int(process.name))
    return found - {os.getpid()}


def wait_until(condition: Callable[[], bool], seconds: float) -> bool:
    """Wait until something is so, and tell whether it came to be in time."""
    give_up = time.monotonic() + seconds
    while time.monotonic() < give_up:
        if condition():
            return True
        time.sleep(0.1)
    return False
