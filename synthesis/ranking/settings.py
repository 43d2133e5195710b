"""What a team may set about its queues."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Self

import msgspec

from records.errors import SettingsError

__all__ = ["DECISIONS", "NEAR", "PARTS", "RankSettings"]

PARTS: Final = ("workstream", "inequality", "place", "evidence", "learning", "novelty", "source")

# The part that is learned from the team's decisions. It has no weight of its own: the more is decided, the
# more of the weight of the workstream it takes.
DECISIONS: Final = "decisions"

# The cosine similarity of title and abstract from which two works tell nearly the same. A protocol and the
# results of one study have about 0.3, two press reports of one announcement 0.5 and more.
NEAR: Final = 0.5

# Defaults of the domain's ranking_defaults; see data/workstreams.yaml.
_WEIGHTS: Final = {
    "workstream": 0.35,
    "inequality": 0.20,
    "place": 0.12,
    "evidence": 0.10,
    "learning": 0.10,
    "novelty": 0.08,
    "source": 0.05,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RankSettings:
    """What a team may set about its queues.

    ``weights`` of the parts of a score, each 0 to 1, together 1. ``cap`` is the most works in one weekly
    queue; of these ``audit`` is the share drawn at random from the works that would not have been
    placed, ``weak_signals`` the share kept for early, odd, low-strength works. ``queue_from`` and
    ``maybe_from`` are the probabilities of the workstream at which a work belongs to the queue and to the
    maybe pile; reading ten works at 0.10 finds one on average, which is what the team accepts.
    ``per_container`` is the most works of one journal or publisher's site in one queue. ``trust`` is not set
    but worked out for each queue: the share of the workstream's weight that goes to what was learned from
    decisions. Raises
    ``SettingsError`` for a value that cannot be.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: dict(_WEIGHTS))
    cap: int = 40
    audit: float = 0.10
    weak_signals: float = 0.05
    queue_from: float = 0.10
    maybe_from: float = 0.03
    per_container: int = 8
    trust: float = 0.0

    @classmethod
    def of(cls, detail: Mapping[str, object]) -> Self:
        """Give the settings that made a frozen queue; the defaults for what an older version did not keep."""
        return msgspec.convert(detail, cls)

    @property
    def shared_weights(self) -> dict[str, float]:
        """Give the weights with that of the workstream shared between reading and decisions."""
        if not self.trust:
            return dict(self.weights)
        whole = self.weights["workstream"]
        shared: dict[str, float] = {}
        for name, weight in self.weights.items():
            shared[name] = whole * (1 - self.trust) if name == "workstream" else weight
            if name == "workstream":
                shared[DECISIONS] = whole * self.trust
        return shared

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        unknown = sorted(set(self.weights) - set(PARTS))
        if unknown:
            raise SettingsError(f"weights: no part '{unknown[0]}'; there are: {', '.join(PARTS)}")
        # Written so that "nan", which TOML allows, is refused too.
        if set(self.weights) != set(PARTS) or not abs(sum(self.weights.values()) - 1) <= 1e-6:
            raise SettingsError(f"weights: give all of {', '.join(PARTS)}; together they must make 1")
        if min(self.weights.values()) < 0:
            raise SettingsError("weights: none may be below 0")
        if not 0 <= self.trust <= 1:
            raise SettingsError("trust: from 0 to 1")
        if self.cap < 1 or self.per_container < 1:
            raise SettingsError("cap and per_container: at least 1")
        if not (self.audit >= 0 and self.weak_signals >= 0 and self.audit + self.weak_signals <= 0.5):
            raise SettingsError("audit and weak_signals: none below 0, and together at most 0.5")
        if not 0 <= self.maybe_from <= self.queue_from <= 1:
            raise SettingsError("maybe_from must be at most queue_from, both between 0 and 1")
