"""Views: searches that people keep under a name."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from records.errors import SettingsError

__all__ = ["LONGEST_VIEW_NAME", "View", "view_name"]

LONGEST_VIEW_NAME: Final = 80  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A search that somebody keeps; ``shared`` lets the whole team see it, ``created`` is UTC.

    ``query`` is in the query language, as it was typed.
    """

    number: int
    owner: str
    name: str
    query: str
    shared: bool
    created: datetime


def view_name(text: str) -> str:
    """Give a name as it is kept: without odd spaces and signs that cannot be seen.

    Raises ``SettingsError`` when nothing is left, or more than 80 characters.
    """
    name = " ".join("".join(one if one.isprintable() else " " for one in text).split())
    if not name or len(name) > LONGEST_VIEW_NAME:
        raise SettingsError(f"a view has a name of 1 to {LONGEST_VIEW_NAME} characters that can be seen")
    return name
