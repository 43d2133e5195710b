r"""Lines of RIS taken apart into references and the text between them.

``rispy`` (0.10.0, MIT) was tried first, on 55 recorded files of databases and tools. It raises for none of
them and reads well-formed references well, but a reference can vanish silently: where ``ER`` is missing,
the next reference goes into the one before, the first value of each tag winning; the last reference without
``ER`` is dropped; with one space before the dash, or with lines that end in CR only, there is no reference at
all; a tag with a tab behind it becomes part of the value before; a second ``AB`` is dropped, and so are the
line breaks of the first; text between references is skipped; and nothing has a line number. What was refused
could not be counted, so the lines are taken apart here.

What counts as a tag: two capitals or a capital and a digit, two spaces or a tab, a dash, and a space or the
end of the line. One space in front of the dash is taken where the reference's own ``TY`` has no more, and
for tags of ``data/formats/ris.toml`` only: "UK - based" may stand at the start of a line. Names of three or
four letters (``PMID``) and dashes without a space behind them count for tags of that list too. Any other line
goes on with the value before it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from scanners.files.lists import listed

__all__ = ["Reference", "Stray", "blocks", "known_tags"]

_RIS = listed("ris")
_TAG = re.compile(r"[\ufeff\s]*(?P<tag>[A-Z][A-Z0-9]{1,3})(?P<gap>[ \t]{1,4})-(?P<rest>.*)", re.DOTALL)
_COUNTER = re.compile(_RIS["counters"]["pattern"])
_FRAGMENT: Final = 500
_FRAGMENT_LINES: Final = 20
_BLANK: Final = "\ufeff \t\f\v\xa0"


@dataclass(frozen=True, slots=True)
class Reference:
    """The tags of one reference.

    ``line`` is where it starts, the first line of a file being 1. ``values`` holds the values of each tag in
    the order of the file; a value is as it was written behind the dash and one space, lines that went on with
    it behind line feeds.
    """

    line: int
    fragment: str
    values: Mapping[str, Sequence[str]]

    def all(self, *tags: str) -> list[str]:
        """List the values of these tags, the first tag's first, without blank ones."""
        return [value for tag in tags for value in self.values.get(tag, ()) if value.strip()]

    def first(self, *tags: str) -> str:
        """Give the first value of the first of these tags that has one, empty without."""
        return next(iter(self.all(*tags)), "")


class Stray(NamedTuple):
    """Text that belongs to no reference, with the line where it starts."""

    line: int
    fragment: str


def known_tags() -> frozenset[str]:
    """List the tags that are read, or left out because Ken has no field for them."""
    return _KNOWN


def blocks(text: str) -> Iterator[Reference | Stray]:
    """Take a text apart into references and the text outside them, in order.

    A reference goes from ``TY`` to ``ER``, or to the next ``TY`` or the end of the text. All text between
    two references is one block; numbers that only count the references are left out.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    open_one: _Open | None = None
    outside: list[int] = []
    for number, line in enumerate(lines):
        tag, value, gap = _taken_apart(line, one_space=open_one is not None and open_one.one_space)
        if tag == "TY":
            if open_one:
                yield open_one.closed(lines, number)
            yield from _stray(outside, lines)
            outside = []
            open_one = _Open(number, one_space=gap == " ")
        if open_one is None:
            if line.strip(_BLANK):
                outside.append(number)
        elif tag == "ER":
            yield open_one.closed(lines, number + 1)
            open_one = None
        elif tag:
            open_one.begin(tag, value)
        elif line.strip(_BLANK):
            open_one.go_on(line)
    if open_one:
        yield open_one.closed(lines, len(lines))
    yield from _stray(outside, lines)


class _Open:
    """A reference whose end has not come yet."""

    def __init__(self, start: int, *, one_space: bool) -> None:
        self.one_space = one_space
        self._start = start
        self._tags: list[tuple[str, list[str]]] = []

    def begin(self, tag: str, value: str) -> None:
        self._tags.append((tag, [value]))

    def go_on(self, line: str) -> None:
        self._tags[-1][1].append(line)

    def closed(self, lines: Sequence[str], end: int) -> Reference:
        shown = lines[self._start : min(end, self._start + _FRAGMENT_LINES)]
        values: dict[str, list[str]] = {}
        for tag, parts in self._tags:
            values.setdefault(tag, []).append("\n".join(parts))
        return Reference(self._start + 1, "\n".join(shown).strip()[:_FRAGMENT], values)


def _taken_apart(line: str, *, one_space: bool) -> tuple[str, str, str]:
    """Give tag, value and what is between tag and dash; three empty texts for a line without a tag."""
    found = _TAG.match(line)
    if not found:
        return "", "", ""
    tag, gap, rest = found.group("tag", "gap", "rest")
    known = tag in _KNOWN
    spaced = not rest or rest[0] in " \t"
    wide = gap != " "
    if tag == "TY":
        return (tag, rest[1:], gap) if spaced else ("", "", "")
    ends = tag == "ER" and not rest.strip()
    fits = wide or ends or (one_space and known and spaced)
    if fits and (known or (spaced and len(tag) == 2)):
        return tag, rest[1:] if spaced else rest, gap
    return "", "", ""


def _stray(numbers: Sequence[int], lines: Sequence[str]) -> Iterator[Stray]:
    kept = [number for number in numbers if not _COUNTER.match(lines[number])]
    if kept:
        text = "\n".join(lines[number] for number in kept[:_FRAGMENT_LINES])
        yield Stray(kept[0] + 1, text.strip(_BLANK)[:_FRAGMENT])


def _names() -> Iterator[str]:
    yield from ("TY", "ER")
    for tags in (*_RIS["one"].values(), *_RIS["many"].values()):
        yield from tags
    for name in ("container", "abstract", "doi", "marked"):
        yield from _RIS[name]
    yield from _RIS["kept_out"]["tags"]


_KNOWN: Final = frozenset(_names())
