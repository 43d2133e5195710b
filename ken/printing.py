"""Printing: results to stdout, for people or as one JSON document; everything else to stderr."""

import sys

import msgspec
from rich.console import Console

__all__ = ["out", "print_json", "say"]

# Without emoji: a quote that holds ":a:" is to stay word for word.
out = Console(highlight=False, soft_wrap=True, emoji=False)
_err = Console(stderr=True, highlight=False, soft_wrap=True, emoji=False)


def print_json(value: object) -> None:
    """Print one JSON document."""
    sys.stdout.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def say(text: str) -> None:
    """Tell the person at the terminal something that is not a result."""
    _err.print(text, markup=False)
