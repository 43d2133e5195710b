"""The review page, served as a person at a terminal would."""

import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.flows.processes import start_ken

__all__ = ["served_at"]


@contextmanager
def served_at(home: Path) -> Iterator[str]:
    """Serve the page of a workspace while the block runs, and give its address without a slash."""
    process = start_ken("--home", str(home), "serve", "--port", "0")
    try:
        assert process.stdout
        found = re.search(rb"http://127\.0\.0\.1:\d+/", process.stdout.readline())
        assert found, process.communicate()
        yield found[0].decode().rstrip("/")
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
