"""Progress, conflicts, duplicates, exports, settings: what they say and do."""

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import pytest

from ken.settings import read_settings
from records.decision import Decision, Verdict, first_break
from records.work import Doubt
from review.differing import differing
from store.queues import FrozenQueue
from synthesis.standing import conflicting, standing
from tests.review.asking import NOW, Asker

STREAM = "emerging-needs"


def said(asking: Asker, work: str, reviewer: str, verdict: Verdict, note: str = "") -> None:
    asking.store.decisions.append(
        Decision(work=work, workstream=STREAM, verdict=verdict, reviewer=reviewer, instant=NOW, note=note)
    )


def disagree(asking: Asker) -> str:
    work = asking.queue()[0]
    said(asking, work, "Bruce", "include", "exactly what we ask")
    said(asking, work, "Carol", "exclude")
    return work


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/progress", ("Recall: cannot be stated yet", "Two readers are needed", "0 of 4 decided")),
        ("/conflicts", ("Nobody disagrees",)),
        ("/duplicates", ("No pair is unsure",)),
        ("/export", ("RIS, for reference managers", "W2 Emerging")),
        ("/settings", ("0.35", "Nobody yet", "The questions")),
        (
            "/queue/emerging-needs",
            ("What belongs here", "At the boundaries", "Animal housing, equipment housing", "mainly because"),
        ),
    ],
)
def test_a_page_says_what_it_is_for(reading: Asker, address: str, words: tuple[str, ...]) -> None:
    text = reading.get(address)
    assert [one for one in words if one not in text] == []


def test_similar_works_are_folded_on_the_card(ailsa: Asker) -> None:
    (entry, *_), (document, *_) = ailsa.store.queues.get(STREAM, 1), ailsa.store.queues.cards(STREAM, 1)
    other = {"work": ailsa.queue()[3], "title": "The same story, told elsewhere", "sources": ["his"]}
    again = FrozenQueue(
        run=2,
        workstream=STREAM,
        seed=1,
        candidates=2,
        entries=(replace(entry, run=2),),
        cards=({**document, "similar": [other["work"]], "similar_works": [other]},),
    )
    ailsa.store.queues.freeze([again], NOW)
    text = ailsa.get(f"/queue/{STREAM}")
    assert "1 more like this</summary>" in text
    assert "The same story, told elsewhere" in text


def test_bars_say_of_what_they_are(reading: Asker) -> None:
    text = reading.get(f"/work/{reading.queue()[0]}?in={STREAM}")
    assert re.search(r"0\.\d\d of 0\.35", text)
    assert "Why it is not higher" in reading.get(f"/work/{reading.queue()[5]}?in={STREAM}")


def test_progress_draws_what_was_kept_and_says_how_well_people_agree(ailsa: Asker) -> None:
    for number, work in enumerate(ailsa.queue()[:12]):
        said(ailsa, work, "Bruce", "include" if number % 2 else "exclude")
        said(ailsa, work, "Carol", "include" if number % 2 or number == 4 else "exclude")
    text = ailsa.get("/progress")
    assert "Bruce and Carol" in text
    assert "0.83" in text
    assert "12 works decided by two, of 50 that are needed" in text
    assert 'role="img"' in text
    assert "After 12 works read in this order, 7 were kept." in text


def test_a_conflict_is_settled_by_a_further_word(ailsa: Asker) -> None:
    work = disagree(ailsa)
    text = ailsa.get("/conflicts")
    for words in ("exactly what we ask", "Bruce", "Carol", "W2 Emerging"):
        assert words in text
    sent = ailsa.post(
        f"/conflicts/{STREAM}", {"work": work, "verdict": "exclude:off-topic", "note": "see scope"}
    )
    assert (sent.status_code, sent.headers["location"]) == (303, f"/conflicts?settled={work}")
    decisions = ailsa.store.decisions.of([work])[work]
    assert [(one.reviewer, one.verdict, one.resolves) for one in standing(decisions)] == [
        ("Ailsa", "exclude", True)
    ]
    assert first_break(ailsa.store.decisions.log()) == 0
    assert "Nobody disagrees" in ailsa.get("/conflicts")


def test_a_conflict_that_is_settled_is_not_settled_twice(ailsa: Asker) -> None:
    work = disagree(ailsa)
    form = {"work": work, "verdict": "include"}
    assert ailsa.post(f"/conflicts/{STREAM}", form).status_code == 303
    assert ailsa.post(f"/conflicts/{STREAM}", {**form, "verdict": "exclude"}).status_code == 404
    assert len(ailsa.store.decisions.log()) == 3


def test_a_resolution_is_taken_back_by_undo(ailsa: Asker) -> None:
    work = disagree(ailsa)
    ailsa.post(f"/conflicts/{STREAM}", {"work": work, "verdict": "include"})
    ailsa.undo()
    assert len(conflicting(ailsa.store.decisions.of([work])[work], STREAM)) == 2


def test_who_was_settled_over_still_sees_their_own_word(ailsa: Asker) -> None:
    work = ailsa.queue()[0]
    ailsa.decide(work, "include")
    said(ailsa, work, "Bruce", "exclude")
    ailsa.store.decisions.append(
        Decision(
            work=work, workstream=STREAM, verdict="exclude", reviewer="Carol", instant=NOW, resolves=True
        )
    )
    assert "You: <strong>include</strong>" in ailsa.get(f"/work/{work}?in={STREAM}")
    assert "You have decided 1 of 34" in ailsa.get(f"/queue/{STREAM}")


def test_an_export_holds_what_stands(ailsa: Asker) -> None:
    work = disagree(ailsa)
    ailsa.post(f"/conflicts/{STREAM}", {"work": work, "verdict": "exclude"})
    address = f"/export/file?workstream={STREAM}&verdict={{}}&format=csv"
    rows = list(csv.DictReader(io.StringIO(ailsa.get(address.format("exclude")))))
    assert len(rows) == 1
    assert list(csv.DictReader(io.StringIO(ailsa.get(address.format("include"))))) == []
    sent = ailsa.client.get(address.format("exclude"))
    assert (
        sent.headers["content-disposition"]
        == 'attachment; filename="ken-emerging-needs-exclude-2026-11-23.csv"'
    )


@pytest.mark.parametrize(
    "query",
    ["format=exe", "verdict=withdrawn", "workstream=../../etc", "format=../ris", 'verdict="%0d%0aX: y'],
)
def test_an_export_of_nothing_that_there_is(reading: Asker, query: str) -> None:
    reading.get(f"/export/file?{query}", 404)


def unsure(asking: Asker) -> list[Doubt]:
    """Let Ken be unsure of two pairs of works."""
    records = [asking.store.works.get([work])[0].best.record_id for work in asking.queue()[:4]]
    pairs = [sorted(records[at : at + 2]) for at in (0, 2)]
    doubts = [Doubt(a, b, 0.6, "titles alike") for a, b in pairs]
    asking.store.doubts.keep(doubts, records)
    return doubts


def test_a_pair_is_said_to_be_one_work_or_two(ailsa: Asker) -> None:
    first, second = unsure(ailsa)
    text = ailsa.get("/duplicates")
    for words in ("60% likely one work", "titles alike", '<mark class="differs">', "Two works</button>"):
        assert words in text
    sent = ailsa.post("/duplicates", {"a": first.a, "b": first.b, "answer": "one"})
    assert sent.status_code == 303
    assert "Kept:" in ailsa.get(sent.headers["location"])
    members = ailsa.store.links.memberships([first.a, first.b])
    assert members[first.a].work_id == members[first.b].work_id
    ailsa.post("/duplicates", {"a": second.a, "b": second.b, "answer": "two"})
    assert ailsa.store.doubts.open() == ()
    assert [one.reviewer for one in ailsa.store.links.by_people()] == ["Ailsa", "Ailsa"]
    assert ailsa.post("/duplicates", {"a": "no:1", "b": "no:2", "answer": "one"}).status_code == 404
    assert ailsa.post("/duplicates", {"a": first.a, "b": first.b, "answer": "three"}).status_code == 422


def test_texts_are_cut_where_they_differ() -> None:
    left, right = differing("Care at home, 2025", "Care in homes, 2025")
    assert [one.text for one in left if one.differs] == ["at", "home"]
    assert [one.text for one in right if one.differs] == ["in", "homes"]
    assert "".join(one.text for one in left) == "Care at home, 2025"
    assert differing("", "") == ((), ())


def test_weights_are_tried_and_then_written(ailsa: Asker, home: Path) -> None:
    shown = ailsa.get("/settings?part=inequality&value=0.5&part=place&value=0.12")
    assert "What would move" in shown
    assert re.search(r"Of 34 works in run 1, these \d+ would move", shown)
    assert read_settings(home).ranking.weights["inequality"] == 0.2
    assert ailsa.store.weight_changes.log() == ()
    sent = ailsa.post("/settings", {"part": "inequality", "value": "0.5"})
    assert sent.status_code == 303
    assert read_settings(home).ranking.weights["inequality"] == 0.5
    (change,) = ailsa.store.weight_changes.log()
    assert (change.reviewer, change.became["inequality"]) == ("Ailsa", 0.5)
    assert "inequality 0.2 → 0.5" in ailsa.get("/settings")


@pytest.mark.parametrize("value", ["2", "-1", "nan", "much", ""])
def test_weights_that_cannot_be_are_told(ailsa: Asker, value: str) -> None:
    assert 'role="alert"' in ailsa.get(f"/settings?part=place&value={value}", 422)
    assert ailsa.post("/settings", {"part": "place", "value": value}).status_code == 422
    assert ailsa.store.weight_changes.log() == ()


def test_works_like_one_are_those_that_one_decided(ailsa: Asker) -> None:
    *decided, last = ailsa.queue()
    addresses = [f"/work/{work}/alike?in={STREAM}" for work in (*decided[:3], last)]
    for work in decided:
        said(ailsa, work, "Bruce", "exclude")
    assert all("nothing yet that is like it" in ailsa.get(address) for address in addresses)
    for work in decided[3:]:
        said(ailsa, work, "Ailsa", "include")
    texts = [ailsa.get(address) for address in addresses]
    assert any("Ailsa included on 23 November 2026" in text for text in texts)
    ailsa.get(f"/work/{last}/alike?in=nothing", 404)
