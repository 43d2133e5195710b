"""How far a work bears on inequality: grade 0 to 3 with its reason, direction, and dimensions.

Grade 0: no group or dimension is a subject. 1: one is named. 2: a difference between groups, or its
absence, is reported. 3: the effect on inequality was tested, or an intervention aimed at a disadvantaged
group reports results. Protocols and plans reach grade 1 at most; aims and guesses are no findings.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from nlp.equity_compare import Case, case_of
from nlp.equity_signs import Signs
from nlp.equity_vocabulary import EquityVocabulary
from nlp.reading import Reading
from nlp.stretches import Stretch

__all__ = ["Direction", "How", "Judgement", "Named", "Reason", "judge"]

Reason = Literal["none", "mentions", "difference", "null", "equity_process", "tests", "targets"]
Direction = Literal["widening", "narrowing", "mixed", "none"]
How = Literal["compared", "strong-title", "strong", "medium-title", "medium"]

_NEGATED = re.compile(r"\b(?:no|not|never|nor|without|neither|avoid\w*|whether)\b[^.;]{0,30}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """One dimension as the work names it: how, and the stretches that show it, best first."""

    dimension: str
    how: How
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the rules say of a work.

    ``stretches`` show the grade, ``turns`` the direction, ``absent`` what was not reported. ``features``
    are numbers between 0 and 1 for the calibration: is the grade 1, 2, 3; how many places compare, how
    many dimensions; is it a protocol.
    """

    grade: int
    reason: Reason
    stretches: tuple[Stretch, ...]
    direction: Direction
    turns: tuple[Stretch, ...]
    absent: tuple[Stretch, ...]
    named: tuple[Named, ...]
    features: tuple[float, ...]


def judge(reading: Reading, signs: Signs, vocabulary: EquityVocabulary) -> Judgement:
    """Apply the rules to what was found in a reading."""
    case = case_of(reading, signs)
    absent = _absent(case, vocabulary)
    named = _named(case, frozenset(reading.sentence_at(start) for start, _ in absent))
    turns = {name: _turns(case, name) for name in ("widening", "narrowing")}
    protocol = any(match.field == "title" for match in signs.places("protocol"))
    grade, reason, shown = _grade(case, named, turns, protocol=protocol)
    dimensions = {signs.mentions[number].dimension.id for number in case.compared}
    return Judgement(
        grade=grade,
        reason=reason,
        stretches=tuple(shown[:8]),
        direction=_direction(turns),
        turns=tuple(turns["widening"] + turns["narrowing"]),
        absent=tuple(absent),
        named=named,
        features=(
            float(grade == 1),
            float(grade == 2),
            float(grade == 3),
            min(len(case.compared), 6) / 6,
            min(len(dimensions), 4) / 4,
            float(protocol),
        ),
    )


def _named(case: Case, absent: frozenset[int]) -> tuple[Named, ...]:
    """List the dimensions that are a subject, with the best evidence of each.

    ``absent`` are the sentences that say that nothing was reported about groups: they name them, too.
    """
    found: dict[str, dict[How, list[Stretch]]] = defaultdict(lambda: defaultdict(list))
    for number, mention in enumerate(case.signs.mentions):
        stretch = (mention.match.start, mention.match.end)
        title = mention.match.field == "title"
        strength = mention.term.strength
        if number in case.compared:
            found[mention.dimension.id]["compared"].append(stretch)
        elif strength == "strong":
            found[mention.dimension.id]["strong-title" if title else "strong"].append(stretch)
        elif strength == "weak" or mention.dimension.condition:
            continue
        elif title:
            found[mention.dimension.id]["medium-title"].append(stretch)
        elif mention.match.sentence in absent or case.signs.has(mention.match.sentence, "equity"):
            found[mention.dimension.id]["medium"].append(stretch)
    order: tuple[How, ...] = ("compared", "strong-title", "strong", "medium-title", "medium")
    return tuple(
        Named(
            dimension,
            next(how for how in order if how in ways),
            tuple(stretch for how in order for stretch in ways.get(how, ()))[:8],
        )
        for dimension, ways in found.items()
    )


def _grade(
    case: Case,
    named: tuple[Named, ...],
    turns: dict[str, list[Stretch]],
    *,
    protocol: bool,
) -> tuple[int, Reason, list[Stretch]]:
    first = [stretch for one in named for stretch in one.stretches[:1]]
    if protocol:
        return (1, "mentions", first) if named else (0, "none", [])
    tests = _tests(case)
    if tests and named:
        return 3, "tests", tests
    targets = _targets(case)
    if targets:
        return 3, "targets", targets
    if case.compared:
        sentences = {case.signs.mentions[number].match.sentence for number in case.compared}
        null = all(case.signs.has(number, "null") for number in sentences)
        return 2, "null" if null else "difference", list(case.compared.values())
    if turned := turns["widening"] + turns["narrowing"]:
        return 2, "difference", turned
    process = [
        (match.start, match.end)
        for match in case.signs.places("process")
        if case.signs.has(match.sentence, "result") and not case.signs.has(match.sentence, "intent")
    ]
    if process:
        return 2, "equity_process", process
    return (1, "mentions", first) if named else (0, "none", [])


def _reported(case: Case, number: int) -> bool:
    return case.signs.has(number, "result", "finding") and not case.signs.has(number, "intent", "hedge")


def _tests(case: Case) -> list[Stretch]:
    """Find where the effect on inequality was tested, in a work about an intervention."""
    if not _interventional(case):
        return []
    return [
        (match.start, match.end)
        for match in case.signs.places("test")
        if match.field != "title" and _reported(case, match.sentence)
    ]


def _interventional(case: Case) -> bool:
    """Tell whether the work is about an intervention that was tried: the title says so, or the text twice."""
    tried = case.signs.places("trial")
    named = case.signs.places("intervention")
    if any(match.field == "title" for match in tried):
        return True
    sentences = {match.sentence for match in tried}
    return len(sentences) > (0 if any(match.field == "title" for match in named) else 1)


def _targets(case: Case) -> list[Stretch]:
    """Find the disadvantaged group at which an intervention with reported results is aimed."""
    if not _interventional(case):
        return []
    results = [
        number
        for number in case.signs.cues
        if _reported(case, number) and case.reading.sentences[number][0] > case.reading.parts[0].end
    ]
    if not results:
        return []
    groups = [
        mention
        for mention in case.signs.mentions
        if mention.term.strength == "strong" and not mention.term.attribute
    ]
    times: dict[str, int] = defaultdict(int)
    for mention in groups:
        times[mention.dimension.id] += 2 if mention.match.field == "title" else 1
    aimed = {dimension for dimension, count in times.items() if count > 1}
    return [(mention.match.start, mention.match.end) for mention in groups if mention.dimension.id in aimed]


def _turns(case: Case, name: str) -> list[Stretch]:
    return [
        (match.start, match.end)
        for match in case.signs.places(name)
        if not case.signs.has(match.sentence, "intent")
        and not _NEGATED.search(case.reading.text, max(0, match.start - 40), match.start)
    ]


def _direction(turns: dict[str, list[Stretch]]) -> Direction:
    if turns["widening"] and turns["narrowing"]:
        return "mixed"
    return "widening" if turns["widening"] else "narrowing" if turns["narrowing"] else "none"


def _absent(case: Case, vocabulary: EquityVocabulary) -> list[Stretch]:
    """Find where the work says that nothing was reported about groups."""
    named = {mention.match.sentence for mention in case.signs.mentions}
    found = [
        (match.start, match.end)
        for match in case.signs.places("absence")
        if match.sentence in named or case.signs.has(match.sentence, "equity")
    ]
    for number in sorted(named):
        start, end = case.reading.sentences[number]
        for pattern in vocabulary.absence:
            found += [one.span() for one in pattern.finditer(case.reading.text, start, end)]
    return [stretch for stretch in found if not case.reading.masked(*stretch)]
