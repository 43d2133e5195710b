"""Writing tables in Markdown."""

from collections.abc import Iterable, Sequence

__all__ = ["table"]


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; a bar in a cell is escaped."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"|{'|'.join(_cell(text) for text in line)}|" for line in lines)


def _cell(text: str) -> str:
    escaped = text.replace("|", r"\|")
    return f" {escaped} " if escaped else " "
