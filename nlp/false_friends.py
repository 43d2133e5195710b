"""Phrases and patterns that look like a vocabulary's and mean something else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from nlp.entries import Entry

__all__ = ["FalseFriend", "friends_of", "pattern_of"]


@dataclass(frozen=True, slots=True)
class FalseFriend:
    """Phrases, or a pattern, inside which nothing counts; ``example`` is a sentence that shows one."""

    phrases: tuple[str, ...]
    pattern: re.Pattern[str] | None
    example: str


def friends_of(entry: Entry, field: str) -> Iterator[FalseFriend]:
    """Read a list of false friends; ``SettingsError`` says what is wrong with it."""
    for friend in entry.entries(field, "example"):
        pattern = pattern_of(friend, "pattern") if friend.has("pattern") else None
        phrases = friend.texts("phrases")
        if not pattern and not phrases:
            raise friend.fault("phrases", "phrases or a pattern are needed")
        yield FalseFriend(phrases, pattern, friend.text("example"))


def pattern_of(entry: Entry, field: str) -> re.Pattern[str]:
    """Give a field that is a pattern, in any case."""
    try:
        return re.compile(entry.text(field), re.IGNORECASE)
    except re.error as error:
        raise entry.fault(field, f"not a pattern: {error}") from error
