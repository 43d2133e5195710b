"""How a run tells whoever watches what it is doing."""

from typing import Protocol

__all__ = ["Progress", "Silent"]


class Progress(Protocol):
    """Somebody who watches a run; called from several threads."""

    def step(self, name: str, detail: str = "") -> None:
        """A step begins, or goes on with what ``detail`` says."""

    def source(self, source: str, detail: str, *, done: bool = False, failed: bool = False) -> None:
        """A source has come this far."""


class Silent:
    """Nobody watches."""

    def step(self, name: str, detail: str = "") -> None:
        """Say nothing."""

    def source(self, source: str, detail: str, *, done: bool = False, failed: bool = False) -> None:
        """Say nothing."""
