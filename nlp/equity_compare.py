"""Which groups a work compares: a finding beside a dimension, and not its population, adjusters or aims.

A finding about an attribute (income, ethnicity) compares groups. A finding about a group compares it only
when another group of the dimension is set against it in the sentence, or the work is not about that group.
"""

import re
from dataclasses import dataclass
from typing import Final

from nlp.equity_signs import Mention, Signs
from nlp.reading import Reading
from nlp.stretches import Stretch

__all__ = ["Case", "case_of"]

_NEAR: Final = {"strong": 90, "medium": 60, "weak": 60}
"""How many characters may lie between a term and the finding about it."""
_NEAR_GROUP: Final = 30
"""The same for a group that is named in passing; the three numbers were chosen on labelled documents."""
_NUMBERS = re.compile(r"\d\s?%|\bp\s?[<=>]|\bCI\b|\d\.\d|\bsignificant", re.IGNORECASE)
_FIGURE = re.compile(r"\d\s?%|\bper cent\b|=\s?\d|\bOR\b|\d\.\d")
_AGAINST = re.compile(
    r"\b(?:than|compar\w+|versus|vs|between|whereas|while|respectively|differ\w*|but|similar\w*|both)\b"
    r"|\d\s?%.{0,60}\d\s?%|=\s?\d.{0,60}=\s?\d",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Case:
    """A reading under judgement.

    ``about`` are the dimensions of which a group stands in the title, ``findings`` the numbers of the
    sentences that report a finding about groups, ``compared`` the stretch in which a mention's groups
    are compared, by the number of the mention.
    """

    reading: Reading
    signs: Signs
    about: frozenset[str]
    findings: frozenset[int]
    compared: dict[int, Stretch]


def case_of(reading: Reading, signs: Signs) -> Case:
    """Look at what was found in a reading for comparisons of groups."""
    about = frozenset(
        mention.dimension.id
        for mention in signs.mentions
        if mention.match.field == "title" and not mention.term.attribute
    )
    findings = frozenset(number for number in signs.cues if _is_finding(reading, signs, number))
    case = Case(reading, signs, about, findings, {})
    for number, mention in enumerate(signs.mentions):
        stretch = _compared(case, mention)
        if stretch:
            case.compared[number] = stretch
    return case


def _is_finding(reading: Reading, signs: Signs, number: int) -> bool:
    """Tell whether a sentence reports a finding about groups, and not an aim or a guess."""
    if not signs.has(number, "finding", "null"):
        return False
    if signs.has(number, "intent", "hedge"):
        return bool(_NUMBERS.search(reading.text, *reading.sentences[number]))
    return True


def _compared(case: Case, mention: Mention) -> Stretch | None:
    """Give the stretch in which a mention's groups are compared, None when they are not."""
    match, term = mention.match, mention.term
    contrast = _contrast(case, mention)
    if match.sentence not in case.findings:
        return _figures(case, mention) if contrast else None
    cues = case.signs.cues[match.sentence]
    places = [(one.start, one.end) for one in (*cues.get("finding", ()), *cues.get("null", ()))]
    apart = [(_gap(match.start, match.end, place), place) for place in places]
    gap, (start, end) = min(apart)
    limit = _NEAR[term.strength] if term.strength == "strong" or term.attribute else _NEAR_GROUP
    about = mention.dimension.id in case.about
    group = term.strength == "weak" or (term.strength == "medium" and mention.dimension.condition)
    if contrast or (gap <= limit and (term.attribute or not (about or group))):
        return min(start, match.start), max(end, match.end)
    return None


def _figures(case: Case, mention: Mention) -> Stretch | None:
    """Give the sentence when it sets two figures beside the two groups that it names."""
    start, end = case.reading.sentences[mention.match.sentence]
    figures = len(_FIGURE.findall(case.reading.text, start, end))
    return (mention.match.start, mention.match.end) if figures > 1 else None


def _gap(start: int, end: int, place: Stretch) -> int:
    return max(place[0] - end, start - place[1], 0)


def _contrast(case: Case, mention: Mention) -> bool:
    """Tell whether another group of the same dimension is set against this one in the sentence."""
    number = mention.match.sentence
    if mention.term.attribute or not mention.dimension.contrast or case.signs.has(number, "sample"):
        return False
    if not _AGAINST.search(case.reading.text, *case.reading.sentences[number]):
        return False
    return any(
        other.match.sentence == number
        and other.dimension is mention.dimension
        and other.match.phrase != mention.match.phrase
        and not other.term.attribute
        for other in case.signs.mentions
    )
