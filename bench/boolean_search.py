"""A plain Boolean search over titles and abstracts: what a team would have without Ken.

Strings are written as OpenAlex takes them: words and quoted phrases, joined by ``AND``, ``OR`` and ``NOT``,
grouped by brackets. ``NOT`` binds closest, then ``AND``, then ``OR``; two terms with nothing between them
are joined by ``AND``. A star at the end of a word or phrase stands for any ending. Capitals, hyphens and
other signs do not matter; nothing is stemmed.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from records.errors import BenchError

__all__ = ["Search", "boolean_search"]

Search = Callable[[str, str], bool]
"""Tells whether a title and an abstract are found."""

_Test = Callable[[str], bool]
_TOKEN = re.compile(r'(?P<sign>[()])|"(?P<phrase>[^"]*)"|(?P<word>[^\s()"]+)')
_GAP = re.compile(r"[\W_]+")
_OPERATORS: Final = frozenset({"AND", "OR", "NOT"})
_END: Final = ""


class _Token(NamedTuple):
    """An operator, a bracket or the end (``sign``), or else the ``term`` that is to be found."""

    place: int
    sign: str
    term: str = ""


def boolean_search(text: str, name: str = "search") -> Search:
    """Read a search string; ``BenchError`` says at which character of which search it cannot be read."""
    parser = _Parser(name, _tokens(text, name))
    test = parser.either()
    parser.expect(_END)
    return lambda title, abstract: test(f" {_plain(title)} \n {_plain(abstract)} ")


def _plain(text: str) -> str:
    """Bring a text to words in small letters with one space between them."""
    return _GAP.sub(" ", text.casefold()).strip()


def _tokens(text: str, name: str) -> Iterator[_Token]:
    end = len(text.rstrip())
    place = 0
    while place < end:
        if text[place].isspace():
            place += 1
            continue
        found = _TOKEN.match(text, place)
        if not found:
            raise BenchError(f"{name}: the quotation mark at character {place + 1} has no second one")
        start, place = place, found.end()
        word = found["word"] or ""
        if word in _OPERATORS or found["sign"]:
            yield _Token(start, word or found["sign"])
            continue
        term = found["phrase"] or word
        if not _plain(term):
            raise BenchError(f"{name}: there is no word at character {start + 1}")
        yield _Token(start, "term", term)
    yield _Token(end, _END)


class _Parser:
    """Reads tokens by recursive descent, one function for each strength of binding."""

    def __init__(self, name: str, tokens: Iterator[_Token]) -> None:
        self._name = name
        self._rest = tokens
        self._next = next(tokens)

    def either(self) -> _Test:
        """Read terms joined by OR."""
        tests = [self._all()]
        while self._next.sign == "OR":
            self._advance()
            tests.append(self._all())
        return tests[0] if len(tests) == 1 else lambda text: any(test(text) for test in tests)

    def expect(self, sign: str) -> None:
        """Go over a sign; raises ``BenchError`` when something else stands there."""
        if self._next.sign != sign:
            raise self._fault()
        if sign != _END:
            self._advance()

    def _all(self) -> _Test:
        tests = [self._one()]
        while self._next.sign in ("AND", "NOT", "(", "term"):
            if self._next.sign == "AND":
                self._advance()
            tests.append(self._one())
        return tests[0] if len(tests) == 1 else lambda text: all(test(text) for test in tests)

    def _one(self) -> _Test:
        token = self._next
        if token.sign == "NOT":
            self._advance()
            unwanted = self._one()
            return lambda text: not unwanted(text)
        if token.sign == "(":
            self._advance()
            inner = self.either()
            self.expect(")")
            return inner
        if token.sign != "term":
            raise self._fault()
        self._advance()
        return _term(token.term)

    def _advance(self) -> None:
        self._next = next(self._rest)

    def _fault(self) -> BenchError:
        found = f"'{self._next.sign}'" if self._next.sign else "the end"
        if self._next.sign == "term":
            found = f"'{self._next.term}'"
        return BenchError(f"{self._name}: {found} at character {self._next.place + 1} does not belong there")


def _term(term: str) -> _Test:
    wanted = f" {_plain(term)}" + ("" if term.endswith("*") else " ")
    return lambda text: wanted in text
