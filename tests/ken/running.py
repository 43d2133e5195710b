"""Carrying out commands in tests."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Ken", "Said"]


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:  # noqa: ANN401  what JSON holds
        """Read the one JSON document of a command that went well and said nothing else."""
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)

    @property
    def complaint(self) -> str:
        """Give the one line of an expected error."""
        assert self.code == 1
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1, self.err
        return self.err.rstrip("\n")


Ken = Callable[..., Said]
