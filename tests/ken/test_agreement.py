"""``ken agreement``."""

from pathlib import Path

from tests.ken.decided import decide
from tests.ken.running import Ken


def test_without_decisions_two_readers_are_needed(ken: Ken, new: Path) -> None:
    said = ken("--home", new, "agreement")
    assert said.out.count("  no work was decided by two\n") == 4
    assert said.out.count("  two readers are needed: 0 works decided by two, of 50 that are needed\n") == 4
    assert len(ken("--home", new, "agreement", "--json").document) == 4


def test_pairs_are_measured_and_works_that_wait_for_a_second_reader_are_listed(ken: Ken, copy: Path) -> None:
    works = [one["work"] for one in ken("--home", copy, "queue", "W2", "--json").document]
    decide(copy, dict.fromkeys(works[:6], "include") | dict.fromkeys(works[6:12], "exclude"))
    decide(copy, dict.fromkeys(works[:5], "maybe") | dict.fromkeys(works[5:12], "exclude"), reviewer="bruce")
    decide(copy, dict.fromkeys(works[:1], "include"), reviewer="catriona")
    (found,) = ken("--home", copy, "agreement", "W2", "--json").document
    assert (found["workstream"], found["stage"]) == ("emerging-needs", "title-abstract")
    assert [one["reviewers"] for one in found["pairs"]] == [
        ["ailsa", "bruce"],
        ["ailsa", "catriona"],
        ["bruce", "catriona"],
    ]
    first = found["pairs"][0]
    assert (first["n"], first["both"], first["only_first"], first["neither"]) == (12, 5, 1, 6)
    assert round(first["kappa"], 2) == 0.83
    assert first["interval"][0] < first["kappa"] < first["interval"][1]
    assert found["overall"]["n"] == 14
    assert found["gate"] == {"open": False, "why": "14 works decided by two, of 50 that are needed"}
    assert set(found["waiting"]) <= set(works[12:])
    assert len(found["waiting"]) < found["dual"] < len(works) / 2
    said = ken("--home", copy, "agreement", "W2").out
    assert (
        "  ailsa and bruce: 12 works, 92% agreed, kappa 0.83 (0.52 to 1.00), adjusted for prevalence 0.83;"
        in said
    )
    assert "  all pairs: 14 works" in said
    (copy / "ken.toml").write_text("[screening]\npilot = 10\n", encoding="utf-8")
    said = ken("--home", copy, "agreement", "W2").out
    assert "  one reader is enough: kappa is 0.86 on 14 works, and is to be 0.60" in said
    assert "wait" not in said
