"""One at a time: what makes works or parts them must not do so beside another that does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from records.errors import BusyError

__all__ = ["alone"]


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Hold the turn of a workspace while the block runs; it is given back when the program is killed.

    Linking reads what is known, thinks, and writes; another that wrote in between would be overruled.
    Raises ``BusyError`` at once when somebody else has the turn.
    """
    lock = FileLock(home / "scan.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        message = f"another scan or import is going on in {home}; wait for it, or end it, and try again"
        raise BusyError(message) from None
    with lock:
        yield
