"""``ken export``, and reading it back."""

import json
from pathlib import Path

import pytest

from records.record import Record
from store.opening import open_store
from synthesis.linking.merged import merged
from tests.ken.running import Ken

LINE = {
    "work",
    "title",
    "abstract",
    "published",
    "identifiers",
    "records",
    "workstreams",
    "inequality",
    "decisions",
    "notices",
}


def test_each_work_is_one_line_of_json(ken: Ken, finished_home: Path, tmp_path: Path) -> None:
    path = tmp_path / "works.jsonl"
    said = ken("--home", finished_home, "export", "--format", "jsonl", "-o", path)
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    works = list(open_store(finished_home).works.all())
    assert (said.code, said.out, said.err) == (0, "", f"{len(works)} works written to {path}\n")
    assert [line["work"] for line in lines] == [work.work_id for work in works]
    for line in lines:
        assert set(line) >= LINE
        assert all({"source", "kind", "key", "url"} <= set(one) for one in line["records"])
        assert {"grade", "score", "direction", "dimensions"} <= set(line["inequality"])


def going_out(home: Path) -> dict[str, Record]:
    """Give the merged records of the works of a workspace, by the ids of their best records."""
    return {work.best.record_id: merged(work).record for work in open_store(home).works.all()}


def facts(record: Record) -> object:
    """Give what a reference holds: all but the text of linked pages and where it was read."""
    return (
        record.title,
        record.abstract,
        [str(author) for author in record.authors],
        record.container,
        record.published,
        record.type,
        record.urls,
        record.keywords,
    )


@pytest.mark.parametrize("form", ["ris", "csv", "jsonl"])
def test_what_was_exported_gives_the_same_references_in_a_new_workspace(
    ken: Ken, finished_home: Path, new: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / f"works.{form}"
    assert ken("--home", finished_home, "export", "--format", form, "-o", path).code == 0
    (row,) = ken("--home", new, "import", path, "--json").document
    before = going_out(finished_home)
    after = {name.removeprefix("file:"): record for name, record in going_out(new).items()}
    assert (row["read"], row["new"], row["rejected"], row["error"]) == (len(before), len(before), [], None)
    assert after.keys() == before.keys()
    for name, record in before.items():
        assert facts(after[name]) == facts(record)
        assert set(record.identifiers) <= set(after[name].identifiers)


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_left_there(
    ken: Ken, finished_home: Path, tmp_path: Path
) -> None:
    export = ("--home", finished_home, "export", "-o")
    gone = tmp_path / "gone" / "works.ris"
    assert ken(*export, gone).complaint == f"ken: cannot write {gone}: No such file or directory"
    for folder in (tmp_path, "."):
        complaint = ken(*export, folder).complaint
        assert complaint == f"ken: cannot write {folder}: that is a folder; name a file in it"
    assert not list(tmp_path.glob(".*"))


def test_an_export_of_nothing_is_an_empty_file(ken: Ken, new: Path, tmp_path: Path) -> None:
    path = tmp_path / "works.ris"
    assert ken("--home", new, "export", "-o", path).err == f"0 works written to {path}\n"
    assert path.read_text(encoding="utf-8") == ""
