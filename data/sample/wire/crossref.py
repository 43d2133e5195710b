"""Crossref's list of works: one page, and an empty second that ends the cursor."""

from html import escape
from typing import Final

from data.sample.copies import Copy
from data.sample.wire.paper import Json, element, envelope, issue, sections, type_word

__all__ = ["CURSOR", "pages"]

CURSOR: Final = "DnF1ZXJ5U2FtcGxl"
_NOTICES: Final = {"retraction": "Retraction", "correction": "Correction", "concern": "Expression of Concern"}


def pages(copies: list[Copy]) -> dict[str, str]:
    """Write both pages; each repeats the cursor, as the service does."""
    message = {"total-results": len(copies), "items-per-page": 1000, "next-cursor": CURSOR}
    around: Json = {
        "status": "ok",
        "message-type": "work-list",
        "message-version": "1.0.0",
        "message": message,
    }
    path = ("message", "items")
    return {
        "crossref_1.json": envelope(around, path, map(_item, copies)),
        "crossref_2.json": envelope(around, path, []),
    }


def _item(copy: Copy) -> Json:
    made: Json = {"DOI": copy.doi, "type": type_word(copy, "crossref"), "title": [copy.title]}
    made |= {"subtitle": [copy.subtitle]} if copy.subtitle else {}
    made |= {"subtype": "preprint", "group-title": "Health Policy"} if copy.type == "preprint" else {}
    made |= {"container-title": [copy.work.journal]} if copy.work.journal and not made.get("subtype") else {}
    made |= _authors(copy)
    made |= {"abstract": _abstract(copy)} if copy.abstract else {}
    date = [int(part) for part in copy.date.split("-")]
    created = [int(part) for part in copy.indexed.split("-")]
    made |= {
        "published": {"date-parts": [date]},
        "issued": {"date-parts": [date]},
        "created": {"date-parts": [created], "date-time": f"{copy.indexed}T08:00:00Z"},
        "URL": f"https://doi.org/{copy.doi.lower()}",
        "language": copy.work.language,
        "publisher": copy.work.publisher or "Invented Press",
    }
    if copy.work.journal:
        volume, page = issue(copy)
        made |= {"volume": volume, "page": page, "ISSN": ["0000-0000"]}
    return made | _ties(copy)


def _authors(copy: Copy) -> Json:
    people: list[Json] = []
    for place, author in enumerate(copy.authors):
        sequence = "additional" if place else "first"
        if not author.given:
            people.append({"name": author.family, "sequence": sequence, "affiliation": []})
            continue
        places = [{"name": copy.work.affiliation}] if copy.work.affiliation else []
        name: Json = {"given": author.given, "family": author.family}
        people.append(name | {"sequence": sequence, "affiliation": places})
    return {"author": people} if people else {}


def _abstract(copy: Copy) -> str:
    """Write JATS, in which text is escaped once more than elsewhere."""
    parts = sections(copy)
    if parts[0][0]:
        return "".join(
            element("jats:sec", element("jats:title", heading), element("jats:p", escape(text, quote=False)))
            for heading, text in parts
        )
    paragraphs = (element("jats:p", escape(text, quote=False)) for _, text in parts)
    return element("jats:title", "Abstract") + "".join(paragraphs)


def _ties(copy: Copy) -> Json:
    updates: list[Json] = []
    updated: list[Json] = []
    relation: Json = {}
    for tie in copy.ties:
        kind, _, way = tie.relation.partition(" ")
        if kind == "preprint":
            name = "is-preprint-of" if way == "of" else "has-preprint"
            relation[name] = [{"id-type": "doi", "id": tie.doi, "asserted-by": "subject"}]
            continue
        word = {"concern": "expression_of_concern"}.get(kind, kind)
        update: Json = {"DOI": tie.doi, "type": word, "label": _NOTICES[kind], "source": "publisher"}
        (updates if way == "of" else updated).append(update)
    made: Json = {"update-to": updates} if updates else {}
    made |= {"updated-by": updated} if updated else {}
    return made | ({"relation": relation} if relation else {})
