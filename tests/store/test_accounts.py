from datetime import timedelta

import pytest

from records.errors import NotFoundError, SettingsError
from store.opening import Store, open_store
from tests.store.examples import NOW

LATER = NOW + timedelta(days=1)


@pytest.fixture
def team(store: Store) -> Store:
    store.accounts.add("Ailsa", "owner", NOW)
    store.accounts.add("Bruce", "reviewer", NOW)
    return store


def test_accounts_are_found_however_their_name_is_written(team: Store) -> None:
    assert [(one.name, one.role) for one in team.accounts.all()] == [
        ("Ailsa", "owner"),
        ("Bruce", "reviewer"),
    ]
    assert team.accounts.get("AILSA").name == "Ailsa"
    with pytest.raises(SettingsError, match="there is an account of aIlsa already"):
        team.accounts.add("aIlsa", "reader", NOW)
    with pytest.raises(NotFoundError, match="no account of Cal"):
        team.accounts.get("Cal")


def test_an_invitation_is_taken_up_once(team: Store) -> None:
    team.accounts.invite("bruce", "first", LATER)
    team.accounts.invite("bruce", "second", LATER)
    assert team.accounts.invited("first", NOW) is None
    assert team.accounts.invited("second", LATER) is None
    assert team.accounts.accept("second", "hash", LATER) is None
    found = team.accounts.accept("second", "hash", NOW)
    assert found
    assert (found.name, found.has_password) == ("Bruce", True)
    assert team.accounts.password("Bruce") == "hash"
    assert team.accounts.accept("second", "other", NOW) is None
    assert team.accounts.password("Nobody") == ""


def test_who_is_disabled_has_nothing_left_to_come_in_with(team: Store) -> None:
    team.accounts.set_password("Bruce", "hash")
    team.sessions.begin("session", "Bruce", NOW, LATER)
    team.sessions.give_token("token", "Bruce", "interface", "script", NOW)
    team.accounts.invite("Bruce", "code", LATER)
    assert team.accounts.disable("bruce", NOW).disabled == NOW
    assert team.sessions.account("session", NOW) is None
    assert team.sessions.of_token("token", "interface") is None
    assert team.accounts.invited("code", NOW) is None
    assert team.accounts.password("Bruce") == ""
    assert team.accounts.enable("bruce").disabled is None
    assert team.accounts.password("Bruce") == "hash"
    assert team.sessions.account("session", NOW) is None


def test_there_is_always_an_owner_once_there_was_one(team: Store) -> None:
    with pytest.raises(SettingsError, match="Ailsa is the last owner"):
        team.accounts.disable("ailsa", NOW)
    with pytest.raises(SettingsError, match="Ailsa is the last owner"):
        team.accounts.give_role("Ailsa", "analyst")
    assert team.accounts.get("Ailsa").role == "owner"
    assert team.accounts.get("Ailsa").disabled is None
    team.accounts.give_role("Bruce", "owner")
    assert team.accounts.give_role("Ailsa", "reader").role == "reader"


def test_a_team_without_an_owner_can_lose_a_reviewer(store: Store) -> None:
    store.accounts.add("Bruce", "reviewer", NOW)
    assert store.accounts.disable("Bruce", NOW).disabled


def test_a_session_holds_until_it_ends(team: Store) -> None:
    team.sessions.begin("one", "Bruce", NOW, LATER)
    team.sessions.begin("two", "Bruce", NOW, LATER)
    found = team.sessions.account("one", NOW)
    assert found
    assert (found[0].name, found[1]) == ("Bruce", LATER)
    assert team.sessions.account("one", LATER) is None
    team.sessions.end_others("Bruce", "two")
    assert team.sessions.account("one", NOW) is None
    assert team.sessions.account("two", NOW)
    team.sessions.end("two")
    assert team.sessions.account("two", NOW) is None


def test_a_new_password_ends_all_sessions_and_expired_ones_are_forgotten(team: Store) -> None:
    team.sessions.begin("one", "Bruce", NOW, LATER)
    team.accounts.set_password("Bruce", "new")
    assert team.sessions.account("one", NOW) is None
    team.sessions.begin("old", "Bruce", NOW, LATER)
    team.sessions.begin("new", "Bruce", LATER, LATER + timedelta(days=1))
    with team.database.open() as connection:
        assert connection.execute("SELECT secret FROM sessions").fetchall() == [("new",)]


def test_a_token_opens_what_it_was_made_for(team: Store) -> None:
    team.sessions.give_token("a", "Bruce", "interface", "script", NOW)
    team.sessions.give_token("b", "Bruce", "feeds", "", NOW)
    team.sessions.give_token("c", "Bruce", "feeds", "", NOW)
    assert [(one.opens, one.label) for one in team.sessions.tokens("bruce")] == [
        ("interface", "script"),
        ("feeds", ""),
    ]
    assert team.sessions.of_token("a", "feeds") is None
    assert team.sessions.of_token("b", "feeds") is None
    found = team.sessions.of_token("c", "feeds")
    assert found
    assert found.name == "Bruce"
    number = team.sessions.tokens("Bruce")[0].number
    team.sessions.take_back("Ailsa", number)
    assert team.sessions.of_token("a", "interface")
    team.sessions.take_back("Bruce", number)
    assert team.sessions.of_token("a", "interface") is None


def test_every_change_shows_in_the_mark(team: Store) -> None:
    seen = {team.accounts.mark.read()}

    def changed() -> bool:
        now = team.accounts.mark.read()
        fresh = now not in seen
        seen.add(now)
        return fresh

    team.accounts.get("Bruce")
    assert not changed()
    team.accounts.set_password("Bruce", "x")
    assert changed()
    team.sessions.give_token("a", "Bruce", "interface", "", NOW)
    assert changed()
    team.sessions.end("nothing")
    assert changed()
    team.accounts.disable("Bruce", NOW)
    assert changed()
    elsewhere = open_store(team.database.path.parent)
    elsewhere.accounts.enable("Bruce")
    assert changed()
