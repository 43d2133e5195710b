"""The documents: where they are, and the parts of them that are made from code.

A made part stands between ``<!-- made: NAME -->`` and ``<!-- end -->``. ``--snapshot-update`` writes it anew.
"""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from tests.docs import catalogue, commands, database, formats, interface, queries, settings

__all__ = ["DOCS", "ROOT", "documents", "made", "names_of_made", "prose_and_code"]

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
_PLACES: Final = ("docs", "data", ".")
_MADE = re.compile(r"(?P<open><!-- made: (?P<name>[^>]+) -->\n).*?(?P<close><!-- end -->)", re.DOTALL)
_MAKERS: Final[Mapping[str, Callable[[str], str]]] = {
    "command": commands.command,
    "commands": commands.index,
    "tables": database.tables,
    "settings": settings.settings,
    "weights": settings.weights,
    "environment": settings.environment,
    "source fields": catalogue.source_fields,
    "query fields": catalogue.query_fields,
    "sources": catalogue.scanned,
    "hosts": catalogue.hosts,
    "columns": formats.columns,
    "interface": interface.routes,
    "fields": queries.fields,
}


def documents() -> list[Path]:
    """List all Markdown files that a reader may open."""
    found = {path for place in _PLACES for path in (ROOT / place).glob("**/*.md" if place != "." else "*.md")}
    return sorted(found)


def made(text: str) -> str:
    """Give a document with its made parts as the code is now."""

    def fresh(found: re.Match[str]) -> str:
        kind, _, about = found["name"].partition(": ")
        return f"{found['open']}\n{_MAKERS[kind](about).strip()}\n\n{found['close']}"

    return _MADE.sub(fresh, text)


def names_of_made(text: str) -> list[str]:
    """List the names of the made parts of a document."""
    return [found["name"] for found in _MADE.finditer(text)]


def prose_and_code(text: str) -> tuple[str, str]:
    """Part a document into its prose, and its code: fenced blocks and words between backticks."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    prose = re.sub(r"^```[a-z]*\n.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    words = re.findall(r"`([^`\n]+)`", prose)
    return prose, "\n".join([*blocks, *words])
