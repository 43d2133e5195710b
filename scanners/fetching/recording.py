"""Writing down what sources answered, in the form that :mod:`scanners.fetching.replay` reads."""

import hashlib
import json
import re
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from records.errors import KenError
from scanners.fetching.answer import media_type_of
from scanners.fetching.request import sorted_query

__all__ = ["Recorder"]

# What a replay needs to behave as the far side did. Cookies and the like are nobody's business, and
# lengths and encodings belong to a body that was compressed.
_KEPT: Final = frozenset(
    {
        "content-type",
        "etag",
        "last-modified",
        "location",
        "retry-after",
        "x-concurrency-limit",
        "x-rate-limit-interval",
        "x-rate-limit-limit",
    }
)
_ENDINGS: Final = {
    "application/json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/rss+xml": ".xml",
    "application/atom+xml": ".xml",
    "text/html": ".html",
    "text/plain": ".txt",
}


class Recorder:
    """Appends exchanges to a replay file, bodies in a folder of its name beside it.

    Each exchange is written to be answered once, in the order in which it happened, so that the replay
    goes as the recording went, failures included. Lines of an earlier recording stay. All threads may use
    one recorder. Raises ``KenError`` when it cannot write.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._folder = path.with_suffix("") if path.suffix else path.with_name(f"{path.name}.bodies")
        self._lock = threading.Lock()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._path.touch()
        except OSError as error:
            raise KenError(f"cannot record to {path}: {error.strerror}; name another file") from None

    def record(self, method: str, url: str, status: int, headers: Mapping[str, str], body: bytes) -> None:
        """Write down one exchange.

        ``url`` is without keys, and for a POST without its form; so are headers and body. The body is as
        it is after decompression.
        """
        line = {
            "url": re.escape(sorted_query(url)),
            "method": method,
            "status": status,
            "headers": {name: value for name, value in headers.items() if name.lower() in _KEPT},
            "body": None,
            "times": 1,
        }
        try:
            with self._lock:
                if body:
                    line["body"] = self._keep(body, media_type_of(headers))
                with self._path.open("a", encoding="utf-8") as file:
                    file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            raise KenError(f"cannot record to {self._path}: {error.strerror}") from None

    def _keep(self, body: bytes, media_type: str) -> str:
        """Store a body under the hash of what it says; the same body is stored once."""
        name = hashlib.sha256(body).hexdigest()[:24] + _ENDINGS.get(media_type, ".bin")
        file = self._folder / name
        if not file.exists():
            file.write_bytes(body)
        return f"{self._folder.name}/{name}"
