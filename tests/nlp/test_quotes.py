"""Every quote of every component is the record's own words, where it says that they stand."""

import gzip
import json
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import data
from nlp.components import components
from nlp.reading import Reading, readings
from nlp.shipped_labels import shipped_labels
from records.annotation import FIELDS, Annotation, Field
from records.errors import SourceError
from records.record import Record
from records.source import Query, Source
from records.work import Work
from scanners import scanner
from tests.scanners.far_side import page

COMPONENTS = components(data.folder())
KINDS = {
    "www.ebi.ac.uk": "europepmc",
    "eutils.ncbi.nlm.nih.gov": "pubmed",
    "api.crossref.org": "crossref",
    "api.openalex.org": "openalex",
    "api.medrxiv.org": "medrxiv",
    "api.biorxiv.org": "medrxiv",
}
TOPICS = 300  # of CoronaCentral; all 3,000 take minutes


def _record(key: str, title: str, abstract: str) -> Record:
    return Record(source="test", key=key, kind="text", title=title, abstract=abstract)


def _labelled(shared: Path) -> Iterator[Record]:
    for name in ("dev.jsonl", "more.jsonl"):
        for line in (shared / "bench" / "labels" / name).read_text(encoding="utf-8").splitlines():
            values = json.loads(line)
            yield _record(values["id"], values["title"], values["abstract"])


def _topics(shared: Path) -> Iterator[Record]:
    path = shared / "bench" / "topics" / "coronacentral" / "annotated_documents.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        documents = json.load(file)
    for number, one in enumerate(documents[:: len(documents) // TOPICS]):
        yield _record(str(number), one["title"], one["abstract"] or "")


def _week(shared: Path) -> Iterator[Record]:
    """Read the pages of the recorded week, the titles and texts of feeds and sites among them."""
    folder = shared / "sources"
    for line in (folder / "week.jsonl").read_text(encoding="utf-8").splitlines():
        answer = json.loads(line)
        url = answer["url"].replace("\\", "")
        kind = KINDS.get(urlsplit(url).hostname or "", "feed")
        media = answer["headers"].get("Content-Type", "").partition(";")[0]
        source = Source(id=kind, name=kind, kind=kind, queries=(Query("all", "care"),))
        yield from _parsed(page((folder / answer["body"]).read_bytes(), url, media), source)


def _articles(shared: Path) -> Iterator[Record]:
    source = Source(id="pubmed", name="PubMed", kind="pubmed", queries=(Query("all", "care"),))
    for path in sorted((shared / "sources" / "recorded" / "pubmed_efetch").glob("*.xml")):
        yield from _parsed(page(path.read_bytes()), source)


def _parsed(got: object, source: Source) -> Iterator[Record]:
    try:
        for one in scanner(source.kind).parse(got, source):  # type: ignore[arg-type]
            if isinstance(one, Record):
                yield one
    except SourceError:
        return  # an answer without works, such as a list of numbers or an error


def _text(record: Record, field: Field) -> str:
    texts: dict[Field, str] = {
        "title": record.title,
        "abstract": record.abstract,
        "keywords": "; ".join(record.keywords),
        "body": record.body,
    }
    return texts[field]


def _annotations(records: Iterator[Record]) -> Iterator[tuple[Reading, list[Annotation]]]:
    for reading in readings(Work(one.key, (one,), one) for one in records):
        yield reading, [said for component in COMPONENTS for said in component([reading])]


def _check(reading: Reading, said: Annotation) -> int:
    assert said.work == reading.work
    assert 0 <= said.score <= 1
    order = [(FIELDS.index(quote.field), quote.start) for quote in said.quotes]
    assert order == sorted(order)
    for quote in said.quotes:
        assert quote.text
        assert quote.record == reading.record.record_id
        assert _text(reading.record, quote.field)[quote.start : quote.end] == quote.text
        start = next(part.start for part in reading.parts if part.field == quote.field)
        assert not reading.masked(start + quote.start, start + quote.end)
    return len(said.quotes)


def _holds(records: Iterator[Record], least: int) -> None:
    read = quoted = 0
    speaking = set()
    for reading, annotations in _annotations(records):
        read += 1
        for said in annotations:
            quoted += _check(reading, said)
            if said.quotes:
                speaking.add(said.component)
    assert read >= least
    assert quoted > read
    assert speaking >= {"workstream", "inequality", "learning", "geography", "evidence"}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("records", "least"), [(_labelled, 800), (_topics, TOPICS), (_week, 1000), (_articles, 250)]
)
def test_every_quote_from_real_documents_is_verbatim(
    records: Callable[[Path], Iterator[Record]], least: int, shared: Path
) -> None:
    _holds(records(shared), least)


def test_every_quote_from_invented_records_is_verbatim() -> None:
    known = islice(shipped_labels(), 0, None, 3)
    _holds((_record(one.id, one.title, one.abstract) for one in known), 150)
