"""What a work tells about itself, and which of its sentences speak most for a learned score."""

from nlp.learned import Head
from nlp.meaning import Meaning
from nlp.reading import Reading
from nlp.stretches import Stretch

__all__ = ["speaking", "told"]


def told(reading: Reading) -> str:
    """Give title, abstract and keywords, of which a work's vector is made; the body would thin it out."""
    parts = [part for part in reading.parts if part.field != "body"]
    return reading.text[: parts[-1].end]


def speaking(reading: Reading, meaning: Meaning, head: Head, most: int) -> tuple[Stretch, ...]:
    """Give the sentences whose words add most to a head's score, in reading order.

    There are at most so many, and only such as speak for it; where none does, the one that speaks least
    against it.
    """
    end = len(told(reading))
    sentences = [one for one in reading.sentences if one[1] <= end and not reading.masked(*one)]
    if not sentences:
        return reading.sentences[:1]
    shares = meaning.share(reading.text, sentences, head.meaning)
    best = sorted(range(len(sentences)), key=lambda place: -shares[place])[:most]
    return tuple(
        sentences[place] for place in sorted(best[:1] + [one for one in best[1:] if shares[one] > 0])
    )
