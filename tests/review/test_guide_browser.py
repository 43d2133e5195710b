"""What a team sees after a week of reading: progress, map, the flow of a run, a work; shown in the guide."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from records.decision import Decision, Verdict
from store.opening import Store, open_store
from tests.review.asking import NOW, copied
from tests.review.browsing import browsing, picture, shown_in_docs, violations
from tests.review.served import served_at

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

SMALL = (920, 640)
STREAMS = ("community-models", "emerging-needs", "strategic-planning", "published-learning")
SAID: tuple[Verdict, ...] = (
    "include",
    "exclude",
    "exclude",
    "include",
    "maybe",
    "exclude",
    "include",
    "exclude",
)


@pytest.fixture(scope="module")
def read(finished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of a page on a workspace in which two have read for a week."""
    home = copied(finished_home, tmp_path_factory.mktemp("read") / "w")
    store = open_store(home)
    for stream in STREAMS:
        for at, place in enumerate(store.queues.get(stream, 1)[:26]):
            decide(store, place.work, stream, SAID[at % 8], "Ailsa")
            if at % 2:
                decide(store, place.work, stream, "include" if at == 13 else SAID[at % 8], "Bruce")
    with served_at(home) as address:
        yield address


def decide(store: Store, work: str, stream: str, verdict: Verdict, reviewer: str) -> None:
    reason = "off-topic" if verdict == "exclude" else ""
    store.decisions.append(
        Decision(work=work, workstream=stream, verdict=verdict, reviewer=reviewer, instant=NOW, reason=reason)
    )


@pytest.mark.parametrize(
    ("name", "path", "words", "size"),
    [
        ("progress", "/progress#progress-emerging-needs", "Ailsa and Bruce", (1100, 720)),
        ("map", "/map", "Place of residence", (1120, 900)),
        ("run", "/runs/1#prisma", "Decisions are missing", (920, 800)),
        ("explore", "/explore?q=homeless*", "homeless", SMALL),
    ],
)
def test_a_page_after_a_week(
    chromium: Browser, read: str, name: str, path: str, words: str, size: tuple[int, int]
) -> None:
    with browsing(chromium, read, "Ailsa", size=size) as watched:
        page = watched.go(path)
        expect(page.locator("main")).to_contain_text(words)
        assert violations(page) == []
        picture(page, f"week-{name}")
        shown_in_docs(page, name)
        assert watched.complaints == []
        assert watched.elsewhere == []


def test_a_work_with_its_reasons(chromium: Browser, read: str) -> None:
    with browsing(chromium, read, "Ailsa", size=(960, 600)) as watched:
        page = watched.queue("emerging-needs")
        page.keyboard.press("o")
        page.wait_for_url("**/work/**")
        expect(page.locator(".bars").first).to_be_visible()
        shown_in_docs(page, "work")
        assert watched.complaints == []


def test_a_number_of_the_map_leads_to_its_works(chromium: Browser, read: str) -> None:
    with browsing(chromium, read, "Ailsa", size=SMALL) as watched:
        page = watched.go("/map?works=kept")
        page.get_by_role("table").get_by_role("link").first.click()
        page.wait_for_url("**/map/works?*")
        assert page.locator(".results li").count() >= 1
        page.go_back()
        page.locator("#map-columns").select_option("type")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**columns=type*")
        assert watched.complaints == []


@pytest.mark.parametrize("path", ["/runs/1", "/runs/1/compare/1", "/map", "/map/works", "/sources"])
def test_a_phone_needs_no_scrolling_aside(chromium: Browser, read: str, path: str) -> None:
    with browsing(chromium, read, "Ailsa", size=(390, 844)) as watched:
        page = watched.go(path)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        assert violations(page) == []
