from pathlib import Path

import pytest

from records.errors import NotFoundError
from records.page import Page
from store.opening import Store
from store.pages import Validator
from tests.store.examples import NOW

PAGE = Page("his", "https://example.org/feed", 200, "application/rss+xml", NOW, b"<rss/>" * 1000)


def test_a_page_is_kept_compressed_under_its_hash(store: Store, tmp_path: Path) -> None:
    store.pages.keep(1, [PAGE])
    store.pages.keep(1, [PAGE])
    (file,) = (tmp_path / "raw").rglob("*.gz")
    assert file.name == f"{PAGE.sha256}.gz"
    assert file.stat().st_size < len(PAGE.body) / 10
    assert store.pages.body(PAGE.sha256) == PAGE.body


def test_a_page_that_was_never_kept_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no page abc"):
        store.pages.body("abc")


def test_validators_come_back(store: Store) -> None:
    assert store.pages.validators() == {}
    one = Validator('"one"', "", 200, "application/rss+xml", PAGE.sha256)
    two = one._replace(etag='"two"', last_modified="Mon, 23 Nov 2026 06:00:00 GMT")
    store.pages.keep_validators({PAGE.url: one})
    store.pages.keep_validators({PAGE.url: two})
    assert store.pages.validators() == {PAGE.url: two}
