"""Logging in, the team and one's own account, in a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from review.passwords import hashed, new_secret, sealed
from store.opening import open_store
from tests.review.asking import NOW, copied
from tests.review.browsing import Watched, calm, picture, violations, window
from tests.review.served import served_at
from tests.review.teams import NAMES, PASSWORD

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def team(finished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a page to which only accounts are let in."""
    home = copied(finished_home, tmp_path_factory.mktemp("accounts") / "w")
    store = open_store(home)
    for role, name in NAMES.items():
        store.accounts.add(name, role, NOW)
        store.accounts.set_password(name, hashed(PASSWORD, name))
    store.sessions.give_token(sealed(new_secret("ken_")), NAMES["owner"], "interface", "the library", NOW)
    with served_at(home) as address:
        yield address


def looks(watched: Watched, name: str) -> None:
    assert violations(watched.page) == [], name
    picture(watched.page, name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_owner_logs_in_looks_around_and_leaves(
    chromium: Browser, team: str, scheme: Literal["light", "dark"]
) -> None:
    with window(chromium, team, scheme=scheme) as watched:
        page = watched.go("/team")
        page.wait_for_url("**/login?wanted=/team")
        looks(watched, f"login-{scheme}")
        page.keyboard.type(NAMES["owner"])
        page.keyboard.press("Tab")
        page.keyboard.type("not the password")
        page.keyboard.press("Enter")
        expect(page.locator("#error")).to_contain_text("not right")
        looks(watched, f"refused-{scheme}")
        page.fill("#password", PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/team")
        looks(watched, f"team-{scheme}")
        page = watched.go("/account")
        expect(page.locator("main")).to_contain_text("the library")
        looks(watched, f"account-{scheme}")
        page.get_by_role("button", name="Log out", exact=True).click()
        page.wait_for_url("**/login")
        page = watched.go("/invitation")
        looks(watched, f"invitation-{scheme}")
        calm(watched, expected="422")
