"""Reading a query: from text to a tree, or one line that says where it goes wrong and what to do.

::

    query  = any
    any    = all { "OR" all }
    all    = part { [ "AND" ] part }
    part   = ( "NOT" | "-" ) part | "(" any ")" | text
    text   = [ field ":" ] ( word | phrase | range ) [ "*" ]
"""

from typing import Final

from records.errors import QueryError
from records.query import EVERYTHING, Not, Query, all_of, any_of
from synthesis.query.lexing import Piece, pieces
from synthesis.query.terms import term

__all__ = ["MOST", "parse"]

MOST: Final = 40
"""Words, phrases and terms that a query may have."""
_DEEPEST: Final = 30


def parse(text: str) -> Query:
    """Read a query; an empty one is every work. Raises ``QueryError`` for what is none, and nothing else."""
    found = list(pieces(text))
    if not found:
        return EVERYTHING
    said = [one for one in found if one.kind == "text"]
    if len(said) > MOST:
        raise QueryError(f"a query has {MOST} words and terms at most; leave some out", said[MOST].at)
    reader = _Reader(found, len(text))
    query = reader.any(0)
    left = reader.next
    if left:
        raise QueryError("this bracket closes nothing; take it away, or add a ( before it", left.at)
    return query


class _Reader:
    """Reads pieces from left to right."""

    def __init__(self, found: list[Piece], length: int) -> None:
        self._pieces = found
        self._place = 0
        self._end = length

    @property
    def next(self) -> Piece | None:
        return self._pieces[self._place] if self._place < len(self._pieces) else None

    def _take(self, kind: str) -> Piece | None:
        piece = self.next
        if piece is None or piece.kind != kind:
            return None
        self._place += 1
        return piece

    def any(self, depth: int) -> Query:
        parts = [self._all(depth)]
        while self._take("OR"):
            parts.append(self._all(depth))
        return any_of(parts)

    def _all(self, depth: int) -> Query:
        parts = [self._part(depth)]
        while self.next and self.next.kind not in ("OR", ")"):
            self._take("AND")
            parts.append(self._part(depth))
        return all_of(parts)

    def _part(self, depth: int) -> Query:
        if depth > _DEEPEST:
            raise QueryError(f"brackets go {_DEEPEST} deep at most; say it with fewer", self._at())
        if self._take("-"):
            return Not(self._part(depth + 1))
        opened = self._take("(")
        if opened:
            return self._inside(opened, depth)
        piece = self._take("text")
        if piece is None:
            raise self._missing()
        return term(piece)

    def _inside(self, opened: Piece, depth: int) -> Query:
        if self._take(")"):
            raise QueryError(
                "there is nothing between these brackets; fill them or take them away", opened.at
            )
        query = self.any(depth + 1)
        if not self._take(")"):
            raise QueryError("this bracket is never closed; add a ) where it ends", opened.at)
        return query

    def _missing(self) -> QueryError:
        """Say that something is missing here, by what stands before and behind."""
        before = self._pieces[self._place - 1] if self._place else None
        if before and before.kind in ("AND", "OR", "-"):
            return QueryError(f'something is missing after "{before.text or "-"}"', before.at)
        word = self.next.text or self.next.kind if self.next else ""
        return QueryError(f'something is missing before "{word}"', self._at())

    def _at(self) -> int:
        return self.next.at if self.next else self._end
