"""Deciding and undoing, by form and by script."""

import pytest

from records.decision import first_break
from synthesis.standing import standing
from tests.review.asking import Asker


def verdicts(asking: Asker) -> list[tuple[str, str]]:
    return [(one.verdict, one.reason) for one in asking.store.decisions.log()]


def stands(asking: Asker, work: str) -> list[str]:
    return [one.verdict for one in standing(asking.store.decisions.of([work]).get(work, ()))]


def test_a_form_leads_to_the_next_work(ailsa: Asker) -> None:
    first, second, third = ailsa.queue()[:3]
    sent = ailsa.decide(first, "include", note=" kept \r\n for us ")
    assert (sent.status_code, sent.headers["location"]) == (303, f"/queue/emerging-needs?run=1#card-{second}")
    (one,) = ailsa.store.decisions.log()
    assert (one.work, one.workstream, one.verdict, one.reviewer) == (
        first,
        "emerging-needs",
        "include",
        "Ailsa",
    )
    assert (one.note, one.stage) == ("kept \n for us", "title-abstract")
    sent = ailsa.decide(second, "exclude:population", back="work")
    assert sent.headers["location"] == f"/work/{third}?in=emerging-needs&run=1&after={second}"
    assert "Other people than ours" in ailsa.get(f"/work/{second}?in=emerging-needs")


def test_a_script_is_answered_with_the_card_and_how_far_it_is(ailsa: Asker) -> None:
    first = ailsa.queue()[0]
    sent = ailsa.decide(first, "maybe", partial=True)
    assert sent.status_code == 200
    assert f'<article id="card-{first}" class="card decided"' in sent.text
    assert "You have decided 1 of 34" in sent.text
    assert "<html" not in sent.text


def test_the_same_word_again_is_in_the_log_once(ailsa: Asker) -> None:
    first = ailsa.queue()[0]
    for _ in range(3):
        assert ailsa.decide(first, "include").status_code == 303
    ailsa.decide(first, "include", note="and why")
    assert verdicts(ailsa) == [("include", ""), ("include", "")]


def test_undo_goes_back_step_by_step_and_removes_nothing(ailsa: Asker) -> None:
    first, second = ailsa.queue()[:2]
    ailsa.decide(first, "include")
    ailsa.decide(second, "exclude:off-topic")
    ailsa.decide(first, "maybe")
    back = ailsa.undo(partial=True)
    assert back.headers["hx-retarget"] == f"#card-{first}"
    assert stands(ailsa, first) == ["include"]
    assert ailsa.undo().headers["location"].endswith(f"#card-{second}")
    assert stands(ailsa, second) == []
    ailsa.undo()
    assert stands(ailsa, first) == []
    nothing = ailsa.undo(partial=True)
    assert "nothing left to take back" in nothing.text
    log = ailsa.store.decisions.log()
    assert [one.verdict for one in log] == [
        "include",
        "exclude",
        "maybe",
        "include",
        "withdrawn",
        "withdrawn",
    ]
    assert first_break(log) == 0


def test_undo_is_of_ones_own_word_in_this_workstream(ailsa: Asker) -> None:
    first = ailsa.queue()[0]
    ailsa.post("/queue/community-models/decide", {"work": first, "verdict": "include", "run": "1"})
    assert ailsa.undo().headers["location"] == "/queue/emerging-needs?run=1"
    assert verdicts(ailsa) == [("include", "")]


def test_a_work_outside_of_the_queue_can_be_decided_on(ailsa: Asker) -> None:
    queued = set(ailsa.queue())
    other = next(work.work_id for work in ailsa.store.works.all() if work.work_id not in queued)
    sent = ailsa.decide(other, "include", back="work")
    assert sent.status_code == 303
    assert stands(ailsa, other) == ["include"]
    assert ailsa.undo(partial=True).headers["hx-redirect"].startswith(f"/work/{other}?")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"verdict": "withdrawn"}, 422),
        ({"verdict": "delete"}, 422),
        ({"verdict": "include:off-topic"}, 422),
        ({"verdict": "exclude:because"}, 422),
        ({"verdict": "include", "work": "wnowhere"}, 404),
        ({"verdict": "include", "note": "n" * 4001}, 422),
        ({"verdict": "include", "note": "n" * 70_000}, 413),
        ({"verdict": "include", "run": "-1"}, 422),
        ({"work": ""}, 422),
    ],
)
def test_what_nobody_can_say_is_refused(ailsa: Asker, fields: dict[str, str], status: int) -> None:
    form = {"work": ailsa.queue()[0], "run": "1", **fields}
    assert ailsa.post("/queue/emerging-needs/decide", form).status_code == status
    assert ailsa.store.decisions.log() == ()
