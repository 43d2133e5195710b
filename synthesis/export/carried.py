"""What the standard fields of a format cannot hold, carried beside them as one JSON object.

An exporter writes a record's fields into the format's own places, says what can be read back from those
(``plainly``), and carries the exact value of each field for which that is not the same: authors with an
ORCID iD or of groups, a type that the format is too coarse for, texts with line breaks, and what has no
place at all. :mod:`scanners.files.own` reads it.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from records.record import Author, Notice, Record
from synthesis.export import Exported
from synthesis.shown import notice_document

__all__ = ["authors", "carried", "exact", "identifiers_of", "notices_of", "on_one_line", "plain_author"]

_ODD = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_HTML = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def carried(one: Exported, record: Record, plainly: Mapping[str, object]) -> str:
    """Write what is carried of a work whose standard fields are read back as ``plainly``.

    ``record`` is the work's merged record.
    The text is ASCII and has none of HTML's signs, so that no tool on the way can harm it.
    """
    document: dict[str, Any] = {"record": record.record_id, "work": one.work.work_id}
    document |= {
        name: value
        for name, value in exact(one, record).items()
        if value not in ("", [], None) and plainly.get(name) != value
    }
    abstract = record.abstract
    if "abstract" in document and plainly.get("abstract") == abstract.replace("\n", " "):
        # All that an abstract on one line lacks are its breaks; writing it twice would double the file.
        del document["abstract"]
        document["breaks"] = [*(at for at, sign in enumerate(abstract) if sign == "\n"), len(abstract)]
    return json.dumps(document, separators=(",", ":")).translate(_HTML)


def exact(one: Exported, record: Record) -> dict[str, Any]:
    """Give all fields of a work's merged record, with the work's notices, as JSON has them."""
    return {
        "title": record.title,
        "abstract": record.abstract,
        "authors": authors(record),
        "container": record.container,
        "publisher": record.publisher,
        "volume": record.volume,
        "issue": record.issue,
        "pages": record.pages,
        "type": record.type,
        "publication_types": list(record.publication_types),
        "language": record.language,
        "identifiers": identifiers_of(one),
        "urls": list(record.urls),
        "keywords": list(record.keywords),
        "licence": record.licence,
        "places": list(record.places),
        "notices": notices_of(one),
        "versions": [{"relation": link.relation, "other": str(link.other)} for link in record.versions],
        "indexed": record.indexed.isoformat() if record.indexed else None,
    }


def authors(record: Record) -> list[dict[str, object]]:
    """Write authors as JSON has them, without what is empty."""
    return [_author(one) for one in record.authors]


def plain_author(name: str) -> dict[str, object]:
    """Say what is read back from a name that stands as text: "Family, Given", or a family name alone."""
    family, _, given = name.partition(", ")
    return _author(Author(family, given))


def identifiers_of(one: Exported) -> list[str]:
    """List all identifiers of a work, as ``scheme:value``."""
    return [str(identifier) for identifier in one.work.identifiers]


def notices_of(one: Exported) -> list[dict[str, object]]:
    """List the notices of a work's best record and those about the work, each once."""
    notices: Iterable[Notice] = dict.fromkeys((*one.work.best.notices, *one.work.notices))
    return [{**notice_document(notice), "role": notice.role} for notice in notices]


def on_one_line(text: str) -> str:
    """Put a space in the place of each control character and line break, and none at the ends.

    Empty for a text without anything to see.
    """
    line = _ODD.sub(" ", text).strip(" ")
    return line if line.strip() else ""


def _author(one: Author) -> dict[str, object]:
    written: dict[str, object] = {"family": one.family}
    if one.given:
        written["given"] = one.given
    if one.group:
        written["group"] = True
    if one.orcid:
        written["orcid"] = one.orcid
    return written
