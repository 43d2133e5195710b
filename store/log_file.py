"""A file to which lines are only ever added: whole, in turn, and on the disk before anybody is told."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from records.errors import StoreError

__all__ = ["LogFile"]


@dataclass(slots=True)
class LogFile:
    """One file of lines that several processes read and add to.

    Not for several threads of one process at once: whoever has it keeps them off each other.
    """

    path: Path
    _read: int = field(default=0, init=False)  # bytes, whole lines only
    _last: bytes = field(default=b"", init=False)  # the last line of them, with its end
    _seen: tuple[int, int] = field(default=(0, 0), init=False)  # size and time of the file then

    def fresh(self) -> tuple[list[bytes], bool]:
        """Give the lines that were added since the last call, and whether these are all there are.

        They are where the file was put in the place of another, or cut. What stands behind the last end of
        line was never wholly written, nobody was told of it, and it is left out.
        """
        try:
            found = self.path.stat()
        except FileNotFoundError:
            is_anew = self._read > 0
            self.forget()
            return [], is_anew
        seen = found.st_size, found.st_mtime_ns
        if seen == self._seen:
            return [], False
        with self.path.open("rb") as file:
            file.seek(self._read - len(self._last))
            is_anew = file.read(len(self._last)) != self._last
            if is_anew:
                self.forget()
                file.seek(0)
            whole, end, _ = file.read().rpartition(b"\n")
        lines = whole.split(b"\n") if end else []
        self._read += len(whole) + len(end)
        self._last = lines[-1] + end if lines else self._last
        self._seen = seen
        return lines, is_anew

    def forget(self) -> None:
        """Have the next look give all lines."""
        self._read, self._last, self._seen = 0, b"", (0, 0)

    @contextmanager
    def alone(self) -> Iterator[int]:
        """Keep all others from adding while the block runs, and give what :meth:`add` needs.

        Raises ``StoreError`` when the file cannot be written.
        """
        try:
            is_new = not self.path.exists()
            file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise self._unusable(error) from error
        try:
            if is_new:
                _keep_name(self.path.parent)
            fcntl.flock(file, fcntl.LOCK_EX)
            yield file
        finally:
            os.close(file)  # and with it the lock

    def add(self, file: int, lines: bytes) -> None:
        """Add lines, each with its end, and come back when they are on the disk.

        Either all of them are there then, or ``StoreError`` is raised and none is.
        """
        end = self._whole(file)
        try:
            os.lseek(file, end, os.SEEK_SET)
            left = memoryview(lines)
            while left:
                left = left[os.write(file, left) :]
            os.fsync(file)
        except OSError as error:
            with suppress(OSError):  # whoever adds next cuts it off
                os.ftruncate(file, end)
            raise self._unusable(error) from error

    def _whole(self, file: int) -> int:
        """Cut off what a killed process left of a line, and give where the file ends."""
        end = os.fstat(file).st_size
        if end == self._read:
            return end
        os.ftruncate(file, self._read)
        return self._read

    def _unusable(self, error: OSError) -> StoreError:
        reason = error.strerror or type(error).__name__
        return StoreError(
            f"{self.path} cannot be written: {reason}; make room on its disk or mend it, and try again"
        )


def _keep_name(folder: Path) -> None:
    """Have a new file's name be on the disk, too, and not only what is in it."""
    directory = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(directory)
    finally:
        os.close(directory)
