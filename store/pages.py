"""Raw pages: kept compressed under the hash of their content, beside the database.

A page is written before it is parsed, so that parsing can be repeated and a methods section proved.
"""

import gzip
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from records.errors import NotFoundError
from records.page import Page
from store.bulk import incoming
from store.database import Database
from store.instants import to_store

__all__ = ["Pages", "Validator"]

_COLUMNS = ("run", "source", "url", "sha256", "status", "media_type", "fetched", "bytes", "about")


class Validator(NamedTuple):
    """What a conditional request needs: the words of the last good answer, and where its body is."""

    etag: str
    last_modified: str
    status: int
    media_type: str
    sha256: str


class Pages:
    """Reads and writes raw pages."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def write(self, page: Page) -> None:
        """Write the body of a page into the folder, before anything is made of it."""
        self._write(page.sha256, page.body)

    def keep(self, run: int, pages: Iterable[Page]) -> None:
        """Keep what was asked for in a run, together with the bodies that are not written yet."""
        rows = []
        for page in pages:
            self.write(page)
            rows.append(
                (
                    run,
                    page.source,
                    page.url,
                    page.sha256,
                    page.status,
                    page.media_type,
                    to_store(page.fetched),
                    len(page.body),
                    page.about,
                )
            )
        if rows:
            with self._database.open() as connection, incoming(connection, _COLUMNS, rows):
                connection.execute("INSERT INTO pages SELECT * FROM incoming ON CONFLICT DO NOTHING")

    def body(self, sha256: str) -> bytes:
        """Give the body of a page; ``NotFoundError`` when it was never kept."""
        try:
            return gzip.decompress(self._path(sha256).read_bytes())
        except FileNotFoundError:
            raise NotFoundError(f"no page {sha256} in {self._folder}") from None

    def validators(self) -> dict[str, Validator]:
        """Give what conditional requests need, by address."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT url, etag, last_modified, status, media_type, sha256 FROM validators"
            ).fetchall()
        return {url: Validator(*rest) for url, *rest in rows}

    def keep_validators(self, validators: Mapping[str, Validator]) -> None:
        """Keep what conditional requests will need; the bodies must have been written."""
        rows = [(url, *validator) for url, validator in validators.items()]
        names = ("url", *Validator._fields)
        if rows:
            with self._database.open() as connection, incoming(connection, names, rows):
                connection.execute("INSERT OR REPLACE INTO validators SELECT * FROM incoming")

    def _path(self, sha256: str) -> Path:
        return self._folder / sha256[:2] / f"{sha256}.gz"

    def _write(self, sha256: str, body: bytes) -> None:
        path = self._path(sha256)
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed, so that a killed run leaves no half page under a whole page's name.
        aside = path.with_name(f".{path.name}.{os.getpid()}")
        aside.write_bytes(gzip.compress(body, mtime=0))
        aside.replace(path)
