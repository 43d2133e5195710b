"""Terms of a text that might be new to a team: pairs of words, without names, numbers or filler.

Single words are no terms: on a sample week, those that no earlier candidate had were "training", "matters"
and "centre", while the pairs were "district nurse" and "area deprivation".
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

__all__ = ["terms", "title_terms"]

_CLAUSE: Final = re.compile(r"[.,;:!?()\[\]“”\"/\n–—]+|\s-\s")
_WORD: Final = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_TOKEN: Final = re.compile(r"\S+")
_SHORTEST: Final = 4  # letters of a word
# A pair that ends so is the beginning of a longer term ("adult social"), or none.
_BENT: Final = ("ly", "ed", "al", "ic", "ive", "ous", "able", "ible", "ful", "less")
_STRAIGHT: Final = frozenset(
    re.findall(
        r"\S+",
        """
animal appraisal approval archive arrival capital clinic co-operative collaborative cooperative denial
directive disposal drive epidemic executive fabric family feed festival hospital incentive initiative
journal logic meal music need pandemic perspective proposal referral relative removal renewal reply supply
survival table topic traffic trial vegetable withdrawal
""",
    )
)
# What papers say of themselves, whatever they are about.
_FILLER: Final = frozenset(
    re.findall(
        r"\S+",
        """
about above across after again against aimed aims all almost along already also although always among
analyses analysis annual another any anyone anything approach april are around article assess assessed
associated association august authors available average background baseline because become been before
began being below best better between both brief called came can cases change changed changes common
compared comparison conclusion conclusions conducted considered control could cross-sectional data
december describe described design despite determine developed did difference differences different does
doing done during each early eight either else elsewhere enough estimate evaluation even every everyone
everything evidence examine examined explore explored fall february fell fewer figures final find finding
findings first five following found four from full further gave given group groups had has have having
help her here high higher highest him his how however identified impact implications important include
included including increase increased interview interviews into introduction issue its itself january july
june just keep kept known large larger last later least less level levels like limited literature little
long longer look lower made main make many march may mean means measure measured median men method methods
mixed-methods model month months more most mostly much must near nearly need needed never next nine nobody
none not november number objective observed october often one only onto open other others our out outcome
outcomes over paper part participants past people percent period person persons possible potential present
press previous primary probably problem process project protocol provide provided published qualitative
quality quarter questions randomised randomized range rate rates rather reach reached recent record
records reduce reduced reference relevant remain report reported reports require required research
respectively response result results review reviewed reviews rise rose said same sample scale score search
second secondary section seen september sets setting seven several shall she short should show showed
shown shows significant significantly similar since six small smaller some somebody someone still strength
studied studies study subject such suggest suggests summary survey systematic table take taken team ten
than that their them themselves then there these they thing things third this those though thousand three
through time times today together told took total toward towards trial trials turned twice two type under
until upon used useful using usually various very want wanted was week weeks well went were what when
where whether which while who whole whom whose why will with within without women work worked works would
year years yesterday you your
""",
    )
)


def terms(text: str) -> frozenset[str]:
    """List the terms of a text: two words side by side in one clause, both in lower case.

    A word that is only ever written with a capital is a name or opens a sentence. The second word can
    stand for a thing: none in *-ly* or *-ed*, and no adjective that wants a third.
    """
    return frozenset(_found(text.split("\n")))


def title_terms(title: str) -> frozenset[str]:
    """List the terms of a title; its first word counts, although it has a capital."""
    return frozenset(_found([title[:1].lower() + title[1:]]))


def _found(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for clause in _CLAUSE.split(line):
            words = [_word(token) for token in _TOKEN.findall(clause)]
            yield from (
                f"{a} {b}" for a, b in pairwise(words) if a and b and not a.endswith("ly") and not _is_bent(b)
            )


def _word(token: str) -> str:
    """Give the word if it can be of a term, else nothing."""
    found = _WORD.fullmatch(token.strip("'‘’*"))
    word = found[0].replace("’", "'").removesuffix("'s") if found else ""
    return word if len(word) >= _SHORTEST and word.islower() and word not in _FILLER else ""


def _is_bent(word: str) -> bool:
    return word.endswith(_BENT) and word not in _STRAIGHT
