"""Sending in emerging practice from a phone, and what analysts do with it, in a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.review.asking import copied
from tests.review.browsing import browsing, calm, picture, shown_in_docs, violations
from tests.review.sending import ANSWERS, NAMED
from tests.review.served import served_at

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

PHONE = (390, 844)
SCHEMES = ("light", "dark")


@pytest.fixture(scope="module")
def open_page(finished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a review page on a workspace of its own."""
    own = copied(finished_home, tmp_path_factory.mktemp("submitting") / "w")
    with served_at(own) as address:
        yield address


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert violations(page) == []


def fill(page: Page) -> None:
    for name, text in ANSWERS.items():
        if name in ("running", "workstream"):
            page.select_option(f"#f-{name}", text)
        else:
            page.fill(f"#f-{name}", text)
    page.check('[name="groups"][value="income"]')
    for consent in ("contact", "publish"):
        page.check(f'[name="consent"][value="{consent}"]')
    page.fill("#f-contact_email", "morag@example.org")


def an_analyst_takes_it_in(
    chromium: Browser, base: str, reference: str, scheme: Literal["light", "dark"]
) -> None:
    with browsing(chromium, base, "Ann", scheme=scheme) as watched:
        page = watched.go("/submissions")
        assert violations(page) == []
        picture(page, f"submissions-{scheme}")
        page.get_by_text(reference).locator("xpath=ancestor::tr").get_by_role("link").click()
        assert violations(page) == []
        page.get_by_role("button", name="Show the contact").click()
        expect(page.locator("main")).to_contain_text("morag@example.org")
        expect(page.locator(".history")).to_contain_text("Ann looked at the contact")
        assert violations(page) == []
        picture(page, f"submission-{scheme}")
        page.get_by_role("button", name="Take it in").click()
        expect(page.locator("main")).to_contain_text("It is among the records")
        page.get_by_text("Withdraw it…").click()
        page.get_by_role("button", name="Yes, delete it").click()
        expect(page.locator(".empty")).to_contain_text("It was withdrawn")
        assert violations(page) == []
        picture(page, f"withdrawn-{scheme}")
        calm(watched, expected="422")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_phone_sends_mends_and_an_analyst_takes_in(
    chromium: Browser, open_page: str, scheme: Literal["light", "dark"]
) -> None:
    with browsing(chromium, open_page, "Ailsa", scheme=scheme, size=PHONE) as watched:
        page = watched.go("/submit")
        fits(page)
        shown_in_docs(page, "submit")
        picture(page, f"submit-{scheme}")
        fill(page)
        page.fill("#f-well", f"It began well. {NAMED}")
        page.get_by_role("button", name="Send it").click()
        expect(page.locator("#errors")).to_contain_text("Nothing personal")
        expect(page.locator("#f-what")).to_have_value(ANSWERS["what"])
        expect(page.locator('[name="groups"][value="income"]')).to_be_checked()
        fits(page)
        picture(page, f"submit-errors-{scheme}")
        page.check("#f-confirmed")
        page.get_by_role("button", name="Send it").click()
        expect(page.locator("#found-well")).to_contain_text("Mrs Invented looks like a name")
        fits(page)
        page.locator("#f-well").scroll_into_view_if_needed()
        picture(page, f"submit-found-{scheme}")
        page.check('[name="sure"]')
        page.get_by_role("button", name="Send it").click()
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
        fits(page)
        picture(page, f"submitted-{scheme}")
        reference, code = (page.locator(f"#{name}").inner_text() for name in ("reference", "code"))
        page = watched.go("/submit/status")
        fits(page)
        page.fill("#reference", reference)
        page.fill("#code", code.lower())
        page.get_by_role("button", name="Look").click()
        fits(page)
        picture(page, f"submit-status-{scheme}")
        page.fill("#f-well", "It began well.")
        page.get_by_role("button", name="Keep this instead").click()
        expect(page.locator(".after")).to_contain_text("points to a person now")
        fits(page)
        calm(watched, expected="422")
    an_analyst_takes_it_in(chromium, open_page, reference, scheme)


def test_all_of_it_works_by_keyboard_and_without_script(chromium: Browser, open_page: str) -> None:
    with browsing(chromium, open_page, "Plain", size=PHONE, java_script_enabled=False) as watched:
        page = watched.go("/submit")
        fill(page)
        page.locator("#f-confirmed").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
