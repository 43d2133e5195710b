"""Ten reviewers decide in the page, and ten say the same on the command line: nobody can tell afterwards."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import cycle, islice
from pathlib import Path

import pytest

from records.decision import Decision, first_break
from review.app import create_app
from store.opening import open_store
from tests.flows.weeks import finished
from tests.ken.running import Ken
from tests.review.asking import NOW, Asker, browser, context_of, copied

REVIEWERS = [f"Reviewer {number}" for number in range(10)]
STREAMS = ("emerging-needs", "published-learning")
SAYINGS = (
    ("include", "", "worth a look"),
    ("exclude", "off-topic", ""),
    ("maybe", "", ""),
    ("exclude", "population", "“children”\nonly"),
    ("include", "", ""),
)


def turns(home: Path) -> list[tuple[str, str, str, tuple[str, str, str]]]:
    """List who says what of which work where: each reviewer on two works of each queue, in turn."""
    store = open_store(home)
    found = []
    says = cycle(SAYINGS)
    for stream in STREAMS:
        works = [place.work for place in store.queues.get(stream, 1)]
        for step in range(2):
            for number, reviewer in enumerate(REVIEWERS):
                found.append((reviewer, stream, works[(number + 3 * step) % 8], next(says)))
    return found


def by_name(home: Path) -> dict[str, Asker]:
    context = context_of(home, now=lambda: datetime.now(UTC))  # reasons name the day
    app = create_app(context)
    found = {}
    for reviewer in REVIEWERS:
        found[reviewer] = browser(context, app)
        form = {"name": reviewer, "wanted": "/help"}
        assert found[reviewer].post("/name", form, token=found[reviewer].token("/name")).status_code == 303
    return found


def in_the_page(home: Path) -> None:
    askers = by_name(home)
    tokens = {name: asking.token() for name, asking in askers.items()}
    for reviewer, stream, work, (verdict, reason, note) in turns(home):
        said = f"{verdict}:{reason}" if reason else verdict
        form = {"work": work, "verdict": said, "note": note, "run": "1"}
        sent = askers[reviewer].post(f"/queue/{stream}/decide", form, token=tokens[reviewer])
        assert sent.status_code == 303


def on_the_command_line(home: Path, ken: Ken) -> None:
    for reviewer, stream, work, (verdict, reason, note) in turns(home):
        command = ["decide", work, stream, verdict, "--reviewer", reviewer]
        assert ken("--home", home, *command, "--reason", reason, "--note", note).code == 0


def told(home: Path) -> list[Decision]:
    """Give the log without what tells when it was written."""
    log = open_store(home).decisions.log()
    assert first_break(log) == 0
    return [replace(one, instant=NOW, previous="", hash="") for one in log]


def test_the_page_and_the_command_line_leave_the_same_behind(
    ken: Ken, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    made = finished(tmp_path_factory)
    page, line = copied(made, tmp_path / "page"), copied(made, tmp_path / "line")
    in_the_page(page)
    on_the_command_line(line, ken)
    assert told(page) == told(line)
    assert len(told(page)) == len(turns(page)) == 40
    for command in (
        *(("queue", stream, "--json") for stream in STREAMS),
        *(("show", work, "--json") for _, _, work, _ in islice(turns(page), 3)),
        ("sources", "yield", "--json"),
        ("progress", "--json"),
        ("agreement", "--json"),
    ):
        there, here = (ken("--home", home, *command).document for home in (page, line))
        assert _timeless(there) == _timeless(here), command


def _timeless(document: object) -> object:
    """Leave out when decisions were made, and the hashes that seal it."""
    if isinstance(document, dict):
        sealed = ("instant", "hash", "previous")
        return {name: _timeless(value) for name, value in document.items() if name not in sealed}
    return [_timeless(one) for one in document] if isinstance(document, list) else document
