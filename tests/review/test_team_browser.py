"""What a team does in browsers: conflicts and who settles them, pairs, weights, exports, order."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from records.work import Doubt
from store.opening import open_store
from tests.review.asking import copied
from tests.review.browsing import browsing, calm, focused, picture, shown_in_docs, violations
from tests.review.served import served_at

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

STREAM = "emerging-needs"
SMALL = (920, 640)


@pytest.fixture(scope="module")
def team(finished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a page on a workspace of its own, in which Ken is unsure of a pair."""
    home = copied(finished_home, tmp_path_factory.mktemp("team") / "w")
    store = open_store(home)
    works = store.works.get([one.work for one in store.queues.get(STREAM, 1)])
    # A protocol and what came of it.
    a, b = sorted(work.best.record_id for work in works if "LARDER" in work.best.title)
    store.doubts.keep([Doubt(a, b, 0.6, "the same authors; titles differ in a few words")], [a, b])
    with served_at(home) as address:
        yield address


def test_two_decide_blindly_and_a_third_settles_it(chromium: Browser, team: str) -> None:
    with (
        browsing(chromium, team, "Ailsa", size=SMALL) as ailsa,
        browsing(chromium, team, "Bruce", size=SMALL) as bruce,
        browsing(chromium, team, "Carol", size=SMALL) as carol,
    ):
        page = ailsa.queue(STREAM)
        card = focused(page)
        shown_in_docs(page, "queue")
        page.keyboard.press("n")
        page.keyboard.type("Just what we ask for")
        page.keyboard.press("Escape")
        page.keyboard.press("i")
        expect(page.locator(f"#{card}")).to_have_attribute("data-verdict", "include")

        page = bruce.queue(STREAM)
        assert focused(page) == card
        assert "Just what we ask" not in page.content()
        page.keyboard.press("x")
        page.keyboard.press("2")
        expect(page.locator(f"#{card}")).to_have_attribute("data-verdict", "exclude")

        page = carol.go("/conflicts")
        conflict = page.locator("article.conflict")
        expect(conflict).to_have_count(1)
        expect(conflict).to_contain_text("Just what we ask for")
        expect(conflict).to_contain_text("Bruce")
        assert violations(page) == []
        picture(page, "conflict")
        shown_in_docs(page, "conflicts")
        conflict.get_by_label("Why, for the team").fill("Agreed on Tuesday")
        conflict.get_by_role("button", name="Maybe").click()
        expect(page.locator("[role=status].after")).to_contain_text("Settled")
        expect(page.locator("article.conflict")).to_have_count(0)

        page = bruce.go(f"/work/{card.removeprefix('card-')}?in={STREAM}")
        expect(page.locator(".history")).to_contain_text("Agreed on Tuesday")
        page = carol.go("/progress")
        expect(page.locator("svg.curve").first).to_be_visible()  # others may have decided elsewhere
        assert violations(page) == []
        picture(page, "progress")
        calm(ailsa, bruce, carol)


def test_a_pair_side_by_side_is_said_to_be_one_work(chromium: Browser, team: str) -> None:
    with browsing(chromium, team, "Pairing", size=SMALL) as watched:
        page = watched.go("/duplicates")
        expect(page.locator(".pair")).to_have_count(1)
        assert page.locator("mark.differs").count() > 3
        assert violations(page) == []
        picture(page, "pair")
        shown_in_docs(page, "duplicates")
        page.get_by_role("button", name="One work").click()
        expect(page.locator("[role=status].after")).to_contain_text("Kept")
        expect(page.locator(".empty")).to_contain_text("No pair is unsure")
        calm(watched)


def test_weights_are_tried_before_they_are_written(chromium: Browser, team: str) -> None:
    with browsing(chromium, team, "Weighing", size=SMALL) as watched:
        page = watched.go("/settings")
        page.get_by_label("inequality").fill("0.5")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="What would move")).to_be_visible()
        shown_in_docs(page, "settings")
        page.get_by_role("button", name="Write these weights").click()
        page.wait_for_url("**/settings#log")
        expect(page.locator(".history")).to_contain_text("inequality 0.2 → 0.5")
        assert violations(page) == []
        calm(watched)


def test_an_export_is_downloaded(chromium: Browser, team: str) -> None:
    with browsing(chromium, team, "Exporting", size=SMALL) as watched:
        page = watched.go("/export")
        page.get_by_label("Works of").select_option(STREAM)
        with page.expect_download() as downloading:
            page.get_by_role("button", name="Download").click()
        assert re.fullmatch(r"ken-emerging-needs-\d{4}-\d\d-\d\d\.ris", downloading.value.suggested_filename)
        assert "TY  - " in Path(downloading.value.path()).read_text(encoding="utf-8")
        calm(watched)


def test_what_is_left_is_put_into_another_order_behind_the_card_that_is_read(
    chromium: Browser, team: str
) -> None:
    with browsing(chromium, team, "Ordering") as watched:
        page = watched.queue("strategic-planning")
        order = page.locator("[data-card]").evaluate_all("every => every.map(one => one.id)")
        works = [one.removeprefix("card-") for one in order]
        told = {"works": [works[0], works[5], works[1], *works[6:], *works[2:5]]}
        page.evaluate("told => document.dispatchEvent(new CustomEvent('ken-order', {detail: told}))", told)
        now = page.locator("[data-card]").evaluate_all("every => every.map(one => one.id)")
        assert now == [f"card-{work}" for work in told["works"]]
        listed = page.locator(".index li").evaluate_all("every => every.map(one => one.id)")
        assert listed == [f"index-{work}" for work in told["works"]]
        assert focused(page) == order[0]
        page.keyboard.press("i")
        assert focused(page) == f"card-{works[5]}"
        calm(watched)


def test_decisions_order_what_is_left(chromium: Browser, team: str) -> None:
    with browsing(chromium, team, "Teaching") as watched:
        page = watched.queue("published-learning")
        for key in "imimi":
            page.keyboard.press(key)
        page.keyboard.press("x")
        page.keyboard.press("1")
        expect(page.locator("#progress")).to_contain_text("decided 6 of")
        page.wait_for_timeout(500)
        for _ in range(60):
            watched.queue("published-learning")
            if "decisions since have taught" in page.content():
                break
            page.wait_for_timeout(1000)
        expect(page.locator(".queue-head")).to_contain_text("decisions since have taught")
        places = page.locator("[data-card]:not(.decided) .place").evaluate_all(
            "every => every.map(one => +one.textContent)"
        )
        assert places != sorted(places)
        assert len(places) == page.locator("[data-card]").count() - 6
        calm(watched)
