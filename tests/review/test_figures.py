"""Runs with their PRISMA flow, two runs compared, sources with bars, the evidence map."""

import re
from pathlib import Path

import pytest

from records.decision import Decision, Verdict
from review.flow_picture import flow_picture
from review.map_grid import RADIUS, TIERS, axes, grid
from store.evidence_map import NONE, Cell, MapQuestion
from tests.review.asking import NOW, Asker, context_of
from tests.synthesis.test_prisma import REASONS, told, word
from tests.synthesis.test_prisma import seen as put_before

STREAM = "emerging-needs"
HOSTILE = "<script>alert(1)</script>\"'&"


def say(asking: Asker, work: str, verdict: Verdict, reviewer: str = "Bruce", reason: str = "") -> None:
    asking.store.decisions.append(
        Decision(work=work, workstream=STREAM, verdict=verdict, reviewer=reviewer, instant=NOW, reason=reason)
    )


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/runs/1", ("PRISMA 2020", "Databases", "Websites and organisations", "nobody has decided yet")),
        ("/runs/1?scope=all", ("duplicates of another record", "maybe_from", "not final")),
        ("/runs/1/compare/1", ("Run 1 and run 1", "34 works of", "The same in both", "as before")),
        ("/sources", ('class="gave"', "Only here")),
        ("/map", ("Evidence map", "189 works", "5: synthesis", "Occupation", "names none")),
        ("/map?rows=workstream&columns=type&works=queued", ("W2 Emerging", "systematic review", "in no")),
        ("/map?works=kept", ("Nobody keeps a work here yet",)),
        ("/map/works?row=plus_homelessness", ("Homelessness", "homeless")),
        ("/map/works?row=plus_marriage&column=5", ("No work is here",)),
    ],
)
def test_a_page_says_what_it_is_for(reading: Asker, address: str, words: tuple[str, ...]) -> None:
    text = reading.get(address)
    assert [one for one in words if one not in text] == []


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/runs/1/compare/9", 404),
        ("/runs/9/compare/1", 404),
        ("/runs/1/compare/x", 422),
        ("/runs/99999999999", 422),
        ("/runs/1?scope=some", 422),
        ("/runs/compare?a=1", 422),
        ("/map?rows=colour", 422),
        ("/map?workstream=none", 404),
        ("/map/works?start=-1", 422),
    ],
)
def test_what_is_not_there_is_said_in_a_line(reading: Asker, address: str, status: int) -> None:
    assert "That did not work" in reading.get(address, status)


def test_the_flow_of_a_run_has_its_numbers_in_picture_and_table(ailsa: Asker) -> None:
    first, second, third, *_ = ailsa.queue()
    say(ailsa, first, "include")
    say(ailsa, second, "exclude", reason="off-topic")
    say(ailsa, third, "include")
    say(ailsa, third, "exclude", "Carol")
    text = ailsa.get("/runs/1")
    assert "on which people disagree" in text
    assert re.search(r"<tspan[^>]*>Included: 1</tspan>", text)
    assert re.search(r'Included</th><td class="number">0</td><td class="number">1</td>', text)
    assert "Until then these numbers are not final" in text
    assert 'role="img" aria-labelledby="flow-title flow-says"' in text
    say(ailsa, first, "exclude")
    assert re.search(r"<tspan[^>]*>Included: 0</tspan>", ailsa.get("/runs/1")), "decisions are never old"


def test_two_runs_are_chosen_by_a_form(ailsa: Asker) -> None:
    assert "Compare with run" not in ailsa.get("/runs/1")
    window = ailsa.store.runs.get(1).window
    ailsa.store.runs.begin(window, ["his"], NOW, exact=True)
    ailsa.store.runs.close_source(2, "his", HOSTILE, NOW)
    ailsa.store.runs.finish(2, NOW, {"language": HOSTILE}, {})
    assert 'aria-label="Compare two runs"' in ailsa.get("/runs")
    assert "Compare with run 1" in ailsa.get("/runs/2")
    sent = ailsa.client.get("/runs/compare?a=1&b=2", follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "/runs/1/compare/2")
    text = ailsa.get("/runs/1/compare/2")
    assert "34 left" in text
    assert "no longer asked" in text
    assert "&lt;script&gt;alert(1)" in text
    for address in (
        "/runs",
        "/runs/2",
        "/runs/2?scope=all",
        "/runs/1/compare/2",
        "/runs/2/compare/1",
        "/sources",
    ):
        assert "<script>alert" not in ailsa.get(address)


def test_the_map_shows_what_people_keep_unless_it_is_secret(ailsa: Asker) -> None:
    first, second, *_ = ailsa.queue()
    say(ailsa, first, "include")
    say(ailsa, second, "exclude")
    assert "1 work by" in ailsa.get("/map?works=kept")
    assert "1 work by" in ailsa.get(f"/map?works=kept&workstream={STREAM}")
    assert "Nobody keeps" in ailsa.get("/map?works=kept&workstream=community-models")
    assert f"/work/{first}" in ailsa.get("/map/works?works=kept")
    assert f"/work/{second}" not in ailsa.get("/map/works?works=kept")


def test_hostile_titles_are_told_and_not_run(ailsa: Asker) -> None:
    with ailsa.store.database.open() as connection:
        connection.execute("UPDATE records SET title = ?", [HOSTILE])
        connection.execute("UPDATE annotations SET label = ? WHERE label LIKE 'type:%'", [f"type:{HOSTILE}"])
    for address in ("/map/works", "/map?columns=type", f"/map/works?row={HOSTILE}&column={HOSTILE}"):
        text = ailsa.get(address)
        assert "<script>alert" not in text
        assert "&lt;script&gt;" in text


def test_a_map_is_laid_out_with_its_gaps(finished_home: Path) -> None:
    context = context_of(finished_home)
    asked = MapQuestion()
    rows, columns = axes(asked, context.workstreams, context.names, context.dimensions)
    assert list(columns) == [*TIERS, NONE]
    assert next(iter(rows)) == "place"
    cells = [Cell("place", "4", 100), Cell("place", "2", 25), Cell("of old", "4", 1), Cell(NONE, NONE, 7)]
    made = grid(asked, cells, rows, columns)
    name, bubbles, works = made.rows[0]
    assert (name, works) == (rows["place"], 125)
    assert [(one.works, one.radius) for one in bubbles if one.works] == [(100, RADIUS), (25, 14.5)]
    assert "row=place" in bubbles[1].address
    assert made.rows[-1][0] == "of old"
    assert made.gaps == len(TIERS) * (len(context.dimensions) + 1) - 3
    types = axes(
        MapQuestion(rows="workstream", columns="type"), context.workstreams, context.names, context.dimensions
    )[1]
    assert not {*types} & {*context.dimensions}
    assert {"systematic_review", NONE} <= {*types}


def test_a_flow_is_drawn_inside_of_its_picture() -> None:
    decisions = {
        f"w{at}": [word(f"w{at}", "exclude", reason=f"a reason of its own, number {at}")] for at in range(9)
    }
    full = {"w9": [word("w9", "include"), word("w9", "include", stage="full-text")]}
    made = told({**decisions, **full}, put_before(*decisions, "w9", "w10"), works=30)
    picture = flow_picture(made, REASONS)
    for box in picture.boxes:
        assert 0 <= box.x < box.x + box.width <= picture.width
        assert 0 <= box.y < box.y + box.height <= picture.height
        assert all(box.y < y < box.y + box.height for y, _ in box.lines)
        assert max(len(line) for _, line in box.lines) <= 46
    said = "\n".join(line for box in picture.boxes for _, line in box.lines)
    assert "3 for other reasons" in said
    assert "1 nobody has decided yet" in said
    assert "Assessed by full text: 1" in said
    assert len(picture.arrows) > len(picture.boxes) / 2
