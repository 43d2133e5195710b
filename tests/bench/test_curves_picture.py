from itertools import pairwise
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.curves_picture import Panel, Points, picture, thinned

_SVG = "{http://www.w3.org/2000/svg}"


def _curve(power: float) -> Points:
    shares = np.linspace(0, 1, 501)
    return np.column_stack([shares, shares**power])


def _panel(name: str) -> Panel:
    return Panel(name, "1,234 records, 56 included", _curve(0.3), 0.123, _curve(0.2), 0.0456)


@pytest.fixture
def drawn() -> ET.Element:
    """Give a picture of nineteen panels."""
    names = [f"Author & Sons_2006_Panel{number}" for number in range(18)]
    panels = [_panel(name) for name in [*names, "Author_2006_SomeVeryLongNameOfOneWordAlone"]]
    return ET.fromstring(picture(panels, "Rival <2>"))  # noqa: S314  our own


def _texts(drawn: ET.Element) -> list[str]:
    return [one.text or "" for one in drawn.iter(f"{_SVG}text")]


def test_it_has_a_title_and_a_description_that_are_read_aloud(drawn: ET.Element) -> None:
    assert drawn.get("role") == "img"
    title, description = drawn.find(f"{_SVG}title"), drawn.find(f"{_SVG}desc")
    assert title is not None
    assert description is not None
    assert drawn.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "How soon Ken and Rival <2> find what reviews included"
    assert "Author & Sons_2006_Panel3 0.046, 0.123" in (description.text or "")


def test_each_set_has_its_name_two_curves_and_two_losses(drawn: ET.Element) -> None:
    groups = drawn.findall(f"{_SVG}g")
    assert len(groups) == 19
    for group in groups:
        assert [one.get("class") for one in group.findall(f"{_SVG}path")][-2:] == ["theirs", "ours"]
    texts = _texts(drawn)
    assert texts.count("0.046") == texts.count("0.123") == 19
    assert "Author & Sons 2006 Panel3" in texts


def test_a_long_name_loses_its_first_words(drawn: ET.Element) -> None:
    assert "SomeVeryLongNameOfOneWordAlone" in _texts(drawn)


def test_panels_do_not_overlap(drawn: ET.Element) -> None:
    corners = {group.get("transform") for group in drawn.findall(f"{_SVG}g")}
    assert len(corners) == 19


def test_it_is_small_and_knows_dark_pages() -> None:
    text = picture([_panel(f"set{number}") for number in range(19)], "Rival")
    assert len(text.encode()) < 60_000
    assert "prefers-color-scheme:dark" in text


@given(st.lists(st.floats(0, 100), min_size=3, max_size=40), st.sampled_from([0.1, 1.0, 10.0]))
def test_a_thinned_line_stays_near_the_old_one(heights: list[float], near: float) -> None:
    points = np.column_stack([np.arange(len(heights), dtype=np.float64), heights])
    found = thinned(points, near)
    assert (found[[0, -1]] == points[[0, -1]]).all()
    assert {tuple(one) for one in found.tolist()} <= {tuple(one) for one in points.tolist()}
    for start, end in pairwise(found):
        between = points[(points[:, 0] >= start[0]) & (points[:, 0] <= end[0])] - start
        way = end - start
        apart = np.abs(way[0] * between[:, 1] - way[1] * between[:, 0]) / np.hypot(*way)
        assert apart.max() <= near + 1e-9


def test_a_straight_line_needs_two_points() -> None:
    assert len(thinned(_curve(1), 0.001)) == 2
