"""What a team may set about its queues."""

import math

import pytest

from records.errors import SettingsError
from synthesis.ranking.settings import PARTS, RankSettings

EVEN = dict.fromkeys(PARTS, 1 / len(PARTS))


def test_the_defaults_can_be() -> None:
    settings = RankSettings()
    assert set(settings.weights) == set(PARTS)
    assert sum(settings.weights.values()) == pytest.approx(1)
    assert (settings.cap, settings.audit, settings.weak_signals) == (40, 0.10, 0.05)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"weights": {**EVEN, "colour": 0.0}}, "weights: no part 'colour'; there are: workstream"),
        ({"weights": {"workstream": 1.0}}, "weights: give all of workstream, inequality"),
        ({"weights": dict.fromkeys(PARTS, 0.1)}, "together they must make 1"),
        ({"weights": {**EVEN, "novelty": math.nan}}, "together they must make 1"),
        ({"weights": {**EVEN, "novelty": -1 / 7, "source": 3 / 7}}, "weights: none may be below 0"),
        ({"cap": 0}, "cap and per_container: at least 1"),
        ({"per_container": 0}, "cap and per_container: at least 1"),
        ({"audit": 0.6}, "audit and weak_signals: none below 0, and together at most 0.5"),
        ({"audit": 0.3, "weak_signals": 0.3}, "together at most 0.5"),
        ({"weak_signals": -0.1}, "none below 0"),
        ({"audit": math.nan}, "none below 0"),
        ({"maybe_from": 0.2}, "maybe_from must be at most queue_from"),
        ({"queue_from": 1.1}, "both between 0 and 1"),
        ({"maybe_from": -0.1}, "both between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused(values: dict[str, object], said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        RankSettings(**values)  # type: ignore[arg-type]  # each has the type of its field
    assert said in str(raised.value)


def test_settings_come_back_from_what_a_queue_keeps() -> None:
    kept = {"weights": EVEN, "cap": 12, "trust": 0.25, "decided": 7}
    assert RankSettings.of(kept) == RankSettings(weights=EVEN, cap=12, trust=0.25)
    assert RankSettings.of({}) == RankSettings()


def test_trust_shares_the_weight_of_the_workstream() -> None:
    shared = RankSettings(trust=0.25).shared_weights
    assert shared["workstream"] == pytest.approx(0.35 * 0.75)
    assert shared["decisions"] == pytest.approx(0.35 * 0.25)
    assert sum(shared.values()) == pytest.approx(1)
    assert RankSettings().shared_weights == RankSettings().weights
    with pytest.raises(SettingsError, match="trust"):
        RankSettings(trust=1.5)
