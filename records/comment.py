"""What people say of a work to each other, apart from their decisions."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

__all__ = ["LONGEST_COMMENT", "Comment"]

LONGEST_COMMENT: Final = 4000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """One comment on a work; ``workstream`` is the question for which it was said, ``instant`` is UTC.

    ``withdrawn_by`` names who withdrew it, empty as long as it holds; then ``text`` is empty.
    """

    number: int
    work: str
    workstream: str
    author: str
    instant: datetime
    text: str
    withdrawn_by: str = ""
