"""Answers from a file instead of the network, for everything else as if they had come over it.

A replay is JSON Lines, one exchange a line::

    {"url": REGEX, "method": "GET", "status": 200, "headers": {}, "body": "week/page.json", "times": null}

A request is answered by the first line whose method is the same, whose regex matches the whole address
(parameters sorted by name, keys taken out; those of a form left out) and which has ``times`` left;
``null`` is without end. No such line is answered 404. ``body`` is a path relative to the file, and may be
left out for an empty body.
"""

import io
import json
import logging
import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal, Self

import msgspec
import requests
import urllib3
from requests.adapters import BaseAdapter, HTTPAdapter

from records.errors import KenError
from scanners.fetching.request import sorted_query

__all__ = ["Exchange", "Replay", "ReplayAdapter"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One line of a replay file, as it is written there."""

    url: str
    method: Literal["GET", "POST"] = "GET"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    times: int | None = None


_FIELDS: Final = frozenset(Exchange.__dataclass_fields__)


@dataclass(slots=True)
class _Line:
    """An exchange that is ready to answer, with what it has left."""

    pattern: re.Pattern[str]
    exchange: Exchange
    body: Path | None
    left: int | None


class Replay:
    """The exchanges of one file, shared by all threads; each is used as often as it says."""

    def __init__(self, lines: list[_Line]) -> None:
        self._lines = [line for line in lines if line.left != 0]
        self._lock = threading.Lock()

    def __len__(self) -> int:
        """Count the exchanges that can still be used."""
        return len(self._lines)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a replay file.

        Raises ``KenError`` that names the line and says what is wrong with it: no JSON, a field that
        cannot be, a regex that cannot be read, a body that is missing or outside the file's folder.
        """
        try:
            text = path.read_text(encoding="utf-8-sig")
        except OSError as error:
            raise KenError(f"cannot read the replay {path}: {error.strerror}; check the path") from None
        except UnicodeDecodeError:
            raise KenError(f"the replay {path} is not UTF-8; save it as UTF-8") from None
        return cls([_line(path, number, line) for number, line in _numbered(text)])

    def answer(self, method: str, url: str) -> tuple[int, dict[str, str], bytes]:
        """Give status, headers and body for a request; ``url`` has its parameters sorted."""
        line = self._next(method, url)
        if line is None:
            return 404, {"Content-Type": "text/plain"}, b"no line of the replay answers this request"
        body = line.body.read_bytes() if line.body else b""
        return line.exchange.status, line.exchange.headers, body

    def _next(self, method: str, url: str) -> _Line | None:
        """Find the line for a request and use it up once.

        What is used up goes, so that in a recording, where each line serves once, the search stays short.
        """
        with self._lock:
            for place, line in enumerate(self._lines):
                if line.exchange.method == method and line.pattern.fullmatch(url):
                    if line.left is not None:
                        line.left -= 1
                    if line.left == 0:
                        del self._lines[place]
                    return line
        return None

    def adapter(self, stripped: Callable[[str], str]) -> BaseAdapter:
        """Make the transport that answers from this replay; ``stripped`` takes keys out of an address."""
        return ReplayAdapter(self, stripped)


class ReplayAdapter(HTTPAdapter):
    """A transport for requests that never opens a connection."""

    def __init__(self, replay: Replay, stripped: Callable[[str], str]) -> None:
        super().__init__()
        self._replay = replay
        self._stripped = stripped

    def send(self, request: requests.PreparedRequest, *_: Any, **__: Any) -> requests.Response:  # noqa: ANN401 - the parent's own
        """Answer a request from the replay."""
        url = sorted_query(self._stripped(request.url or ""))
        status, headers, body = self._replay.answer(request.method or "GET", url)
        raw = urllib3.HTTPResponse(
            body=io.BytesIO(body), headers=headers, status=status, preload_content=False, decode_content=False
        )
        return self.build_response(request, raw)


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    """List the lines that say something, with their numbers from 1."""
    lines = enumerate(text.split("\n"), start=1)
    return ((number, line.strip()) for number, line in lines if line.strip())


def _line(path: Path, number: int, text: str) -> _Line:
    where = f"{path}, line {number}"
    try:
        found = json.loads(text)
        exchange = msgspec.convert(found, Exchange)
        pattern = re.compile(exchange.url)
    except json.JSONDecodeError as error:
        raise KenError(f"{where}: not JSON ({error.msg} at column {error.colno}); write one object") from None
    except msgspec.ValidationError as error:
        raise KenError(f"{where}: {error}; see the fields of a replay line") from None
    except re.error as error:
        raise KenError(f"{where}: 'url' is no regular expression ({error.msg}); correct it") from None
    if not 100 <= exchange.status <= 599:
        raise KenError(f"{where}: no HTTP status is {exchange.status}; write one from 100 to 599")
    if exchange.times is not None and exchange.times < 0:
        raise KenError(f"{where}: 'times' is below 0; write a number of times or null")
    for name in sorted(found.keys() - _FIELDS):
        _log.warning("%s: the field '%s' is not known and says nothing", where, name)
    body = _body(path.parent, exchange.body, where) if exchange.body else None
    return _Line(pattern, exchange, body, exchange.times)


def _body(folder: Path, name: str, where: str) -> Path:
    """Find the file of a body; refuse one that is missing or lies elsewhere."""
    file = (folder / name).resolve()
    if not file.is_relative_to(folder.resolve()):
        raise KenError(f"{where}: the body {name} is outside the replay's folder; put it inside")
    if not file.is_file():
        raise KenError(f"{where}: there is no body at {name}; put the file there, or correct the path")
    return file
