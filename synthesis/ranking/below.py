"""Why a work does not stand higher: what the works above it have that it lacks, in words."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from synthesis.ranking.score import Scored

__all__ = ["below", "said_of"]

_CLEARLY: Final = 0.02  # of a score; less than this is no difference worth words
_SHORT, _LONG = 2, 3  # parts that are named
_MAINLY: Final = 0.75  # of all that is lacking; parts beyond that are not named


def below(places: Sequence[Scored], place: int) -> tuple[str, ...]:
    """Say why the work at a place (from 1) does not stand higher, the shortest answer first.

    It is compared with the nearest work that is clearly better (by 0.02 or more), with the first, and with
    all those above. Nothing is said of the first. ``places`` are in the order of the queue.
    """
    mine, above = places[place - 1], places[: place - 1]
    if not above:
        return ()
    clearly = [number for number, one in enumerate(above, 1) if one.score - mine.score >= _CLEARLY - 1e-9]
    if not clearly:
        return (f"As good as place 1: no more than {_CLEARLY} below it",)
    nearest = clearly[-1]
    lines = [f"Below place {nearest} mainly because: {_lacking(mine, above[nearest - 1], _SHORT)}"]
    if nearest > 1:
        apart = above[0].score - mine.score
        lines.append(f"Below place 1 by {apart:.2f}: {_lacking(mine, above[0], _LONG)}")
    return (*lines, *_of_all(mine, above))


def said_of(part: str, feature: float) -> str:
    """Say in words how far a work has what a part of the score asks for (0 to 1)."""
    known = _WORDS.get(part)
    return known(feature) if known else f"{part} {feature:.0%}"


def _lacking(mine: Scored, other: Scored, most: int) -> str:
    """Name the parts that cost most against another work, and what makes up for some of it."""
    costs = {name: other.parts[name] - mine.parts.get(name, 0.0) for name in other.parts}
    lost = sorted((name for name in costs if costs[name] > 0), key=lambda name: (-costs[name], name))
    total, told = sum(costs[name] for name in lost), 0.0
    named: list[str] = []
    for name in lost[:most]:
        if named and told >= _MAINLY * total:
            break
        own, theirs = (one.candidate.features.get(name, 0.0) for one in (mine, other))
        named.append(_rather(name, own, theirs))
        told += costs[name]
    return "; ".join(named)


def _rather(part: str, mine: float, other: float) -> str:
    """Put two features side by side: "strength of evidence 1 of 5 rather than 4"."""
    short = _SHORT_WORDS.get(part, _percent)
    if mine <= 0 and part in ("place", "evidence", "learning"):
        return said_of(part, mine)  # that it has none says it all
    return f"{said_of(part, mine)} rather than {short(other)}"


def _of_all(mine: Scored, above: Sequence[Scored]) -> tuple[str, ...]:
    """Count, part by part, the works above that have more of it; parts in which most have."""
    if len(above) < 3:
        return ()
    more = {
        name: sum(one.parts.get(name, 0.0) - value > 0.005 for one in above)
        for name, value in mine.parts.items()
    }
    most = sorted(
        (name for name in more if 2 * more[name] > len(above)), key=lambda name: (-more[name], name)
    )
    if not most:
        return ()
    told = "; ".join(f"{more[name]} {_MORE.get(name, f'have more {name}')}" for name in most[:_LONG])
    return (f"Of the {len(above)} works above: {told}",)


def _percent(feature: float) -> str:
    return f"{feature:.0%}"


def _of_place(feature: float) -> str:
    if feature <= 0:
        return "names no place near Scotland"
    return "set in Scotland" if feature >= 0.995 else f"closeness to Scotland {feature:.0%}"


def _of_evidence(feature: float) -> str:
    return (
        f"strength of evidence {round(5 * feature)} of 5" if feature > 0 else "no strength of evidence known"
    )


def _of_learning(feature: float) -> str:
    if feature >= 1:
        return "50% or more of its sentences hold learning"
    return (
        f"{feature / 2:.0%} of its sentences hold learning" if feature > 0 else "no sentence holds learning"
    )


def _of_novelty(feature: float) -> str:
    return "unlike anything in this queue before" if feature >= 0.995 else f"{feature:.0%} new to this queue"


_WORDS: Final[Mapping[str, Callable[[float], str]]] = {
    "workstream": lambda feature: f"fits this workstream with a probability of {feature:.0%}",
    "decisions": lambda feature: f"{feature:.0%} like what you kept rather than what you excluded",
    "inequality": lambda feature: f"inequality grade {round(3 * feature)} of 3",
    "place": _of_place,
    "evidence": _of_evidence,
    "learning": _of_learning,
    "novelty": _of_novelty,
    "source": lambda feature: f"priority of its source {feature:.0%}",
}
_SHORT_WORDS: Final[Mapping[str, Callable[[float], str]]] = {
    "inequality": lambda feature: str(round(3 * feature)),
    "evidence": lambda feature: str(round(5 * feature)),
    "learning": lambda feature: f"{feature / 2:.0%}",
}
_MORE: Final = {
    "workstream": "fit the workstream better",
    "decisions": "are more like what you kept",
    "inequality": "have a higher inequality grade",
    "place": "are set nearer to Scotland",
    "evidence": "have stronger evidence",
    "learning": "hold more learning",
    "novelty": "are newer to this queue",
    "source": "come from a source of higher priority",
}
