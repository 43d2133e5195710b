"""The public form: open to everybody, throttled, and nothing that was typed is lost."""

import re
from html import unescape
from pathlib import Path

import pytest

from review.door import Door
from review.throttle import Rates
from synthesis.submitting.settings import SubmitSettings
from tests.review.asking import Asker, browser, context_of
from tests.review.sending import ANSWERS, NAMED, form
from tests.review.teams import Team, team_of

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"


@pytest.fixture
def stranger(home: Path) -> Asker:
    """Give a browser of somebody whom nobody knows, on a page that others can reach."""
    return team_of(home, exposed=True).stranger()


def send(asking: Asker, **more: str | list[str]) -> str:
    """Send the form and give the page that answers."""
    return asking.client.post("/submit", data={"token": asking.token("/submit"), **form(**more)}).text


def secrets_of(page: str) -> dict[str, str]:
    """Read reference and code from a receipt."""
    return {name: re.findall(rf'id="{name}">([^<]+)<', page)[0] for name in ("reference", "code")}


def test_a_stranger_sends_one_and_gets_a_receipt(stranger: Asker) -> None:
    page = send(stranger)
    given = secrets_of(page)
    (found,) = stranger.store.submissions.all()
    assert found.reference == given["reference"]
    assert found.status == "checked"
    assert found.answers == {**ANSWERS, "groups": "age,income"}
    assert given["code"] not in str(found)
    assert given["code"] != stranger.store.submissions.code(found.reference)


def test_all_that_was_typed_stays_where_something_is_wrong(stranger: Asker) -> None:
    more: dict[str, str | list[str]] = {
        "what": "",
        "started": "lately",
        "how": f"How {EVIL}",
        "consent": ["contact"],
        "contact_name": "Morag",
    }
    page = send(stranger, **more)
    assert "Not sent yet" in page
    for field, said in (
        ("what", "Please write something"),
        ("started", "at least the year"),
        ("contact_email", "e-mail"),
    ):
        assert said in re.findall(rf'id="wrong-{field}" class="bad">([^<]+)<', page)[0]
        assert f'id="f-{field}"' in page
    assert f">\nHow {EVIL}</textarea>" in unescape(page)
    for kept in (ANSWERS["title"], "Morag", 'value="age" checked', 'value="contact" checked', "selected"):
        assert kept in unescape(page)
    assert "<script>alert" not in page
    assert stranger.store.submissions.all() == ()


def test_what_may_point_to_a_person_asks_the_sender_first(stranger: Asker) -> None:
    page = send(stranger, well=NAMED)
    assert '<mark class="differs">Mrs Invented</mark> looks like a name' in page
    assert stranger.store.submissions.all() == ()
    receipt = send(stranger, well=NAMED, sure="yes")
    assert "Somebody looks at it first" in receipt
    (found,) = stranger.store.submissions.all()
    assert (found.status, [one.quote for one in found.findings]) == ("received", ["Mrs Invented"])
    shown = stranger.client.post(
        "/submit/mend",
        data={"token": stranger.token("/submit"), "well": "All did.", "what": "x", **secrets_of(receipt)},
    )
    assert "Nothing found in it points to a person now" in shown.text
    now = stranger.store.submissions.get(found.reference)
    assert (now.status, now.answers["well"], now.answers["what"]) == ("checked", "All did.", ANSWERS["what"])


def test_mending_with_nothing_left_is_refused_and_keeps_what_there_is(stranger: Asker) -> None:
    receipt = send(stranger, left_out=NAMED, sure="yes")
    data = {"token": stranger.token("/submit"), "left_out": " ", **secrets_of(receipt)}
    answer = stranger.client.post("/submit/mend", data=data)
    assert answer.status_code == 422
    assert "Please write something here" in answer.text
    assert stranger.store.submissions.all()[0].answers["left_out"] == NAMED


def test_the_sender_sees_it_and_takes_it_back(stranger: Asker) -> None:
    receipt = send(stranger, consent=["contact"], contact_email="morag@example.org")
    given = secrets_of(receipt)
    typed = {"reference": given["reference"].lower(), "code": given["code"].replace("-", " ").lower()}
    status = stranger.client.post("/submit/status", data={"token": stranger.token("/submit"), **typed})
    assert ANSWERS["what"] in status.text
    assert "morag@" not in status.text
    gone = stranger.client.post("/submit/withdraw", data={"token": stranger.token("/submit"), **given})
    assert "It is withdrawn" in gone.text
    assert ANSWERS["what"] not in gone.text
    (found,) = stranger.store.submissions.all()
    assert (found.status, found.answers) == ("withdrawn", {})
    assert stranger.store.contacts.get(found.reference, found.received) is None
    again = stranger.client.post("/submit/withdraw", data={"token": stranger.token("/submit"), **given})
    assert again.status_code == 200


@pytest.mark.parametrize("where", ["status", "withdraw", "mend"])
def test_a_wrong_code_tells_nothing_and_is_throttled(home: Path, where: str) -> None:
    stranger = team_of(home, exposed=True).stranger()
    given = secrets_of(send(stranger))
    token = stranger.token("/submit")
    said = set()
    for reference in (given["reference"], "EP-2222-2222", "", "\x00", "../x"):
        wrong = {"token": token, "reference": reference, "code": "AAAA-BBBB-CCCC-DDDD"}
        answer = stranger.client.post(f"/submit/{where}", data=wrong)
        assert answer.status_code == 422
        said.add(re.findall(r'role="alert">([^<]+)<', answer.text)[0])
    assert len(said) == 1, "nobody learns which references there are"
    for _ in range(16):
        answer = stranger.client.post(
            f"/submit/{where}", data={"token": token, "reference": "x", "code": "y"}
        )
    assert answer.status_code == 429
    assert answer.headers["retry-after"]
    right = stranger.client.post(f"/submit/{where}", data={"token": token, **given})
    assert right.status_code == 429
    assert stranger.store.submissions.all()[0].status == "checked"


def test_who_sends_too_many_waits_and_keeps_what_they_wrote(home: Path) -> None:
    team = team_of(home, exposed=True)
    door: Door = team.app.state.door
    object.__setattr__(door, "forms", Rates(2, 1 / 600))
    stranger = team.stranger()
    send(stranger)
    send(stranger, title="")
    answer = stranger.client.post("/submit", data={"token": stranger.token("/submit"), **form()})
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 100
    assert "Try again in 10 minutes" in answer.text
    assert ANSWERS["what"] in answer.text
    assert len(stranger.store.submissions.all()) == 1


def test_all_together_are_bounded_too(home: Path) -> None:
    team = team_of(home)
    object.__setattr__(team.app.state.door, "all_forms", Rates(0, 1 / 600))
    assert "Too many forms" in send(team.stranger())


def test_a_program_that_fills_everything_in_is_refused(stranger: Asker) -> None:
    assert "that people do not see" in send(stranger, website="https://spam.example")
    assert stranger.store.submissions.all() == ()
    page = stranger.get("/submit")
    hidden = re.findall(r'<div class="unseen" aria-hidden="true">.*?</div>', page)[0]
    assert 'tabindex="-1"' in hidden


def test_a_form_of_another_session_is_refused(home: Path) -> None:
    team = team_of(home)
    one, other = team.stranger(), team.stranger()
    one.get("/submit")
    token = other.token("/submit")
    for address in ("/submit", "/submit/status", "/submit/withdraw", "/submit/mend"):
        assert one.client.post(address, data={"token": token, **form()}).status_code == 403
    assert one.store.submissions.all() == ()


def test_who_is_logged_in_stays_so(team: Team) -> None:
    analyst = team.as_("analyst")
    before = analyst.client.cookies["ken_session"]
    assert "set-cookie" not in analyst.client.get("/submit").headers
    assert analyst.client.cookies["ken_session"] == before
    assert "Thank you" in send(analyst)


def test_more_than_a_form_holds_and_files_are_refused(stranger: Asker) -> None:
    token = stranger.token("/submit")
    assert stranger.client.post("/submit", data={"token": token, "what": "a" * 70_000}).status_code == 413
    files = {"what": ("a.txt", b"words", "text/plain")}
    data = {name: value for name, value in form().items() if name != "what"}
    answer = stranger.client.post("/submit", data={"token": token, **data}, files=files)
    assert answer.status_code == 422
    assert stranger.store.submissions.all() == ()


def test_the_longest_form_in_any_script_fits(stranger: Asker) -> None:
    more = {
        "what": "ж" * 3000,
        "how": "ж" * 3000,
        "well": "ж" * 1500,
        "not_well": "ж" * 1500,
        "seen": "ж" * 2000,
    }
    fields = [("token", stranger.token("/submit"))]
    fields += [
        (k, v)
        for k, values in form(**more).items()
        for v in ([values] if isinstance(values, str) else values)
    ]
    answer = stranger.client.post("/submit", files=[(name, (None, text)) for name, text in fields])
    assert "Thank you" in answer.text


def test_the_form_can_be_switched_off(home: Path) -> None:
    asking = browser(context_of(home, submitting=SubmitSettings(submissions=False)))
    assert "takes nothing in by this page" in asking.get("/submit", 404)
    asking.get("/submit/status")
    token = asking.token("/submit/status")
    assert asking.client.post("/submit", data={"token": token, **form()}).status_code == 404
