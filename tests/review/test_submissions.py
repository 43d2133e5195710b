"""What analysts do with submissions, in the page and by the interface."""

from pathlib import Path

import pytest

from records.submission import Submission
from review.submitting import submit
from synthesis.submitting.settings import SubmitSettings
from tests.review.asking import NOW, Asker
from tests.review.sending import ANSWERS, NAMED, sent
from tests.review.teams import NAMES, Team, team_of

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"
STREAMS = ("community-models", "emerging-needs")


def sent_in(team: Team, **more: str) -> Submission:
    return submit(team.context.store, STREAMS, sent(**more), SubmitSettings(), NOW, sure=True).submission


def act(asking: Asker, one: Submission, what: str, code: int = 303, /, **fields: str) -> str:
    answer = asking.post(f"/submissions/{one.reference}/{what}", fields, token=asking.token("/help"))
    assert answer.status_code == code, answer.text
    return answer.text


@pytest.fixture
def ann(team: Team) -> Asker:
    return team.as_("analyst")


def test_an_empty_list_says_what_to_do(ann: Asker) -> None:
    assert "Nothing has come yet" in ann.get("/submissions")
    assert "None is card" in ann.get("/submissions?status=card")
    ann.get("/submissions/EP-9999-9999", 404)


def test_markup_from_outside_is_only_text(team: Team, ann: Asker) -> None:
    texts = ("title", "organisation", "area", "what", "how", "left_out", "seen", "well", "others")
    one = sent_in(team, **dict.fromkeys(texts, f"{EVIL} {NAMED}"))
    for address in ("/submissions", f"/submissions/{one.reference}"):
        page = ann.get(address)
        assert "alert(1)" in page
        assert "<script>alert" not in page
        assert "<img" not in page
        assert "49" not in page.partition("alert(1)")[2][:200]


def test_findings_are_marked_mended_or_passed(team: Team, ann: Asker) -> None:
    one = sent_in(team, well=NAMED)
    page = ann.get(f"/submissions/{one.reference}")
    assert '<mark class="differs" title="name">Mrs Invented<' in page
    assert "1 finding" in ann.get("/submissions")
    assert "mend or pass it" in act(ann, one, "status", 422, status="checked")
    act(ann, one, "mend", well="Mr Other, too.")
    assert [f.quote for f in ann.store.submissions.get(one.reference).findings] == ["Mr Other"]
    act(ann, one, "status", status="checked", passed="yes")
    now = ann.store.submissions.get(one.reference)
    assert (now.status, now.findings) == ("checked", ())
    assert "only what is received is mended" in act(ann, one, "mend", 422, well="x")
    log = [(entry.who, entry.did) for entry in ann.store.submissions.log(one.reference)]
    assert log[1:] == [("Ann", "mended it"), ("Ann", "moved it to checked, 1 finding read and passed")]


def test_it_is_moved_on_and_no_further_than_its_consents(team: Team, ann: Asker) -> None:
    one = sent_in(team)
    act(ann, one, "status", status="triaged")
    assert "it can be checked, followed-up" in act(ann, one, "status", 422, status="card")
    act(ann, one, "status", status="followed-up")
    assert "followed-up" in ann.get("/submissions?status=followed-up")


def test_who_looks_at_the_contact_is_noted(team: Team, ann: Asker) -> None:
    one = sent_in(team)
    assert "morag@" not in ann.get(f"/submissions/{one.reference}")
    assert "morag@example.org" in act(ann, one, "contact", 200)
    assert ("Ann", "looked at the contact") in [
        (e.who, e.did) for e in ann.store.submissions.log(one.reference)
    ]
    assert "morag@" not in ann.get(f"/submissions/{one.reference}")


def test_taking_in_wants_consent_and_happens_once(team: Team, ann: Asker) -> None:
    one = sent_in(team)
    act(ann, one, "take-in")
    act(ann, one, "take-in")
    found = ann.store.submissions.get(one.reference)
    assert (found.status, found.record) == ("card", f"stakeholder:{one.reference}")
    (record,) = ann.store.records.get([found.record])
    assert record.title == ANSWERS["title"]
    assert "morag" not in str(record).lower()
    assert [e.did for e in ann.store.submissions.log(one.reference)].count("took it in") == 1


def test_without_consent_to_publish_it_is_not_taken_in(team: Team, ann: Asker) -> None:
    given = sent()
    given = type(given)(texts=given.texts, consents=("share",), confirmed=True)
    one = submit(team.context.store, STREAMS, given, SubmitSettings(), NOW).submission
    assert "did not consent to publish" in act(ann, one, "take-in", 422)
    unread = sent_in(team, well=NAMED)
    assert "only what was checked is taken in" in act(ann, unread, "take-in", 422)


def test_an_analyst_withdraws_it(team: Team, ann: Asker) -> None:
    one = sent_in(team)
    act(ann, one, "take-in")
    act(ann, one, "withdraw")
    page = ann.get(f"/submissions/{one.reference}")
    assert ANSWERS["what"] not in page
    assert "Ann withdrew it" in page
    assert "is withdrawn" in act(ann, one, "take-in", 422)
    (record,) = ann.store.records.get([f"stakeholder:{one.reference}"])
    assert record.abstract == ""


def test_analysts_alone_come_in(team: Team) -> None:
    one = sent_in(team)
    for role in ("reader", "reviewer"):
        asking = team.as_(role)
        for address in ("/submissions", f"/submissions/{one.reference}"):
            assert asking.client.get(address).status_code == 403
        act(asking, one, "withdraw", 403)
        act(asking, one, "contact", 403)
        assert 'href="/submissions"' not in asking.get("/")
    assert team.context.store.submissions.get(one.reference).status == "checked"


def test_a_program_does_what_the_page_does(home: Path) -> None:
    team = team_of(home)
    reader, analyst = team.program("reader"), team.program("analyst")
    form = {"answers": {**ANSWERS, "well": NAMED}, "confirmed": True, "consents": ["publish"]}
    refused = reader.post("/api/v1/submissions", json=form)
    assert (refused.status_code, "“Mrs Invented” looks like a name" in refused.text) == (422, True)
    made = reader.post("/api/v1/submissions", json={**form, "sure": True})
    assert made.status_code == 201
    reference = made.json()["reference"]
    assert made.json()["status"] == "received"
    assert reader.get("/api/v1/submissions").status_code == 403
    (listed,) = analyst.get("/api/v1/submissions?status=received").json()
    assert listed == analyst.get(f"/api/v1/submissions/{reference}").json()
    assert listed["findings"][0]["quote"] == "Mrs Invented"
    where = f"/api/v1/submissions/{reference}/status"
    assert analyst.post(where, json={"status": "checked"}).status_code == 409
    assert analyst.post(where, json={"status": "checked", "passed": True}).json()["status"] == "checked"
    assert analyst.post(where, json={"status": "card"}).json()["record"] == f"stakeholder:{reference}"
    assert analyst.post(where, json={"status": "withdrawn"}).json()["answers"] == {}
    assert reader.post(where, json={"status": "withdrawn"}).status_code == 403
    assert [e.who for e in team.context.store.submissions.log(reference)][1:] == [NAMES["analyst"]] * 3
    assert analyst.get("/api/v1/submissions/EP-9999-9999").status_code == 404
