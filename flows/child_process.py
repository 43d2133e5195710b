"""What a process does first that works for another one."""

import os
import threading
from multiprocessing import connection, parent_process

__all__ = ["begin"]


def begin(nice: int = 10) -> None:
    """End this process when the one that started it is gone, whatever ended that.

    It gives way, by this much on the scale of ``nice``, to all that somebody waits for: what it does would
    take every core. Not so one that keeps the database to itself for a moment: others would wait for it.
    """
    os.nice(nice)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        connection.wait([parent.sentinel])
        os._exit(1)
