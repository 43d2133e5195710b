"""Make the sample week from its works: ``python -m data.sample.render``.

``files`` is pure and gives the same text on every machine; running the module writes what it gives. A
test compares the two, so that nobody mends a response by hand.
"""

import json
from pathlib import Path
from typing import Final

from data.sample.copies import Copy, copies
from data.sample.wire import crossref, europepmc, feeds, medrxiv, openalex, pubmed
from data.sample.works import FOLDER, read_works

__all__ = ["files", "main"]

_JSON: Final = {"Content-Type": "application/json"}
_XML: Final = {"Content-Type": "text/xml"}
_EUTILS: Final = r"https://eutils\.ncbi\.nlm\.nih\.gov/entrez/eutils/"
_DETAILS: Final = r"https://api\.(biorxiv|medrxiv)\.org/details/medrxiv/[^/]+/[^/]+/"
_GOVUK: Final = (
    r"https://www\.gov\.uk/search/(research-and-statistics|policy-papers-and-consultations"
    r"|news-and-communications|guidance-and-regulation|all)\.atom(\?.*)?"
)
_STAR: Final = r"(?=.*cursor{}=(%2A|\*)(&|$)).*"
_ROBOTS: Final = "User-agent: *\nDisallow: /private/\nAllow: /\n"

_KINDS: Final = ("europepmc", "pubmed", "crossref", "openalex", "medrxiv", "his", "govuk")


def files() -> dict[str, str]:
    """Give every file of the week by its path in the sample's folder."""
    shown = copies(read_works())
    by = {source: [copy for copy in shown if copy.source == source] for source in _KINDS}
    bodies = europepmc.pages(by["europepmc"]) | pubmed.pages(by["pubmed"]) | crossref.pages(by["crossref"])
    bodies |= openalex.pages(by["openalex"]) | medrxiv.pages(by["medrxiv"])
    bodies |= {"his.xml": feeds.rss(by["his"]), "govuk.xml": feeds.atom(by["govuk"])}
    bodies |= feeds.pages(by["his"]) | feeds.pages(by["govuk"]) | {"robots.txt": _ROBOTS}
    made = {f"week/{name}": text for name, text in bodies.items()}
    made["week.jsonl"] = _lines(_exchanges(by))
    made["truth.jsonl"] = _lines([_truth(copy) for source in _KINDS for copy in by[source]])
    return made


def main(folder: Path = FOLDER) -> None:
    """Write the week, and remove pages of items that are no more."""
    made = files()
    for old in (folder / "week").rglob("*"):
        if old.is_file() and str(old.relative_to(folder)) not in made:
            old.unlink()
    for name, text in made.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _lines(entries: list[dict[str, object]]) -> str:
    return "".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)


def _truth(copy: Copy) -> dict[str, object]:
    return {"source": copy.source, "key": _key(copy), "work": copy.work.id, "kind": copy.kind}


def _key(copy: Copy) -> str:
    if copy.source == "europepmc":
        return europepmc.key(copy)
    if copy.source == "openalex":
        return openalex.key(copy)
    if copy.source == "pubmed":
        return copy.pmid
    return copy.doi.lower() if copy.source in {"crossref", "medrxiv"} else feeds.link(copy)


def _exchanges(by: dict[str, list[Copy]]) -> list[dict[str, object]]:
    """List the exchanges; a request gets the first whose address matches."""
    search = r"https://www\.ebi\.ac\.uk/europepmc/webservices/rest/search\?"
    works = r"https://api\.crossref\.org/(v1/)?works\?"
    alex = r"https://api\.openalex\.org/works\?"
    made = [
        _exchange(search + _STAR.format("Mark"), "europepmc_1.json", _JSON),
        _exchange(search + f"(?=.*cursorMark={europepmc.CURSOR}).*", "europepmc_2.json", _JSON),
        _exchange(_EUTILS + r"esearch\.fcgi\?(?=.*retmode=json).*", "pubmed_esearch.json", _JSON),
        _exchange(_EUTILS + r"esearch\.fcgi(\?.*)?", "pubmed_esearch.json", _JSON, "POST"),
        _exchange(_EUTILS + r"efetch\.fcgi(\?.*)?", "pubmed_efetch.xml", _XML),
        _exchange(_EUTILS + r"efetch\.fcgi(\?.*)?", "pubmed_efetch.xml", _XML, "POST"),
        _exchange(works + _STAR.format(""), "crossref_1.json", _JSON),
        _exchange(works + f"(?=.*cursor={crossref.CURSOR}).*", "crossref_2.json", _JSON),
        _exchange(alex + _STAR.format(""), "openalex_1.json", _JSON),
        _exchange(alex + f"(?=.*cursor={openalex.CURSOR}).*", "openalex_2.json", _JSON),
    ]
    made += [
        _exchange(f"{_DETAILS}{cursor}(/json)?/?", f"medrxiv_{cursor}.json", _JSON)
        for cursor in medrxiv.cursors(by["medrxiv"])
    ]
    his = r"https://www\.healthcareimprovementscotland\.scot/feed/?(\?.*)?"
    made.append(_exchange(his, "his.xml", _feed("rss", "his")))
    made.append(_exchange(_GOVUK, "govuk.xml", _feed("atom", "govuk")))
    for copy in (*by["his"], *by["govuk"]):
        page = f"{copy.source}/{feeds.slug(copy)}.html"
        made.append(
            _exchange(feeds.link(copy).replace(".", r"\.") + r"(\?.*)?", page, {"Content-Type": "text/html"})
        )
    made.append(_exchange(r"https://[^/]+/robots\.txt", "robots.txt", {"Content-Type": "text/plain"}))
    return made


def _feed(form: str, source: str) -> dict[str, str]:
    return {"Content-Type": f"application/{form}+xml", "ETag": f'"sample-{source}-1"'}


def _exchange(url: str, body: str, headers: dict[str, str], method: str = "GET") -> dict[str, object]:
    made: dict[str, object] = {"url": url, "method": method, "status": 200, "headers": headers}
    return made | {"body": f"week/{body}", "times": None}


if __name__ == "__main__":
    main()
