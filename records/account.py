"""Accounts: who may use the review page, and how much each of them may do."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal, get_args

from records.errors import SettingsError

__all__ = ["INVITED_FOR", "LONGEST_NAME", "ROLES", "Account", "Role", "account_name", "folded", "may"]

Role = Literal["reader", "reviewer", "analyst", "owner"]
# In rising order: each may do what those before it may.
ROLES: Final[tuple[Role, ...]] = get_args(Role)
LONGEST_NAME: Final = 60  # characters
INVITED_FOR: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person who may use the page; ``name`` is what stands beside their decisions in the log.

    ``created`` and ``disabled`` are UTC; ``disabled`` is None as long as they may come in. ``has_password``
    is false until an invitation was taken up.
    """

    name: str
    role: Role
    created: datetime
    disabled: datetime | None = None
    has_password: bool = False


def may(role: Role, needed: Role) -> bool:
    """Tell whether somebody with this role may do what needs that one."""
    return ROLES.index(role) >= ROLES.index(needed)


def account_name(text: str) -> str:
    """Give a name as it is kept: without odd spaces and signs that cannot be seen.

    Raises ``SettingsError`` when nothing is left, or more than 60 characters.
    """
    name = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if not name or len(name) > LONGEST_NAME:
        raise SettingsError(f"a name has between 1 and {LONGEST_NAME} characters that can be seen")
    return unicodedata.normalize("NFC", name)


def folded(name: str) -> str:
    """Give what two names have in common that people would take for one, such as ``Ailsa`` and ``ailsa``."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
