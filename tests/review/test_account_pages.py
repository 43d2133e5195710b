"""Invitations, the team, passwords, tokens: what accounts can be given, and by whom."""

import re
from pathlib import Path

import pytest

from review.passwords import hashed
from tests.review.asking import NOW, asker
from tests.review.teams import PASSWORD, Team

COOKIE = "ken_session"


def test_an_invitation_leads_to_a_password_once(team: Team) -> None:
    owner = team.as_("owner")
    sent = owner.post("/team", {"name": " Cal  Mac ", "role": "reviewer"}, token=owner.token("/team"))
    assert "An invitation for Cal Mac" in sent.text
    found = re.search(r"/invitation\?code=([\w-]+)", sent.text)
    assert found
    code = found[1]
    guest = team.stranger()
    assert f'value="{code}"' in guest.get(f"/invitation?code={code}")
    token = guest.token("/invitation")

    def choose(password: str, again: str, code: str = code) -> str:
        form = {"code": code, "password": password, "again": again}
        sent = guest.post("/invitation", form, token=token)
        return sent.headers.get("location", sent.text)

    assert "not the same" in choose(PASSWORD, "other")
    assert "between 12 and 200" in choose("short", "short")
    assert "does not hold" in choose(PASSWORD, PASSWORD, "made-up")
    assert choose(PASSWORD, PASSWORD) == "/"
    assert "Cal Mac</a>" in guest.get("/")
    late = team.stranger()
    form = {"code": code, "password": PASSWORD, "again": PASSWORD}
    assert "does not hold" in late.post("/invitation", form, token=late.token("/invitation")).text
    assert team.log_in("cal mac").get("/account")


def test_owners_manage_the_team(team: Team) -> None:
    owner, bruce = team.as_("owner"), team.log_in("Bruce")
    token = owner.token("/team")

    def do(what: str, **fields: str) -> str:
        sent = owner.post(f"/team/{what}", fields, token=token)
        return sent.headers.get("location", sent.text)

    assert do("role", name="Bruce", role="analyst") == "/team"
    assert team.context.store.accounts.get("Bruce").role == "analyst"
    assert do("access", name="Bruce", access="no") == "/team"
    assert bruce.client.get("/", follow_redirects=False).status_code == 303
    assert "let them in again first" in do("invite", name="Bruce")
    assert do("access", name="Bruce", access="yes") == "/team"
    assert "An invitation for Bruce" in do("invite", name="Bruce")
    assert "last owner" in do("role", name="Ailsa", role="reader")
    assert "last owner" in do("access", name="Ailsa", access="no")
    assert "no account of Zed" in do("role", name="Zed", role="reader")
    sent = owner.post("/team", {"name": "bruce", "role": "reader"}, token=token)
    assert "There is an account of bruce already" in sent.text


def test_the_first_account_is_not_made_in_the_page(home: Path) -> None:
    told = asker(home)
    assert "ken user add" in told.get("/team")
    sent = told.post("/team", {"name": "Mallory", "role": "owner"})
    assert "made on the command line" in sent.text
    assert told.store.accounts.all() == ()
    for what, fields in (
        ("/account/tokens", {"label": "x"}),
        ("/account/elsewhere", {}),
        ("/account/password", {"old": "", "password": PASSWORD, "again": PASSWORD}),
    ):
        told.post(what, fields)
    assert told.store.sessions.tokens("Ailsa") == ()


def test_a_new_password_wants_the_old_one_and_ends_other_sessions(team: Team) -> None:
    asking, elsewhere = team.log_in("Bruce"), team.log_in("Bruce")
    token = asking.token("/account")
    fresh = "another four words then"

    def change(old: str, password: str, again: str) -> str:
        form = {"old": old, "password": password, "again": again}
        sent = asking.post("/account/password", form, token=token)
        return sent.headers.get("location", sent.text)

    assert "old password is not right" in change("wrong", fresh, fresh)
    assert "not the same" in change(PASSWORD, fresh, "x")
    assert "easily guessed" in change(PASSWORD, "bruce bruce bruce", "bruce bruce bruce")
    assert change(PASSWORD, fresh, fresh) == "/account"
    assert asking.get("/runs")
    assert elsewhere.client.get("/", follow_redirects=False).status_code == 303
    assert team.log_in("Bruce", fresh).get("/account")


def test_sessions_elsewhere_can_be_ended(team: Team) -> None:
    asking, elsewhere = team.log_in("Bruce"), team.log_in("Bruce")
    asking.post("/account/elsewhere", {}, token=asking.token("/account"))
    assert asking.get("/runs")
    assert elsewhere.client.get("/", follow_redirects=False).status_code == 303


def test_a_token_is_shown_once_and_can_be_taken_back(team: Team) -> None:
    asking = team.as_("reviewer")
    token = asking.token("/account")
    sent = asking.post("/account/tokens", {"label": " my  <b>script "}, token=token)
    (secret,) = re.findall(r"ken_[\w-]{32}", sent.text)
    page = asking.get("/account")
    assert secret not in page
    assert "my &lt;b&gt;script" in page
    program = team.stranger().client
    assert program.get("/api/v1/queues", headers={"Authorization": f"Bearer {secret}"}).status_code == 200
    (one,) = team.context.store.sessions.tokens("Bruce")
    asking.post("/account/tokens/back", {"number": str(one.number)}, token=token)
    assert program.get("/api/v1/queues", headers={"Authorization": f"Bearer {secret}"}).status_code == 401


def test_nobody_has_more_than_twenty_tokens(team: Team) -> None:
    for _ in range(20):
        team.token("reviewer")
    asking = team.as_("reviewer")
    sent = asking.post("/account/tokens", {"label": "x"}, token=asking.token("/account"))
    assert "20 tokens are the most" in sent.text


def test_nothing_secret_is_in_the_store_or_the_log(
    team: Team, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    asking = team.log_in("Bruce")
    token, key = team.token("reviewer"), team.token("reader", "feeds")
    team.stranger().client.get("/api/v1/queues", headers={"Authorization": f"Bearer {token}"})
    team.stranger().client.get(f"/feeds/emerging-needs.atom?key={key}")
    team.stranger().client.get("/api/v1/queues", headers={"Authorization": "Bearer ken_wrong_one"})
    cookie = asking.client.cookies[COOKIE]
    kept = (home / "ken.duckdb").read_bytes()
    for secret in (PASSWORD, token, key, cookie, "ken_wrong_one"):
        assert secret.encode() not in kept
        assert not [one for one in caplog.records if one.name != "httpx2" and secret in one.getMessage()]


def test_names_that_attack_are_only_text(team: Team) -> None:
    evil = "<script>alert(1)</script>\"'{{7*7}}"
    team.context.store.accounts.add(evil, "owner", NOW)
    team.context.store.accounts.set_password(evil, hashed(PASSWORD, "x"))
    asking = team.log_in(evil)
    asking.decide(asking.queue()[0], "include")
    for address in ("/team", "/account", "/", f"/work/{asking.queue()[0]}?in=emerging-needs"):
        text = asking.get(address)
        assert "alert(1)" in text
        assert "<script>alert" not in text
    failed = team.stranger()
    form = {"name": f'{evil}" autofocus onfocus="x', "password": "wrong", "wanted": f"/{evil}"}
    text = failed.post("/login", form, token=failed.token("/login")).text
    assert "<script>alert" not in text
    assert '" onfocus' not in text
    assert "<script>" not in failed.get("/invitation?code=%22><script>alert(1)</script>")
