import json
import sys
from pathlib import Path

import pytest

from bench.asreview.__main__ import main
from bench.ranking import priors
from tests.bench.screened_reviews import write_review

_ORDER = "x--x--x-"


@pytest.fixture
def python(tmp_path: Path) -> Path:
    """Give a program in the place of a Python that has ASReview: it screens in the order of the file."""
    path = tmp_path / "python"
    path.write_text(
        f"#!{sys.executable}\n"
        "import json, sys\n"
        "if 'broken' in sys.argv[2]: sys.exit('Traceback:\\nValueError: no such set')\n"
        "for one in sys.argv[3:]:\n"
        "    seed, rows = one.split(':')\n"
        "    known = [int(row) for row in rows.split(',')]\n"
        f"    order = [row for row in range({len(_ORDER)}) if row not in known]\n"
        "    print(json.dumps({'seed': int(seed), 'order': order, 'seconds': 1.5}))\n",
        encoding="utf-8",
    )
    path.chmod(0o700)
    return path


def test_orders_are_kept_with_the_priors_that_all_start_from(
    tmp_path: Path, python: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_review(tmp_path / "sets", "one", _ORDER)
    orders = tmp_path / "orders"
    main([str(file), "--orders", str(orders), "--seeds", "1,5", "--python", str(python)])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [["one", "1"], ["one", "5"]]
    for seed in (1, 5):
        said = json.loads((orders / f"one.{seed}.json").read_text(encoding="utf-8"))
        drawn = priors([mark == "x" for mark in _ORDER], seed)
        assert tuple(said["priors"]) == drawn
        assert said["order"] == [row for row in range(len(_ORDER)) if row not in drawn]


def test_a_failure_is_one_line(tmp_path: Path, python: Path) -> None:
    file = write_review(tmp_path / "sets", "broken", _ORDER)
    with pytest.raises(SystemExit, match=r"ASReview failed on .*broken\.csv: ValueError: no such set"):
        main([str(file), "--orders", str(tmp_path), "--python", str(python)])
