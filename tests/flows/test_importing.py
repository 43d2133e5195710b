"""References from files: taken in, linked with what is known, read, and ranked by the next scan."""

from pathlib import Path

import pytest

from flows.context import Context
from flows.importing import Imported, import_file, settle
from flows.rank import rank
from records.errors import ImportFileError
from records.source import Source
from tests.flows.conftest import Wire
from tests.flows.weeks import run_week, state

FILES = Source(id="file", name="Imported files", kind="file", group="file")
TITLE = "Homelessness and missed appointments: outreach nurses in Glasgow hostels"
ABSTRACT = "People experiencing homelessness missed fewer appointments where outreach nurses visited hostels."
RIS = f"""TY  - JOUR
TI  - {TITLE}
AU  - Rendall, Ina
AB  - {ABSTRACT}
PY  - 2026/11/12
DO  - 10.5555/import.1
ER  -
TY  - JOUR
AU  - Nobody
ER  -
"""
CSV = """title,abstract,year,doi
Lunch clubs in Orkney,Older people ate together.,2026,10.5555/import.2
,no title,,
"""
JSONL = """{"title": "Paid transport to a lunch club", "doi": "10.5555/import.3", "year": 2026}
{"title": ""}
[1]
"""


@pytest.fixture
def context(wire: Wire) -> Context:
    return wire(names=("medrxiv",))


def take_in(context: Context, name: str, text: str | bytes) -> Imported:
    path = context.home.parent / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_file(context, path, FILES)


@pytest.mark.parametrize(
    ("name", "text", "reasons"),
    [
        ("a.ris", RIS, {"line 8: a reference without a title": 1}),
        ("a.csv", CSV, {"row 3: a reference without a title": 1}),
        (
            "a.jsonl",
            JSONL,
            {"line 2: a reference without a title": 1, "line 3: not a JSON object": 1},
        ),
    ],
)
def test_what_is_refused_is_counted_by_reason_and_the_rest_is_kept(
    context: Context, name: str, text: str, reasons: dict[str, int]
) -> None:
    found = take_in(context, name, text)
    assert (found.read, found.new) == (1, 1)
    assert dict(found.reasons) == reasons
    (record,) = context.store.records.unlinked()
    assert record.source == "file"
    assert [one.reason for one in context.store.records.rejected(0)] == sorted(reasons)


def test_the_same_file_again_changes_nothing(context: Context) -> None:
    take_in(context, "a.ris", RIS)
    settle(context)
    before = state(context)
    assert before["works"]
    again = take_in(context, "renamed.ris", RIS)
    settle(context)
    assert (again.read, again.new) == (1, 0)
    assert state(context) == before


def test_a_reference_is_read_at_once_and_ranked_by_the_next_scan(context: Context) -> None:
    take_in(context, "a.ris", RIS)
    settle(context)
    (work,) = context.store.works.all()
    assert work.first_run == 0, "no run has ranked it yet"
    said = context.store.annotations.of([work.work_id])[work.work_id]
    assert any(one.label == "emerging-needs" for one in said)
    assert not context.store.queues.get("emerging-needs", 1)
    run_week(context)
    places = {place.work: place for place in context.store.queues.get("emerging-needs", 1)}
    assert places[work.work_id].parts["workstream"] > 0
    rank(context, 2)
    assert context.store.queues.get("emerging-needs", 2) == (), "what was ranked once does not come again"


def test_a_reference_that_is_known_already_joins_its_work(copied: Context) -> None:
    known = next(work for work in copied.store.works.all() if work.best.first("doi"))
    works = copied.store.works.count()
    text = f"TY  - JOUR\nTI  - {known.best.title}\nDO  - {known.best.first('doi')}\nER  - \n"
    assert take_in(copied, "known.ris", text).new == 1
    settle(copied)
    assert copied.store.works.count() == works
    assert "file" in copied.store.works.get([known.work_id])[0].sources


@pytest.mark.parametrize(
    ("name", "body", "said"),
    [
        ("empty.ris", b"", "empty.ris is empty"),
        ("noise.ris", bytes(range(256)), "noise.ris is no text file; export the references as RIS, CSV"),
        ("book.pdf", b"%PDF-1.7 and so on", "book.pdf is "),
        ("list.txt", b"Lunch clubs in Orkney", "list.txt is in no format that is read: RIS starts"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(context: Context, name: str, body: bytes, said: str) -> None:
    with pytest.raises(ImportFileError) as raised:
        take_in(context, name, body)
    assert str(raised.value).startswith(said)
    assert context.store.records.count() == 0


def test_a_file_that_is_not_there_or_is_a_folder_says_so(context: Context, tmp_path: Path) -> None:
    with pytest.raises(ImportFileError, match=r"nothing\.ris: No such file or directory"):
        import_file(context, tmp_path / "nothing.ris", FILES)
    with pytest.raises(ImportFileError, match="Is a directory"):
        import_file(context, tmp_path, FILES)
