"""A proxy that says who asks, and those who say it themselves."""

from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from records.errors import SettingsError
from review.vouching import BehindProxies
from tests.review.asking import HOST
from tests.review.teams import Team, team_of


@pytest.fixture
def own(home: Path) -> Team:
    return team_of(home)


def browser(team: Team, *, peer: str = "10.0.0.7") -> TestClient:
    """Give a browser whose requests come from this address, behind a proxy at 10.0.0.7."""
    app = BehindProxies(team.app, ["10.0.0.7"], "X-Remote-User")
    return TestClient(app, base_url=f"http://{HOST}", client=(peer, 4711), follow_redirects=False)


def signed(name: str) -> dict[str, str]:
    return {"X-Remote-User": name}


def test_whom_the_proxy_vouches_for_is_let_in(own: Team) -> None:
    asking = browser(own)
    first = asking.get("/queue/emerging-needs", headers=signed("ann"))
    assert (first.status_code, first.headers["location"]) == (303, "/login?wanted=/queue/emerging-needs")
    entered = asking.get(first.headers["location"], headers=signed("ann"))
    assert entered.status_code == 200
    assert 'content="0; url=/queue/emerging-needs"' in entered.text
    assert "HttpOnly" in entered.headers["set-cookie"]
    page = asking.get("/queue/emerging-needs", headers=signed("ann"))
    assert page.status_code == 200
    assert 'title="Your account">Ann</a>' in page.text


def test_who_goes_past_the_proxy_is_nobody(own: Team) -> None:
    asking = browser(own, peer="10.0.0.8")
    assert "<h1>Log in</h1>" in asking.get("/login", headers=signed("Ailsa")).text
    assert asking.get("/", headers=signed("Ailsa")).headers["location"].startswith("/login")


def test_who_says_it_twice_is_nobody(own: Team) -> None:
    headers = [("X-Remote-User", "Ailsa"), ("x-remote-user", "Rona")]
    assert "<h1>Log in</h1>" in browser(own).get("/login", headers=headers).text


@pytest.mark.parametrize("name", ["Mallory", "<script>alert(1)</script>", "Ailsa\tx"])
def test_a_name_without_an_account_is_told(own: Team, name: str) -> None:
    told = browser(own).get("/login", headers=signed(name))
    assert told.status_code == 403
    assert "nobody of that name may use this page" in told.text
    assert "<script>alert" not in told.text
    assert "set-cookie" not in told.headers


def test_who_is_disabled_is_kept_out(own: Team) -> None:
    asking = browser(own)
    asking.get("/login", headers=signed("Bruce"))
    assert asking.get("/", headers=signed("Bruce")).status_code == 200
    own.context.store.accounts.disable("Bruce", own.context.now())
    assert asking.get("/", headers=signed("Bruce")).status_code == 303
    assert asking.get("/login", headers=signed("Bruce")).status_code == 403


def test_another_person_in_the_same_browser_begins_anew(own: Team) -> None:
    asking = browser(own)
    asking.get("/login", headers=signed("Ailsa"))
    assert asking.get("/team", headers=signed("Ailsa")).status_code == 200
    assert asking.get("/team", headers=signed("Rona")).headers["location"] == "/login?wanted=/team"
    asking.get("/login", headers=signed("Rona"))
    assert asking.get("/team", headers=signed("Rona")).status_code == 403


def test_where_to_go_on_stays_within(own: Team) -> None:
    entered = browser(own).get("/login?wanted=https://evil.example/", headers=signed("Ann"))
    assert 'content="0; url=/"' in entered.text


def test_without_a_header_a_proxy_vouches_for_nobody(own: Team) -> None:
    app = BehindProxies(own.app, ["10.0.0.0/8"])
    asking = TestClient(app, base_url=f"http://{HOST}", client=("10.0.0.7", 1))
    assert "<h1>Log in</h1>" in asking.get("/login", headers=signed("Ailsa")).text


def test_a_proxy_is_an_address(own: Team) -> None:
    with pytest.raises(SettingsError, match="--proxy takes an address or a network"):
        BehindProxies(own.app, ["*"])
