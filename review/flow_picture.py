"""A PRISMA 2020 flow as boxes and arrows of a drawing."""

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from synthesis.counted import counted
from synthesis.prisma import Flow, Screening
from synthesis.prisma_words import KIND_NAMES

__all__ = ["FlowPicture", "Placed", "flow_picture"]

_LEFT: Final = (10, 340)  # where the column begins, and how wide it is
_RIGHT: Final = (390, 360)
_WIDTH: Final = 760
_LINE: Final = 19
_AROUND: Final = 11  # above and below the lines of a box
_BETWEEN: Final = 26  # from one row of boxes to the next
_LETTERS: Final = 46  # that stand in a line
_REASONS: Final = 6  # that are named


@dataclass(frozen=True, slots=True)
class Placed:
    """One box: its corner, its size, and its lines with the height at which each stands."""

    x: int
    y: int
    width: int
    height: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class FlowPicture:
    """Boxes and arrows; ``says`` tells the same in a sentence. Each arrow is the ``d`` of a path."""

    width: int
    height: int
    boxes: tuple[Placed, ...]
    arrows: tuple[str, ...]
    says: str


def flow_picture(flow: Flow, reasons: Mapping[str, str]) -> FlowPicture:
    """Draw a flow with each work once; ``reasons`` names the codes for an exclusion."""
    boxes: list[Placed] = []
    arrows: list[str] = []
    top = 8
    rows = list(_rows(flow, reasons))
    for number, (left, right) in enumerate(rows):
        pair = [_placed(column, top, lines) for column, lines in ((_LEFT, left), (_RIGHT, right)) if lines]
        boxes += pair
        bottom = top + max(one.height for one in pair)
        if number == 0:
            arrows += [_down(one, bottom + _BETWEEN) for one in pair[:1]]
            arrows += [_joining(one, bottom + _BETWEEN // 2) for one in pair[1:]]
        else:
            arrows += [_across(*pair)] if len(pair) == 2 else []
            arrows += [_down(pair[0], bottom + _BETWEEN)] if number < len(rows) - 1 else []
        top = bottom + _BETWEEN
    return FlowPicture(_WIDTH, top - _BETWEEN + 8, tuple(boxes), tuple(arrows), _says(flow))


def _rows(flow: Flow, reasons: Mapping[str, str]) -> Iterator[tuple[list[str], list[str]]]:
    one = flow.together
    kinds = [f"{KIND_NAMES[box.kind]}: {box.received:,}" for box in flow.boxes]
    yield ["Identified from databases and registers", *kinds[:2]], ["Identified by other methods", *kinds[2:]]
    yield [f"Records: {flow.received:,}"], _removed(flow)
    marked = [f"Marked by automation: {one.marked:,}", *_several(_marked(one))]
    yield [f"Works without duplicates: {flow.works:,}"], marked
    excluded = [f"Excluded: {sum(one.excluded.values()):,}", *_reasons(one.excluded, reasons)]
    missing = [f"A decision is missing: {one.open:,}", *_several(_missing(one))] if one.open else []
    yield [f"For screening by title and abstract: {one.screened:,}", *missing], excluded
    if one.assessed:
        out = [f"Excluded by full text: {sum(one.full_excluded.values()):,}"]
        yield [f"Assessed by full text: {one.assessed:,}"], [*out, *_reasons(one.full_excluded, reasons)]
    included = [
        (one.kept, "by title and abstract, full text not assessed"),
        (one.full_included, "by full text"),
    ]
    of_them = [*_several(included), f"in {counted(one.records, 'record')}"] if one.included else []
    yield [f"Included: {one.included:,}", *of_them], []


def _removed(flow: Flow) -> list[str]:
    parts = [
        (flow.known, "known from earlier runs"),
        (flow.duplicates, "duplicates of another record"),
        (flow.unlinked, "not linked yet: the scan goes on"),
    ]
    return [f"Removed before screening: {flow.received - flow.works:,}", *_several(parts)]


def _marked(one: Screening) -> list[tuple[int, str]]:
    return [(one.unfit, "fit no question, or are notices"), (one.unplaced, "fit, and the queues were full")]


def _missing(one: Screening) -> list[tuple[int, str]]:
    return [
        (one.waiting, "nobody has decided yet"),
        (one.conflicts + one.full_conflicts, "people disagree"),
        (one.maybe + one.full_maybe, "left at maybe"),
    ]


def _several(parts: Sequence[tuple[int, str]]) -> list[str]:
    return [f"{number:,} {words}" for number, words in parts if number]


def _reasons(found: Mapping[str, int], reasons: Mapping[str, str]) -> list[str]:
    named = [(number, _name(code, reasons)) for code, number in found.items()]
    rest = sum(number for number, _ in named[_REASONS:])
    return _several([*named[:_REASONS], (rest, "for other reasons")])


def _name(code: str, reasons: Mapping[str, str]) -> str:
    name = reasons.get(code, code) if code else "without a reason"
    return name[:1].lower() + name[1:]


def _placed(column: tuple[int, int], top: int, lines: Sequence[str]) -> Placed:
    cut = [part for line in lines for part in textwrap.wrap(line, _LETTERS, subsequent_indent="  ")]
    height = 2 * _AROUND + _LINE * len(cut)
    heights = (top + _AROUND + _LINE * number + 14 for number in range(len(cut)))
    return Placed(column[0], top, column[1], height, tuple(zip(heights, cut, strict=True)))


def _down(box: Placed, to: int) -> str:
    return f"M{box.x + box.width // 2} {box.y + box.height}V{to - 2}"


def _across(left: Placed, right: Placed) -> str:
    middle = left.y + min(left.height, right.height) // 2
    return f"M{left.x + left.width} {middle}H{right.x - 2}"


def _joining(box: Placed, at: int) -> str:
    """Lead from a box at the right to the arrow that goes down at the left."""
    return f"M{box.x + box.width // 2} {box.y + box.height}V{at}H{_LEFT[0] + _LEFT[1] // 2 + 2}"


def _says(flow: Flow) -> str:
    one = flow.together
    return (
        f"{counted(flow.received, 'record')} made {counted(flow.works, 'work')}; {one.screened:,} were put "
        f"before people, {sum(one.excluded.values()):,} excluded by title and abstract, {one.included:,} "
        f"included, and {one.open:,} lack a decision. The tables below have the same numbers."
    )
