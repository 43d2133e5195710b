"""Real answers of the interfaces, kept in the team's reference folder; the expected files hold facts only."""

import gzip
import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import urlencode

import pytest

from records.record import Record, Rejected
from records.source import Source, Window
from scanners import scanner
from tests.conftest import SHARED
from tests.scanners.far_side import Asked, FarSide
from tests.scanners.json_cases import Snapshot, facts, read

RECORDED = SHARED / "sources" / "recorded"
EXPECTED = Path(__file__).parent / "recorded"
FOLDERS = {
    "europepmc": "europepmc",
    "crossref": "crossref",
    "openalex": "openalex",
    "medrxiv": "biorxiv_medrxiv",
}
READ = {
    "europepmc": (
        "20614e48e1a47c8776601207a94922f3a2268a834d36ad4e6c33422c03d0bf46.json",
        "PMC8071313_eupmc_result.json",
        "PMC8158497_eupmc_result.json",
        "eupmc_results.json",
        "search_cancer_core.json",
        "search_pmid_20516115.json",
        "search_post_cancer.json",
    ),
    "crossref": (
        "10.17705_1cais.04607.json",
        "10.2196_22081.json",
        "crossref-works.2018-01-21.badsample.json",
        "crossref.ldj",
        "decoded/cr_types_with_cursor_and_progress_bar.0.json",
        "decoded/test_works_field_queries.0.json",
        "prereview_biorxiv-family-name-only.json",
        "prereview_biorxiv-group-author.json",
        "prereview_chemrxiv.json",
        "prereview_jmir-journal-correction.json",
        "prereview_jmir-preprint.json",
        "prereview_preprintsorg-title-encoded-html.json",
        "prereview_ssrn-encoded-html.json",
        "prereview_wellcome-open-research.json",
    ),
    "openalex": (
        "S137773608.json",
        "W-api-response.json",
        "W2741809807.json",
        "prereview_arxiv.json",
        "prereview_biorxiv.json",
        "prereview_iso639-3-language.json",
        "snapshot_sources_2023-06-25_part_000.gz",
    ),
    "medrxiv": (
        "biorxiv_2013-01-01_2013-11-07.json",
        "get-preprint-by-doi.json",
        "get-preprints-by-date-range.json",
        "get-publication-records.json",
        "medrxiv_1900-01-01_1900-12-31.json",
        "medrxiv_2019-01-01_2019-06-25.json",
        "test_dump.jsonl",
    ),
}
# Files without works in the wire format: XML, other interfaces, errors, other entities of OpenAlex, records
# that another program has rewritten, identifiers alone, a placeholder for an empty window.
NO_WORKS = {
    "europepmc": ("*.xml", "search_cancer_idlist.json"),
    "crossref": ("raw_crossref_*", "*/test_bulk_doi_search.[0-5].json", "*.txt"),
    "openalex": (
        "raw_openalex_*",
        "[IS][0-9]*.json",
        "mmgeorge_author.json",
        "snapshot_sources*",
        "*/test_does_*",
    ),
    "medrxiv": ("*_1900-01-01_1900-12-31.json",),
}
WEEK = Window(date(2026, 11, 16), date(2026, 11, 23))
CASES = [(kind, name) for kind, names in READ.items() for name in names]
FILES = [
    (kind, str(path.relative_to(RECORDED / folder)))
    for kind, folder in FOLDERS.items()
    for path in sorted((RECORDED / folder).rglob("*"))
    if path.is_file() and path.name != "SOURCE.txt"
]


@cache
def items(kind: str, name: str) -> list[Record | Rejected]:
    path = RECORDED / FOLDERS[kind] / name
    body = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    server = {"server": "biorxiv"} if name == "test_dump.jsonl" else {}
    return read(body, Source(id=kind, name=kind, kind=kind, params=server))


@pytest.mark.shared
@pytest.mark.parametrize(("kind", "name"), CASES, ids=[f"{kind}-{name}" for kind, name in CASES])
def test_recorded_page_is_read_as_expected(kind: str, name: str, snapshot: Snapshot) -> None:
    file = f"{name.replace('/', '_')}.expected.json"
    snapshot(EXPECTED / kind / file, facts(items(kind, name)))


@pytest.mark.shared
@pytest.mark.parametrize(("kind", "name"), FILES, ids=[f"{kind}-{name}" for kind, name in FILES])
def test_no_recorded_work_is_rejected(kind: str, name: str) -> None:
    found = items(kind, name)
    rejected = [item.reason for item in found if isinstance(item, Rejected)]
    if any(Path(name).match(pattern) for pattern in NO_WORKS[kind]):
        assert found
        assert len(rejected) == len(found)
    else:
        assert not rejected


@pytest.mark.shared
@pytest.mark.parametrize("kind", FOLDERS)
def test_week_is_paged_whole_and_gives_the_keys_that_were_put_in(kind: str) -> None:
    source = Source(id=kind, name=kind, kind=kind)
    far = FarSide(_replayed)
    found = [
        item for page in scanner(kind).pages(source, WEEK, far) for item in scanner(kind).parse(page, source)
    ]
    keys = [item.key for item in found if isinstance(item, Record)]
    truth = [
        json.loads(line) for line in (SHARED / "sources" / "week-truth.jsonl").read_text("utf-8").splitlines()
    ]
    assert len(keys) == len(found)
    assert sorted(keys) == sorted(row["key"] for row in truth if row["source"] == kind)


def _replayed(asked: Asked) -> bytes:
    """Answer as the week's replay file says: the first exchange whose pattern fits the address."""
    query = urlencode(sorted(asked.params.items()))
    address = f"{asked.url}?{query}" if query else asked.url
    lines = (SHARED / "sources" / "week.jsonl").read_text("utf-8").splitlines()
    answers = (answer for answer in map(json.loads, lines) if re.fullmatch(answer["url"], address))
    answer = next(one for one in answers if one["method"] == asked.method)
    return (SHARED / "sources" / str(answer["body"])).read_bytes()
