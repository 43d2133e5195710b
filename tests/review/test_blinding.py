"""In blind pairs, no page and no answer tells what another said of a work until both have decided."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.learned_order import reordered
from ken.allocating import secret_works
from records.decision import Decision, Verdict
from records.ranked import Reason
from records.source import Window
from review.context import Context
from review.needs import marked_routes
from store.queues import FrozenQueue
from synthesis.screening_mode import Screening
from tests.review.asking import NOW
from tests.review.teams import NAMES, Team, team_of

STREAM = "emerging-needs"
SECRETS = ("Zanzibar", "Quetzal", "off-topic")
# Downloads, keys and what leads away hold nothing of a work, or are asked below.
ASIDE = {"/logout", "/openapi.json"}


def dual(home: Path) -> Team:
    """Give a team in whose workspace two decide each work of the workstream."""
    with (home / "ken.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[screening.{STREAM}]\nmode = "dual"\n')
    return team_of(home)


@pytest.fixture
def team(home: Path) -> Team:
    return dual(home)


def say(
    context: Context, work: str, reviewer: str, verdict: Verdict, note: str = "", reason: str = ""
) -> None:
    context.store.decisions.append(
        Decision(
            work=work,
            workstream=STREAM,
            verdict=verdict,
            reviewer=reviewer,
            instant=NOW,
            note=note,
            reason=reason,
        )
    )


def secret(team: Team) -> str:
    """Let the analyst decide and comment on a work that two are to decide."""
    work = team.stranger().queue()[0]
    say(team.context, work, "Ann", "exclude", "Zanzibar", "off-topic")
    team.context.store.comments.add(work, STREAM, "Ann", "Quetzal", NOW)
    return work


def addresses(team: Team, work: str) -> Iterator[tuple[str, str]]:
    """Give every page and answer that can be asked for, filled with the work and its workstream."""
    filled = {
        "workstream": STREAM,
        "number": "1",
        "work_id": work,
        "work": work,
        "a": "1",
        "b": "1",
        "form": "jsonl",
    }
    for one in marked_routes(team.app):
        if "GET" not in (one.route.methods or ()) or one.path in ASIDE:
            continue
        path = re.sub(r"\{(\w+)[^}]*\}", lambda found: filled.get(found[1], "none"), one.path)
        yield one.need.way, f"{path}?run=1&in={STREAM}&workstream={STREAM}&works=kept&format=jsonl"
        yield one.need.way, path


def told(team: Team, role: str, work: str) -> dict[str, str]:
    """Ask for everything as somebody of a role."""
    (mine,) = [one for one in NAMES if one == role]
    browser, program = team.as_(mine).client, team.program(mine)
    found = {}
    for way, address in addresses(team, work):
        client: TestClient = program if way == "token" else browser
        answer = client.get(address, follow_redirects=False)
        assert answer.status_code < 500, address
        if answer.status_code == 200:
            found[address] = answer.text
    return found


@pytest.mark.parametrize("role", ["reader", "reviewer", "owner"])
def test_no_page_tells_anothers_word_before_both_have_decided(team: Team, role: str) -> None:
    work = secret(team)
    pages = told(team, role, work)
    assert len(pages) > 30
    owners = {"/api/v1/log"} if role == "owner" else set()
    telling = {
        address
        for address, text in pages.items()
        if any(one in text.replace('value="exclude:off-topic"', "") for one in SECRETS[:2])
    }
    assert {one.partition("?")[0] for one in telling} == owners
    text = pages[f"/work/{work}"]
    assert "Two decide this work" in text
    assert "other reviewer" not in text
    assert not re.search(r'<strong>exclude</strong>|data-verdict="exclude"', "".join(pages.values()))


def test_both_see_both_when_both_have_decided_and_a_third_when_they_have(team: Team) -> None:
    work = secret(team)
    bruce, rona = team.as_("reviewer"), team.as_("reader")
    bruce.decide(work, "include")
    text = bruce.get(f"/work/{work}?in={STREAM}")
    assert "Zanzibar" in text
    assert "Quetzal" in text
    assert "Two decide this work" not in text
    text = rona.get(f"/work/{work}?in={STREAM}")
    assert "Zanzibar" not in text
    assert "Quetzal" in text, "a comment is for the whole team"
    assert "2 other reviewers decided on it too" in text
    assert "Zanzibar" in team.as_("analyst").get("/conflicts")
    bruce.undo()
    assert "Zanzibar" not in bruce.get(f"/work/{work}?in={STREAM}")
    assert "Zanzibar" not in team.as_("owner").get("/conflicts")


def test_who_decided_alone_sees_their_own_word_and_comment(team: Team) -> None:
    work = secret(team)
    text = team.as_("analyst").get(f"/work/{work}?in={STREAM}")
    assert "Zanzibar" in text
    assert "Quetzal" in text


def test_a_conflict_is_not_settled_before_it_is_one_for_all(team: Team) -> None:
    work = secret(team)
    team.context.deeds.allocate(  # type: ignore[union-attr]
        team.context.workstream(STREAM), 1, {"Ann": 1, "Bruce": 1}, "dual", "Ailsa"
    )
    say(team.context, work, "Ailsa", "include")
    form = {"work": work, "verdict": "include"}
    assert team.as_("analyst").post(f"/conflicts/{STREAM}", form).status_code == 404
    say(team.context, work, "Bruce", "include")
    assert team.as_("analyst").post(f"/conflicts/{STREAM}", form).status_code == 303


def test_the_log_is_for_owners_while_anything_is_secret(team: Team) -> None:
    work = secret(team)
    assert team.program("analyst").get("/api/v1/log").status_code == 200, "all of it is their own"
    say(team.context, work, "Ailsa", "include")
    assert team.program("analyst").get("/api/v1/log").status_code == 200
    say(team.context, team.stranger().queue()[1], "Ailsa", "include")
    refused = team.program("analyst").get("/api/v1/log")
    assert refused.status_code == 409
    assert "only owners" in refused.json()["error"]
    assert len(team.program("owner").get("/api/v1/log").text.splitlines()) == 3


def test_progress_and_exports_count_what_is_no_secret(team: Team) -> None:
    works = team.stranger().queue()
    for work in works[:3]:
        say(team.context, work, "Ann", "include", "Zanzibar")
    reader, analyst = team.as_("reader"), team.as_("analyst")
    assert "After 3 works" not in reader.get("/progress")
    address = f"/export/file?workstream={STREAM}&verdict=include&format=jsonl"
    assert team.as_("owner").get(address) == ""
    assert analyst.get(address).count("Zanzibar") == 3
    for work in works[:3]:
        say(team.context, work, "Bruce", "include")
    assert "After 3 works read in this order, 3 were kept" in reader.get("/progress")
    assert team.as_("owner").get(address).count("Zanzibar") == 3


def alternately(team: Team, works: list[str], reviewer: str) -> None:
    for number, work in enumerate(works):
        say(team.context, work, reviewer, "exclude" if number % 2 else "include")


def test_the_order_learns_from_what_is_complete_and_tells_nothing_else(team: Team, home: Path) -> None:
    store, works = team.context.store, team.stranger().queue()
    scores = {one.work: one.score for one in store.queues.get(STREAM, 1)}

    def order() -> list[str] | None:
        return reordered(store, STREAM, 1, scores, secret_works(home, store, STREAM))

    frozen = order()
    alternately(team, works[:6], "Ann")
    assert (frozen, order()) == (None, works)
    alternately(team, works[:6], "Bruce")
    taught = order()
    assert taught is not None
    assert sorted(taught) == sorted(works[6:])
    assert taught != works[6:]


def test_frozen_reasons_tell_nothing_of_others(team: Team) -> None:
    work = secret(team)
    bruce = team.as_("reviewer")
    (entry, *_), (document, *_) = (
        team.context.store.queues.get(STREAM, 1)[1:],
        team.context.store.queues.cards(STREAM, 1)[1:],
    )
    text = f"Like “A hub” ({work}), which Ann excluded on 23 November 2026; both speak of hubs"
    again = FrozenQueue(
        run=2,
        workstream=STREAM,
        seed=1,
        candidates=2,
        entries=(replace(entry, run=2, place=1, reasons=(Reason("It names hubs"), Reason(text))),),
        cards=({**document, "place": 1, "reasons": ["It names hubs", text]},),
    )
    team.context.store.runs.begin(Window(date(2026, 11, 23), date(2026, 11, 30)), [], NOW, exact=True)
    team.context.store.queues.freeze([again], NOW)
    for role, shows in (("reviewer", False), ("analyst", True)):
        (mine,) = [one for one in NAMES if one == role]
        browser, program = team.as_(mine), team.program(mine)
        for shown in (
            browser.get(f"/queue/{STREAM}"),
            browser.get(f"/work/{entry.work}?in={STREAM}"),
            program.get(f"/api/v1/queues/{STREAM}").text,
            program.get(f"/api/v1/works/{entry.work}").text,
        ):
            assert "It names hubs" in shown
            assert ("Ann excluded" in shown) is shows
    bruce.decide(work, "include", run="1")
    assert "Ann excluded" in bruce.get(f"/queue/{STREAM}")


def test_news_of_works_that_somebody_keeps_tell_nothing(team: Team) -> None:
    work = team.stranger().queue()[0]
    teamwork = team.context.teamwork
    say(team.context, work, "Ann", "include")
    decisions = team.context.shelves.decisions([work])[work]
    assert not teamwork.keeps(work, decisions, "Bruce")
    assert teamwork.keeps(work, decisions, "Ann")
    assert teamwork.of_stream(STREAM) == Screening("dual")
