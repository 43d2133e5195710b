import json

import pytest

from bench.rerank_speed import Times, main


def test_times_are_in_milliseconds() -> None:
    found = Times.of([(0.004, 0.003), (0.002, 0.002), (0.001, 0.0)])
    assert found == Times(3, least=1.0, median=2.0, p95=3.8, most=4.0, computing=2.0)
    assert Times.of([]) == Times(0, 0.0, 0.0, 0.0, 0.0, 0.0)


def test_it_measures_single_decisions_of_both_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--works", "300", "--decisions", "70", "--singles", "20"])
    found = json.loads(capsys.readouterr().out)
    assert found["works"] == 300
    assert 190 < found["words"] < 210
    assert found["anew"]["decisions"] + found["steps"]["decisions"] == 20
    assert min(found["anew"]["decisions"], found["steps"]["decisions"]) > 0
    for times in (found["anew"], found["steps"]):
        assert 0 < times["least"] <= times["median"] <= times["p95"] <= times["most"]
    assert found["peak_mb"] > 100
