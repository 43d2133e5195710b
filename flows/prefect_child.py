"""The process of our own Prefect server: serves until the program that started it is gone.

Started as ``python -m flows.prefect_child PORT PARENT`` by :mod:`flows.prefect_server`.
"""

import os
import sys
import threading
import time

__all__ = ["main"]

_LOOK = 0.5  # seconds between looks at the parent


def main() -> None:
    """Serve Prefect's interface on a loopback port."""
    port, parent = (int(argument) for argument in sys.argv[1:3])
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    import uvicorn  # noqa: PLC0415  the watch must run before seconds of imports

    uvicorn.run(
        "prefect.server.api.server:create_app",
        factory=True,
        host="127.0.0.1",
        port=port,
        log_level="error",
        lifespan="on",
    )


def _end_with(parent: int) -> None:
    """End this process when its parent is gone: an orphan is given to another parent."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


if __name__ == "__main__":
    main()
