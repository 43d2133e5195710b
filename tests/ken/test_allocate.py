"""``ken allocate``: who gets which works, by name, by settings, and who may not."""

from pathlib import Path

import pytest

from ken.allocating import read_shares
from records.decision import Decision
from records.errors import SettingsError
from store.opening import open_store
from tests.ken.running import Ken
from tests.store.examples import NOW

STREAM = "emerging-needs"


@pytest.fixture
def single(copy: Path) -> Path:
    """Give a workspace in which one decides each work of the workstream."""
    with (copy / "ken.toml").open("a", encoding="utf-8") as file:
        file.write(f'[screening.{STREAM}]\nmode = "single"\n')
    return copy


def names(document: dict[str, list[dict[str, object]]]) -> dict[object, object]:
    return {one["name"]: one["works"] for one in document["reviewers"]}


def test_a_queue_is_shared_out_and_whoever_joins_gets_their_part(ken: Ken, single: Path) -> None:
    said = ken("--home", single, "allocate", "W2", "--to", "ailsa, brid", "--reviewer", "Ann")
    assert said.code == 0
    assert "  ailsa: 17 works, 0 decided, 17 left" in said.out
    assert "  0 of 34 works to two people" in said.out
    first = ken("--home", single, "allocate", STREAM, "--show", "--json").document
    assert names(first) == {"ailsa": 17, "brid": 17}
    more = ken("--home", single, "allocate", STREAM, "--to", "ailsa,brid,calum", "--json").document
    moved = [one for one, own in more["allocated"].items() if own != first["allocated"][one]]
    assert len(moved) == names(more)["calum"] == 11
    assert list(more["allocated"]) == [one.work for one in open_store(single).queues.get(STREAM, 1)]
    log = open_store(single).allocations.log(STREAM)
    assert [(one.reviewer, [*one.shares]) for one in log] == [
        ("", ["ailsa", "brid", "calum"]),
        ("Ann", ["ailsa", "brid"]),
    ]


def test_each_work_to_two_and_back_to_everybody(ken: Ken, copy: Path) -> None:
    both = ken("--home", copy, "allocate", "W2", "--to", "ailsa=2,brid,calum", "--dual", "--json").document
    assert (both["dual"], both["mode"]) == (34, "pilot")
    assert names(both) == {"ailsa": 34, "brid": 17, "calum": 17}
    said = ken("--home", copy, "allocate", "W2", "--to", "everybody")
    assert "anybody's" in said.err
    assert open_store(copy).allocations.latest(STREAM) == {}


def test_the_settings_say_how_and_who(ken: Ken, copy: Path) -> None:
    with (copy / "ken.toml").open("a", encoding="utf-8") as file:
        file.write(f'[screening.{STREAM}]\nmode = "dual"\nreviewers = ["Ailsa", "Brid"]\n')
    assert ken("--home", copy, "allocate", "W2", "--json").document["dual"] == 34
    said = ken("--home", copy, "agreement", "W2")
    assert "dual: two decide each work" in said.out
    assert "Ailsa and Brid" in said.out
    assert "say to whom" in ken("--home", copy, "allocate", "W1").complaint


def test_in_a_pilot_a_share_goes_to_two(ken: Ken, copy: Path) -> None:
    found = ken("--home", copy, "allocate", "W2", "--to", "ailsa,brid", "--json").document
    assert found["dual"] == 5
    assert {len(own) for own in found["allocated"].values()} == {1, 2}
    text = (copy / "ken.toml").read_text(encoding="utf-8")
    (copy / "ken.toml").write_text(text.replace("dual = 0.20", "dual = 0.5"), encoding="utf-8")
    found = ken("--home", copy, "allocate", "W2", "--json").document
    assert 8 < found["dual"] < 26


def test_whoever_decided_a_work_keeps_it(ken: Ken, single: Path) -> None:
    store = open_store(single)
    works = [one.work for one in store.queues.get(STREAM, 1)][:20]
    for work in works:
        store.decisions.append(
            Decision(work=work, workstream=STREAM, verdict="include", reviewer="brid", instant=NOW)
        )
    found = ken("--home", single, "allocate", "W2", "--to", "ailsa,brid", "--json").document
    assert all(found["allocated"][work] == ["brid"] for work in works)
    assert found["reviewers"][1] == {"name": "brid", "works": 20, "done": 20}


def test_with_accounts_only_those_who_may_decide(ken: Ken, copy: Path) -> None:
    accounts = open_store(copy).accounts
    accounts.add("Ailsa", "owner", NOW)
    accounts.add("Rona", "reader", NOW)
    assert names(ken("--home", copy, "allocate", "W2", "--to", "AILSA", "--json").document) == {"Ailsa": 34}
    assert "no account of brid" in ken("--home", copy, "allocate", "W2", "--to", "brid").complaint
    assert "Rona may not decide" in ken("--home", copy, "allocate", "W2", "--to", "rona").complaint
    assert "twice" in ken("--home", copy, "allocate", "W2", "--to", "Ailsa,ailsa").complaint


def test_a_table_of_no_workstream_is_told(ken: Ken, copy: Path) -> None:
    with (copy / "ken.toml").open("a", encoding="utf-8") as file:
        file.write('[screening.nothing]\nmode = "dual"\n')
    said = ken("--home", copy, "allocate", "W2", "--show")
    assert "[screening.nothing] is no workstream; there are: community-models" in said.complaint


def test_where_nothing_is_queued(ken: Ken, new: Path) -> None:
    assert "nothing is queued" in ken("--home", new, "allocate", "W2", "--to", "ailsa").complaint
    assert "no run 7" in ken("--home", new, "allocate", "W2", "--to", "ailsa", "--run", 7).complaint


@pytest.mark.parametrize(
    ("text", "said"),
    [("a=", "comes a number"), ("a=x", "comes a number"), ("a,,b", "a name"), ("a,a", "twice")],
)
def test_names_that_cannot_be(text: str, said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        read_shares(text)
