"""Sharing a queue out on the page and for programs, and what each reviewer is shown of it."""

import re
from pathlib import Path

import pytest
from httpx2 import Response

from tests.review.asking import Asker, asker
from tests.review.teams import Team

STREAM = "emerging-needs"


def share(asking: Asker, shares: dict[str, str], mode: str = "single") -> Response:
    form = {"run": "1", "mode": mode, "name": [*shares], "share": [*shares.values()]}
    return asking.post(f"/allocation/{STREAM}", form)  # type: ignore[arg-type]


def shown(asking: Asker, more: str = "") -> list[str]:
    return re.findall(r'<article id="card-(\w+)"', asking.get(f"/queue/{STREAM}{more}"))


def test_a_queue_is_shared_out_and_each_sees_their_part(team: Team) -> None:
    works = team.stranger().queue()
    ann, bruce, rona = team.as_("analyst"), team.as_("reviewer"), team.as_("reader")
    assert shown(bruce) == works
    sent = share(ann, {"Ann": "1", "Bruce": "1", "Ailsa": "0"})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/allocation/{STREAM}?run=1")
    mine, others = shown(bruce), shown(ann)
    assert len(mine) == len(others) == 17
    assert sorted([*mine, *others]) == sorted(works)
    assert mine == [work for work in works if work in mine]
    assert shown(bruce, "?run=1&show=all") == [*mine, *others]
    assert shown(rona) == works
    assert "None of it is yours" in rona.get(f"/queue/{STREAM}")
    text = bruce.get(f"/queue/{STREAM}")
    assert "These are your 17" in text
    assert "Who has how many" not in text
    assert "decided 0 of your 17" in text
    bruce.decide(mine[0], "include")
    assert "16 of 17 left for you" in bruce.get("/")
    text = ann.get(f"/allocation/{STREAM}")
    assert re.search(r"Bruce</th><td class=\"number\">17</td><td class=\"number\">1</td>", text)
    assert mine[0] not in text, "how far each is, and not with which works"


def test_whoever_leaves_gives_their_works_to_the_others(team: Team) -> None:
    ann = team.as_("analyst")
    share(ann, {"Ann": "1", "Bruce": "1", "Ailsa": "1"})
    before = {name: set(team.context.teamwork.allocation(STREAM, 1).of(name)) for name in ("Ann", "Ailsa")}
    share(ann, {"Ann": "1", "Ailsa": "1"})
    after = team.context.teamwork.allocation(STREAM, 1)
    assert after.names() == ("Ailsa", "Ann")
    assert all(before[name] <= set(after.of(name)) for name in before)
    share(ann, {"Ann": "0"})
    assert team.context.teamwork.allocation(STREAM, 1).names() == ()


def test_each_work_to_two(team: Team) -> None:
    ann, bruce = team.as_("analyst"), team.as_("reviewer")
    share(ann, {"Ann": "1", "Bruce": "1"}, "dual")
    work = shown(bruce)[0]
    text = bruce.get(f"/work/{work}?in={STREAM}")
    assert re.search(r"To be decided by (Ann and Bruce|Bruce and Ann)\.", text)
    assert "Two decide this work" in text
    ann.decide(work, "include")
    assert "other reviewer" not in bruce.get(f"/work/{work}?in={STREAM}")


@pytest.mark.parametrize(
    ("shares", "mode", "said"),
    [
        ({"Ann": "x"}, "", "is not a number"),
        ({"Ann": "-1"}, "", "above 0"),
        ({"Ann": "nan"}, "", "above 0"),
        ({"Ann": "1"}, "dual", "two reviewers or more"),
        ({"Rona": "1"}, "", "Rona may not decide"),
        ({"Nobody": "1"}, "", "no account of Nobody"),
        ({"<script>": "1"}, "", "no account of &lt;script&gt;"),
    ],
)
def test_what_cannot_be_is_told(team: Team, shares: dict[str, str], mode: str, said: str) -> None:
    sent = share(team.as_("analyst"), shares, mode)
    assert sent.status_code == 422
    assert 'role="alert"' in sent.text
    assert said in sent.text
    assert team.context.store.allocations.log(STREAM) == ()


def test_without_accounts_names_are_typed(home: Path) -> None:
    ailsa = asker(home)
    assert "one more name" in ailsa.get(f"/allocation/{STREAM}")
    assert share(ailsa, {"Ailsa": "1", " Brid  <b> ": "2", "": "1"}).status_code == 303
    text = ailsa.get(f"/allocation/{STREAM}")
    assert "Brid &lt;b&gt;" in text
    assert len(shown(ailsa)) == 11
    ailsa.get("/allocation/nothing", 404)
    ailsa.get(f"/allocation/{STREAM}?run=7", 404)


def test_the_settings_say_who_is_proposed(home: Path) -> None:
    with (home / "ken.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[screening.{STREAM}]\nmode = "dual"\nreviewers = ["Brid", "Calum"]\n')
    ailsa = asker(home)
    text = ailsa.get(f"/allocation/{STREAM}")
    assert "Set is <strong>dual</strong>" in text
    assert text.index("Brid") < text.index("Calum")
    settings = ailsa.get("/settings")
    assert "dual: two decide each work" in settings
    assert "Brid and Calum" in settings


def test_programs_share_out_too(team: Team) -> None:
    ann, bruce = team.program("analyst"), team.program("reviewer")
    address = f"/api/v1/allocations/{STREAM}"
    assert ann.get(address).json()["reviewers"] == []
    assert bruce.get(f"{address}/own").json() == []
    made = ann.put(address, json={"shares": {"Ann": 1, "Bruce": 3}, "mode": "single"})
    assert made.status_code == 200, made.text
    assert [(one["name"], one["works"]) for one in made.json()["reviewers"]] == [("Ann", 9), ("Bruce", 25)]
    assert ann.get(address).json() == made.json()
    assert len(bruce.get(f"{address}/own").json()) == 25
    assert bruce.put(address, json={"shares": {"Bruce": 1}}).status_code == 403
    assert ann.put(address, json={"shares": {"Nobody": 1}}).status_code == 422
    assert ann.put(address, json={"shares": {"Ann": 0}}).status_code == 422
    assert ann.put(address, json={}).json()["reviewers"] == []


def test_what_another_program_shared_out_is_seen_at_once(team: Team, home: Path) -> None:
    from ken.allocating import allocate_queue  # noqa: PLC0415
    from store.opening import open_store  # noqa: PLC0415

    bruce = team.as_("reviewer")
    assert len(shown(bruce)) == 34
    stream = team.context.workstream(STREAM)
    allocate_queue(home, open_store(home), stream, {"Bruce": 1, "Ann": 1}, by="", mode="single")
    assert len(shown(bruce)) == 17
