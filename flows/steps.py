"""How the steps of a run are carried out: plainly one after the other, or as tasks of Prefect.

The steps themselves know of neither. Tests call them plainly; ``ken scan`` has them run by Prefect.
"""

from collections.abc import Callable, Sequence
from typing import Protocol, TypeVar

from records.source import Source

__all__ = ["PlainSteps", "Steps"]

T = TypeVar("T")


class Steps(Protocol):
    """What carries out the steps of a run."""

    def each(self, name: str, do: Callable[[Source], object], sources: Sequence[Source]) -> None:
        """Do something for every source, each on its own."""

    def one(self, name: str, do: Callable[[], T]) -> T:
        """Do one step and give what it gives."""


class PlainSteps:
    """Carries out the steps one after the other in this thread."""

    def each(self, name: str, do: Callable[[Source], object], sources: Sequence[Source]) -> None:  # noqa: ARG002
        """Do something for every source in turn."""
        for source in sources:
            do(source)

    def one(self, name: str, do: Callable[[], T]) -> T:  # noqa: ARG002
        """Do one step."""
        return do()
