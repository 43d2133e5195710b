"""The authors of a record of Europe PMC, from its list or, where there is none, its one line."""

import re

from records.record import Author
from scanners.reading import names
from scanners.reading.fields import at, many, raw, words

__all__ = ["authors"]

_LAST = re.compile(r"[\s.,]+$")


def authors(item: object) -> tuple[Author, ...]:
    """List the authors of a record in order.

    The list has family name, given names, ORCID and groups. The line ("Smith J, Van den Berg K,
    WHO Study Group.") is all that ``resultType=lite`` has.
    """
    listed = [_author(one) for one in many(at(item, "authorList", "author"))]
    if not any(listed):
        line = _LAST.sub("", raw(at(item, "authorString")))
        listed = [names.vancouver(name) for name in line.split(",") if name.strip().lower() != "et al"]
    return tuple(author for author in listed if author)


def _author(one: object) -> Author | None:
    together = words(at(one, "collectiveName"))
    if together:
        return names.group(together)
    family, given = words(at(one, "lastName")), words(at(one, "firstName")) or words(at(one, "initials"))
    if family:
        return Author(family, given, orcid=_orcid(one))
    return names.vancouver(raw(at(one, "fullName")))


def _orcid(one: object) -> str:
    # {"type": "ORCID", "value": ...} now, {"@type": "ORCID", "#text": ...} where XML was turned into JSON.
    return names.orcid_in(words(at(one, "authorId", "value")) or words(at(one, "authorId", "#text")))
