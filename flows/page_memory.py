"""What conditional requests need, remembered in the store."""

import threading

from records.errors import NotFoundError
from records.page import Page
from scanners.fetching.fetcher import Remembered
from store.pages import Pages, Validator

__all__ = ["StoredPages"]


class StoredPages:
    """The fetcher's memory: read from the store once, written back by :meth:`flush`.

    What a killed run did not write back only costs a request that could have been spared.
    """

    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._turn = threading.Lock()
        self._known: dict[str, Validator] | None = None
        self._new: dict[str, Validator] = {}

    def recall(self, url: str) -> Remembered | None:
        """Give the last good answer of an address."""
        with self._turn:
            if self._known is None:
                self._known = self._pages.validators()
            known = self._new.get(url) or self._known.get(url)
        if known is None:
            return None
        try:
            body = self._pages.body(known.sha256)
        except NotFoundError:  # somebody tidied the folder up: ask for the page anew
            return None
        return Remembered(known.etag, known.last_modified, known.status, known.media_type, body)

    def remember(self, page: Page, etag: str, last_modified: str) -> None:
        """Keep a good answer that can be asked for conditionally."""
        self._pages.write(page)
        with self._turn:
            self._new[page.url] = Validator(etag, last_modified, page.status, page.media_type, page.sha256)

    def flush(self) -> None:
        """Write what is new back to the store."""
        with self._turn:
            new, self._new = self._new, {}
            if self._known is not None:
                self._known |= new
        self._pages.keep_validators(new)
