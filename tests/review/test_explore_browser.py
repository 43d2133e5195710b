"""Exploring in a browser: a query, a mistake, a view."""

import pytest
from playwright.sync_api import Browser, expect

from tests.review.browsing import browsing, picture, violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]


def test_a_query_is_typed_mended_saved_and_opened_again(chromium: Browser, served: str) -> None:
    with browsing(chromium, served, "Explorer") as watched:
        page = watched.go("/explore")
        page.fill("#q", "homeless* wokstream:W2")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert").first).to_contain_text('did you mean "workstream"?')
        expect(page.locator("mark.wrong")).to_have_text("wokstream:W2")
        assert violations(page) == []
        picture(page, "explore-error")
        page.fill("#q", "homeless* workstream:W2")
        page.keyboard.press("Enter")
        expect(page.locator(".results li").first).to_contain_text("omeless")
        expect(page.locator(".results mark.k-found").first).to_be_visible()
        page.get_by_role("link", name="Reports inequality").click()
        expect(page.locator("#q")).to_have_value("homeless* workstream:W2 inequality:>=2")
        page.fill("#view-name", "Homeless in W2")
        page.get_by_role("button", name="Save").click()
        expect(page.locator("h1")).to_have_text("Homeless in W2")
        address = page.url
        assert "view=" in address
        assert violations(page) == []
        page.goto(watched.base + "/explore")
        page.get_by_role("link", name="Homeless in W2").click()
        assert page.url == address
        expect(page.locator(".results li").first).to_be_visible()
        picture(page, "explore-view")
        page.locator("summary", has_text="saved view").click()
        page.get_by_role("button", name="Delete").click()
        expect(page.locator("#q")).to_have_value("homeless* workstream:W2 inequality:>=2")
        assert [one for one in watched.complaints if "422" not in one] == []
        assert watched.elsewhere == []
