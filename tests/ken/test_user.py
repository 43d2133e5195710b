"""Accounts on the command line."""

import getpass
import sys
import warnings
from pathlib import Path

import pytest

from review.passwords import fits, sealed
from store.opening import open_store
from tests.ken.running import Ken

PASSWORD = "four words of a night"  # noqa: S105  invented


def test_an_account_begins_with_a_one_time_code(ken: Ken, new: Path) -> None:
    assert "There are no accounts" in ken("--home", new, "user", "list").err
    done = ken("--home", new, "user", "add", " Ailsa  MacLeod ", "--role", "Owner")
    assert done.code == 0
    assert "Ailsa MacLeod has an account as owner" in done.err
    code = done.out.strip()
    assert len(code) == 32
    store = open_store(new)
    invited = store.accounts.invited(sealed(code), store.accounts.all()[0].created)
    assert invited
    assert invited.name == "Ailsa MacLeod"
    assert ken("--home", new, "user", "list", "--json").document == [
        {"name": "Ailsa MacLeod", "role": "owner", "state": "has not chosen a password yet"}
    ]
    again = ken("--home", new, "user", "invite", "ailsa macleod").out.strip()
    assert again != code
    assert store.accounts.invited(sealed(code), store.accounts.all()[0].created) is None


def test_a_password_is_asked_for_at_a_terminal_only(
    ken: Ken, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shown(prompt: str) -> str:
        warnings.warn(prompt, getpass.GetPassWarning, stacklevel=1)
        return PASSWORD

    monkeypatch.setattr(getpass, "getpass", shown)
    done = ken("--home", new, "user", "add", "Ailsa", "--ask")
    assert done.complaint.startswith("ken: a password is asked for at a terminal only")
    assert open_store(new).accounts.all() == ()
    typed = iter([PASSWORD, PASSWORD, PASSWORD, "another", "short"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(typed))
    assert ken("--home", new, "user", "add", "Ailsa", "--ask", "--role", "owner").code == 0
    assert fits(PASSWORD, open_store(new).accounts.password("Ailsa"))
    assert "may come in" in ken("--home", new, "user", "list").out
    assert "the two are not the same" in ken("--home", new, "user", "invite", "Ailsa", "--ask").complaint
    assert "between 12 and 200" in ken("--home", new, "user", "add", "Bruce", "--ask").complaint
    assert [one.name for one in open_store(new).accounts.all()] == ["Ailsa"]
    typed = iter([PASSWORD + "!"] * 2)
    assert "new password" in ken("--home", new, "user", "invite", "Ailsa", "--ask").err
    assert fits(PASSWORD + "!", open_store(new).accounts.password("Ailsa"))


def test_roles_access_and_tokens(ken: Ken, new: Path) -> None:
    ken("--home", new, "user", "add", "Ailsa", "--role", "owner")
    ken("--home", new, "user", "add", "Bruce")
    assert "Bruce is analyst now" in ken("--home", new, "user", "role", "bruce", "analyst").err
    token = ken("--home", new, "user", "token", "Bruce", "--label", "script").out.strip()
    found = open_store(new).sessions.of_token(sealed(token), "interface")
    assert found
    assert (found.name, found.role) == ("Bruce", "analyst")
    assert "let in no more" in ken("--home", new, "user", "disable", "Bruce").err
    assert open_store(new).sessions.of_token(sealed(token), "interface") is None
    for what in ("token", "invite"):
        assert "`ken user enable Bruce` first" in ken("--home", new, "user", what, "Bruce").complaint
    assert "may come in again" in ken("--home", new, "user", "enable", "Bruce").err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("add", "Ailsa"), "there is an account of Ailsa already"),
        (("add", " "), "a name has between 1 and 60"),
        (("add", "Cal", "--role", "king"), "there is no role 'king'; there are: reader"),
        (("disable", "Ailsa"), "Ailsa is the last owner"),
        (("role", "Ailsa", "reader"), "Ailsa is the last owner"),
        (("disable", "Zed"), "there is no account of Zed"),
        (("token", "Zed"), "there is no account of Zed"),
    ],
)
def test_what_cannot_be_is_told_in_a_line(
    ken: Ken, new: Path, arguments: tuple[str, ...], complaint: str
) -> None:
    ken("--home", new, "user", "add", "Ailsa", "--role", "owner")
    assert complaint in ken("--home", new, "user", *arguments).complaint


def test_nothing_secret_is_taken_on_the_command_line(ken: Ken, new: Path) -> None:
    for option in ("--password", "--code"):
        assert ken("--home", new, "user", "add", "Ailsa", option, "x").code == 2
    assert sys.argv[-1] == "x"
