"""What a frozen queue held, without what led to it."""

from dataclasses import dataclass

from records.ranked import Slot

__all__ = ["QueueOutline"]


@dataclass(frozen=True, slots=True)
class QueueOutline:
    """The queue of one run and workstream as numbers and names.

    ``candidates`` counts the works that could have been placed. ``works`` are those that were, in order, as
    the works that they are now, each with the slot that brought it in; a work that was joined to another
    of the same queue is there twice.
    """

    run: int
    workstream: str
    candidates: int
    works: tuple[tuple[str, Slot], ...] = ()
