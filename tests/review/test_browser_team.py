"""Two reviewers in two browsers: blind pairs, who is on which card, comments, and sharing out."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Response, expect

from tests.review.asking import copied
from tests.review.browsing import browsing, calm, focused, picture, violations
from tests.review.served import served_at

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

BLIND, ALONE, SHARED = "emerging-needs", "strategic-planning", "community-models"
SMALL = (920, 640)


@pytest.fixture(scope="module")
def base(finished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a page in whose workspace two decide each work of one workstream."""
    home = copied(finished_home, tmp_path_factory.mktemp("pairs") / "w")
    with (home / "ken.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[screening.{BLIND}]\nmode = "dual"\n[screening.{ALONE}]\nmode = "single"\n')
        file.write(f'[screening.{SHARED}]\nmode = "single"\n')
    with served_at(home) as address:
        yield address


def beats(answer: Response, card: str) -> bool:
    """Tell whether an answer is that to the sign of life of a card."""
    sent = answer.request.post_data or ""
    return "/presence/" in answer.url and f"work={card.removeprefix('card-')}" in sent


def test_two_decide_blind_and_then_see_each_other(chromium: Browser, base: str) -> None:
    with (
        browsing(chromium, base, "Ailsa", size=SMALL) as ailsa,
        browsing(chromium, base, "Bruce", size=SMALL) as bruce,
    ):
        page = ailsa.queue(BLIND)
        card = focused(page)
        expect(page.locator("main")).to_contain_text("Two decide each work")
        page.keyboard.press("n")
        page.keyboard.type("Just what we ask for")
        page.keyboard.press("Escape")
        page.keyboard.press("i")
        expect(page.locator(f"#{card}")).to_have_attribute("data-verdict", "include")

        work = card.removeprefix("card-")
        address = f"/work/{work}?in={BLIND}"
        page = ailsa.go(address)
        page.get_by_label("Say something to the team").fill("Shall we ask <b>Carol</b>?")
        page.get_by_role("button", name="Comment", exact=True).click()
        expect(page.locator("#comment-1")).to_contain_text("Shall we ask <b>Carol</b>?")
        assert violations(page) == []
        picture(page, "comment")

        page = bruce.queue(BLIND)
        assert focused(page) == card, "what the other decided stays where it is"
        assert "Just what we ask" not in page.content()
        page = bruce.go(address)
        assert not re.search("Just what we ask|Shall we ask|other reviewer", page.content())
        expect(page.locator(".aside")).to_contain_text("when both have decided")
        page.keyboard.press("m")
        page.wait_for_url("**after=*")
        page = bruce.go(address)
        expect(page.locator(".history").first).to_contain_text("Just what we ask for")
        expect(page.locator("#comment-1")).to_contain_text("Shall we ask")

        page = ailsa.go(address)
        page.get_by_role("button", name="Withdraw").click()
        expect(page.locator("#comment-1")).to_contain_text("withdrawn")
        expect(page.locator("#comment-1")).not_to_contain_text("Shall we ask")
        calm(ailsa, bruce)


def test_who_is_on_a_card_is_shown_and_the_next_goes_elsewhere(chromium: Browser, base: str) -> None:
    with (
        browsing(chromium, base, "Carol", size=SMALL) as carol,
        browsing(chromium, base, "Donal", size=(1280, 900)) as donal,
    ):
        page = carol.queue(ALONE)
        order = page.locator("[data-card]").evaluate_all("every => every.map(one => one.id)")
        assert focused(page) == order[0]
        with page.expect_response(lambda answer: beats(answer, order[1])):
            page.keyboard.press("j")
        watch = donal.queue(ALONE)
        assert focused(watch) == order[0]
        expect(watch.locator(f"#{order[1]} .reading")).to_have_text("Carol is reading this")
        expect(watch.locator(f"#index-{order[1].removeprefix('card-')} .reading")).to_have_text("Carol")
        assert violations(watch) == []
        picture(watch, "reading")
        watch.keyboard.press("i")
        assert focused(watch) == order[2], "a card that somebody reads is passed over"
        now = watch.locator("[data-card]").evaluate_all("every => every.map(one => one.id)")
        assert now[:3] == order[:3]
        with page.expect_response(lambda answer: beats(answer, order[0])):
            page.keyboard.press("k")
        with watch.expect_response(lambda answer: beats(answer, order[3])):
            watch.keyboard.press("j")
        expect(watch.locator(f"#{order[1]} .reading")).to_be_hidden()
        calm(carol, donal)


def test_a_beat_that_fails_alarms_nobody(chromium: Browser, base: str) -> None:
    with browsing(chromium, base, "Eilidh", size=SMALL) as watched:
        page = watched.queue("published-learning")
        page.route("**/presence/**", lambda route: route.abort())
        with page.expect_event("requestfailed"):
            page.keyboard.press("j")
        page.wait_for_timeout(200)
        expect(page.locator("#alarm")).to_be_empty()
        page.keyboard.press("k")
        first = focused(page)
        page.keyboard.press("i")
        expect(page.locator(f"#{first}")).to_have_attribute("data-verdict", "include")


def test_a_queue_is_shared_out_and_each_begins_with_their_part(chromium: Browser, base: str) -> None:
    with (
        browsing(chromium, base, "Fergus", size=SMALL) as fergus,
        browsing(chromium, base, "Gregor", size=SMALL) as gregor,
    ):
        page = fergus.go(f"/queue/{SHARED}")
        whole = page.locator("[data-card]").count()
        page.get_by_role("link", name="Share the works out").click()
        page.get_by_label("Name of one more").nth(0).fill("Fergus")
        page.get_by_label("Name of one more").nth(1).fill("Gregor")
        assert violations(page) == []
        page.get_by_role("button", name="Share out").click()
        expect(page.locator("table").first).to_contain_text("Gregor")
        assert violations(page) == []
        picture(page, "allocation")
        page = gregor.queue(SHARED)
        own = page.locator("[data-card]").count()
        assert own in (whole // 2, whole - whole // 2)
        expect(page.locator("#progress")).to_contain_text(f"decided 0 of your {own}")
        picture(page, "yours")
        page.get_by_role("link", name=f"All {whole}").click()
        expect(page.locator("[data-card]")).to_have_count(whole)
        assert violations(page) == []
        first = page.locator("[data-card]").first.get_attribute("id")
        page.keyboard.press("i")
        expect(page.locator(f"#{first}")).to_have_attribute("data-verdict", "include")
        expect(page.locator("#progress")).to_contain_text(f"decided 1 of your {own}")
        calm(fergus, gregor)
