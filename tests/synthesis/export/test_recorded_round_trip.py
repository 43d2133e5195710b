"""Real exports of databases and tools: imported, exported, imported again, they are the same records."""

from dataclasses import replace

import pytest

from records.record import Record
from synthesis.export import FORMATS, writer
from tests.conftest import SHARED
from tests.scanners.files.reading import read
from tests.synthesis.export.arbitrary import exported

RECORDED = SHARED / "sources" / "recorded"
FILES = sorted(
    path.relative_to(RECORDED).as_posix()
    for folder in ("ris", "vendor_exports")
    for ending in ("*.ris", "*.csv", "*.tsv", "web_of_science.txt", "ris_issue_992.txt")
    for path in (RECORDED / folder).glob(ending)
)


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(FORMATS))
@pytest.mark.parametrize("path", FILES)
def test_records_are_the_same_after_export_and_import(path: str, name: str) -> None:
    first, _ = read(path, (RECORDED / path).read_bytes())
    text = "".join(writer(name).write(exported(record) for record in first))
    again: list[Record] = read(f"again.{name}", text)[0] if first else []
    assert [replace(record, page="") for record in again] == [replace(record, page="") for record in first]
