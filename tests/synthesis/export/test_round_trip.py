"""What Ken writes, Ken reads back: each work's merged record, but for its body, its page and its source."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.record import Record
from records.work import Work, work_id_for
from scanners.files.keys import key_from_ken
from synthesis.export import FORMATS, Exported, writer
from synthesis.linking.best import best_record
from synthesis.linking.merged import merged
from tests.scanners.files.reading import SOURCE, read
from tests.synthesis.export.arbitrary import exported, records

FORMAT = pytest.mark.parametrize("name", sorted(FORMATS))


def written(name: str, *works: Exported) -> str:
    return "".join(writer(name).write(works))


def read_back(name: str, *works: Exported) -> list[Record]:
    kept, refused = read(f"export.{name}", written(name, *works))
    assert not refused
    return kept


def as_imported(record: Record) -> Record:
    """Say what a record must be when it comes back."""
    key = key_from_ken(record.record_id, SOURCE.id)
    return replace(record, source=SOURCE.id, kind=SOURCE.kind, key=key, page="", body="")


@FORMAT
@settings(max_examples=150)
@given(record=records())
def test_any_record_comes_back_as_it_was(name: str, record: Record) -> None:
    (back,) = read_back(name, exported(record))
    assert replace(back, page="") == as_imported(record)


@FORMAT
@settings(max_examples=50)
@given(several=st.lists(records(), min_size=2, max_size=4, unique_by=lambda record: record.record_id))
def test_the_merged_record_of_a_work_comes_back(name: str, several: list[Record]) -> None:
    ordered = tuple(sorted(several, key=lambda one: one.record_id))
    whole = Work(work_id_for(ordered[0].record_id), ordered, *best_record(ordered))
    (back,) = read_back(name, Exported(work=whole))
    made = as_imported(merged(whole).record)
    assert set(back.identifiers) == set(made.identifiers)
    assert replace(back, page="", identifiers=()) == replace(made, identifiers=())


@FORMAT
@given(several=st.lists(records(), max_size=4, unique_by=lambda record: record.record_id))
def test_any_number_of_works_comes_back_in_order(name: str, several: list[Record]) -> None:
    if several:
        back = read_back(name, *map(exported, several))
        assert [replace(one, page="") for one in back] == [as_imported(one) for one in several]
