"""``ken import``: what is told of each file."""

from pathlib import Path

from flows.one_at_a_time import alone
from store.opening import open_store
from tests.ken.running import Ken

GOOD = "TY  - JOUR\nTI  - A garden in Govan\nER  - \nTY  - JOUR\nAU  - Nobody\nER  - \n"


def write(folder: Path, name: str, body: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(body.encode() if isinstance(body, str) else body)
    return path


def test_what_was_read_and_what_was_refused_is_told(ken: Ken, new: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "a.ris", GOOD)
    said = ken("--home", new, "import", path)
    assert (said.code, said.err) == (0, "")
    assert said.out == f"{path}: 1 reference read, 1 new, 1 refused\n  line 4: a reference without a title\n"
    (row,) = ken("--home", new, "import", path, "--json").document
    assert row == {
        "file": str(path),
        "read": 1,
        "new": 0,
        "rejected": [
            {"reason": "line 4: a reference without a title", "fragment": "TY  - JOUR\nAU  - Nobody\nER  -"}
        ],
        "error": None,
    }


def test_each_bad_file_is_one_line_and_the_others_are_taken_in(ken: Ken, new: Path, tmp_path: Path) -> None:
    good = [write(tmp_path, f"{n}.ris", GOOD.replace("Govan", f"Govan {n}")) for n in (1, 2)]
    empty = write(tmp_path, "empty.ris", "")
    noise = write(tmp_path, "noise.ris", bytes(range(256)))
    gone = tmp_path / "gone.ris"
    said = ken("--home", new, "import", good[0], empty, noise, gone, tmp_path, good[1])
    assert said.code == 1
    assert said.out.count("1 reference read, 1 new, 1 refused") == 2
    first, second, third, fourth = said.err.splitlines()
    assert first == "ken: empty.ris is empty"
    assert second.startswith("ken: noise.ris is no text file; export the references as RIS, CSV or JSON")
    assert third == f"ken: {gone}: No such file or directory"
    assert fourth == f"ken: {tmp_path}: Is a directory"
    assert open_store(new).works.count() == 2, "what was read is linked, too"
    again = ken("--home", new, "import", good[0], empty, "--json")
    assert again.code == 1
    assert again.err == "ken: empty.ris is empty\n"
    assert '"error": "empty.ris is empty"' in again.out


def test_many_refusals_are_not_all_printed(ken: Ken, new: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "many.ris", GOOD + "TY  - JOUR\nAU  - Nobody\nER  - \n" * 30)
    lines = ken("--home", new, "import", path).out.splitlines()
    assert lines[0].endswith("1 reference read, 1 new, 31 refused")
    assert lines[-1] == "  and 11 more; --json lists them all"
    assert len(lines) == 22


def test_references_may_count_for_a_source(ken: Ken, new: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "a.ris", GOOD)
    assert ken("--home", new, "import", path, "--source", "scvo").code == 0
    (work,) = open_store(new).works.all()
    assert work.sources == ("scvo",)


def test_nothing_is_imported_while_a_scan_goes_on(ken: Ken, new: Path, tmp_path: Path) -> None:
    path = write(tmp_path, "a.ris", GOOD)
    with alone(new):
        complaint = ken("--home", new, "import", path).complaint
    assert complaint.startswith(f"ken: another scan or import is going on in {new}; wait for it")
    assert open_store(new).records.count() == 0
