"""Europe PMC's search as JSON, core records on two cursor pages."""

from html import escape
from typing import Final

from data.sample.copies import Copy, Tie
from data.sample.wire.paper import MONTHS, Json, envelope, issue, sections, type_word

__all__ = ["CURSOR", "key", "pages"]

CURSOR: Final = "AoIIQEtlblNhbXBsZQ"
_ADDRESS: Final = "https://www.ebi.ac.uk/europepmc/webservices/rest/search"
_TIES: Final = {
    "retraction of": "Retraction of",
    "retraction in": "Retraction in",
    "correction of": "Erratum for",
    "correction in": "Erratum in",
    "concern of": "Expression of concern for",
    "concern in": "Expression of concern in",
    "preprint of": "Preprint of",
    "preprint in": "Preprint in",
}


def key(copy: Copy) -> str:
    """Name a record as Europe PMC does: its source, a colon and the id there."""
    return f"{_source(copy)}:{_id(copy)}"


def pages(copies: list[Copy]) -> dict[str, str]:
    """Write both pages; the last has no next cursor."""
    half = (len(copies) + 1) // 2
    request = {"queryString": "(the sample week)", "resultType": "core", "pageSize": half, "sort": ""}
    first: Json = {
        "version": "6.9",
        "hitCount": len(copies),
        "nextCursorMark": CURSOR,
        "nextPageUrl": f"{_ADDRESS}?cursorMark={CURSOR}",
        "request": request | {"cursorMark": "%2A"},
    }
    last: Json = {"version": "6.9", "hitCount": len(copies), "request": request | {"cursorMark": CURSOR}}
    path = ("resultList", "result")
    return {
        "europepmc_1.json": envelope(first, path, map(_result, copies[:half])),
        "europepmc_2.json": envelope(last, path, map(_result, copies[half:])),
    }


def _source(copy: Copy) -> str:
    return "PPR" if copy.type == "preprint" else "MED"


def _id(copy: Copy) -> str:
    return f"PPR9{copy.number:06d}" if copy.type == "preprint" else copy.pmid


def _result(copy: Copy) -> Json:
    title = copy.title if copy.title.endswith(("?", ".", "!")) else copy.title + "."
    made: Json = {"id": _id(copy), "source": _source(copy)}
    made |= {"pmid": copy.pmid} if copy.pmid else {}
    made |= {"doi": copy.doi} if copy.doi else {}
    made |= {"title": title} | _authors(copy) | _journal(copy)
    made |= {"pubYear": copy.date[:4]}
    made |= {"abstractText": _abstract(copy)} if copy.abstract else {}
    if copy.work.affiliation:
        made["affiliation"] = copy.work.affiliation
    made |= {"language": {"nl": "dut"}.get(copy.work.language, "eng"), "pubTypeList": _types(copy)}
    if copy.work.keywords:
        made["keywordList"] = {"keyword": list(copy.work.keywords)}
    if copy.ties:
        made["commentCorrectionList"] = {"commentCorrection": [_tie(tie) for tie in copy.ties]}
    return made | {
        "isOpenAccess": "Y" if copy.number % 3 else "N",
        "inEPMC": "N",
        "hasPDF": "N",
        "dateOfCreation": copy.indexed,
        "firstIndexDate": copy.indexed,
        "firstPublicationDate": copy.day,
    }


def _types(copy: Copy) -> Json:
    """Give one type as a string and several as a list, as the service does."""
    word = type_word(copy, "europepmc")
    retracted = any(tie.relation == "retraction in" for tie in copy.ties)
    words = [word, "Retracted Publication"] if retracted else [word]
    return {"pubType": words if len(words) > 1 or copy.number % 2 else word}


def _authors(copy: Copy) -> Json:
    people: list[Json] = [
        {
            "fullName": f"{author.family} {author.initials}",
            "firstName": author.given,
            "lastName": author.family,
            "initials": author.initials,
        }
        if author.given
        else {"collectiveName": author.family}
        for author in copy.authors
    ]
    line = ", ".join(f"{author.family} {author.initials}".strip() for author in copy.authors)
    return {"authorString": f"{line}.", "authorList": {"author": people}} if people else {}


def _journal(copy: Copy) -> Json:
    if copy.type == "preprint":
        return {"bookOrReportDetails": {"publisher": "medRxiv", "yearOfPublication": int(copy.date[:4])}}
    year, _, rest = copy.date.partition("-")
    when: Json = {"yearOfPublication": int(year), "dateOfPublication": _words(copy)}
    if rest:
        when |= {"monthOfPublication": int(rest[:2]), "printPublicationDate": f"{year}-{rest[:2]}-01"}
    volume, page = issue(copy)
    journal = {"title": copy.container, "issn": "0000-0000", "medlineAbbreviation": copy.container}
    return {"journalInfo": {"volume": volume} | when | {"journal": journal}, "pageInfo": page}


def _words(copy: Copy) -> str:
    year, month = copy.date[:4], copy.date[5:7]
    if copy.words == "span":
        return f"{year} Nov-Dec"
    return f"{year} {MONTHS[int(month) - 1]}" if month else year


def _abstract(copy: Copy) -> str:
    parts = sections(copy)
    if not parts[0][0]:
        return " ".join(escape(text, quote=False) for _, text in parts)
    return "".join(f"<h4>{heading}</h4>{escape(text, quote=False)}" for heading, text in parts)


def _tie(tie: Tie) -> Json:
    other = tie.pmid or tie.ppr
    made: Json = {"id": other, "source": "MED" if tie.pmid else "PPR"} if other else {}
    return made | {"type": _TIES[tie.relation], "note": tie.doi, "orderIn": 1}
