"""OpenAlex's list of works on two cursor pages, abstracts as inverted indexes."""

from typing import Final

from data.sample.copies import Copy
from data.sample.wire.paper import Json, envelope, issue, sections, type_word

__all__ = ["CURSOR", "key", "pages"]

CURSOR: Final = "IlsxNzk0LCdzYW1wbGUnXSI"


def key(copy: Copy) -> str:
    """Name a work as OpenAlex does."""
    return f"W7{copy.number:09d}"


def pages(copies: list[Copy]) -> dict[str, str]:
    """Write both pages; the last has no next cursor."""
    half = (len(copies) + 1) // 2
    meta = {"count": len(copies), "db_response_time_ms": 12, "page": None, "per_page": half}
    first: Json = {"meta": meta | {"next_cursor": CURSOR}}
    last: Json = {"meta": meta | {"next_cursor": None}}
    return {
        "openalex_1.json": envelope(first, ("results",), map(_result, copies[:half])),
        "openalex_2.json": envelope(last, ("results",), map(_result, copies[half:])),
    }


def _result(copy: Copy) -> Json:
    doi = f"https://doi.org/{copy.doi}" if copy.doi else None
    name = f"https://openalex.org/{key(copy)}"
    ids = {"openalex": name}
    ids |= {"doi": doi} if doi else {}
    ids |= {"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{copy.pmid}"} if _knows_pmid(copy) else {}
    volume, page = issue(copy)
    return {
        "id": name,
        "doi": doi,
        "title": copy.title,
        "display_name": copy.title,
        "publication_year": int(copy.date[:4]),
        "publication_date": copy.day,
        "created_date": f"{copy.indexed}T00:00:00",
        "updated_date": f"{copy.indexed}T06:30:00",
        "language": copy.work.language,
        "type": type_word(copy, "openalex"),
        "ids": ids,
        "primary_location": _location(copy, doi),
        "authorships": [_authorship(copy, f"{a.given} {a.family}".strip()) for a in copy.authors],
        "biblio": {"volume": volume, "issue": None, "first_page": page, "last_page": page},
        "is_retracted": any(tie.relation == "retraction in" for tie in copy.ties),
        "is_paratext": False,
        "abstract_inverted_index": _inverted(copy) if copy.abstract else None,
        "open_access": {"is_oa": False, "oa_status": "closed", "oa_url": None},
        "best_oa_location": None,
        "cited_by_count": 0,
        "keywords": [{"display_name": word, "score": 0.5} for word in copy.work.keywords],
    }


def _knows_pmid(copy: Copy) -> bool:
    """Tell whether it was matched with PubMed; one article in four was not yet."""
    return bool(copy.pmid) and bool(copy.number % 4)


def _location(copy: Copy, doi: str | None) -> Json:
    source = {"display_name": copy.container, "issn_l": "0000-0000", "type": "journal"}
    version = "submittedVersion" if copy.type == "preprint" else "publishedVersion"
    made: Json = {"source": source if copy.container else None, "landing_page_url": doi}
    return made | {"license": None, "version": version, "is_oa": False}


def _authorship(copy: Copy, name: str) -> Json:
    places = [copy.work.affiliation] if copy.work.affiliation else []
    made: Json = {"author": {"display_name": name, "orcid": None}, "raw_author_name": name}
    country = ["GB"] if places else []
    return made | {"institutions": [], "countries": country, "raw_affiliation_strings": places}


def _inverted(copy: Copy) -> dict[str, list[int]]:
    text = " ".join(f"{heading} {text}".strip() for heading, text in sections(copy))
    index: dict[str, list[int]] = {}
    for place, word in enumerate(text.split()):
        index.setdefault(word, []).append(place)
    return index
