"""Comments: on the page and for programs, who may withdraw one, and what cannot be said."""

import pytest

from tests.review.teams import Team

STREAM = "emerging-needs"
EVIL = "<script>alert(1)</script>{{7*7}}\nsecond line"


def test_a_comment_is_on_the_page_as_it_was_typed(team: Team) -> None:
    work, bruce = team.stranger().queue()[0], team.as_("reviewer")
    sent = bruce.post(f"/work/{work}/comments", {"in": STREAM, "text": EVIL.replace("\n", "\r\n")})
    assert (sent.status_code, sent.headers["location"]) == (303, f"/work/{work}?in={STREAM}#comment-1")
    text = team.as_("reader").get(f"/work/{work}?in={STREAM}")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{7*7}}\nsecond line" in text
    assert "<script>alert" not in text
    assert "23 Nov 2026, 09:30 UTC" in text
    assert "Withdraw" not in text
    assert "Say something" not in text
    assert " · emerging-needs" in team.as_("reader").get(f"/work/{work}?in=strategic-planning")


def test_its_author_or_an_owner_withdraws_one_and_nobody_else(team: Team) -> None:
    work = team.stranger().queue()[0]
    bruce, ann, owner = team.as_("reviewer"), team.as_("analyst"), team.as_("owner")
    for text in ("first words", "second words"):
        bruce.post(f"/work/{work}/comments", {"in": STREAM, "text": text})
    assert ann.post("/comments/1/withdraw", {"in": STREAM}).status_code == 404
    assert bruce.post("/comments/1/withdraw", {"in": STREAM}).status_code == 303
    assert owner.post("/comments/2/withdraw", {"in": STREAM}).status_code == 303
    text = ann.get(f"/work/{work}?in={STREAM}")
    assert "first words" not in text
    assert "second words" not in text
    assert "withdrawn</span>" in text
    assert "withdrawn by Ailsa</span>" in text
    assert owner.post("/comments/3/withdraw", {"in": STREAM}).status_code == 404


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({"in": STREAM, "text": "   "}, 422),
        ({"in": STREAM, "text": ""}, 422),
        ({"in": STREAM, "text": "n" * 4001}, 422),
        ({"in": STREAM, "text": "n" * 8001}, 422),
        ({"in": "nothing", "text": "words"}, 404),
        ({"text": "words"}, 422),
    ],
)
def test_what_cannot_be_said(team: Team, form: dict[str, str], status: int) -> None:
    work, bruce = team.stranger().queue()[0], team.as_("reviewer")
    assert bruce.post(f"/work/{work}/comments", form).status_code == status
    assert team.context.store.comments.of([work]) == {}


def test_programs_comment_too(team: Team) -> None:
    work = team.stranger().queue()[0]
    bruce, rona, ann = team.program("reviewer"), team.program("reader"), team.program("analyst")
    address = f"/api/v1/works/{work}/comments"
    made = bruce.post(address, json={"workstream": STREAM, "text": EVIL})
    assert (made.status_code, made.json()["text"], made.json()["author"]) == (201, EVIL, "Bruce")
    assert rona.get(address).json() == [made.json()]
    assert rona.post(address, json={"workstream": STREAM, "text": "no"}).status_code == 403
    assert bruce.post(address, json={"workstream": STREAM, "text": " "}).status_code == 422
    assert (
        bruce.post("/api/v1/works/wnone/comments", json={"workstream": STREAM, "text": "a"}).status_code
        == 404
    )
    assert ann.delete("/api/v1/comments/1").status_code == 404
    gone = bruce.delete("/api/v1/comments/1").json()
    assert (gone["text"], gone["withdrawn_by"]) == ("", "Bruce")
