"""How a workstream is screened, and which works two are to decide."""

import pytest

from records.errors import SettingsError
from synthesis.pilot import PilotSettings, is_dual
from synthesis.screening_mode import MODE_WORDS, MODES, Screening, known_mode, readers

WORKS = [f"w{number}" for number in range(200)]


def test_two_decide_all_none_or_a_share_until_they_agree() -> None:
    pilot = PilotSettings(dual=0.25)
    assert readers(WORKS, "needs", "dual", pilot, is_open=True) == WORKS
    assert readers(WORKS, "needs", "single", pilot, is_open=False) == []
    share = readers(WORKS, "needs", "pilot", pilot, is_open=False)
    assert share == [work for work in WORKS if is_dual(work, "needs", pilot)]
    assert 30 <= len(share) <= 70
    assert readers(WORKS, "needs", "pilot", pilot, is_open=True) == []


def test_every_mode_is_known_and_put_into_words() -> None:
    assert [known_mode(one) for one in MODES] == [*MODES] == [*MODE_WORDS]
    assert Screening().mode == "pilot"
    with pytest.raises(SettingsError, match="none of single, dual, pilot"):
        known_mode("Dual")


@pytest.mark.parametrize("names", [("",), ("a", "a"), ("a",)])
def test_reviewers_that_cannot_be(names: tuple[str, ...]) -> None:
    with pytest.raises(SettingsError):
        Screening("dual", names)
