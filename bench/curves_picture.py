"""Small curves side by side as an SVG picture, to be read on light and on dark pages and read aloud."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import numpy as np
import numpy.typing as npt

__all__ = ["Panel", "Points", "picture", "thinned"]

Points = npt.NDArray[np.float64]
"""Places in two columns: the share that is read, and the share of what is sought that is found."""

_COLUMNS: Final = 4
_ACROSS: Final = 224  # pixels from one panel to the next
_DOWN: Final = 180
_WIDTH: Final = 180  # pixels of the field of a panel
_HEIGHT: Final = 112
_LEFT: Final = 38  # pixels from the corner of a panel to that of its field, where its names stand
_TOP: Final = 38
_HEADER: Final = 40
_NAME: Final = 34  # letters of a set's name that have room
_NEAR: Final = 0.25  # pixels by which a curve may be made simpler
_HOW: Final = (
    "Across: share of records read. Up: share of included records found. Numbers: loss, less is better."
)

_STYLE: Final = """
svg{--page:#fff;--text:#1f2328;--faint:#59636e;--grid:#d1d9e0;--ours:#0b5cad;--theirs:#b3460f}
@media(prefers-color-scheme:dark){
svg{--page:#0d1117;--text:#f0f6fc;--faint:#9198a1;--grid:#3d444d;--ours:#6cb6ff;--theirs:#ff9a5c}}
text{font:11px system-ui,"Segoe UI","Liberation Sans",sans-serif;fill:var(--text)}
path{fill:none;stroke:var(--grid)}
rect{fill:var(--page)}
.small{font-size:10px;fill:var(--faint)}
.end{text-anchor:end}
.chance{stroke-dasharray:1 3}
path.ours{stroke:var(--ours);stroke-width:2}
path.theirs{stroke:var(--theirs);stroke-width:1.5;stroke-dasharray:4 2}
text.ours{fill:var(--ours);font-weight:600}
text.theirs{fill:var(--theirs)}
"""


@dataclass(frozen=True, slots=True)
class Panel:
    """A set with two curves: its name, what is said of it below it, and both sides' points and losses."""

    name: str
    note: str
    theirs: Points
    theirs_loss: float
    ours: Points
    ours_loss: float


def picture(panels: Sequence[Panel], theirs: str) -> str:
    """Draw the panels in rows; ``theirs`` is what the other side is called."""
    width = _COLUMNS * _ACROSS + 16
    height = _HEADER + -(-len(panels) // _COLUMNS) * _DOWN
    losses = "; ".join(f"{one.name} {one.ours_loss:.3f}, {one.theirs_loss:.3f}" for one in panels)
    size = f'viewBox="0 0 {width} {height}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-labelledby="title desc">',
        f'<title id="title">How soon Ken and {escape(theirs)} find what reviews included</title>',
        f'<desc id="desc">A panel for each of {len(panels)} sets. {_HOW}',
        f"Losses of Ken and of {escape(theirs)}: {escape(losses)}.</desc>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}"/>',
        *_legend(theirs),
        *(part for place, one in enumerate(panels) for part in _panel(place, one)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _legend(theirs: str) -> Iterator[str]:
    yield '<path class="ours" d="M12 20h26"/>'
    yield '<text class="ours" x="44" y="24">Ken</text>'
    yield '<path class="theirs" d="M84 20h26"/>'
    yield f'<text class="theirs" x="116" y="24">{escape(theirs)}</text>'
    yield f'<text class="small end" x="{_COLUMNS * _ACROSS}" y="24">{_HOW}</text>'


def _panel(place: int, one: Panel) -> Iterator[str]:
    left = place % _COLUMNS * _ACROSS + _LEFT
    top = _HEADER + place // _COLUMNS * _DOWN + _TOP
    yield f'<g transform="translate({left} {top})">'
    yield f'<text y="-20">{escape(_short(one.name))}</text>'
    yield f'<text class="small" y="-7">{escape(one.note)}</text>'
    yield f'<path d="M0 0V{_HEIGHT}H{_WIDTH}M0 0h{_WIDTH}M0 {_HEIGHT // 2}h{_WIDTH}"/>'
    yield f'<path class="chance" d="M0 {_HEIGHT}L{_WIDTH} 0"/>'
    yield '<text class="small end" x="-4" y="8">100 %</text>'
    yield f'<text class="small end" x="-4" y="{_HEIGHT}">0</text>'
    yield f'<text class="small end" x="{_WIDTH}" y="{_HEIGHT + 13}">100 %</text>'
    yield f'<path class="theirs" d="{_line(one.theirs)}"/>'
    yield f'<path class="ours" d="{_line(one.ours)}"/>'
    yield f'<text class="ours end" x="{_WIDTH - 5}" y="{_HEIGHT - 21}">{one.ours_loss:.3f}</text>'
    yield f'<text class="theirs end" x="{_WIDTH - 5}" y="{_HEIGHT - 7}">{one.theirs_loss:.3f}</text>'
    yield "</g>"


def _line(points: Points) -> str:
    places = np.column_stack([points[:, 0] * _WIDTH, (1 - points[:, 1]) * _HEIGHT])
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in thinned(places, _NEAR))


def _short(name: str) -> str:
    """Write a set's name in words, without its first ones where it is long."""
    words = name.replace("_", " ").split()
    while len(words) > 1 and len(" ".join(words)) > _NAME:
        words.pop(0)
    return " ".join(words)


def thinned(points: Points, near: float) -> Points:
    """Leave out points without which a line goes nowhere further than ``near`` from where it went.

    The method of Ramer (1972) and of Douglas and Peucker (1973).
    """
    if len(points) < 3:
        return points
    way, off = points[-1] - points[0], points - points[0]
    length = float(np.hypot(way[0], way[1]))
    apart = np.abs(way[0] * off[:, 1] - way[1] * off[:, 0]) / length if length else np.hypot(*off.T)
    most = int(np.argmax(apart))
    if apart[most] <= near:
        return points[[0, -1]]
    return np.vstack([thinned(points[: most + 1], near)[:-1], thinned(points[most:], near)])
