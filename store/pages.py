"""Raw pages: kept compressed under the hash of their content, beside the database.

A page is written before it is parsed, so that parsing can be repeated and a methods section proved.
"""

import gzip
import os
from pathlib import Path

from records.errors import NotFoundError
from records.page import Page
from store.database import Database
from store.first_row import first_row
from store.instants import to_store

__all__ = ["Pages"]


class Pages:
    """Reads and writes raw pages."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    def keep(self, run: int, page: Page) -> None:
        """Keep one page: its body in the folder, the request in the database."""
        sha256 = page.sha256
        self._write(sha256, page.body)
        with self._database.open() as connection:
            connection.execute(
                "INSERT INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                [
                    run,
                    page.source,
                    page.url,
                    sha256,
                    page.status,
                    page.media_type,
                    to_store(page.fetched),
                    len(page.body),
                    page.about,
                ],
            )

    def body(self, sha256: str) -> bytes:
        """Give the body of a page; ``NotFoundError`` when it was never kept."""
        try:
            return gzip.decompress(self._path(sha256).read_bytes())
        except FileNotFoundError:
            raise NotFoundError(f"no page {sha256} in {self._folder}") from None

    def validator(self, url: str) -> tuple[str, str, int, str, bytes] | None:
        """Give ETag, Last-Modified, status, media type and body of the last good answer of an address.

        None when nothing is known of it or its body is gone.
        """
        with self._database.open() as connection:
            row = first_row(
                connection,
                "SELECT etag, last_modified, status, media_type, sha256 FROM validators WHERE url = ?",
                [url],
            )
        if row is None or not self._path(row[4]).exists():
            return None
        etag, last_modified, status, media_type, sha256 = row
        return etag, last_modified, status, media_type, self.body(sha256)

    def keep_validator(self, page: Page, etag: str, last_modified: str) -> None:
        """Keep what a conditional request for this page's address will need."""
        self._write(page.sha256, page.body)
        with self._database.open() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO validators VALUES (?, ?, ?, ?, ?, ?)",
                [page.url, etag, last_modified, page.status, page.media_type, page.sha256],
            )

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
