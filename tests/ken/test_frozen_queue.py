"""A frozen queue is shown again exactly, whatever happens after it."""

import re
from pathlib import Path

import pytest

from flows.steps import PlainSteps
from flows.weekly import Clock, weekly
from ken.settings import read_settings
from ken.wiring import chosen, every_source, wired
from records.source import Window
from store.opening import open_store
from tests.flows.weeks import FEW, SAMPLE, SAMPLE_WEEK
from tests.ken.decided import decide, grow_older
from tests.ken.running import Ken

W2 = "emerging-needs"
TOLD = (
    "People experiencing homelessness in Glasgow said that the hostels should be kept and that peer "
    "navigators worked well when they stayed for longer than the usual twelve weeks of funding. "
    "Half of the forty residents had a named worker after a year; nobody was asked to leave on a Friday."
)


def scan_again(home: Path, window: Window = SAMPLE_WEEK) -> None:
    with wired(home, read_settings(home), chosen(every_source(home), FEW), replay=SAMPLE) as context:
        weekly(context, window, PlainSteps(), Clock(), exact=True)


def with_new_works(ken: Ken, home: Path, **titles: str) -> None:
    """Import works by author and title that tell the same in nearly the same words."""
    lines = [
        f"TY  - NEWS\nTI  - {title}\nAU  - {author}\nAB  - {title}. {TOLD}\nPY  - 2026/11/20\nER  - \n"
        for author, title in titles.items()
    ]
    path = home / "new.ris"
    path.write_text("".join(lines), encoding="utf-8")
    assert ken("--home", home, "import", path).code == 0


def frozen(ken: Ken, home: Path) -> tuple[str, str]:
    as_json = ken("--home", home, "queue", "W2", "--run", "1", "--json")
    for_people = ken("--home", home, "queue", "W2", "--run", "1")
    assert as_json.code == for_people.code == 0
    return as_json.out, for_people.out


def test_after_decisions_another_run_other_weights_and_other_components(ken: Ken, copy: Path) -> None:
    before = frozen(ken, copy)
    works = [one.work for one in open_store(copy).queues.get(W2, 1)]
    decide(copy, {works[0]: "include", works[1]: "exclude", works[2]: "maybe"})
    text = (copy / "ken.toml").read_text(encoding="utf-8")
    text = text.replace("place = 0.12", "place = 0.30").replace("workstream = 0.35", "workstream = 0.17")
    (copy / "ken.toml").write_text(text, encoding="utf-8")
    with_new_works(ken, copy, Kerr="Navigators in hostels", Weir="A charity's warning to the council")
    scan_again(copy)
    grow_older(copy, dict.fromkeys(works[:5], 0.01))
    assert ken("--home", copy, "duplicates", "merge", *works[3:5], "--reviewer", "ailsa").code == 0
    assert frozen(ken, copy) == before
    assert ken("--home", copy, "queue", "W2", "--json").out != before[0], "the latest is that of run 2"
    said = ken("--home", copy, "queue", "W2", "--run", "1").err
    assert re.fullmatch(r"Since then: (\w+) was joined to (\w+), which has its decisions\.\n", said)
    (noticed,) = open_store(copy).weight_changes.log()
    assert (noticed.reviewer, noticed.run) == ("", 2)
    assert (noticed.was["place"], noticed.became["place"]) == (0.12, 0.30)


def test_a_queue_that_an_older_version_froze_is_put_together_from_what_is_known(
    ken: Ken, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ken("--home", copy, "queue", "W2", "--run", "1", "--json").document
    monkeypatch.setattr("store.queues.Queues.cards", lambda *_: ())
    composed = ken("--home", copy, "queue", "W2", "--run", "1", "--json").document
    assert [{**one, "below": []} for one in whole] == composed


def test_similar_works_take_one_place_and_are_named_there(ken: Ken, copy: Path) -> None:
    titles = {
        "Kerr": "Navigators in hostels",
        "Weir": "A charity's warning to the council",
        "Muir": "Twelve weeks and then what",
        "Reid": "Nobody leaves on a Friday",
    }
    with_new_works(ken, copy, **titles)
    scan_again(copy)
    places = ken("--home", copy, "queue", "W2", "--json").document
    assert len(places) == 2, "one stands for the others, one was drawn for the audit"
    (head,) = [one for one in places if one["similar"]]
    first, second = head["similar_works"]
    assert {one["title"] for one in (*places, first, second)} == set(titles.values())
    assert head["similar"] == [first["work"], second["work"]]
    named = "; ".join(f"{one['title']} ({one['work']})" for one in (first, second))
    assert f"     2 more like this: {named}\n" in ken("--home", copy, "queue", "W2").out
    whole = f"       = {first['title']} ({first['work']} · 2026-11-20 · from file)\n"
    assert whole in ken("--home", copy, "queue", "W2", "--all").out
    said = ken("--home", copy, "decide", head["work"], "W2", "include", "--reviewer", "ailsa").err
    assert f"  {first['work']}  {first['title']}\n" in said
    assert whole in ken("--home", copy, "queue", "W2").out, "who keeps a story is shown its other tellings"
    shown = ken("--home", copy, "show", first["work"]).out
    assert "emerging-needs, run 2: no place\n" in shown
    assert f"- It tells nearly the same as the work at place {head['place']}, and is named there\n" in shown
    assert f"Like “{head['title']}” ({head['work']}), which ailsa included on " in shown
