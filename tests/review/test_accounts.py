"""Logging in and out, sessions, invitations, tokens, and that what ends has ended at once."""

import re
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest

from records.account import ROLES
from review.accounts import KnownAccounts
from review.passwords import sealed
from review.signing import Session, write_session
from store.opening import open_store
from tests.review.asking import KEY, NOW, asker, browser, context_of
from tests.review.teams import NAMES, PASSWORD, Team, team_of

COOKIE = "ken_session"


def test_with_accounts_everybody_has_to_log_in_here_too(team: Team) -> None:
    sent = team.stranger().client.get("/queue/emerging-needs?run=1", follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (
        303,
        "/login?wanted=/queue/emerging-needs%3Frun%3D1",
    )
    assert "Log in" in team.stranger().get("/name")
    partial = team.stranger().client.get("/", headers={"HX-Request": "true"})
    assert partial.headers["hx-redirect"] == "/login?wanted=/"


def test_a_name_that_was_only_told_is_nobodys_once_there_are_accounts(home: Path) -> None:
    told = asker(home, "Ailsa")
    assert told.get("/runs")
    told.store.accounts.add("Ailsa", "owner", NOW)
    assert told.client.get("/runs", follow_redirects=False).headers["location"].startswith("/login")
    assert (
        told.client.post("/name", data={"token": told.token("/login"), "name": "Ailsa"}).url.path == "/login"
    )


def test_where_others_can_reach_the_page_nobody_gets_in_without_an_account(home: Path) -> None:
    asking = browser(context_of(home, exposed=True))
    assert asking.client.get("/", follow_redirects=False).headers["location"] == "/login?wanted=/"
    assert asking.client.get("/name", follow_redirects=False).status_code == 303
    form = {"token": asking.token("/login"), "name": "Mallory", "wanted": "/"}
    asking.client.post("/name", data=form)
    assert asking.client.get("/", follow_redirects=False).status_code == 303


def test_a_decision_carries_the_name_of_the_account(team: Team) -> None:
    asking = team.log_in("bruce")
    assert asking.decide(asking.queue()[0], "include").status_code == 303
    (one,) = asking.store.decisions.log()
    assert one.reviewer == "Bruce"
    assert "Bruce</a>" in asking.get("/")


def test_logging_in_gives_a_new_session_whatever_was_planted(team: Team) -> None:
    attacker, victim = team.stranger(), team.stranger()
    attacker.get("/login")
    planted = attacker.client.cookies[COOKIE]
    victim.client.cookies.set(COOKIE, planted, domain="127.0.0.1", path="/")
    token = victim.token("/login")
    form = {"name": "Bruce", "password": PASSWORD, "wanted": "/runs"}
    sent = victim.post("/login", form, token=token)
    assert (sent.status_code, sent.headers["location"]) == (303, "/runs")
    flags = sent.headers["set-cookie"].lower()
    assert all(one in flags for one in ("httponly", "samesite=strict", "path=/", "max-age=604800"))
    assert "secure" not in flags
    assert victim.client.cookies[COOKIE] != planted
    assert attacker.client.get("/", follow_redirects=False).status_code == 303
    assert victim.post("/logout", {}, token=token).status_code == 403


def test_logging_in_again_ends_the_session_before(team: Team) -> None:
    asking = team.log_in("Bruce")
    before = asking.client.cookies[COOKIE]
    form = {"name": "Ann", "password": PASSWORD, "wanted": "/"}
    asking.post("/login", form, token=asking.token("/account"))
    assert "Ann</a>" in asking.get("/")
    asking.client.cookies.clear()
    asking.client.cookies.set(COOKIE, before)
    assert asking.client.get("/", follow_redirects=False).status_code == 303


def test_logging_out_ends_the_session_not_only_the_cookie(team: Team) -> None:
    asking = team.log_in("Bruce")
    before = asking.client.cookies[COOKIE]
    sent = asking.post("/logout", {}, token=asking.token("/account"))
    assert sent.headers["location"] == "/login"
    asking.client.cookies.clear()
    asking.client.cookies.set(COOKIE, before)
    assert asking.client.get("/", follow_redirects=False).status_code == 303


def test_with_tls_cookies_go_nowhere_else(home: Path) -> None:
    team = team_of(home, tls=True)
    asking = team.stranger()
    answer = asking.client.get("/login")
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    flags = answer.headers["set-cookie"]
    assert flags.startswith("__Host-ken_session=")
    assert "; Secure" in flags
    headers = {"origin": "http://127.0.0.1:8765"}
    assert asking.client.post("/login", headers=headers).status_code == 403


def test_a_wrong_password_and_a_wrong_name_are_answered_alike(team: Team) -> None:
    told = []
    for name in ("Bruce", "Nobody"):
        asking = team.stranger()
        form = {"name": name, "password": "wrong all the way", "wanted": "/"}
        sent = asking.post("/login", form, token=asking.token("/login"))
        assert sent.status_code == 422
        told.append(re.sub(r'value="[^"]*"', "", sent.text))
    assert told[0] == told[1]
    assert "not right" in told[0]


def stop_the_clock(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no second pass for who has to wait, however slow this machine is."""
    door = team.app.state.door
    for throttle in (door.names, door.addresses):
        monkeypatch.setattr(throttle, "_clock", lambda: 1000.0)


@pytest.mark.parametrize("name", ["Bruce", "Nobody"])
def test_who_guesses_at_a_name_has_to_wait_even_with_the_right_password(
    team: Team, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop_the_clock(team, monkeypatch)
    asking = team.stranger()
    token = asking.token("/login")
    for _ in range(5):
        asking.post("/login", {"name": name, "password": "wrong", "wanted": "/"}, token=token)
    sent = asking.post("/login", {"name": name.upper(), "password": PASSWORD, "wanted": "/"}, token=token)
    assert sent.status_code == 429
    assert int(sent.headers["retry-after"]) >= 1
    assert "tried too often" in sent.text
    assert team.log_in("Ann").get("/account")


def test_who_guesses_at_many_names_has_to_wait(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_the_clock(team, monkeypatch)
    asking = team.stranger()
    token = asking.token("/login")
    door = team.app.state.door
    for at in range(19):
        door.addresses.attempt("testclient")
        assert at >= 0
    asking.post("/login", {"name": "someone", "password": "wrong", "wanted": "/"}, token=token)
    sent = asking.post("/login", {"name": "Bruce", "password": PASSWORD, "wanted": "/"}, token=token)
    assert sent.status_code == 429
    guess = {"code": "x", "password": PASSWORD, "again": PASSWORD}
    assert asking.post("/invitation", guess, token=token).status_code == 429


def test_who_is_disabled_is_out_at_once_from_another_process_too(team: Team, home: Path) -> None:
    asking, program = team.log_in("Bruce"), team.program("reviewer")
    assert asking.get("/runs")
    assert program.get("/api/v1/queues").status_code == 200
    open_store(home).accounts.disable("Bruce", NOW)
    assert asking.client.get("/runs", follow_redirects=False).status_code == 303
    assert program.get("/api/v1/queues").status_code == 401


def test_another_role_holds_from_the_next_request_on(team: Team, home: Path) -> None:
    asking = team.log_in("Bruce")
    work = asking.queue()[0]
    assert asking.decide(work, "include").status_code == 303
    open_store(home).accounts.give_role("Bruce", "reader")
    assert asking.decide(work, "maybe").status_code == 403
    assert len(asking.store.decisions.log()) == 1
    assert "data-decide" not in asking.get("/queue/emerging-needs")


def test_a_session_ends_after_a_week(home: Path) -> None:
    now = [NOW]
    team = team_of(home, now=lambda: now[0])
    asking = team.log_in("Bruce")
    now[0] = NOW + timedelta(days=7) - timedelta(seconds=1)
    assert asking.get("/runs")
    now[0] = NOW + timedelta(days=7)
    assert asking.client.get("/runs", follow_redirects=False).status_code == 303


def test_a_session_that_we_signed_but_nobody_logged_in_with_is_nobodys(team: Team) -> None:
    asking = team.stranger()
    asking.client.cookies.set(COOKIE, write_session(KEY, Session("made-up", "Ailsa")))
    assert asking.client.get("/", follow_redirects=False).status_code == 303


def test_what_is_known_is_read_once_while_nothing_changes(team: Team) -> None:
    known = KnownAccounts(team.context.store, lambda: NOW)
    team.context.store.sessions.begin(sealed("s"), "Bruce", NOW, NOW + timedelta(hours=1))
    assert known.of_session("s")
    with team.context.store.database.open() as connection:
        connection.execute("DELETE FROM sessions")
    assert known.of_session("s"), "remembered, for this change went past the mark"
    team.context.store.sessions.end("anything")
    assert known.of_session("s") is None


def test_a_database_put_in_by_hand_is_noticed_within_a_minute(team: Team) -> None:
    now = [NOW]
    known = KnownAccounts(team.context.store, lambda: now[0])
    team.context.store.sessions.begin(sealed("s"), "Bruce", NOW, NOW + timedelta(hours=1))
    assert known.of_session("s")
    assert known.are_there()
    with team.context.store.database.open() as connection:
        connection.execute("DELETE FROM sessions")
        connection.execute("DELETE FROM accounts")
    now[0] += timedelta(minutes=1)
    assert known.of_session("s") is None
    assert not known.are_there()


def test_whose_session_it_is_is_told_within_a_millisecond(team: Team) -> None:
    known, took = team.app.state.door.known, []
    team.context.store.sessions.begin(sealed("s"), "Bruce", NOW, NOW + timedelta(hours=1))
    for _ in range(200):
        begun = time.perf_counter()
        assert known.of_session("s")
        took.append(time.perf_counter() - begun)
    assert median(took) < 0.001


def test_there_is_a_name_for_each_role() -> None:
    assert set(NAMES) == set(ROLES)
