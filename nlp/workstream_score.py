"""How strongly a text speaks of each workstream, by the rules of the workstreams file.

The raw score adds, for each term, weight times field multiplier times the number of places (capped),
less when its context is absent; near misses veto, subtract or blank out; combinations add. It is then
squashed to ``1 - exp(-raw / squash)``.
"""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from nlp.reading import Match, Reading
from nlp.stretches import Stretch, merged, overlaps
from nlp.workstream_phrases import Mark, Sightings, TermMatch, WorkstreamPhrases
from nlp.workstream_rules import Matching, Rules, Veto, WorkstreamRules

__all__ = ["Hit", "Score", "Scorer", "summary"]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that counted, with what it added to the raw score."""

    name: str
    start: int
    end: int
    field: str
    weight: float
    added: float


@dataclass(frozen=True, slots=True)
class Score:
    """What one workstream got: the raw score (0 and above), the places that earned it, and a remark."""

    raw: float
    hits: tuple[Hit, ...]
    remark: str = ""

    def squashed(self, scale: float) -> float:
        """Bring the raw score between 0 and 1."""
        return 1 - math.exp(-self.raw / scale)


class Scorer:
    """The rules of a workstreams file, ready to be applied."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._phrases = WorkstreamPhrases(rules)

    def scores(self, reading: Reading) -> dict[str, Score]:
        """Score a reading for each workstream, by id."""
        sightings, contexts, lifted = self._phrases.sightings(reading)
        scores = {
            stream.workstream.id: _score(reading, stream, seen, contexts, self._rules.matching)
            for stream, seen in zip(self._rules.workstreams, sightings, strict=True)
        }
        if any(score.raw for score in scores.values()):
            for veto in self._rules.vetoes:
                _apply(veto, reading, scores, lifted)
        return scores


def _score(
    reading: Reading, stream: WorkstreamRules, seen: Sightings, contexts: set[str], matching: Matching
) -> Score:
    counted = _counted(reading, seen, contexts)
    if not counted and not seen.groups:
        return Score(0.0, ())
    hits = _term_hits(counted, contexts, matching) + _combination_hits(stream, seen, contexts, matching)
    raw, remark = sum(hit.added for hit in hits), ""
    concepts = seen.concepts.union(*(one.term.concepts for one in counted))
    missing = [concept for concept in stream.requires if concept not in concepts]
    if missing:
        raw, remark = raw * matching.concept_absent, f"no word of {' or '.join(missing)}"
    subtracted = set()
    for near, match in seen.near:
        if near.action == "veto" and not _lifted(near.amount, counted, match):
            return Score(0.0, (), f"vetoed by '{near.name}'")
        if near.action == "subtract" and near.name not in subtracted:
            subtracted.add(near.name)
            raw, remark = raw - near.amount, f"less for '{near.name}'"
    return Score(max(0.0, raw), tuple(hits), remark)


def _counted(reading: Reading, seen: Sightings, contexts: set[str]) -> list[TermMatch]:
    """Leave out what does not count: blanked out, contained in a longer phrase, or unsupported."""
    blank = _blank(reading, seen)
    free: list[TermMatch] = []
    reach: dict[str, int] = {}
    for one in seen.terms:
        if one.match.start < reach.get(one.term.name, -1):
            continue
        if blank and overlaps(blank, one.match.start, one.match.end):
            continue
        reach[one.term.name] = one.match.end
        free.append(one)
    sure = [one for one in free if _is_sure(one, contexts)]
    names = {one.term.name for one in sure}
    good = {one.term.name for one in sure if one.term.weight >= 3}
    return [one for one in free if _is_sure(one, contexts) or _supported(one, names, good)]


def _is_sure(one: TermMatch, contexts: set[str]) -> bool:
    return not one.guard or (bool(one.context) and one.context in contexts)


def _supported(one: TermMatch, sure: set[str], good: set[str]) -> bool:
    """Tell whether an acronym or ambiguous word counts: by its long form, or two other good terms."""
    return one.term.name in sure or len(good - {one.term.name}) >= 2


def _blank(reading: Reading, seen: Sightings) -> tuple[Stretch, ...]:
    blank = []
    for near, match in seen.near:
        before = reading.text[max(0, match.start - 40) : match.start].lower().split()[-3:]
        if near.action == "ignore" or (near.action == "ignore_after" and near.word in before):
            blank.append((match.start, match.end))
    return merged(blank)


def _term_hits(counted: list[TermMatch], contexts: set[str], matching: Matching) -> list[Hit]:
    hits = []
    times: dict[tuple[str, str], int] = defaultdict(int)
    for one in counted:
        place = (one.term.name, one.match.field)
        times[place] += 1
        if times[place] > matching.cap:
            continue
        factor = matching.context_absent if _lacks(one.term.context, contexts) else 1.0
        added = one.term.weight * matching.fields[one.match.field] * factor
        hits.append(_hit(one.term.name, one.match, one.term.weight, added))
    return hits


def _combination_hits(
    stream: WorkstreamRules, seen: Sightings, contexts: set[str], matching: Matching
) -> list[Hit]:
    hits = []
    for combination in stream.combinations:
        groups = seen.groups.get(combination.name, {})
        beyond = len(groups) - combination.at_least + 1
        if beyond <= 0:
            continue
        factor = matching.context_absent if _lacks(combination.context, contexts) else 1.0
        share = factor * combination.weight * beyond / len(groups)
        for group, match in groups.items():
            hits.append(_hit(group, match, combination.weight, share * matching.fields[match.field]))
    return hits


def _hit(name: str, match: Match[Mark], weight: float, added: float) -> Hit:
    return Hit(name, match.start, match.end, match.field, weight, added)


def _lacks(context: str, contexts: set[str]) -> bool:
    return bool(context) and context not in contexts


def _lifted(weight: float, counted: list[TermMatch], near: Match[Mark]) -> bool:
    """Tell whether another term lifts a veto: one of that weight that does not touch the near miss."""
    return weight > 0 and any(
        one.term.weight >= weight and (one.match.end <= near.start or one.match.start >= near.end)
        for one in counted
    )


def _apply(veto: Veto, reading: Reading, scores: dict[str, Score], lifted: set[str]) -> None:
    if not any(
        veto.pattern.search(reading.text, part.start, part.end)
        for part in reading.parts
        if part.field in veto.fields
    ):
        return
    strong = {name for name, score in scores.items() if _has(score, veto)}
    said = not veto.lift_phrases or veto.name in lifted
    for name in scores:
        lift = name in strong and name in veto.lift_for if veto.lift_for else bool(strong)
        if not (lift and said):
            scores[name] = Score(0.0, (), f"vetoed: {veto.why}")


def _has(score: Score, veto: Veto) -> bool:
    return any(hit.weight >= veto.lift_weight and hit.field in veto.lift_fields for hit in score.hits)


def summary(score: Score, names: int = 3) -> str:
    """Name the terms that added most, with the fields in which they stand."""
    added: dict[str, float] = defaultdict(float)
    fields: Mapping[str, dict[str, None]] = defaultdict(dict)
    for hit in score.hits:
        added[hit.name] += hit.added
        fields[hit.name][hit.field] = None
    top = sorted(added, key=lambda name: -added[name])[:names]
    return "; ".join(f"{name} ({', '.join(fields[name])})" for name in top)
