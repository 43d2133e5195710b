"""Names of authors in one string, taken apart into family and given names.

Nothing tells for certain where a family name begins. The rules here: a comma decides; else the last word
is the family name, together with the particles before it (van, de la, O'); what has a word such as "Group"
is a group. The words are in ``data/scanners/names.toml``.
"""

import re

from records.record import Author
from scanners.reading.markup import plain
from scanners.reading.tables import table

__all__ = ["group", "is_group", "orcid_in", "person", "vancouver"]

_NAMES = table("names")
_PARTICLES = frozenset(_NAMES["particles"])
_LOWER_CASE_ONLY = frozenset(_NAMES["lower_case_only"])
_SUFFIXES = frozenset(_NAMES["suffixes"])
_CREDENTIALS = frozenset(_NAMES["credentials"])
_GROUPS = frozenset(_NAMES["groups"])
_WORD = re.compile(r"[^\W\d_]+")
_ORCID = re.compile(r"(?<!\d)(\d{4}-\d{4}-\d{4}-\d{3}[\dXx])(?![\dXx])")
_ELISION = re.compile(r"\b([^\W\d_]['’]) ")  # "O’ Brien" is O’Brien
_INITIALS = re.compile(r"[^\W\d_](?:[.\s-]*[^\W\d_]){0,4}\.?")


def person(text: str, orcid: str = "") -> Author | None:
    """Take a name apart that is written "Given Family", "Family, Given" or is that of a group.

    None for a name without a letter. Back-ticks become apostrophes, degrees behind the name go.
    """
    name = _tidy(text)
    if not _WORD.search(name):
        return None
    if is_group(name):
        return group(name)
    if "," in name:
        family, *others = _without_credentials(name)
        if others:
            return Author(family, " ".join(others), orcid=orcid)
        name = family
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in _SUFFIXES else ""
    start = len(words) - 1
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    given = " ".join([*words[:start], suffix]).strip()
    return Author(_ELISION.sub(r"\1", " ".join(words[start:])), given, orcid=orcid)


def vancouver(text: str) -> Author | None:
    """Take a name apart that is written "Family GH", as in reference lists; a group when it is not."""
    name = _tidy(text)
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1].lower() in _SUFFIXES else ""
    if len(words) > 1 and _is_initials(words[-1]):
        return Author(" ".join(words[:-1]), f"{words[-1]} {suffix}".strip())
    if not _WORD.search(name):
        return None
    return Author(name) if len(words) == 1 else group(name)


def group(name: str) -> Author:
    """Make an author of a group's name."""
    return Author(_tidy(name), group=True)


def is_group(name: str) -> bool:
    """Tell whether a name of several words is that of a group: it has a word such as Consortium."""
    words = [word.lower() for word in _WORD.findall(name)]
    return len(words) > 1 and not _GROUPS.isdisjoint(words)


def orcid_in(text: str) -> str:
    """Give the bare ORCID iD in a text, empty when there is none."""
    found = _ORCID.search(text)
    return found.group(1).upper() if found else ""


def _tidy(text: str) -> str:
    return plain(text).replace("`", "'").replace("\\'", "'").strip(" ,;")


def _without_credentials(name: str) -> list[str]:
    first, *others = [part for part in map(str.strip, name.split(",")) if part]
    kept = [part for part in others if part.lower().replace(".", "") not in _CREDENTIALS]
    # "Jiang, MD" has initials behind it, "Jane Jiang, MD" a degree.
    return [first, *(kept if kept or " " in first else others)]


def _is_particle(word: str) -> bool:
    bare = word.lower()
    if bare in _LOWER_CASE_ONLY:
        return word == bare
    return bare in _PARTICLES or (len(bare) == 2 and bare[1] in "'’")


def _is_initials(word: str) -> bool:
    return len(word) <= 6 and word.upper() == word and bool(_INITIALS.fullmatch(word))
