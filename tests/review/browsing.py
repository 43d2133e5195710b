"""Browsing the review page with Debian's Chromium, and watching what it does meanwhile."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Literal

from playwright.sync_api import Browser, Page, expect

__all__ = [
    "CHROMIUM",
    "FLAGS",
    "PAGES",
    "Watched",
    "browsing",
    "calm",
    "focused",
    "picture",
    "shown_in_docs",
    "violations",
    "window",
]

CHROMIUM: Final = Path("/usr/bin/chromium")
FLAGS: Final = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-background-networking"]
PAGES: Final = {
    "week": "/",
    "queue": "/queue/emerging-needs",
    "empty": "/queue/emerging-needs?run=1#end",
    "explore": "/explore?q=homeless*%20inequality:%3E=2",
    "nothing": "/explore?q=zzzz",
    "submissions": "/submissions",
    "submit": "/submit",
    "submit-status": "/submit/status",
    "sources": "/sources",
    "runs": "/runs",
    "run": "/runs/1",
    "prisma": "/runs/1?scope=all",
    "compare": "/runs/1/compare/1",
    "map": "/map",
    "types": "/map?rows=workstream&columns=type",
    "behind": "/map/works?row=place",
    "digest": "/runs/1/digest",
    "progress": "/progress",
    "conflicts": "/conflicts",
    "allocation": "/allocation/emerging-needs",
    "duplicates": "/duplicates",
    "export": "/export",
    "settings": "/settings",
    "moves": "/settings?part=inequality&value=0.5",
    "help": "/help",
    "name": "/name",
    "missing": "/nowhere",
}
# Other tests run beside these: what is right comes late rather than never.
expect.set_options(timeout=60_000)
_AXE: Final = Path(__file__).parent / "axe" / "axe.min.js"


@dataclass
class Watched:
    """A page, what it complained of, and what it asked of others."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    elsewhere: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """Go to a page of Ken."""
        self.page.goto(self.base + path)
        return self.page

    def queue(self, workstream: str = "emerging-needs") -> Page:
        """Go to a queue and wait until its first undecided card has the focus."""
        page = self.go(f"/queue/{workstream}")
        page.wait_for_function("document.activeElement.matches('[data-card]')")
        return page


@contextmanager
def browsing(browser: Browser, base: str, reviewer: str, **options: Any) -> Iterator[Watched]:  # noqa: ANN401
    """Open a browser's window for a reviewer, who gives their name."""
    with window(browser, base, **options) as watched:
        watched.go("/name")
        watched.page.fill("#name", reviewer)
        watched.page.click("form.name button")
        yield watched


@contextmanager
def window(
    browser: Browser,
    base: str,
    *,
    scheme: Literal["light", "dark"] = "light",
    size: tuple[int, int] = (1280, 900),
    **options: Any,  # noqa: ANN401  what Playwright takes
) -> Iterator[Watched]:
    """Open a browser's window in which nobody has said who they are."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, **options
    )
    context.set_default_timeout(60_000)
    watched = Watched(context.new_page(), base)
    context.on("console", lambda one: watched.complaints.append(f"{one.type}: {one.text}"))
    context.on("weberror", lambda one: watched.complaints.append(str(one.error)))
    context.on("request", lambda one: None if one.url.startswith(base) else watched.elsewhere.append(one.url))
    try:
        yield watched
    finally:
        context.close()


def calm(*several: Watched, expected: str = "") -> None:
    """See that windows complained of nothing but the status that is ``expected``, and asked nobody else."""
    for watched in several:
        assert [one for one in watched.complaints if not expected or expected not in one] == []
        assert watched.elsewhere == []


def focused(page: Page) -> str:
    """Give the id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def picture(page: Page, name: str) -> None:
    """Keep a picture of what is to be seen, where ``KEN_PICTURES`` names a folder."""
    if os.environ.get("KEN_PICTURES"):
        # Hiding the caret would put a style into the page, which its policy forbids.
        page.screenshot(path=Path(os.environ["KEN_PICTURES"]) / f"{name}.png", caret="initial")


def shown_in_docs(page: Page, name: str) -> None:
    """Make a picture for the documentation, where ``KEN_DOC_PICTURES`` names its folder."""
    if os.environ.get("KEN_DOC_PICTURES"):
        page.screenshot(path=Path(os.environ["KEN_DOC_PICTURES"]) / f"{name}.png", caret="initial")


def violations(page: Page) -> list[str]:
    """List what axe-core finds that seriously or critically keeps somebody out."""
    # Through the debugger, which the page's own policy does not bind.
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]
