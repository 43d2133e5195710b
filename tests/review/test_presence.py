"""Who is on which card: from memory alone, bounded, and gone when nothing is heard."""

import json

import pytest

from review.presence import Presence
from store.database import Database
from tests.review.asking import Asker
from tests.review.teams import Team

STREAM = "emerging-needs"


def there(asking: Asker, work: str) -> dict[str, list[str]]:
    sent = asking.post(f"/presence/{STREAM}", {"work": work})
    assert (sent.status_code, sent.text) == (204, "")
    found: dict[str, list[str]] = json.loads(sent.headers["hx-trigger"])["ken-reading"]["works"]
    return found


def test_others_see_who_reads_what_and_nobody_sees_themselves(team: Team) -> None:
    bruce, ann = team.as_("reviewer"), team.as_("analyst")
    assert there(bruce, "w1") == {}
    assert there(ann, "w1") == {"w1": ["Bruce"]}
    assert there(ann, "w2") == {"w1": ["Bruce"]}
    assert there(bruce, "") == {"w2": ["Ann"]}
    assert there(ann, "w2") == {}
    assert team.as_("reader").post(f"/presence/{STREAM}", {"work": "w1"}).status_code == 403
    assert bruce.post("/presence/nothing", {"work": "w1"}).status_code == 404
    assert bruce.post(f"/presence/{STREAM}", {"work": "w" * 61}).status_code == 422


def test_a_beat_asks_no_database(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    bruce = team.as_("reviewer")
    there(bruce, "w1")
    token = bruce.token()

    def refuse(*_: object) -> None:
        raise AssertionError("the database was asked")

    monkeypatch.setattr(Database, "open", refuse)
    assert bruce.post(f"/presence/{STREAM}", {"work": "w2"}, token=token).status_code == 204


def test_who_gives_no_sign_for_45_seconds_is_gone() -> None:
    now = [0.0]
    presence = Presence(lambda: now[0])
    presence.beat("one", "Ailsa", STREAM, "w1")
    now[0] = 44.9
    assert presence.others(STREAM, "Bruce") == {"w1": ("Ailsa",)}
    assert presence.others("models", "Bruce") == {}
    now[0] = 45.0
    assert presence.others(STREAM, "Bruce") == {}


def test_one_window_is_on_one_card_and_one_person_may_have_two_windows() -> None:
    presence = Presence()
    presence.beat("one", "Ailsa", STREAM, "w1")
    presence.beat("one", "Ailsa", STREAM, "w2")
    presence.beat("two", "Ailsa", STREAM, "w2")
    presence.beat("three", "Brid", STREAM, "w2")
    assert presence.others(STREAM, "Calum") == {"w2": ("Ailsa", "Brid")}
    presence.left("one", "w1")
    presence.left("two", "w2")
    presence.left("three", "w2")
    assert presence.others(STREAM, "Calum") == {"w2": ("Ailsa",)}


def test_what_is_remembered_is_bounded() -> None:
    presence = Presence()
    for number in range(2100):
        presence.beat(str(number), "Ailsa", STREAM, f"w{number}")
    assert len(presence.others(STREAM, "Bruce")) == 2000


def test_the_next_card_is_one_that_nobody_reads(team: Team) -> None:
    works = team.stranger().queue()
    bruce, ann = team.as_("reviewer"), team.as_("analyst")
    there(ann, works[1])
    sent = bruce.decide(works[0], "include", back="work")
    assert sent.headers["location"].startswith(f"/work/{works[2]}?")
    text = bruce.get(f"/queue/{STREAM}")
    assert "Ann is reading this" in text
    assert text.index(works[1]) < text.index(works[2]), "nothing is put into another order"
    for work in works[2:]:
        bruce.decide(work, "exclude")
    assert f"#card-{works[1]}" in bruce.get("/"), "it is offered when none else is left"


def test_whoever_decided_a_card_reads_it_no_more(team: Team) -> None:
    works = team.stranger().queue()
    bruce, ann = team.as_("reviewer"), team.as_("analyst")
    there(bruce, works[0])
    bruce.decide(works[0], "include", partial=True)
    assert there(ann, "") == {}


def test_programs_say_and_see_the_same(team: Team) -> None:
    bruce, ann = team.program("reviewer"), team.as_("analyst")
    there(ann, "w1")
    said = bruce.post(f"/api/v1/presence/{STREAM}", json={"work": "w1"})
    assert said.json() == [{"work": "w1", "names": ["Ann"]}]
    assert there(ann, "w1") == {"w1": ["Bruce"]}
