import json
import math

import pytest

import data
from nlp.calibration import PREVALENCE, calibrate, shipped_labels, written
from nlp.probability import Calibration, Curve, shipped_calibration
from nlp.vocabulary import workstreams

SHIPPED = data.folder("models", "calibration.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_shipped_calibration_is_what_the_recipe_makes() -> None:
    made = written(calibrate(shipped_labels(), data.folder()))
    assert json.loads(made) == json.loads(SHIPPED), "run `python -m nlp.calibration`"


@pytest.mark.slow
def test_the_order_of_features_and_labels_decides_the_version() -> None:
    known = shipped_labels()[:80]
    one = calibrate(known, data.folder())
    assert one == calibrate(known, data.folder())
    assert one.version != calibrate(known[1:], data.folder()).version


def test_each_workstream_has_a_curve_with_and_without_abstract() -> None:
    curves = shipped_calibration().curves
    text = data.folder("workstreams.yaml").read_text(encoding="utf-8")
    for one in workstreams(text):
        for kind in ("full", "title"):
            assert curves[f"workstream:{one.id}:{kind}"].slopes[0] > 0


def test_without_any_sign_a_work_is_less_likely_than_the_prevalence() -> None:
    curves = shipped_calibration().curves
    for name, curve in curves.items():
        nothing = curve.probability((0.0,) * len(curve.slopes))
        assert nothing < PREVALENCE[name.split(":")[0]], name


def test_a_higher_grade_is_never_less_likely_with_an_abstract() -> None:
    one, two, three = shipped_calibration().curves["inequality:full"].slopes[:3]
    assert 0 < one < two < three


def test_a_curve_is_a_logistic_one() -> None:
    assert Curve(0.0, (1.0,)).probability((0.0,)) == 0.5
    assert math.isclose(Curve(1.0, (2.0,)).probability((0.5,)), 1 / (1 + math.exp(-2)))
    assert 0 < Curve(0.0, (1.0,)).probability((-1e6,)) < 1e-9


def test_a_curve_refuses_the_wrong_number_of_features() -> None:
    with pytest.raises(ValueError, match="zip"):
        Curve(0.0, (1.0, 2.0)).probability((1.0,))


def test_what_is_not_in_the_calibration_gets_a_default() -> None:
    default = Curve(-1.0, (1.0,))
    assert Calibration("x", {}, {}).curve("workstream:own:full", default) is default


def test_the_file_is_written_as_it_is_read() -> None:
    assert written(Calibration.of(SHIPPED)) == SHIPPED
