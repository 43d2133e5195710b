from pathlib import Path

import pytest

from records.errors import NotFoundError
from records.page import Page
from store.opening import Store
from tests.store.examples import NOW

PAGE = Page("his", "https://example.org/feed", 200, "application/rss+xml", NOW, b"<rss/>" * 1000)


def test_a_page_is_kept_compressed_under_its_hash(store: Store, tmp_path: Path) -> None:
    store.pages.keep(1, PAGE)
    store.pages.keep(1, PAGE)
    (file,) = (tmp_path / "raw").rglob("*.gz")
    assert file.name == f"{PAGE.sha256}.gz"
    assert file.stat().st_size < len(PAGE.body) / 10
    assert store.pages.body(PAGE.sha256) == PAGE.body


def test_a_page_that_was_never_kept_is_named(store: Store) -> None:
    with pytest.raises(NotFoundError, match="no page abc"):
        store.pages.body("abc")


def test_validators_come_back_with_the_body(store: Store, tmp_path: Path) -> None:
    assert store.pages.validator(PAGE.url) is None
    store.pages.keep_validator(PAGE, '"one"', "")
    store.pages.keep_validator(PAGE, '"two"', "Mon, 23 Nov 2026 06:00:00 GMT")
    assert store.pages.validator(PAGE.url) == (
        '"two"',
        "Mon, 23 Nov 2026 06:00:00 GMT",
        200,
        "application/rss+xml",
        PAGE.body,
    )
    (file,) = (tmp_path / "raw").rglob("*.gz")
    file.unlink()
    assert store.pages.validator(PAGE.url) is None
