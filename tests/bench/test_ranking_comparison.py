from pathlib import Path

import pytest

from bench.ranking_comparison import compared, main, written
from bench.screening_sets import ScreeningSet
from records.errors import BenchError
from tests.bench.screened_reviews import write_review


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Give two folders of orders of two sets; the rows of the sets are in our order."""
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    write_review(ours, "early", "x-xx------", seeds=(1, 2))
    write_review(ours, "late", "x------xx-", seeds=(1,))
    theirs.mkdir()
    for name in ("early.1", "early.2", "late.1"):
        text = (ours / f"{name}.json").read_text(encoding="utf-8")
        worse = text.replace("[2, 3, 4, 5, 6, 7, 8, 9]", "[4, 5, 6, 7, 2, 3, 8, 9]")
        assert worse != text
        (theirs / f"{name}.json").write_text(worse, encoding="utf-8")
    return theirs, ours


def test_both_sides_are_scored_for_the_seeds_that_both_have(folders: tuple[Path, Path]) -> None:
    theirs, ours = folders
    (theirs / "early.2.json").unlink()
    found = compared(ScreeningSet.read(ours / "early.csv"), theirs, ours)
    assert (found.name, found.records, found.included) == ("early", 10, 3)
    assert [pair.seed for pair in found.pairs] == [1]
    assert found.ours.loss == 0
    # Both stand behind four of the six others.
    assert found.theirs.loss == pytest.approx(4 / 6)
    assert found.ours.wss95 == pytest.approx(0.95 - 2 / 8)


def test_no_seed_in_common_is_said(folders: tuple[Path, Path]) -> None:
    theirs, ours = folders
    (theirs / "late.1.json").rename(theirs / "late.7.json")
    text = (theirs / "late.7.json").read_text(encoding="utf-8")
    (theirs / "late.7.json").write_text(text.replace('"seed": 1', '"seed": 7'), encoding="utf-8")
    with pytest.raises(BenchError, match="no seed of late in common"):
        compared(ScreeningSet.read(ours / "late.csv"), theirs, ours)


def test_tables_and_what_they_come_to(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    theirs, ours = folders
    main([str(theirs), str(ours), str(ours / "early.csv"), str(ours / "late.csv"), "--name", "Rival"])
    by_set, by_seed, summary = capsys.readouterr().out.split("\n\n")
    assert by_set.startswith("| set | records | included | Rival loss | Ken loss | Rival NDCG |")
    assert "| early | 10 | 3 | 0.6667 | 0.0000 |" in by_set
    assert by_set.splitlines()[-1].startswith("| mean over sets |  |  | ")
    assert len(by_seed.splitlines()) == 2 + 3
    assert "| early | 2 | 0.6667 | 0.0000 |" in by_seed
    for lines in (by_set, by_seed):
        assert len({line.count("|") for line in lines.splitlines()}) == 1
    # Mean losses are those of sets: one set with two seeds counts no more than the other.
    late = compared(ScreeningSet.read(ours / "late.csv"), theirs, ours)
    times = late.ours.loss / (late.theirs.loss + 4 / 6)
    assert f"{times:.3f} times as much" in summary
    assert "Loss is lower on 1 of 2 sets" in summary
    assert f"Worst set, by its mean loss: late, {late.ours.loss - late.theirs.loss:+.4f}" in summary


def test_a_loss_of_nothing_has_no_ratio(tmp_path: Path) -> None:
    path = write_review(tmp_path, "one", "x-x--")
    assert "nan times" in written([compared(ScreeningSet.read(path), tmp_path, tmp_path)])


def test_a_missing_order_is_one_line(tmp_path: Path) -> None:
    path = write_review(tmp_path, "one", "x-x--")
    with pytest.raises(SystemExit, match="has no order of one"):
        main([str(tmp_path / "none"), str(tmp_path), str(path)])
