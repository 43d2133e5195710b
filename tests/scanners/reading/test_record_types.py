from typing import get_args

import pytest

from records.record import NoticeKind, RecordType, VersionRelation
from scanners.reading.record_types import record_type
from scanners.reading.tables import table

KINDS = ("crossref", "europepmc", "openalex")


@pytest.mark.parametrize("kind", KINDS)
def test_table_names_only_types_and_kinds_that_there_are(kind: str) -> None:
    said = table(kind)
    assert {row["type"] for row in said["types"]} <= set(get_args(RecordType))
    notices = {**said.get("notices", {}), **said.get("notice_types", {})}.values()
    assert {one if isinstance(one, str) else one[0] for one in notices} <= set(get_args(NoticeKind))
    versions = [
        *said.get("versions", {}).values(),
        *(one for pair in said.get("updates", {}).values() for one in pair),
    ]
    assert set(versions) <= set(get_args(VersionRelation))


@pytest.mark.parametrize("kind", KINDS)
def test_word_decides_for_one_type_only(kind: str) -> None:
    words = [name for row in table(kind)["types"] for name in row["names"]]
    assert len(words) == len(set(words))
    assert words == [word.lower() for word in words]


def test_first_type_in_the_table_wins() -> None:
    assert record_type("openalex", ["article", "retraction"]) == "notice"
    assert record_type("crossref", ["Posted-Content", "preprint"]) == "preprint"
    assert record_type("crossref", ["hologram"]) is None
