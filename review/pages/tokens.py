"""Tokens: what somebody's programs and feed readers show in place of a password."""

from typing import Annotated

from fastapi import APIRouter, Form, Response
from fastapi.responses import RedirectResponse

from review.account_view import account_page
from review.needs import needs
from review.passwords import new_secret, sealed
from review.visits import Authentic, Visitor
from store.sessions import Opens

__all__ = ["router"]

router = APIRouter()
_MOST = 20  # tokens of one account
_LABEL = 60


@router.post("/account/tokens", dependencies=[Authentic])
@needs("reader")
def make(
    visit: Visitor,
    label: Annotated[str, Form(max_length=_LABEL)] = "",
    opens: Annotated[Opens, Form()] = "interface",
) -> Response:
    """Make a token, and show it this once."""
    if not visit.has_accounts:
        return RedirectResponse("/name", 303)
    sessions, secret = visit.context.store.sessions, new_secret("ken_")
    if len(sessions.tokens(visit.reviewer)) >= _MOST:
        return account_page(visit, error=f"{_MOST} tokens are the most; take one back first.")
    said = " ".join(label.split())
    sessions.give_token(sealed(secret), visit.reviewer, opens, said, visit.context.now())
    return account_page(visit, secret=secret, opens=opens)


@router.post("/account/tokens/back", dependencies=[Authentic])
@needs("reader")
def take_back(visit: Visitor, number: Annotated[int, Form(ge=1, le=2**62)]) -> Response:
    """Take a token back; it opens nothing from now on."""
    visit.context.store.sessions.take_back(visit.reviewer, number)
    return RedirectResponse("/account", 303)
