"""A Prefect server of our own for the length of one run.

Prefect would start one by itself, but leaves it behind when the program is killed, holding its output
pipe. Ours writes to a log file, ends with the program that started it, and keeps its database in the
workspace. A server that runs already is used instead when its address is given.
"""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from records.errors import KenError

__all__ = ["PrefectServer", "prefect_server"]

_PATIENCE = 120.0  # seconds to come up; 10 to 14 on two quiet cores, more on a busy machine
_QUIET = {
    # Prefect must neither call home nor write its chatter between Ken's lines.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # It would log each error that passes a task and the flow, which the one who runs Ken is told anyway.
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "ERROR",
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_CLI_PROMPT": "false",
}
_NO_SERVICES = {
    # One run needs no scheduler, no late-run watch and no event store.
    "PREFECT_SERVER_UI_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
}


@dataclass(frozen=True, slots=True)
class PrefectServer:
    """A server that is coming up, or one that runs elsewhere (``process`` is None then)."""

    environment: Mapping[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None

    def wait(self) -> None:
        """Wait until the server answers; ``KenError`` when it does not come up, or is not there."""
        address = self.environment["PREFECT_API_URL"]
        if self.process is None:
            if not _answers(address):
                raise KenError(
                    f"no Prefect server answers at {address}; start it, or leave the address out "
                    "(ken.toml, [prefect] api_url; or PREFECT_API_URL) and Ken starts one of its own"
                )
            return
        give_up = time.monotonic() + _PATIENCE
        # uvicorn opens its port when the application has started, not before.
        while not _answers(address):
            if self.process.poll() is not None or time.monotonic() > give_up:
                raise KenError(f"Prefect's server did not start; {self.log} says why")
            time.sleep(0.05)


@contextmanager
def prefect_server(folder: Path, existing: str = "") -> Iterator[PrefectServer]:
    """Have a Prefect server while the block runs.

    ``folder`` is where a server of our own keeps its database and log; ``existing`` is the address of a
    server that runs already. The environment that it gives must be set before Prefect is imported.
    """
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "server.log"
    settings = {**_QUIET, "PREFECT_HOME": str(folder)}
    if existing:
        yield PrefectServer({**settings, "PREFECT_API_URL": existing}, log, None)
        return
    port = _free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603  our own module, our own arguments
            [sys.executable, "-m", "flows.prefect_child", str(port), str(os.getpid())],
            env={**os.environ, **settings, **_NO_SERVICES, "PYTHONPATH": os.pathsep.join(sys.path)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield PrefectServer({**settings, "PREFECT_API_URL": f"http://127.0.0.1:{port}/api"}, log, process)
        finally:
            _end(process)


def _answers(address: str) -> bool:
    try:
        parts = urlsplit(address)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        socket.create_connection((parts.hostname or "", port), timeout=5).close()
    except (OSError, ValueError):
        return False
    return True


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
