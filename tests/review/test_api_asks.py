"""The interface is asked whatever its document allows, and much that it does not: it never breaks down."""

import secrets
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import given, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from records.decision import first_break
from review.throttle import Rates
from tests.review.asking import HOST, copied
from tests.review.teams import Team, team_of

CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]
EXAMPLES = 10  # for each of some sixty operations, once as described and once not


@pytest.fixture(scope="module")
def asked(finished_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Team:
    """Give a team whose tokens may ask as often as they like."""
    home = copied(finished_home, tmp_path_factory.mktemp("asked") / "w")
    return team_of(home, rates=Rates(10**9, 1e9))


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE])
def test_whatever_is_asked_is_answered_as_the_document_says(asked: Team, mode: GenerationMode) -> None:
    schema = schemathesis.openapi.from_asgi("/api/openapi.json", asked.app, headers={"Host": HOST})
    headers = {"Authorization": f"Bearer {asked.token('owner')}", "Host": HOST}
    asked_of = []
    for operation in (one.ok() for one in schema.get_all_operations() if isinstance(one, Ok)):

        @settings(max_examples=EXAMPLES, derandomize=True, database=None)
        @given(operation.as_strategy(generation_mode=mode))
        def ask(case: Case[Any]) -> None:
            case.call_and_validate(base_url=f"http://{HOST}/api", headers=headers, checks=CHECKS)

        ask()
        asked_of.append(operation.label)
    document = asked.stranger().client.get("/api/openapi.json").json()
    assert len(asked_of) == sum(len(methods) for methods in document["paths"].values()) > 20
    assert first_break(asked.context.store.decisions.log()) == 0


@pytest.mark.parametrize(
    "junk",
    ["%00", "%ff", "%ed%a0%80", "'; DROP TABLE works; --", "../../etc/passwd", "%2e%2e%2f", "a" * 3000],
)
def test_odd_paths_and_words_are_answered(asked: Team, junk: str) -> None:
    program = asked.program("owner")
    for address in (
        f"/api/v1/works/{junk}",
        f"/api/v1/queues/{junk}",
        f"/api/v1/works?q={junk}",
        f"/feeds/{junk}.atom?key={junk}",
        f"/static/{junk}",
        f"/static/..{junk}",
        f"/login?wanted={junk}",
        f"/invitation?code={junk}",
    ):
        assert program.get(address, follow_redirects=False).status_code < 500, address
    for token in (junk.encode("utf-8"), secrets.token_bytes(20).hex().encode()):
        sent = program.get("/api/v1/verify", headers=[(b"Authorization", b"Bearer " + token)])
        assert sent.status_code in (401, 429)
