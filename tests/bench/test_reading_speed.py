import json

import pytest

from bench.reading_speed import main


@pytest.mark.slow
def test_it_measures_with_each_number_of_processes(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--works", "150", "--processes", "1,2"])
    one, two = json.loads(capsys.readouterr().out)
    assert (one["processes"], two["processes"]) == (1, 2)
    for found in (one, two):
        assert found["works"] > 140  # a few records of the corpus are of one work
        assert 240 < found["words"] < 260
        assert found["works_per_second"] == pytest.approx(found["works"] / found["seconds"], rel=0.1)
        assert found["cpu_seconds"] > 0.1
    assert two["peak_mb"] > one["peak_mb"] > 100
