"""The interface for programs: what it gives, takes and refuses, and its feeds."""

import json
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest
from fastapi.testclient import TestClient

from records.decision import Decision, first_break
from review.throttle import Rates
from tests.review.asking import NOW, asker
from tests.review.teams import Team, team_of

STREAM = "emerging-needs"
ATOM = "{http://www.w3.org/2005/Atom}"


def say(program: TestClient, work: str, verdict: str = "include", **more: str) -> Any:  # noqa: ANN401  JSON
    return program.post(
        "/api/v1/decisions", json={"work": work, "workstream": STREAM, "verdict": verdict, **more}
    )


def test_queues_at_a_glance_and_in_order(team: Team) -> None:
    bruce = team.program("reviewer")
    works = team.stranger().queue()
    assert say(bruce, works[0]).status_code == 201
    (glance,) = [one for one in bruce.get("/api/v1/queues").json() if one["workstream"] == STREAM]
    assert (glance["code"], glance["run"], glance["works"], glance["decided"]) == ("W2", 1, len(works), 1)
    queue = bruce.get(f"/api/v1/queues/{STREAM}").json()
    assert [one["work"] for one in queue["works"]] == works
    assert queue["works"][0]["reasons"]
    assert all("slot" not in one for one in queue["works"]), "nobody can tell which works are audited"
    assert bruce.get(f"/api/v1/queues/{STREAM}?run=1").json() == queue


def test_a_search_and_a_work(team: Team) -> None:
    rona = team.program("reader")
    found = rona.get("/api/v1/works", params={"q": "homeless", "limit": 2}).json()
    assert found["total"] >= len(found["works"]) == 2
    work = rona.get(f"/api/v1/works/{found['works'][0]['work']}").json()
    assert work["title"] == found["works"][0]["title"]
    assert all(place["slot"] is None for place in work["queues"])


def test_others_words_show_only_after_ones_own(team: Team) -> None:
    work, bruce = team.stranger().queue()[0], team.program("reviewer")
    team.context.store.decisions.append(
        Decision(work=work, workstream=STREAM, verdict="exclude", reviewer="Ann", instant=NOW, note="no!")
    )
    assert bruce.get(f"/api/v1/works/{work}").json()["decisions"] == []
    say(bruce, work)
    assert len(bruce.get(f"/api/v1/works/{work}").json()["decisions"]) == 2


def test_decisions_carry_the_accounts_name_and_can_be_taken_back(team: Team) -> None:
    first, second = team.stranger().queue()[:2]
    bruce, ann = team.program("reviewer"), team.program("analyst")
    made = say(bruce, first, "exclude", reason="off-topic", note=" a\r\nb ").json()
    assert (made["reviewer"], made["verdict"], made["note"]) == ("Bruce", "exclude", "a\nb")
    assert say(bruce, first, "exclude", reason="off-topic", note="a\nb").json()["hash"] == made["hash"]
    last = say(bruce, second, "maybe").json()
    assert [one["hash"] for one in bruce.get("/api/v1/decisions").json()] == [last["hash"], made["hash"]]
    assert ann.get("/api/v1/decisions").json() == []
    assert bruce.delete(f"/api/v1/decisions/{made['hash']}").status_code == 409
    assert ann.delete(f"/api/v1/decisions/{last['hash']}").status_code == 404
    back = bruce.delete(f"/api/v1/decisions/{last['hash']}")
    assert (back.status_code, back.json()["verdict"], back.json()["undoes"]) == (
        200,
        "withdrawn",
        last["hash"],
    )
    assert bruce.delete(f"/api/v1/decisions/{last['hash']}").status_code == 409
    assert bruce.delete(f"/api/v1/decisions/{made['hash']}").status_code == 200
    log = team.context.store.decisions.log()
    assert (len(log), first_break(log)) == (4, 0)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 422),
        ({"verdict": "withdrawn"}, 422),
        ({"verdict": "include", "reason": "off-topic"}, 422),
        ({"verdict": "exclude", "reason": "because"}, 422),
        ({"verdict": "include", "work": "wnowhere"}, 404),
        ({"verdict": "include", "workstream": "nowhere"}, 404),
        ({"verdict": "include", "note": "n" * 4001}, 422),
        ({"verdict": "include", "note": "n" * 70_000}, 413),
        ({"verdict": "include", "note": "\ud800"}, 422),
        ({"verdict": "include", "note": 7}, 422),
    ],
)
def test_what_nobody_can_say_is_refused_in_one_line(team: Team, body: dict[str, object], status: int) -> None:
    said = {"work": team.stranger().queue()[0], "workstream": STREAM, **body}
    text = json.dumps(said).encode()
    headers = {"Content-Type": "application/json"}
    sent = team.program("reviewer").post("/api/v1/decisions", content=text, headers=headers)
    assert sent.status_code == status
    if status != 413:
        (line,) = sent.json().values()
        assert "\n" not in line
    assert team.context.store.decisions.log() == ()


def test_the_log_is_exported_and_checked(team: Team) -> None:
    work, ann = team.stranger().queue()[0], team.program("analyst")
    say(ann, work)
    sent = ann.get("/api/v1/log")
    assert sent.headers["content-type"] == "application/x-ndjson"
    (line,) = sent.text.splitlines()
    assert json.loads(line)["reviewer"] == "Ann"
    assert ann.get("/api/v1/verify").json() == {
        "decisions": 1,
        "first_break": 0,
        "last_hash": json.loads(line)["hash"],
    }


@pytest.mark.parametrize("shown", ["", "Bearer", "Bearer ", "Bearer wrong", "Basic d3Jvbmc=", "wrong"])
def test_without_a_token_that_holds_nothing_is_told(reading_team: Team, shown: str) -> None:
    sent = reading_team.stranger().client.get("/api/v1/queues", headers={"Authorization": shown})
    assert (sent.status_code, sent.headers["www-authenticate"]) == (401, "Bearer")
    assert "send a token" in sent.json()["error"]


def test_without_accounts_the_interface_stays_shut(home: Path) -> None:
    assert asker(home).client.get("/api/v1/queues").status_code == 401


def test_who_asks_too_often_is_told_when_to_go_on(home: Path) -> None:
    team = team_of(home, rates=Rates(3, 0.5, lambda: 0.0))
    bruce = team.program("reviewer")
    assert [bruce.get("/api/v1/verify").status_code for _ in range(4)] == [200, 200, 200, 429]
    sent = bruce.get("/api/v1/verify")
    assert sent.headers["retry-after"] == "2"
    assert sent.json() == {"error": "too often; go on in 2 s"}
    assert team.program("reader").get("/api/v1/verify").status_code == 200


def test_who_guesses_tokens_has_to_wait(team: Team) -> None:
    client = team.stranger().client
    wrong = [
        client.get("/api/v1/verify", headers={"Authorization": f"Bearer {at}"}).status_code
        for at in range(22)
    ]
    assert wrong[:20] == [401] * 20
    assert 429 in wrong[20:]
    assert team.program("reader").get("/api/v1/verify").status_code == 200, "who has one is not kept out"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/nothing", 404),
        ("/api/v1/queues/none", 404),
        ("/api/v1/works?limit=0", 422),
        ("/api/v1/log?x", 403),
    ],
)
def test_errors_are_one_line_of_json(team: Team, address: str, status: int) -> None:
    sent = team.program("reader").get(address)
    assert sent.status_code == status
    assert list(sent.json()) == ["error"]
    assert team.program("reader").post("/api/v1/verify").status_code == 405


def test_the_document_describes_the_interface_alone(reading_team: Team) -> None:
    document = reading_team.stranger().client.get("/api/openapi.json").json()
    assert document["servers"] == [{"url": "/api"}]
    assert all(path.startswith("/v1/") for path in document["paths"])
    assert document["components"]["securitySchemes"] == {
        "HTTPBearer": {"type": "http", "scheme": "bearer", "description": "A token of an account"}
    }
    for address in ("/api/docs", "/api/redoc", "/docs", "/openapi.json"):
        assert reading_team.stranger().client.get(address).status_code == 404


def feed(team: Team, key: str, workstream: str = STREAM) -> Element:
    sent = team.stranger().client.get(f"/feeds/{workstream}.atom?key={key}")
    assert (sent.status_code, sent.headers["content-type"]) == (200, "application/atom+xml")
    return fromstring(sent.content)  # noqa: S314  our own


def test_a_feed_holds_the_latest_queue(team: Team) -> None:
    root = feed(team, team.token("reader", "feeds"))
    entries = root.findall(f"{ATOM}entry")
    links = [str(one.find(f"{ATOM}link").get("href")) for one in entries]  # type: ignore[union-attr]
    assert links == [
        f"http://127.0.0.1:8765/work/{work}?in={STREAM}&run=1" for work in team.stranger().queue()
    ]
    assert all(
        entry.findtext(f"{ATOM}{name}") for entry in entries for name in ("id", "title", "updated", "summary")
    )
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
    assert root.findtext(f"{ATOM}updated", "").endswith("Z")


def test_a_feed_wants_a_key_and_a_new_key_ends_the_old(team: Team) -> None:
    old = team.token("reader", "feeds")
    feed(team, old)
    new = team.token("reader", "feeds")
    feed(team, new)
    for key in ("", old, "wrong", team.token("reader")):
        sent = team.stranger().client.get(f"/feeds/{STREAM}.atom?key={key}")
        assert sent.status_code == 401
        assert "wants a key" in sent.text
    assert team.stranger().client.get(f"/feeds/none.atom?key={new}").status_code == 404


def test_without_accounts_feeds_are_open_here(home: Path) -> None:
    assert asker(home).client.get(f"/feeds/{STREAM}.atom").status_code == 200


def test_a_feed_of_nothing_and_of_what_xml_cannot_write(team: Team) -> None:
    with team.context.store.database.open() as connection:
        connection.execute("UPDATE records SET title = concat('<b>&', chr(7), title)")
    root = feed(team, team.token("reader", "feeds"))
    assert str(root.findtext(f"{ATOM}entry/{ATOM}title")).startswith("<b>&")
    with team.context.store.database.open() as connection:
        connection.execute("DELETE FROM queues")
    feed(team, team.token("reader", "feeds"))
