"""The sample week as a replay: the files, the truth, and what a scan of it reads."""

import json
import re
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from defusedxml import ElementTree

from data.sample.render import files, main
from data.sample.works import FOLDER, read_works
from records.page import Page
from records.record import Record
from records.source import Source
from scanners import scanner
from scanners.fetching.replay import Replay

WORKS = {work.id: work for work in read_works()}
FILES = files()
TRUTH = [json.loads(line) for line in FILES["truth.jsonl"].splitlines()]
REPLAY = Replay.read(FOLDER / "week.jsonl")
SOURCES = ("europepmc", "pubmed", "crossref", "openalex", "medrxiv", "his", "govuk")

PAGES = {name.removeprefix("week/"): text for name, text in FILES.items() if name.startswith("week/")}
EUROPEPMC = [json.loads(PAGES[f"europepmc_{n}.json"]) for n in (1, 2)]
CROSSREF = [json.loads(PAGES[f"crossref_{n}.json"])["message"] for n in (1, 2)]
OPENALEX = [json.loads(PAGES[f"openalex_{n}.json"]) for n in (1, 2)]
MEDRXIV = [json.loads(text) for name, text in PAGES.items() if name.startswith("medrxiv_")]
ARTICLES = ElementTree.fromstring(PAGES["pubmed_efetch.xml"]).findall("PubmedArticle")


def texts(xml: str, path: str) -> list[str]:
    return [found.text or "" for found in ElementTree.fromstring(xml).iterfind(path)]


def keys(source: str) -> list[str]:
    """Read the records' keys from the wire, on another way than the one that wrote the truth."""
    read = {
        "europepmc": [f"{one['source']}:{one['id']}" for p in EUROPEPMC for one in p["resultList"]["result"]],
        "pubmed": [article.findtext("MedlineCitation/PMID") or "" for article in ARTICLES],
        "crossref": [item["DOI"].lower() for page in CROSSREF for item in page["items"]],
        "openalex": [one["id"].rpartition("/")[2] for page in OPENALEX for one in page["results"]],
        "medrxiv": list({row["doi"].lower(): 0 for page in MEDRXIV for row in page["collection"]}),
        "his": texts(PAGES["his.xml"], "channel/item/link"),
        "govuk": [
            link.get("href", "")
            for link in ElementTree.fromstring(PAGES["govuk.xml"]).iterfind("{*}entry/{*}link")
        ],
    }
    return read[source]


def answered(url: str, method: str = "GET") -> str:
    """Name the file that answers a request, empty when nothing does."""
    status, _, body = REPLAY.answer(method, url)
    return next(name for name, text in PAGES.items() if text.encode() == body) if status == 200 else ""


def read(source: str) -> list[Record]:
    """Read a source's pages with the scanner of its kind; anything rejected fails."""
    kind = "feed" if source in {"his", "govuk"} else source
    as_source = Source(id=source, name=source, kind=kind)
    found: dict[str, Record] = {}
    for name, text in PAGES.items():
        if name.startswith((f"{source}_", f"{source}.")) and "esearch" not in name:
            form = "application/json" if name.endswith(".json") else "application/xml"
            page = Page(source, f"https://example.org/{name}", 200, form, datetime.now(UTC), text.encode())
            for record in scanner(kind).parse(page, as_source):
                assert isinstance(record, Record), record
                found[record.key] = record
    return list(found.values())


def test_files_are_what_the_works_render_to() -> None:
    stale = [name for name, text in FILES.items() if (FOLDER / name).read_text(encoding="utf-8") != text]
    assert not stale, "run python -m data.sample.render"


def test_no_file_of_an_earlier_week_is_left() -> None:
    there = {str(path.relative_to(FOLDER)) for path in (FOLDER / "week").rglob("*") if path.is_file()}
    assert there == {name for name in FILES if name.startswith("week/")}


def test_rendering_is_the_same_every_time_and_sweeps_up(tmp_path: Path) -> None:
    old = tmp_path / "week" / "his" / "an-item-that-is-no-more.html"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    main(tmp_path)
    assert not old.exists()
    assert {str(p.relative_to(tmp_path)): p.read_text() for p in tmp_path.rglob("*") if p.is_file()} == FILES


def test_truth_names_every_record_and_nothing_else() -> None:
    for source in SOURCES:
        assert Counter(keys(source)) == Counter(line["key"] for line in TRUTH if line["source"] == source)


def test_every_doi_is_one_kept_for_examples() -> None:
    prefixes = {found for text in FILES.values() for found in re.findall(r"\b10\.\d{4,9}(?=/)", text)}
    assert prefixes == {"10.5555"}


def test_totals_are_what_is_given() -> None:
    assert {page["hitCount"] for page in EUROPEPMC} == {len(keys("europepmc"))}
    assert {page["total-results"] for page in CROSSREF} == {len(keys("crossref"))}
    assert {page["meta"]["count"] for page in OPENALEX} == {len(keys("openalex"))}
    full = [page["messages"][0] for page in MEDRXIV if page["collection"]]
    rows = sum(len(page["collection"]) for page in MEDRXIV)
    assert {message["total"] for message in full} == {str(rows)}
    assert {message["count_new_papers"] for message in full} == {str(len(keys("medrxiv")))}
    found = json.loads(PAGES["pubmed_esearch.json"])["esearchresult"]
    assert found["idlist"] == keys("pubmed")
    assert found["count"] == str(len(keys("pubmed")))


def test_pages_follow_one_another_to_the_end() -> None:
    assert (EUROPEPMC[0]["nextCursorMark"], "nextCursorMark" in EUROPEPMC[1]) == ("AoIIQEtlblNhbXBsZQ", False)
    assert OPENALEX[1]["meta"]["next_cursor"] is None
    assert CROSSREF[1]["items"] == []
    assert [len(page["collection"]) for page in MEDRXIV] == [10, 8, 0]


@pytest.mark.parametrize(
    ("url", "body"),
    [
        (
            "https://www.ebi.ac.uk/europepmc/webservices/rest/search?cursorMark=%2A&query=x",
            "europepmc_1.json",
        ),
        (
            "https://www.ebi.ac.uk/europepmc/webservices/rest/search?cursorMark=*&format=json",
            "europepmc_1.json",
        ),
        (f"{EUROPEPMC[0]['nextPageUrl']}&query=x", "europepmc_2.json"),
        (
            "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/esearch.fcgi?db=pubmed&retmode=json&term=x",
            "pubmed_esearch.json",
        ),
        ("https://eutils.ncbi.nlm.nih.gov/entrez/eutils/efetch.fcgi?db=pubmed&id=1", "pubmed_efetch.xml"),
        ("https://api.crossref.org/works?cursor=%2A&filter=x&rows=1000", "crossref_1.json"),
        (f"https://api.crossref.org/v1/works?cursor={CROSSREF[0]['next-cursor']}", "crossref_2.json"),
        ("https://api.openalex.org/works?cursor=*&filter=x", "openalex_1.json"),
        (
            f"https://api.openalex.org/works?cursor={OPENALEX[0]['meta']['next_cursor']}&x=1",
            "openalex_2.json",
        ),
        ("https://api.biorxiv.org/details/medrxiv/2026-11-02/2026-11-16/0/json", "medrxiv_0.json"),
        ("https://api.medrxiv.org/details/medrxiv/2026-11-09/2026-11-16/10", "medrxiv_10.json"),
        ("https://api.biorxiv.org/details/medrxiv/2026-11-09/2026-11-16/18/json", "medrxiv_18.json"),
        ("https://api.biorxiv.org/details/biorxiv/2026-11-09/2026-11-16/0/json", ""),
        ("https://www.healthcareimprovementscotland.scot/feed/", "his.xml"),
        ("https://www.gov.uk/search/guidance-and-regulation.atom?order=updated-newest", "govuk.xml"),
        ("https://www.gov.uk/search/policy-papers-and-consultations.atom", "govuk.xml"),
        ("https://www.gov.uk/robots.txt", "robots.txt"),
    ],
)
def test_a_request_gets_its_page(url: str, body: str) -> None:
    assert answered(url) == body


def test_the_search_and_the_fetch_of_pubmed_may_be_posted() -> None:
    base = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
    assert answered(base + "esearch.fcgi", "POST") == "pubmed_esearch.json"
    assert answered(base + "efetch.fcgi", "POST") == "pubmed_efetch.xml"


def test_every_link_of_a_feed_is_answered_with_its_page() -> None:
    pages = [PAGES[answered(link)] for link in (*keys("his"), *keys("govuk"))]
    assert len(set(pages)) == len(pages)
    assert all("<article" in page and "<nav" in page and "cookies" in page for page in pages)
    assert all("marriage and civil partnership" in page for page in pages)


def test_the_replay_answers_with_every_file_of_the_week() -> None:
    bodies = {json.loads(line)["body"] for line in FILES["week.jsonl"].splitlines()}
    assert bodies == {f"week/{name}" for name in PAGES}


@pytest.mark.parametrize("source", SOURCES)
def test_a_scanner_reads_every_record_that_the_truth_names(source: str) -> None:
    named = {line["key"]: WORKS[line["work"]] for line in TRUTH if line["source"] == source}
    records = read(source)
    assert {record.key for record in records} == set(named)
    assert all(record.title and record.published for record in records)
    whole = [record for record in records if record.abstract and source not in {"his", "govuk"}]
    assert all(record.abstract[-12:] == named[record.key].abstract[-12:] for record in whole)


def test_preprints_have_their_articles_elsewhere() -> None:
    both = {line["work"] for line in TRUTH if line["kind"] == "preprint" and WORKS[line["work"]].preprint}
    assert len(both) >= 6
    published = {row["published"] for page in MEDRXIV for row in page["collection"]} - {"NA"}
    assert 3 <= len(published) < len(both)
    assert published <= set(keys("crossref"))


def test_the_retraction_and_what_it_retracts_name_each_other() -> None:
    types = {pmid(a): [t.text for t in a.iter("PublicationType")] for a in ARTICLES}
    ties = {(pmid(a), t.get("RefType"), t.findtext("PMID")) for a in ARTICLES for t in corrections(a)}
    notice, _, target = next(tie for tie in ties if tie[1] == "RetractionOf")
    assert (target, "RetractionIn", notice) in ties
    assert "Retracted Publication" in types[target or ""]
    assert types[notice] == ["Retraction of Publication"]
    kinds = {update["type"] for item in CROSSREF[0]["items"] for update in item.get("update-to", ())}
    assert kinds == {"retraction", "correction", "expression_of_concern"}


def pmid(article: Any) -> str:  # noqa: ANN401  # ElementTree's element, which defusedxml does not name
    return article.findtext("MedlineCitation/PMID") or ""


def corrections(article: Any) -> list[Any]:  # noqa: ANN401
    return list(article.iter("CommentsCorrections"))
