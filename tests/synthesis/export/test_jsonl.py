"""JSON Lines: the fields that others rely on, and all others."""

import json
from dataclasses import replace
from pathlib import Path

from synthesis.export.jsonl import document, write
from tests.scanners.files.reading import records
from tests.scanners.json_cases import Snapshot
from tests.synthesis.export.invented import ARTICLE, PAGE, bare, full

EXPECTED = Path(__file__).parent / "expected"
RELIED_ON = [
    *("work", "title", "abstract", "published", "identifiers", "records"),
    *("workstreams", "inequality", "decisions", "notices"),
]


def text() -> str:
    return "".join(write([full(), bare()]))


def test_the_file_is_as_expected(snapshot: Snapshot) -> None:
    told = [json.dumps(json.loads(line), indent=1, ensure_ascii=False) for line in text().splitlines()]
    snapshot(EXPECTED / "works.jsonl.txt", "\n".join(told) + "\n")


def test_each_line_has_the_fields_that_others_rely_on_first() -> None:
    lines = text().split("\n")
    assert lines[-1] == ""
    for line in lines[:-1]:
        assert list(json.loads(line))[: len(RELIED_ON)] == RELIED_ON


def test_each_record_of_the_work_is_named() -> None:
    found = document(full())["records"]
    assert [(one["source"], one["kind"], one["key"]) for one in found] == [
        ("europepmc", "europepmc", "MED:12345678"),
        ("example-charity", "feed", "https://example.org/news/warm"),
    ]
    assert found[0]["identifiers"] == {
        "doi": ["10.5555/warm.1"],
        "pmid": ["12345678"],
        "pmcid": ["PMC1234567"],
    }


def test_the_merged_record_comes_back_with_the_identifiers_and_notices_of_the_work() -> None:
    record, _ = records("x.jsonl", text())
    assert replace(record, identifiers=(), notices=(), page="") == replace(
        ARTICLE,
        source="files",
        key="europepmc:MED:12345678",
        kind="files",
        identifiers=(),
        notices=(),
        urls=(*ARTICLE.urls, *PAGE.urls),
        body="",
    )
    assert set(record.identifiers) == set(full().work.identifiers)
    assert record.notices == (*ARTICLE.notices, *full().work.notices)
