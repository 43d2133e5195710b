"""What a reviewer sees and does in a browser."""

from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.review.browsing import PAGES, browsing, calm, focused, picture, violations

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SCHEMES = ("light", "dark")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_is_calm_and_keeps_nobody_out(
    chromium: Browser, served: str, scheme: Literal["light", "dark"]
) -> None:
    with browsing(chromium, served, "Reader", scheme=scheme) as watched:
        for name, path in PAGES.items():
            page = watched.go(path)
            assert violations(page) == [], name
            picture(page, f"{name}-{scheme}")
        page = watched.queue()
        page.keyboard.press("o")
        page.wait_for_url("**/work/**")
        assert violations(page) == []
        picture(page, f"work-{scheme}")
        page.keyboard.press("?")
        expect(page.locator("#keys")).to_be_visible()
        assert violations(page) == []
        calm(watched, expected="404")


# A new order of what is left may come with any answer: what follows a card is asked when its verdict is sent.
_FOLLOWING = """
addEventListener("submit", (event) => {
  const cards = [...document.querySelectorAll("[data-card]")];
  const left = cards.slice(cards.indexOf(event.target.closest("[data-card]")) + 1);
  window.following = left.find((one) => !one.dataset.verdict && !one.classList.contains("sending"))?.id;
}, {capture: true});
"""
_FIRST_LEFT = "document.querySelector('[data-card][data-verdict=\"\"]').id"


def test_thirty_decisions_by_keyboard_with_undo(chromium: Browser, served: str) -> None:
    with browsing(chromium, served, "Keys") as watched:
        page = watched.queue("strategic-planning")
        page.evaluate(_FOLLOWING)
        decided: list[str] = []
        for at in range(30):
            decided.append(focused(page))
            if at % 3 == 0:
                page.keyboard.press("i")
            elif at % 3 == 1:
                page.keyboard.press("x")
                page.keyboard.press(str(at % 9 + 1))
            else:
                page.keyboard.press("m")
            assert focused(page) == page.evaluate("following"), "the next card is in place at once"
        assert len(set(decided)) == 30
        expect(page.locator("#progress")).to_contain_text("decided 30 of")
        assert page.locator('[data-verdict="include"]').count() == 10
        assert page.locator('[data-verdict="exclude"]').count() == 10
        assert page.locator('[data-verdict="maybe"]').count() == 10
        picture(page, "decided")
        for back in (29, 28):
            page.keyboard.press("u")
            expect(page.locator(f"#{decided[back]}")).to_have_attribute("data-verdict", "")
            expect(page.locator(f"#{decided[back]}")).to_be_focused()
        expect(page.locator("#progress")).to_contain_text("decided 28 of")
        page.keyboard.press("i")
        expect(page.locator(f"#{decided[28]}")).to_have_attribute("data-verdict", "include")
        expect(page.locator("#progress")).to_contain_text("decided 29 of")
        page.reload()
        expect(page.locator("#progress")).to_contain_text("decided 29 of")
        expect(page.locator(f"#{page.evaluate(_FIRST_LEFT)}")).to_be_focused()
        calm(watched, expected="404")


def test_a_decision_and_its_undo_sent_in_one_breath_come_in_order(chromium: Browser, served: str) -> None:
    with browsing(chromium, served, "Hasty") as watched:
        page = watched.queue("published-learning")
        first = focused(page)
        for key in "iuiuiu":
            page.keyboard.press(key)
            if key == "i":
                continue
            expect(page.locator(f"#{first}")).to_be_focused()
        expect(page.locator("#progress")).to_contain_text("decided 0 of")
        calm(watched, expected="404")


def test_a_note_goes_with_the_verdict(chromium: Browser, served: str) -> None:
    with browsing(chromium, served, "Noting") as watched:
        page = watched.queue("published-learning")
        first = focused(page)
        page.keyboard.press("n")
        page.keyboard.type("i, x and m are only letters here")
        page.keyboard.press("Escape")
        assert focused(page) == first
        page.keyboard.press("m")
        expect(page.locator(f"#{first} .noted")).to_have_text("“i, x and m are only letters here”")
        calm(watched, expected="404")


def test_j_and_k_move_and_slash_searches(chromium: Browser, served: str) -> None:
    with browsing(chromium, served, "Mover") as watched:
        page = watched.queue("published-learning")
        first = focused(page)
        page.keyboard.press("j")
        page.keyboard.press("j")
        page.keyboard.press("k")
        second = focused(page)
        assert second != first
        page.keyboard.press("k")
        assert focused(page) == first
        page.keyboard.press("/")
        page.keyboard.type("homeless*")
        page.keyboard.press("Enter")
        page.wait_for_url("**/explore?q=homeless*")
        assert page.locator(".results li").count() > 3
        calm(watched, expected="404")


def test_deciding_on_the_page_of_a_work_goes_on_to_the_next(chromium: Browser, served: str) -> None:
    with browsing(chromium, served, "Opener") as watched:
        page = watched.queue("community-models")
        order = page.locator("[data-card]").evaluate_all("every => every.map(one => one.id)")
        page.keyboard.press("o")
        page.wait_for_url("**/work/**")
        page.wait_for_load_state()
        page.keyboard.press("x")
        page.keyboard.press("1")
        page.wait_for_url(f"**/work/{order[1].removeprefix('card-')}*after=*")
        expect(page.locator(".after")).to_contain_text("Exclude")
        page.wait_for_load_state()
        page.keyboard.press("u")
        page.wait_for_url(f"**/work/{order[0].removeprefix('card-')}*")
        expect(page.locator("article.work")).to_have_attribute("data-verdict", "")
        calm(watched, expected="404")


def test_a_decision_that_is_not_kept_says_so(chromium: Browser, served: str) -> None:
    with browsing(chromium, served, "Cut off") as watched:
        page = watched.queue("published-learning")
        first = focused(page)
        page.route("**/decide", lambda route: route.abort())
        page.keyboard.press("i")
        expect(page.locator("#alarm")).to_contain_text("not saved")
        expect(page.locator(f"#{first}")).to_be_focused()
        page.unroute("**/decide")
        page.keyboard.press("i")
        expect(page.locator(f"#{first}")).to_have_attribute("data-verdict", "include")
        assert watched.elsewhere == []


def test_all_works_without_script(chromium: Browser, served: str) -> None:
    with browsing(chromium, served, "Plain", java_script_enabled=False) as watched:
        page = watched.go("/queue/community-models")
        card = page.locator("[data-card]").first
        card.get_by_role("button", name="Include").click()
        expect(page.locator("#progress")).to_contain_text("decided 1 of")
        second = page.locator("[data-card]").nth(1)
        second.locator(".exclude summary").click()
        second.get_by_role("button", name="A plan or protocol only").click()
        expect(page.locator("#progress")).to_contain_text("decided 2 of")
        page.get_by_role("button", name="Undo my last").click()
        expect(page.locator("#progress")).to_contain_text("decided 1 of")


@pytest.mark.parametrize("path", ["/", "/queue/emerging-needs", "/explore?q=care", "/sources", "/help"])
def test_a_phone_and_200_percent_need_no_scrolling_aside(chromium: Browser, served: str, path: str) -> None:
    for size in ((390, 844), (640, 450)):
        with browsing(chromium, served, "Phone", size=size) as watched:
            page = watched.go(path)
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0
            assert violations(page) == []
            picture(page, f"{size[0]}-{path.strip('/').partition('?')[0].replace('/', '-') or 'week'}")


def test_focus_can_be_seen(chromium: Browser, served: str) -> None:
    with browsing(chromium, served, "Tabbing") as watched:
        page = watched.go("/explore?q=care")
        for _ in range(14):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                "(() => { const look = getComputedStyle(document.activeElement);"
                " return look.outlineStyle !== 'none' && parseFloat(look.outlineWidth) >= 2 })()"
            )
            assert seen, page.evaluate("document.activeElement.outerHTML")
