"""Which pairs of records are worth a look: those that share a telling key, or two that are less so.

Blocking as record linkage does it (Christen 2012, Data Matching, chapter 4), by several keys at once, so
that an error in one field does not part two records: identifiers, the whole title, the words of a title
that a hash picks (min-wise hashing, Broder 1997), its beginning and end, the place in a volume, and the
first author with the year. A key is 64 bits of a hash.
"""

from collections.abc import Iterator
from hashlib import blake2b
from itertools import pairwise
from typing import Final, Literal, NamedTuple
from zlib import crc32

from synthesis.linking.comparable import Comparable
from synthesis.linking.words import word_list

__all__ = ["BlockKey", "block_keys"]

Role = Literal["sure", "half", "notice"]

_ENDS: Final = 3  # words of a title's beginning and end
_PICKED: Final = 3  # words and pairs of words that a hash picks


class BlockKey(NamedTuple):
    """What another record of the same work is likely to share.

    One ``sure`` key makes a pair of two records, of ``half`` keys it takes two. A ``notice`` key makes no
    pair: a notice has it, and the record that it is about has the same as a ``sure`` key.
    """

    hash: int
    role: Role


def block_keys(one: Comparable) -> frozenset[BlockKey]:
    """Give the keys of a record."""
    words = _telling(one)
    found = [BlockKey(_hash(str(other)), "notice") for other in one.notice_of]
    found += [BlockKey(_hash(text), "sure") for text in _sure(one, words)]
    found += [BlockKey(_hash(text), "half") for text in _half(one, words)]
    return frozenset(found)


def _sure(one: Comparable, words: list[str]) -> Iterator[str]:
    for identifier in one.ids | one.versions:
        yield str(identifier)
    if one.first_name and one.volume:
        yield f"n:{one.first_name.split()[0]}:{one.volume}:{one.issue}:{one.journal[:1]}"
    if not one.title.text or one.title.is_placeholder:
        return
    yield "t:" + one.title.text.replace(" ", "")
    if len(words) > _PICKED:
        picked = sorted({crc32(word.encode()): word for word in words if len(word) > 3}.items())
        if len(picked) >= _PICKED:
            # A long title is told by one word more: among a million titles, many share three by chance.
            many = _PICKED + (len(picked) > 2 * _PICKED)
            yield "w:" + " ".join(word for _, word in picked[:many])
            yield "x:" + " ".join(word for _, word in picked[-many:])


def _half(one: Comparable, words: list[str]) -> Iterator[str]:
    if len(words) >= _ENDS and not one.title.is_placeholder:
        yield "s:" + " ".join(words[:_ENDS])
        yield "e:" + " ".join(words[-_ENDS:])
        pairs = [" ".join(sorted(pair)) for pair in pairwise(words)]
        for _, pair in sorted({crc32(pair.encode()): pair for pair in pairs}.items())[:_PICKED]:
            yield "p:" + pair
    if one.volume and one.first_page:
        yield f"v:{one.volume}:{one.first_page}"
        if one.issue or one.year:
            yield f"i:{one.volume}:{one.issue}:{one.year}:{one.first_page}"
    if one.first_name and one.year:
        if words:
            yield f"a:{one.first_name.split()[0]}:{one.year}:{words[0]}"
        yield f"y:{one.families}:{one.year}"


def _telling(one: Comparable) -> list[str]:
    small = word_list("small")
    return [word for word in one.title.text.split() if word not in small]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "little", signed=True)
