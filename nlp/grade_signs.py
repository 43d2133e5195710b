"""The signs of inequality that its rules find in a text, as numbers for the learned heads.

Grades get one row a work, dimensions one row for each dimension that is named at all.
"""

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, get_args

from nlp.equity_grade import How, Judgement, Named, Reason
from nlp.equity_signs import Mention, Signs
from nlp.equity_vocabulary import CUES, STRENGTHS
from nlp.reading import Reading

__all__ = ["dimension_signs", "grade_signs"]

_HOW: Final[tuple[How, ...]] = get_args(How)
_REASONS: Final[tuple[Reason, ...]] = get_args(Reason)


def grade_signs(reading: Reading, signs: Signs, judged: Judgement) -> tuple[float, ...]:
    """Give the numbers that the grade is told by, the same number of them for every work.

    For each cue in how many sentences it stands, in how many of these a dimension is named, and named
    strongly, and whether it stands in the title; how often dimensions are named, by strength, and in the
    title; in how many sentences; how many dimensions; and what the rules made of it. Counts are given as the
    logarithm of one more.
    """
    named = {mention.match.sentence for mention in signs.mentions}
    strong = {one.match.sentence for one in signs.mentions if one.term.strength == "strong"}
    row: list[float] = []
    row += _cues(signs, named, strong)
    for strength in STRENGTHS:
        own = [mention for mention in signs.mentions if mention.term.strength == strength]
        row += [_log(len(own)), _log(sum(one.match.field == "title" for one in own))]
    row += [_log(len(named)), _log(len(strong)), len(named) / max(1, len(reading.sentences))]
    row += [_log(len({one.dimension.id for one in signs.mentions})), _log(len(reading.sentences))]
    row += [_log(sum(one.how == how for one in judged.named)) for how in _HOW]
    row += [float(judged.grade == grade) for grade in range(4)]
    row += [float(judged.reason == reason) for reason in _REASONS]
    row += [float(judged.direction != "none"), float(bool(judged.absent)), *judged.features]
    row += [_log(sum(one.term.attribute for one in signs.mentions))]
    row += [_log(sum(one.dimension.condition for one in signs.mentions)), _log(len(judged.stretches))]
    return tuple(row)


def _cues(signs: Signs, named: set[int], strong: set[int]) -> list[float]:
    """Give four numbers for each cue, counted in one walk over the sentences."""
    counts = {cue: [0, 0, 0, False] for cue in CUES}
    for number, cues in signs.cues.items():
        for cue, matches in cues.items():
            count = counts[cue]
            count[0] += 1
            count[1] += number in named
            count[2] += number in strong
            count[3] = count[3] or any(match.field == "title" for match in matches)
    return [
        number
        for all_, of_named, of_strong, title in counts.values()
        for number in (_log(all_), _log(of_named), _log(of_strong), float(title))
    ]


def dimension_signs(
    reading: Reading, signs: Signs, judged: Judgement, dimensions: Sequence[str]
) -> dict[str, tuple[float, ...]]:
    """Give, for each dimension that is named at all, the numbers by which it is told whether it is a subject.

    How the rules have it named; how often it is named, by strength, in the title, in how many sentences and
    how far down; what else stands in these sentences; and which of ``dimensions`` it is, if any.
    """
    groups: dict[str, list[Mention]] = defaultdict(list)
    for mention in signs.mentions:
        groups[mention.dimension.id].append(mention)
    known = {one.dimension: one for one in judged.named}
    return {
        name: _row(reading, signs, own, known.get(name), len(groups))
        + tuple(float(other == name) for other in dimensions)
        for name, own in sorted(groups.items())
    }


def _row(
    reading: Reading, signs: Signs, own: Sequence[Mention], named: Named | None, dimensions: int
) -> tuple[float, ...]:
    sentences = {mention.match.sentence for mention in own}
    all_ = max(1, len(reading.sentences))
    title = sum(mention.match.field == "title" for mention in own)
    row = [float(named is not None and named.how == how) for how in _HOW]
    row += [_log(sum(one.term.strength == strength for one in own)) for strength in STRENGTHS]
    row += [_log(title), _log(len(sentences)), len(sentences) / all_, max(sentences) / all_]
    row += [float(own[0].dimension.condition), _log(dimensions), _log(all_)]
    beside = {cue for number in sentences for cue in signs.cues.get(number, ())}
    row += [float(cue in beside) for cue in CUES]
    row += [float(title > 0 and any(one.term.strength == "strong" for one in own)), float(named is None)]
    return tuple(row)


def _log(count: int) -> float:
    return math.log1p(count)
