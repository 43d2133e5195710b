"""Asking the review page in tests, as a browser does."""

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx2 import Response

from ken.page_deeds import deeds
from ken.wiring import every_source, workstreams
from nlp.spoken import dimension_ids, spoken_names
from review.app import create_app
from review.context import Context
from store.opening import Store, open_store

__all__ = ["HOST", "KEY", "NOW", "Asker", "asker", "browser", "context_of", "copied"]

HOST: Final = "127.0.0.1:8765"
KEY: Final = b"0123456789abcdef0123456789abcdef"
NOW: Final = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
_TOKEN: Final = re.compile(r'name="token" value="([^"]+)"')


@dataclass(frozen=True)
class Asker:
    """One browser of one reviewer, and the store behind the page."""

    client: TestClient
    store: Store

    def get(self, address: str, status: int = 200) -> str:
        """Get a page and give its text."""
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        return answer.text

    def token(self, address: str = "/queue/emerging-needs") -> str:
        """Give the token of the forms of a page."""
        found = _TOKEN.search(self.get(address))
        assert found
        return unescape(found[1])

    def post(
        self, address: str, fields: Mapping[str, str], *, partial: bool = False, token: str | None = None
    ) -> Response:
        """Send a form with a token of this session."""
        form = {"token": self.token() if token is None else token, **fields}
        headers = {"HX-Request": "true"} if partial else {}
        return self.client.post(address, data=form, headers=headers, follow_redirects=False)

    def decide(self, work: str, verdict: str, *, partial: bool = False, **fields: str) -> Response:
        """Decide on a work in the first run's queue of emerging needs."""
        form = {"work": work, "verdict": verdict, "run": "1", **fields}
        return self.post("/queue/emerging-needs/decide", form, partial=partial)

    def undo(self, *, partial: bool = False, **fields: str) -> Response:
        """Take the last decision in emerging needs back."""
        return self.post("/queue/emerging-needs/undo", {"run": "1", **fields}, partial=partial)

    def queue(self) -> list[str]:
        """List the works of the queue of emerging needs."""
        return [place.work for place in self.store.queues.get("emerging-needs", 1)]


def asker(home: Path, reviewer: str = "Ailsa") -> Asker:
    """Give a browser that has told its reviewer's name, or none for an empty one."""
    asking = browser(context_of(home))
    if reviewer:
        form = {"token": asking.token("/name"), "name": reviewer, "wanted": "/help"}
        assert asking.client.post("/name", data=form, follow_redirects=False).status_code == 303
    return asking


def browser(context: Context, app: FastAPI | None = None) -> Asker:
    """Give a browser that has told nothing yet; several may ask one application."""
    client = TestClient(app or create_app(context), base_url=f"http://{HOST}", raise_server_exceptions=True)
    return Asker(client, context.store)


def context_of(home: Path, **more: Any) -> Context:  # noqa: ANN401  fields of a context
    """Give what the page is made of in tests."""
    store = open_store(home)
    made: dict[str, Any] = {
        "store": store,
        "deeds": deeds(home, store),
        "workstreams": workstreams(home),
        "sources": every_source(home),
        "key": KEY,
        "hosts": frozenset({HOST}),
        "names": spoken_names(home),
        "dimensions": dimension_ids(home),
        "version": "1.2.3",
        "now": lambda: NOW,
    }
    return Context(**{**made, **more})


def copied(home: Path, folder: Path) -> Path:
    """Copy what a page reads of a workspace."""
    folder.mkdir()
    for path in home.iterdir():
        if path.is_file():
            shutil.copy(path, folder)
    if (home / "digests").exists():
        shutil.copytree(home / "digests", folder / "digests")
    return folder
