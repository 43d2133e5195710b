"""Whether one reader is enough."""

import pytest

from records.errors import SettingsError
from synthesis.agreement import Table, agreement
from synthesis.pilot import PilotSettings, gate, is_dual

SETTINGS = PilotSettings()


@pytest.mark.parametrize(
    ("table", "is_open", "why"),
    [
        (Table("a", "b"), False, "0 works decided by two, of 50 that are needed"),
        (Table("a", "b", 25, 0, 0, 24), False, "49 works decided by two, of 50 that are needed"),
        (Table("a", "b", 0, 0, 0, 50), False, "kappa cannot be told: both said the same of all 50 works"),
        (Table("a", "b", 20, 10, 5, 15), False, "kappa is 0.40 on 50 works, and is to be 0.60"),
        (
            Table("a", "b", 22, 3, 3, 22),
            True,
            "kappa is 0.76 on 50 works, and is to be 0.60; it may be as low as 0.58",
        ),
        (Table("a", "b", 25, 0, 0, 25), True, "kappa is 1.00 on 50 works, and is to be 0.60"),
    ],
)
def test_the_gate_opens_when_enough_works_agree_well_enough(table: Table, is_open: bool, why: str) -> None:
    found = gate(agreement(table), SETTINGS)
    assert (found.is_open, found.why) == (is_open, why)


def test_nothing_by_two_needs_no_gate() -> None:
    assert gate(agreement(Table("a", "b")), PilotSettings(dual=0)).is_open


def test_the_share_is_the_same_everywhere_and_about_as_large_as_asked() -> None:
    works = [f"w{n}" for n in range(2000)]
    share = [work for work in works if is_dual(work, "needs", SETTINGS)]
    assert 350 < len(share) < 450
    assert share[:3] == ["w1", "w3", "w8"]
    assert share != [work for work in works if is_dual(work, "needs", PilotSettings(seed=2))]
    assert share != [work for work in works if is_dual(work, "models", SETTINGS)]
    assert all(is_dual(work, "needs", PilotSettings(dual=1)) for work in works)
    assert not any(is_dual(work, "needs", PilotSettings(dual=0)) for work in works)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(SettingsError, match="dual and kappa"):
        PilotSettings(dual=1.1)
    with pytest.raises(SettingsError, match="dual and kappa"):
        PilotSettings(kappa=-0.1)
    with pytest.raises(SettingsError, match="pilot"):
        PilotSettings(pilot=0)
