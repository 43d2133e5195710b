from pathlib import Path

import numpy as np
import pytest

from bench.curves import curve, main, panel
from bench.ranking import Screened
from bench.screening_sets import ScreeningSet
from tests.bench.screened_reviews import write_review


def test_a_curve_is_the_mean_of_what_is_found(tmp_path: Path) -> None:
    one = ScreeningSet.read(write_review(tmp_path, "one", "xx--"))
    early, late = (
        Screened("one", seed, (), order, 0.0) for seed, order in ((1, (0, 1, 2, 3)), (2, (2, 3, 0, 1)))
    )
    points = curve(one, [early, late])
    found = dict(zip(points[:, 0].round(3).tolist(), points[:, 1].tolist(), strict=True))
    assert [found[share] for share in (0, 0.25, 0.5, 0.75, 1)] == [0, 0.25, 0.5, 0.75, 1]
    assert curve(one, [early])[250, 1] == 1
    assert (np.diff(points[:, 1]) >= 0).all()


def test_priors_are_left_out(tmp_path: Path) -> None:
    one = ScreeningSet.read(write_review(tmp_path, "one", "x-x-"))
    assert curve(one, [Screened("one", 1, (0, 1), (3, 2), 0.0)])[250, 1] == 0


def test_a_panel_says_what_the_set_is(tmp_path: Path) -> None:
    one = ScreeningSet.read(write_review(tmp_path, "one", "x-x--"))
    found = panel(one, tmp_path, tmp_path)
    assert (found.name, found.note) == ("one", "5 records, 2 included")
    assert found.ours_loss == found.theirs_loss == 0
    np.testing.assert_array_equal(found.ours, found.theirs)


def test_a_picture_is_written(tmp_path: Path) -> None:
    path = write_review(tmp_path, "one", "x-x--")
    target = tmp_path / "new" / "curves.svg"
    main([str(tmp_path), str(tmp_path), str(path), "-o", str(target)])
    assert target.read_text(encoding="utf-8").startswith("<svg ")


def test_a_missing_order_is_one_line(tmp_path: Path) -> None:
    path = write_review(tmp_path, "one", "x-x--")
    with pytest.raises(SystemExit, match="has no order of one"):
        main([str(tmp_path / "none"), str(tmp_path), str(path), "-o", str(tmp_path / "curves.svg")])
