"""A moment after which the connection of a request is cut, whatever it is doing.

Time limits of a socket count from one received byte to the next, so a far side that sends one byte a
minute would hold a thread for ever: in the handshake, the headers or the body. The watch ends that.
"""

import contextlib
import os
import socket
import threading
import time
from types import TracebackType
from typing import Self

__all__ = ["Deadline", "watch"]

_here = threading.local()


class Deadline:
    """A total time limit for what this thread does over the network inside the ``with`` block."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = 0.0
        self._timer: threading.Timer | None = None
        self._twin: socket.socket | None = None

    def __enter__(self) -> Self:
        """Start to count."""
        self._end = time.monotonic() + self._seconds
        _here.deadline = self
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop to count; the connection stays as it is."""
        _here.deadline = None
        self._release()

    @property
    def passed(self) -> bool:
        """Tell whether the time is up."""
        return time.monotonic() >= self._end

    def watch(self, sock: socket.socket) -> None:
        """Cut this connection when the time is up.

        A second descriptor of the same connection is kept, because the first changes hands: TLS wraps
        it, and the client gives it away as soon as the headers say that the connection will be closed.
        """
        self._release()
        self._twin = socket.socket(fileno=os.dup(sock.fileno()))
        self._timer = threading.Timer(max(0.0, self._end - time.monotonic()), _cut, (self._twin,))
        self._timer.daemon = True
        self._timer.start()

    def _release(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer.join()
        if self._twin is not None:
            self._twin.close()
        self._timer = self._twin = None


def watch(sock: socket.socket) -> None:
    """Put a connection under this thread's deadline; does nothing when there is none."""
    deadline: Deadline | None = getattr(_here, "deadline", None)
    if deadline is not None:
        deadline.watch(sock)


def _cut(sock: socket.socket) -> None:
    with contextlib.suppress(OSError):  # the far side may have closed it already
        sock.shutdown(socket.SHUT_RDWR)
