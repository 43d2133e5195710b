import pytest

from bench.intervals import Figure
from bench.wilson import wilson


@pytest.mark.parametrize(
    ("hits", "tries", "low", "high"), [(81, 263, 0.2553, 0.3662), (0, 20, 0, 0.1611), (20, 20, 0.8389, 1)]
)
def test_it_is_the_published_interval(hits: int, tries: int, low: float, high: float) -> None:
    # Newcombe 1998, doi:10.1002/(SICI)1097-0258(19980430)17:8<857::AID-SIM777>3.0.CO;2-E, table I
    found = wilson(hits, tries)
    assert found.value == hits / tries
    assert found.low == pytest.approx(low, abs=0.0001)
    assert found.high == pytest.approx(high, abs=0.0001)


def test_without_tries_there_is_no_share() -> None:
    assert wilson(0, 0) == Figure(None, None, None)
