"""The review page as a process of its own, and reviewers that ask it over HTTP as browsers do."""

import gzip
import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import Final, Self
from urllib.parse import urlencode

__all__ = ["KEN", "Reviewer", "Server", "ServerError", "streams_of"]

KEN: Final = (sys.executable, "-c", "import sys; sys.argv[0] = 'ken'; from ken.cli import main; main()")
"""The command line, as this Python runs it."""

_TOKEN: Final = re.compile(r'name="token" value="([^"]+)"')
_CARD: Final = re.compile(r'<article id="card-(\w+)" class="card"')
_RUN: Final = re.compile(r'name="run" value="(\d+)"')
_STREAM: Final = re.compile(r'href="/queue/([\w-]+)(?:#card-\w+)?">(?:Begin|Go on|Look again)<')
_OPEN: Final = re.compile(rb"http://(127\.0\.0\.1):(\d+)/")
_START: Final = 60  # seconds that a server may take to begin or to end
_WRONG: Final = 400  # the first status that says so


class ServerError(RuntimeError):
    """The server did not begin, or answered what it must not."""


@dataclass
class Server:
    """``ken serve`` on a workspace, as a process of its own."""

    home: Path
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Begin to serve, at the same port as before where there was one."""
        command = [*KEN, "--home", str(self.home), "serve", "--port", str(self.port)]
        self._process = subprocess.Popen(  # noqa: S603  our own command
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        line = self._process.stdout.readline() if self._process.stdout else b""
        found = _OPEN.search(line)
        if not found:
            raise ServerError(f"ken serve did not begin: {line!r}")
        self.port = int(found[2])

    def kill(self) -> None:
        """End it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """End it as Ctrl+C would."""
        self._end(signal.SIGINT)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        self._process.wait(_START)
        if self._process.stdout:
            self._process.stdout.close()
        self._process = None


class Reviewer:
    """One reviewer's browser: a connection that is kept, a cookie, a token for forms."""

    def __init__(self, port: int, name: str) -> None:
        self.name = name
        self._cookie = ""
        self._token = ""
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def __enter__(self) -> Self:
        """Begin; the connection is closed in the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection."""
        self.hang_up()

    def hang_up(self) -> None:
        """Close the connection; the next request opens another."""
        self._connection.close()

    def enter(self) -> None:
        """Give the name."""
        self._token = unescape(_TOKEN.findall(self.ask("GET", "/name"))[0])
        self.ask("POST", "/name", {"name": self.name, "wanted": "/help"})
        self._token = unescape(_TOKEN.findall(self.ask("GET", "/name"))[0])

    def ask(self, method: str, path: str, form: Mapping[str, str] | None = None) -> str:
        """Ask for a page and give its text; ``OSError`` or ``HTTPException`` when there is no answer."""
        headers = {"Cookie": self._cookie, "Accept-Encoding": "gzip"}
        body = urlencode({"token": self._token, **form}) if form is not None else None
        if form is not None:
            headers |= {"Content-Type": "application/x-www-form-urlencoded", "HX-Request": "true"}
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = _text(answer)
        if answer.status >= _WRONG:
            raise ServerError(f"{answer.status} for {path}: {text[:300]}")
        cookie = answer.getheader("Set-Cookie")
        self._cookie = cookie.partition(";")[0] if cookie else self._cookie
        return text

    def queue(self, workstream: str) -> tuple[str, list[str]]:
        """Open a queue: the number of its run, and the works that are left to decide."""
        text = self.ask("GET", f"/queue/{workstream}")
        found = _TOKEN.search(text)
        if found:
            self._token = unescape(found[1])
        run = _RUN.search(text)
        return run[1] if run else "0", _CARD.findall(text)

    def decide(self, workstream: str, run: str, work: str, verdict: str) -> bool:
        """Decide on a work; it is acknowledged when this gives true, as it does unless it raises."""
        form = {"work": work, "verdict": verdict, "run": run, "back": "queue"}
        return bool(self.ask("POST", f"/queue/{workstream}/decide", form))


def _text(answer: http.client.HTTPResponse) -> str:
    body = answer.read()
    return (gzip.decompress(body) if answer.getheader("Content-Encoding") == "gzip" else body).decode()


def streams_of(server: Server) -> list[str]:
    """List the workstreams that have a queue; ``ServerError`` when there is none."""
    with Reviewer(server.port, "First") as first:
        first.enter()
        streams = sorted(set(_STREAM.findall(first.ask("GET", "/"))))
    if not streams:
        raise ServerError("the workspace has no queue; `ken demo --no-serve` makes one with some")
    return streams
