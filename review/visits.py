"""Visits: who asks and whether they may, and proof that a form is one of ours."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Final
from urllib.parse import quote

from fastapi import Depends, Form, Request, Response

from records.account import Account, Role, folded, may
from review.context import Context, Given
from review.door import AtDoor, Door
from review.needs import need_of
from review.signing import Session, read_session, token_fits, token_for, write_session
from review.vouching import VOUCHED

__all__ = [
    "LASTS",
    "Authentic",
    "KeylessError",
    "NamelessError",
    "RefusedError",
    "RoleError",
    "Visit",
    "Visitor",
    "admit",
    "cookie_name",
    "is_open",
    "keep",
    "session_of",
    "vouched_for",
]

LASTS: Final = timedelta(days=7)  # from logging in
_COOKIE: Final = "ken_session"
_YEAR: Final = 365 * 24 * 3600


class NamelessError(Exception):
    """Nobody knows who asks; ``wanted`` is the page that they asked for, ``asks`` the page that asks them."""

    def __init__(self, wanted: str, asks: str) -> None:
        super().__init__(wanted)
        self.wanted = wanted
        self.asks = asks


class KeylessError(Exception):
    """A feed was asked for without a key that holds."""


class RefusedError(Exception):
    """A form was sent that is not one of this session's."""


class RoleError(Exception):
    """Somebody asked for what their role does not allow."""

    def __init__(self, role: Role, needed: Role) -> None:
        super().__init__(
            f"Your role is {role}; this needs the role {needed}. An owner of this page gives roles."
        )


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who may make it; ``partial`` tells that a part of a page is asked for."""

    request: Request
    context: Context
    session: Session
    account: Account
    partial: bool
    has_accounts: bool

    @property
    def reviewer(self) -> str:
        """Give the name that stands beside what they decide."""
        return self.account.name

    @property
    def token(self) -> str:
        """Make a token for a form of the page that answers."""
        return token_for(self.context.key, self.session)

    def may(self, needed: Role) -> bool:
        """Tell whether they may do what needs this role."""
        return may(self.account.role, needed)


def is_open(context: Context, door: Door) -> bool:
    """Tell whether everybody who can reach the page may do everything: here alone, and without accounts."""
    return not context.exposed and not door.known.are_there()


def cookie_name(request: Request) -> str:
    """Name the session's cookie; with TLS by a prefix with which browsers take it from this host alone."""
    return f"__Host-{_COOKIE}" if request.url.scheme == "https" else _COOKIE


def session_of(request: Request, context: Context) -> Session | None:
    """Read the session of a request; None when it has none that we wrote."""
    return read_session(context.key, request.cookies.get(cookie_name(request), ""))


def keep(request: Request, response: Response, context: Context, session: Session) -> None:
    """Have the browser keep a session, for a year where it only holds a name."""
    response.set_cookie(
        cookie_name(request),
        write_session(context.key, session),
        max_age=_YEAR if session.reviewer else int(LASTS.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )


def vouched_for(request: Request) -> str:
    """Give the name that a proxy vouches for, empty where none does."""
    return str(request.scope.get(VOUCHED, ""))


def admit(request: Request, context: Given, door: AtDoor) -> None:
    """Let somebody in whom the route's mark lets in; it stands before all pages.

    Raises ``NamelessError`` for somebody unknown and ``RoleError`` for whom the role does not suffice.
    """
    need = need_of(request.scope["endpoint"])
    if need.role is None:
        return
    if need.way == "key":
        _by_key(request, context, door)
        return
    session = session_of(request, context)
    opened = is_open(context, door)
    account = _visitor(session, context, door, opened=opened) if session else None
    vouched = vouched_for(request)
    if account and vouched and folded(account.name) != folded(vouched):
        account = None  # somebody else has signed on in this browser since
    if account is None or session is None:
        raise NamelessError(_wanted(request), "/name" if opened else "/login")
    if not may(account.role, need.role):
        raise RoleError(account.role, need.role)
    partial = request.headers.get("hx-request") == "true"
    request.state.visit = Visit(request, context, session, account, partial, not opened)


def _by_key(request: Request, context: Context, door: Door) -> None:
    """Let somebody in by the key in the address: feed readers can send nothing else. It opens feeds only."""
    key = request.query_params.get("key", "")
    if is_open(context, door) or (key and door.known.of_token(key, "feeds")):
        return
    if key:
        door.guess(request)
    raise KeylessError


def _visitor(session: Session, context: Context, door: Door, *, opened: bool) -> Account | None:
    if not opened:
        return door.known.of_session(session.id)
    # Whoever reaches an open page could read the database, too.
    named = session.reviewer
    return Account(name=named, role="owner", created=context.now()) if named else None


def _wanted(request: Request) -> str:
    query = f"?{request.url.query}" if request.url.query else ""
    return quote(request.url.path + query) if request.method == "GET" else "/"


def _visit(request: Request) -> Visit:
    visit = request.state.visit
    if not isinstance(visit, Visit):
        raise TypeError("nobody was let in")
    return visit


def _authentic(request: Request, context: Given, token: Annotated[str, Form(max_length=200)] = "") -> None:
    session = session_of(request, context)
    if session is None or not token_fits(context.key, session, token):
        raise RefusedError


Visitor = Annotated[Visit, Depends(_visit)]
Authentic = Depends(_authentic)
