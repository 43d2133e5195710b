"""The account page: what somebody may do here, their password, where they are logged in."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from records.errors import SettingsError
from review.account_view import account_page
from review.door import AtDoor
from review.entering import enter
from review.needs import needs
from review.passwords import LONGEST, hashed, sealed
from review.visits import Authentic, Visitor

__all__ = ["router"]

router = APIRouter()


@router.get("/account")
@needs("reader")
def account(visit: Visitor) -> Response:
    """Show the account of who asks."""
    return account_page(visit) if visit.has_accounts else RedirectResponse("/name", 303)


@router.post("/account/password", dependencies=[Authentic])
@needs("reader")
def password(
    visit: Visitor,
    door: AtDoor,
    old: Annotated[str, Form(max_length=LONGEST)] = "",
    password: Annotated[str, Form(max_length=LONGEST)] = "",
    again: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Take a new password, which ends all other sessions, for who knows the old one."""
    accounts = visit.context.store.accounts
    if not door.knows(visit.request, visit.reviewer, old, accounts.password(visit.reviewer)):
        return account_page(visit, error="The old password is not right.")
    if password != again:
        return account_page(visit, error="The two new passwords are not the same.")
    try:
        kept = hashed(password, visit.reviewer)
    except SettingsError as error:
        return account_page(visit, error=f"{error}.".capitalize())
    accounts.set_password(visit.reviewer, kept)
    return enter(visit.request, visit.context, visit.reviewer, "/account")


@router.post("/account/elsewhere", dependencies=[Authentic])
@needs("reader")
def elsewhere(visit: Visitor) -> Response:
    """End the sessions in all other browsers."""
    if visit.has_accounts:
        visit.context.store.sessions.end_others(visit.reviewer, sealed(visit.session.id))
    return RedirectResponse("/account", 303)
