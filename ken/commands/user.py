"""``ken user``: who may use the review page."""

import getpass
import warnings
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.markup import escape

from ken.printing import out, print_json, say
from ken.workspace import find
from records.account import INVITED_FOR, ROLES, Account, Role, account_name
from records.errors import SettingsError
from store.opening import Store, open_store

__all__ = ["user"]

user = typer.Typer(help="Who may use the review page: add people, give roles, let somebody in no more.")

_Name = Annotated[str, typer.Argument(metavar="NAME", help="As it stands beside decisions.")]
_Ask = Annotated[bool, typer.Option("--ask", help="Ask for the password here, in place of an invitation.")]


@user.command("add")
def add(
    context: typer.Context,
    name: _Name,
    role: Annotated[str, typer.Option(help=" | ".join(ROLES))] = "reviewer",
    ask: _Ask = False,
) -> None:
    """Make an account, and print a one-time code with which its owner chooses a password."""
    store = open_store(find(context.obj))
    given, kept = account_name(name), _role(role)
    password = _asked(given) if ask else ""
    made = store.accounts.add(given, kept, _now())
    if password:
        store.accounts.set_password(given, password)
    say(f"{made.name} has an account as {made.role}; from now on everybody logs in to the page.")
    if not password:
        _invite(store, given)


@user.command("list")
def list_(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """List the accounts."""
    accounts = open_store(find(context.obj)).accounts.all()
    if as_json:
        print_json([{"name": one.name, "role": one.role, "state": _state(one)} for one in accounts])
        return
    for one in accounts:
        out.print(escape(f"{one.name}  {one.role}, {_state(one)}"))
    if not accounts:
        say("There are no accounts: whoever is at this machine may do everything in the page.")


@user.command("invite")
def invite(context: typer.Context, name: _Name, ask: _Ask = False) -> None:
    """Print a new one-time code, for somebody who forgot their password; the old one holds until then."""
    store = open_store(find(context.obj))
    found = store.accounts.get(name)
    if found.disabled:
        raise SettingsError(f"{found.name} may not come in; `ken user enable {found.name}` first")
    if ask:
        store.accounts.set_password(found.name, _asked(found.name))
        say(f"{found.name} has a new password; all sessions with the old one have ended.")
    else:
        _invite(store, found.name)


@user.command("role")
def role_(
    context: typer.Context,
    name: _Name,
    role: Annotated[str, typer.Argument(metavar="ROLE", help=" | ".join(ROLES))],
) -> None:
    """Give somebody another role, from their next request on."""
    made = open_store(find(context.obj)).accounts.give_role(name, _role(role))
    say(f"{made.name} is {made.role} now.")


@user.command("disable")
def disable(context: typer.Context, name: _Name) -> None:
    """Let somebody in no more, at once; what they decided stays in the log."""
    gone = open_store(find(context.obj)).accounts.disable(name, _now())
    say(f"{gone.name} is let in no more: all sessions, tokens and codes have ended.")


@user.command("enable")
def enable(context: typer.Context, name: _Name) -> None:
    """Let somebody in again, with the password that they had."""
    say(f"{open_store(find(context.obj)).accounts.enable(name).name} may come in again.")


@user.command("token")
def token(
    context: typer.Context,
    name: _Name,
    label: Annotated[str, typer.Option(help="What it is for.")] = "",
) -> None:
    """Print a token with which programs use the HTTP interface as this person; it is shown this once."""
    from review.passwords import new_secret, sealed  # noqa: PLC0415  argon2 takes a moment to load

    store, secret = open_store(find(context.obj)), new_secret("ken_")
    found = store.accounts.get(name)
    if found.disabled:
        raise SettingsError(f"{found.name} may not come in; `ken user enable {found.name}` first")
    store.sessions.give_token(sealed(secret), found.name, "interface", label.strip(), _now())
    say(f"A token of {found.name}, which may do what a {found.role} may. Keep it: it is shown this once.")
    out.print(secret)


def _invite(store: Store, name: str) -> None:
    from review.passwords import new_secret, sealed  # noqa: PLC0415  argon2 takes a moment to load

    code = new_secret()
    store.accounts.invite(name, sealed(code), _now() + INVITED_FOR)
    say(f"Send this code to {name} and to nobody else. It is typed in at /invitation of the page, holds for")
    say(f"{INVITED_FOR.days} days, and works once:")
    out.print(code)


def _asked(name: str) -> str:
    """Ask for a password at the terminal, twice, and give its hash."""
    from review.passwords import hashed  # noqa: PLC0415  argon2 takes a moment to load

    with warnings.catch_warnings():
        # What getpass warns of is that it would have to show what is typed.
        warnings.simplefilter("error", getpass.GetPassWarning)
        try:
            password = getpass.getpass(f"Password of {name}: ")
            kept = hashed(password, name)
            again = getpass.getpass("The same again: ")
        except (getpass.GetPassWarning, EOFError) as error:
            raise SettingsError(
                "a password is asked for at a terminal only; leave --ask out for a one-time code"
            ) from error
    if again != password:
        raise SettingsError("the two are not the same; nothing was changed")
    return kept


def _role(text: str) -> Role:
    for role in ROLES:
        if role == text.casefold():
            return role
    raise SettingsError(f"there is no role '{text}'; there are: {', '.join(ROLES)}")


def _state(one: Account) -> str:
    if one.disabled:
        return "let in no more"
    return "may come in" if one.has_password else "has not chosen a password yet"


def _now() -> datetime:
    return datetime.now(UTC)
