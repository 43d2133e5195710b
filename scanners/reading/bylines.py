"""Bylines of feeds and web pages, taken apart into authors.

A byline is written by people for people: "By Dr Ailsa Kerr, Head of Research, and Rory Singh",
"press@example.org (Press Office)". The words that help are in ``data/scanners/webpage.toml``.
"""

import re
from collections.abc import Iterable, Iterator

from records.record import Author
from scanners.reading.markup import plain
from scanners.reading.names import group, is_group, person, vancouver
from scanners.reading.tables import table

__all__ = ["authors"]

_WORDS = table("webpage")["bylines"]
_ORGANISATIONS = frozenset(_WORDS["organisations"])
_NOBODY = frozenset(_WORDS["nobody"])
_POSTS = frozenset(_WORDS["posts"])
_TITLES = frozenset(_WORDS["titles"])
_MAIL = re.compile(r"\S+@\S+")
_BY = re.compile(r"(?:written |posted |reported )?by[\s:]+", re.IGNORECASE)
_AND = re.compile(r"\s*(?:;|\||\s&\s|\sand\s)\s*")
_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:[A-Z]\.?[\s-]?){1,3}")
_LONGEST = 300


def authors(bylines: Iterable[str]) -> tuple[Author, ...]:
    """Give the authors that bylines name, each once, in order.

    Addresses of mail, titles, posts, affiliations and "admin" go. An organisation is a group.
    """
    found = (_author(name) for line in bylines for name in _names(_MAIL.sub(" ", plain(line[:_LONGEST]))))
    return tuple(dict.fromkeys(one for one in found if one))


def _names(line: str) -> Iterator[str]:
    line = line.strip(" ()<>,;-")
    by = _BY.match(line)
    line = line[by.end() :] if by else line
    if "://" in line:
        return
    first, *others = line.split(",")
    if _is_organisation(first):
        yield line
        return
    kept = (part for part in others if not (_is_post(part) or _is_organisation(part)))
    for part in _AND.split(",".join((first, *kept))):
        yield from _between_commas(part)


def _between_commas(text: str) -> Iterator[str]:
    parts = [part.strip(" ()") for part in text.split(",") if part.strip(" ()")]
    pairs = list(zip(parts[::2], parts[1::2], strict=False))
    alternating = len(parts) % 2 == 0 and all(_INITIALS.fullmatch(second) for _, second in pairs)
    if alternating or (len(parts) == 2 and _is_family(parts[0])):
        yield from (f"{family}, {given}" for family, given in pairs)
        return
    yield from parts


def _is_family(first: str) -> bool:
    return " " not in first or first[0].islower()


def _author(name: str) -> Author | None:
    words = name.split()
    while len(words) > 1 and words[0].lower() in _TITLES:
        words = words[1:]
    name = " ".join(words).strip(" ()")
    if not name or name.lower() in _NOBODY or len(words) > 12:
        return None
    if _is_organisation(name) or (len(words) == 1 and name.isupper()):
        return group(name)
    if len(words) == 2 and "," not in name and _INITIALS.fullmatch(words[1]):
        return vancouver(name)
    return person(name)


def _is_organisation(name: str) -> bool:
    return name.lower().startswith("the ") or is_group(name) or not _ORGANISATIONS.isdisjoint(_lower(name))


def _is_post(text: str) -> bool:
    return not _POSTS.isdisjoint(_lower(text))


def _lower(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]
