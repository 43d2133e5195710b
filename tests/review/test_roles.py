"""Each route of the table, asked by nobody and by each role: nobody passes below what it is marked with."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient
from httpx2 import Response
from starlette.routing import Route

from records.account import ROLES, may
from review.app import create_app
from review.guard import HEADERS
from review.needs import Marked, UnmarkedError, for_everybody, marked_routes, needs
from review.visits import Authentic
from tests.review.asking import HOST, context_of
from tests.review.teams import Team

# What stands in a path for a test; that there is no such thing may be told to those alone whom it is for.
FILLED: Mapping[str, str] = {"workstream": "emerging-needs", "number": "1", "work_id": "wnone"}
WAYS: Mapping[str, str] = {"session": "form", "token": "interface", "key": "feed"}


def table(team: Team) -> tuple[Marked, ...]:
    return marked_routes(team.app)


def address(path: str) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", lambda found: FILLED.get(found[1], "none"), path)


def each_call(team: Team) -> Iterator[tuple[Marked, str]]:
    for one in table(team):
        for method in sorted((one.route.methods or set()) - {"HEAD"}):
            yield one, method


def ask(client: TestClient, marked: Marked, method: str, key: str = "") -> Response:
    # Without a form's token, whoever is let in is refused by the form itself, and nothing is changed.
    where = address(marked.path) + (f"?key={key}" if key else "")
    return client.request(method, where, follow_redirects=False)


def sent_away(marked: Marked, answer: Response) -> bool:
    if marked.need.way == "session":
        return answer.status_code == 303 and answer.headers["location"].startswith("/login")
    return answer.status_code in (401, 429)  # whoever shows what does not hold too often has to wait


def forbidden(answer: Response) -> bool:
    return answer.status_code == 403 and "this needs the role" in answer.text


def test_the_table_is_whole(reading_team: Team) -> None:
    paths = {one.path for one in table(reading_team)}
    assert len(paths) > 20
    assert {"/", "/login", "/team", "/feeds/{workstream}.atom", "/api/v1/decisions"} <= paths
    assert {one.need.way for one in table(reading_team)} == {*WAYS}


def test_nobody_comes_in_unknown(reading_team: Team) -> None:
    client = reading_team.stranger().client
    for marked, method in each_call(reading_team):
        answer = ask(client, marked, method)
        if marked.need.role is None:
            assert not forbidden(answer), marked.path
            assert answer.status_code < 500, marked.path
        else:
            assert sent_away(marked, answer), (marked.path, method, answer.status_code)
        assert {name: answer.headers[name] for name in HEADERS} == HEADERS, marked.path


@pytest.mark.parametrize("role", ROLES)
def test_each_role_may_what_is_marked_and_no_more(reading_team: Team, role: str) -> None:
    (mine,) = [one for one in ROLES if one == role]
    browser, program = reading_team.as_(mine).client, reading_team.program(mine)
    key = reading_team.token(mine, "feeds")
    for marked, method in each_call(reading_team):
        if marked.need.role is None:
            continue
        client = program if marked.need.way == "token" else browser
        answer = ask(client, marked, method, key if marked.need.way == "key" else "")
        allowed = may(mine, marked.need.role)
        assert forbidden(answer) is not allowed, (marked.path, method, answer.status_code, answer.text[:200])
        assert not sent_away(marked, answer), (marked.path, method)
        assert answer.status_code < 500, (marked.path, method)


def test_what_opens_one_way_opens_no_other(reading_team: Team) -> None:
    session, token = reading_team.as_("owner").client, reading_team.token("owner")
    key = reading_team.token("owner", "feeds")
    bearer = TestClient(
        reading_team.app, base_url=f"http://{HOST}", headers={"Authorization": f"Bearer {token}"}
    )
    feeder = TestClient(
        reading_team.app, base_url=f"http://{HOST}", headers={"Authorization": f"Bearer {key}"}
    )
    for marked, method in each_call(reading_team):
        if marked.need.role is None:
            continue
        if marked.need.way != "session":
            assert sent_away(marked, ask(session, marked, method)), "a cookie counts on pages only"
        if marked.need.way != "token":
            assert sent_away(marked, ask(bearer, marked, method, token)), "a token counts in /api only"
        if marked.need.way == "token":
            assert sent_away(marked, ask(feeder, marked, method)), "a feed's key counts for feeds only"


def test_every_form_wants_its_token_and_nothing_is_done_by_reading(reading_team: Team) -> None:
    for marked in table(reading_team):
        if marked.need.way == "session" and not (marked.route.methods or set()) <= {"GET", "HEAD"}:
            assert Authentic in marked.route.dependencies, marked.path


def test_an_application_with_a_route_without_a_mark_does_not_start(home: Path) -> None:
    app = create_app(context_of(home))
    router = APIRouter()

    @router.get("/open")
    def unmarked() -> str:
        return "anything"

    app.include_router(router)
    with pytest.raises(UnmarkedError, match="unmarked says no role"):
        marked_routes(app)
    with pytest.raises(UnmarkedError):
        TestClient(app, base_url=f"http://{HOST}").get("/open")


@pytest.mark.parametrize("kind", ["plain", "mounted"])
def test_a_route_that_the_door_does_not_see_does_not_start_either(kind: str) -> None:
    app, inner = FastAPI(docs_url=None, redoc_url=None, openapi_url=None), FastAPI()
    if kind == "plain":
        app.router.routes.append(Route("/aside", lambda _: None))
    else:
        app.mount("/aside", inner)  # which has FastAPI's own pages
    with pytest.raises(UnmarkedError):
        marked_routes(app)


def test_a_mark_is_found_on_the_function_itself() -> None:
    @needs("analyst", "token")
    def one() -> None:
        return None

    @for_everybody
    def other() -> None:
        return None

    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    app.router.routes += [APIRoute("/one", one), APIRoute("/other", other)]
    assert [(m.path, m.need.role, m.need.way) for m in marked_routes(app)] == [
        ("/one", "analyst", "token"),
        ("/other", None, "session"),
    ]
