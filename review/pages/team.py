"""The team page: owners invite people, give roles, and let somebody in no more."""

from typing import Annotated, Literal

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from records.account import INVITED_FOR, ROLES, Role, account_name
from records.errors import SettingsError
from review.needs import needs
from review.passwords import new_secret, sealed
from review.rendering import page
from review.visits import Authentic, Visit, Visitor

__all__ = ["router"]

router = APIRouter()
_NAME = 200  # characters that a form may bring


@router.get("/team")
@needs("owner")
def team(visit: Visitor) -> Response:
    """List the accounts."""
    return _page(visit)


@router.post("/team", dependencies=[Authentic])
@needs("owner")
def add(
    visit: Visitor, name: Annotated[str, Form(max_length=_NAME)], role: Annotated[Role, Form()]
) -> Response:
    """Make an account, and show its invitation this once."""
    # The first account closes the page to all others: whoever makes it must be at the machine.
    if not visit.has_accounts:
        return _page(visit, error="The first account is made on the command line.")
    try:
        made = visit.context.store.accounts.add(account_name(name), role, visit.context.now())
    except SettingsError as error:
        return _page(visit, error=f"{error}.".capitalize())
    return _page(visit, invited=made.name, code=_invite(visit, made.name))


@router.post("/team/invite", dependencies=[Authentic])
@needs("owner")
def invite(visit: Visitor, name: Annotated[str, Form(max_length=_NAME)]) -> Response:
    """Give somebody a new one-time code, with which they choose another password."""
    try:
        return _page(visit, invited=name, code=_invite(visit, name))
    except SettingsError as error:
        return _page(visit, error=f"{error}.")


@router.post("/team/role", dependencies=[Authentic])
@needs("owner")
def give_role(
    visit: Visitor, name: Annotated[str, Form(max_length=_NAME)], role: Annotated[Role, Form()]
) -> Response:
    """Give somebody another role."""
    try:
        visit.context.store.accounts.give_role(name, role)
    except SettingsError as error:
        return _page(visit, error=f"{error}.")
    return RedirectResponse("/team", 303)


@router.post("/team/access", dependencies=[Authentic])
@needs("owner")
def give_access(
    visit: Visitor,
    name: Annotated[str, Form(max_length=_NAME)],
    access: Annotated[Literal["yes", "no"], Form()],
) -> Response:
    """Let somebody in no more, or again."""
    accounts = visit.context.store.accounts
    try:
        if access == "yes":
            accounts.enable(name)
        else:
            accounts.disable(name, visit.context.now())
    except SettingsError as error:
        return _page(visit, error=f"{error}.")
    return RedirectResponse("/team", 303)


def _invite(visit: Visit, name: str) -> str:
    accounts, code = visit.context.store.accounts, new_secret()
    with visit.context.store.at_once():
        if accounts.get(name).disabled:
            raise SettingsError(f"{name} may not come in; let them in again first")
        accounts.invite(name, sealed(code), visit.context.now() + INVITED_FOR)
    return code


def _page(visit: Visit, *, error: str = "", invited: str = "", code: str = "") -> Response:
    response = page(
        visit,
        "team.html",
        accounts=visit.context.store.accounts.all(),
        roles=ROLES,
        base=str(visit.request.base_url).rstrip("/"),
        error=error,
        invited=invited,
        code=code,
        days=INVITED_FOR.days,
    )
    response.status_code = 422 if error else 200
    return response
