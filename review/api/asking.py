"""Asking: by whose token a program asks, and whether it may."""

from typing import Annotated

from fastapi import Depends, Request, Security
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from records.account import Account, may
from review.context import Given
from review.door import AtDoor, TooOftenError
from review.needs import need_of
from review.passwords import sealed
from review.visits import RoleError

__all__ = ["Asker", "StrangerError", "ask"]

_bearer = HTTPBearer(auto_error=False, description="A token of an account")
_Shown = Annotated[HTTPAuthorizationCredentials | None, Security(_bearer)]


class StrangerError(Exception):
    """Somebody asked without a token that holds."""

    def __init__(self) -> None:
        super().__init__(
            "send a token that holds in the header Authorization: Bearer; your account page makes one"
        )


def ask(request: Request, context: Given, door: AtDoor, shown: _Shown) -> None:
    """Let a program ask what its token's owner may; it stands before all of the interface.

    Raises ``StrangerError``, ``RoleError``, or ``TooOftenError`` for wrong tokens in a row as for too many
    requests. Who sends no token guesses nothing, and is only sent away.
    """
    need = need_of(request.scope["endpoint"])
    if need.role is None:
        return
    if shown is None:
        raise StrangerError
    account = door.known.of_token(shown.credentials, "interface")
    if account is None:
        door.guess(request)
        raise StrangerError
    wait = context.rates.take(sealed(shown.credentials))
    if wait:
        raise TooOftenError(wait)
    if not may(account.role, need.role):
        raise RoleError(account.role, need.role)
    request.state.account = account


def _asker(request: Request) -> Account:
    account = request.state.account
    if not isinstance(account, Account):
        raise TypeError("nobody was let in")
    return account


Asker = Annotated[Account, Depends(_asker)]
