"""Teams in tests: accounts of each role, and browsers and programs that come in as one of them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from fastapi import FastAPI
from fastapi.testclient import TestClient

from records.account import ROLES, Role
from review.app import create_app
from review.context import Context
from review.passwords import hashed, new_secret, sealed
from review.signing import new_session, write_session
from review.visits import LASTS
from store.sessions import Opens
from tests.review.asking import HOST, KEY, NOW, Asker, browser, context_of

__all__ = ["NAMES", "PASSWORD", "Team", "team_of"]

PASSWORD: Final = "four words of a night"  # noqa: S105  invented
NAMES: Final[dict[Role, str]] = dict(zip(ROLES, ("Rona", "Bruce", "Ann", "Ailsa"), strict=True))


@dataclass(frozen=True)
class Team:
    """One application and its accounts, a person for each role."""

    context: Context
    app: FastAPI

    def stranger(self) -> Asker:
        """Give a browser that nobody has logged in with."""
        return browser(self.context, self.app)

    def log_in(self, name: str, password: str = PASSWORD) -> Asker:
        """Log somebody in by the form."""
        asking = self.stranger()
        form = {"name": name, "password": password, "wanted": "/help"}
        sent = asking.post("/login", form, token=asking.token("/login"))
        assert sent.status_code == 303, sent.text
        return asking

    def as_(self, role: Role) -> Asker:
        """Give a browser in which somebody of a role is logged in, without the time that a password takes."""
        asking, session = self.stranger(), new_session()
        self.context.store.sessions.begin(sealed(session.id), NAMES[role], NOW, NOW + LASTS)
        asking.client.cookies.set("ken_session", write_session(KEY, session))
        return asking

    def token(self, role: Role, opens: Opens = "interface") -> str:
        """Make a token of somebody."""
        secret = new_secret("ken_")
        self.context.store.sessions.give_token(sealed(secret), NAMES[role], opens, "test", NOW)
        return secret

    def program(self, role: Role) -> TestClient:
        """Give a program that shows somebody's token."""
        headers = {"Authorization": f"Bearer {self.token(role)}"}
        return TestClient(self.app, base_url=f"http://{HOST}", headers=headers)


def team_of(home: Path, **more: Any) -> Team:  # noqa: ANN401  fields of a context
    """Give a workspace a team."""
    context = context_of(home, **more)
    for role, name in NAMES.items():
        context.store.accounts.add(name, role, NOW)
        context.store.accounts.set_password(name, _hash())
    return Team(context, create_app(context))


@cache
def _hash() -> str:
    return hashed(PASSWORD, "nobody")
