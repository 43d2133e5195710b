"""What the page keeps out: other hosts, other sites, forged forms, markup from outside."""

import re
from pathlib import Path

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from records.identifiers import identifiers
from records.record import Author, Record
from review.app import create_app
from review.guard import HEADERS
from review.needs import for_everybody
from review.rendering import web_address
from store.links import WorkRow
from tests.review.asking import HOST, NOW, Asker, asker

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'{{7*7}}"


def test_every_answer_carries_the_headers(reading: Asker) -> None:
    for address in ("/", "/nowhere", "/static/ken.css", "/queue/none", "/runs/x"):
        answer = reading.client.get(address)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, address
    assert reading.client.get("/").headers["cache-control"] == "no-store"
    policy = HEADERS["content-security-policy"]
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "", "localhost.evil.example:8765"]
)
def test_another_name_for_this_machine_is_not_answered(reading: Asker, host: str) -> None:
    assert reading.client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:3000"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": f"http://{HOST}", "sec-fetch-site": "cross-site"},
    ],
)
def test_a_form_of_another_site_is_refused(ailsa: Asker, headers: dict[str, str]) -> None:
    form = {"token": ailsa.token(), "work": ailsa.queue()[0], "verdict": "include"}
    answer = ailsa.client.post("/queue/emerging-needs/decide", data=form, headers=headers)
    assert answer.status_code == 403
    assert ailsa.store.decisions.log() == ()


def test_a_form_of_this_site_is_taken(ailsa: Asker) -> None:
    form = {"token": ailsa.token(), "work": ailsa.queue()[0], "verdict": "include"}
    headers = {"origin": f"http://{HOST}", "sec-fetch-site": "same-origin"}
    answer = ailsa.client.post("/queue/emerging-needs/decide", data=form, headers=headers)
    assert answer.status_code == 200


def writing_routes(asking: Asker) -> list[str]:
    app = create_app(asking.client.app.state.context)  # type: ignore[attr-defined]
    found = [
        route.path.replace("{workstream}", "emerging-needs")
        for route in every_route(app.routes)
        if not (route.methods or set()) <= {"GET", "HEAD"}
    ]
    assert len(found) >= 3
    return found


def every_route(routes: object) -> list[APIRoute]:
    found: list[APIRoute] = []
    for one in routes:  # type: ignore[attr-defined]
        if isinstance(one, APIRoute):
            found.append(one)
        elif hasattr(one, "original_router"):
            found += every_route(one.original_router.routes)
    return found


def test_every_route_that_writes_wants_a_token_of_the_session(ailsa: Asker, home: Path) -> None:
    other = asker(home, "Bruce").token()
    fields = {"work": ailsa.queue()[0], "verdict": "include", "name": "Mallory"}
    for address in writing_routes(ailsa):
        for token in ("", "x", "0.0", other, ailsa.token()[:-1] + "-"):
            assert ailsa.post(address, fields, token=token).status_code == 403, (address, token)
    assert ailsa.store.decisions.log() == ()


def test_a_cookie_that_we_did_not_write_is_nobodys(ailsa: Asker) -> None:
    good = ailsa.client.cookies["ken_session"]
    for cookie in ("", "x", "x.y", good[:-1] + ("0" if good[-1] != "0" else "1"), "A" + good):
        ailsa.client.cookies.clear()
        ailsa.client.cookies.set("ken_session", cookie)
        assert ailsa.client.get("/", follow_redirects=False).status_code == 303


def test_a_name_begins_a_new_session(ailsa: Asker) -> None:
    before, token = ailsa.client.cookies["ken_session"], ailsa.token()
    sent = ailsa.post("/name", {"name": "Bruce", "wanted": "/"})
    flags = sent.headers["set-cookie"].lower()
    assert "httponly" in flags
    assert "samesite=strict" in flags
    assert ailsa.client.cookies["ken_session"] != before
    assert ailsa.post("/queue/emerging-needs/undo", {}, token=token).status_code == 403


def test_markup_from_outside_is_only_text(ailsa: Asker) -> None:
    evil = Record(
        source="pubmed",
        key="evil",
        kind="pubmed",
        title=f"Title {EVIL}",
        abstract=f"Abstract {EVIL}",
        authors=(Author(EVIL),),
        container=EVIL,
        keywords=(EVIL,),
        identifiers=identifiers([("doi", "10.5555/evil")]),
        urls=("javascript:alert(1)", "data:text/html,x", 'https://ok.example/"><script>'),
    )
    ailsa.store.records.keep(1, [evil])
    row = WorkRow("wevil", "pubmed:evil", EVIL, (), 1)
    ailsa.store.links.settle(1, [], {"pubmed:evil": "wevil"}, {}, [row], NOW)
    ailsa.decide("wevil", "include", note=EVIL)
    shown = f"/work/{row.work_id}?in=emerging-needs"
    for address, status in ((shown, 200), ("/explore?q=alert", 200), (f"/explore?q={EVIL}", 422)):
        text = ailsa.get(address, status)
        assert "alert(1)" in text
        assert "<script>alert" not in text
        assert "<img" not in text
        assert "49" not in re.findall(r"Title .*", text)
        assert 'href="javascript' not in text
        assert 'href="data:' not in text
    assert "{{7*7}}" in ailsa.get(shown)


@pytest.mark.parametrize(
    ("address", "safe"),
    [
        ("https://example.org/a?b=c", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,hello", False),
        ("file:///etc/passwd", False),
        ("//example.org", False),
        ("https://", False),
        ("https://[broken", False),
        ("https://example.org/" + "a" * 2000, False),
    ],
)
def test_only_web_addresses_are_linked_to(address: str, safe: bool) -> None:
    assert web_address(address) == (address if safe else "")


def test_no_template_has_script_or_style_of_its_own() -> None:
    for path in (Path(__file__).parents[2] / "review" / "templates").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"<script(?! src=)|<style| style=| on[a-z]+=|\|\s*safe\b|https?://", text), path


def test_a_defect_is_told_in_the_log_and_with_all_headers(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    asking = asker(home)
    app = asking.client.app

    def breaks() -> None:
        raise ZeroDivisionError("nobody thought of this")

    app.add_api_route("/breaks", for_everybody(breaks))  # type: ignore[attr-defined]
    quiet = TestClient(app, base_url=f"http://{HOST}", raise_server_exceptions=False)
    answer = quiet.get("/breaks")
    assert answer.status_code == 500
    assert "Something went wrong in Ken itself" in answer.text
    assert "nobody thought" not in answer.text
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    (told,) = [one for one in caplog.records if one.name == "ken.review"]
    assert told.getMessage() == "a defect of Ken at /breaks; please report what follows"
    assert told.exc_info
