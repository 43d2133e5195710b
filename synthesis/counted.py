"""Counting in words: one work, two works, 1,187 records."""

__all__ = ["counted"]


def counted(number: int, thing: str, things: str = "") -> str:
    """Write how many there are of a thing; ``things`` is its plural where that does not just end in s."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"
