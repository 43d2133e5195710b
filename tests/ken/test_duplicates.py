"""What people say of pairs that may be one work."""

from pathlib import Path

import pytest

from store.opening import open_store
from tests.ken.running import Ken

_RIS = """TY  - JOUR
TI  - {title}
AU  - Rendall, Ina
AU  - Flett, Magnus
PY  - 2026
AN  - {key}
ER  -
"""


@pytest.fixture
def unsure(ken: Ken, tmp_path: Path) -> Path:
    """Give a workspace with one unsure pair."""
    home = tmp_path / "w"
    assert ken("init", home).code == 0
    references = [
        _RIS.format(title="Lunch clubs in the village halls of Orkney: what older people say", key="1"),
        _RIS.format(title="Lunch clubs in the village halls of Orkney: what older islanders say", key="2"),
    ]
    file = tmp_path / "lunch.ris"
    file.write_text("\n".join(references), encoding="utf-8")
    assert ken("--home", home, "import", file).code == 0
    return home


def ids(home: Path) -> list[str]:
    return sorted(work.best.record_id for work in open_store(home).works.all())


def test_unsure_pairs_are_listed_with_what_agrees(ken: Ken, unsure: Path) -> None:
    (pair,) = ken("--home", unsure, "duplicates", "list", "--json").document
    assert [pair["a"]["record"], pair["b"]["record"]] == ids(unsure)
    assert 0 < pair["score"] < 0.8
    assert pair["worth"] == pytest.approx(pair["score"])
    assert pair["why"].startswith("weighed: title ")
    assert pair["a"]["authors"] == ["Rendall, Ina", "Flett, Magnus"]
    said = ken("--home", unsure, "duplicates", "list")
    assert "Lunch clubs in the village halls of Orkney" in said.out
    assert "likely one work (weighed: title " in said.out
    assert "`ken duplicates merge A B --reviewer NAME`" in said.err


def test_a_pair_is_merged_and_asked_no_more(ken: Ken, unsure: Path) -> None:
    a, b = ids(unsure)
    done = ken("--home", unsure, "duplicates", "merge", a, b, "--reviewer", "ailsa", "--json")
    assert len(done.document["works"]) == 1
    assert ken("--home", unsure, "duplicates", "list", "--json").document == []
    (word,) = ken("--home", unsure, "duplicates", "list", "--decided", "--json").document
    assert (word["a"], word["b"], word["one_work"], word["reviewer"]) == (a, b, True, "ailsa")
    assert "ailsa: " in ken("--home", unsure, "duplicates", "list", "--decided").out


def test_a_merged_pair_is_split_again(ken: Ken, unsure: Path) -> None:
    a, b = ids(unsure)
    ken("--home", unsure, "duplicates", "merge", a, b, "--reviewer", "ailsa")
    done = ken("--home", unsure, "duplicates", "split", b, a, "--reviewer", "bruce")
    assert done.out.startswith("2 works: w")
    assert ids(unsure) == [a, b]
    assert ken("--home", unsure, "duplicates", "list", "--json").document == []


def test_works_are_named_by_their_ids_too(ken: Ken, unsure: Path) -> None:
    one, other = (work.work_id for work in open_store(unsure).works.all())
    done = ken("--home", unsure, "duplicates", "merge", one, other, "--reviewer", "ailsa")
    assert done.code == 0
    assert done.out.startswith("one work: w")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("x:9", "x:8", "--reviewer", "a"),
            "there is no record or work x:9; `ken duplicates list` names some",
        ),
        (("{a}", "{a}", "--reviewer", "a"), "two records are needed"),
        (("{a}", "{b}", "--reviewer", " "), "somebody has to say so"),
    ],
)
def test_what_cannot_be_done_is_told(ken: Ken, unsure: Path, arguments: tuple[str, ...], told: str) -> None:
    a, b = ids(unsure)
    filled = [one.format(a=a, b=b) for one in arguments]
    said = ken("--home", unsure, "duplicates", "merge", *filled)
    assert said.code in (1, 2)
    assert told in " ".join(said.err.replace("│", " ").split())
