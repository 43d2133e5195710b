"""What programs may do beside queues, works and decisions: all that pages do."""

import csv
import io
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from ken.settings import read_settings
from records.account import Role
from records.decision import Decision, Verdict
from records.work import Doubt
from synthesis.standing import standing
from tests.review.asking import NOW
from tests.review.teams import Team

STREAM = "emerging-needs"


def say(team: Team, work: str, reviewer: str, verdict: Verdict) -> None:
    team.context.store.decisions.append(
        Decision(work=work, workstream=STREAM, verdict=verdict, reviewer=reviewer, instant=NOW)
    )


def test_an_export_holds_what_stands(team: Team) -> None:
    first, second, *_ = team.stranger().queue()
    say(team, first, "Bruce", "include")
    say(team, second, "Bruce", "exclude")
    ann = team.program("analyst")
    listed = ann.get("/api/v1/exports").json()
    assert {"ris", "csv", "jsonl"} <= {*listed["formats"]}
    assert listed["verdicts"] == ["include", "exclude", "maybe"]
    sent = ann.get(f"/api/v1/exports/csv?workstream={STREAM}&verdict=include")
    assert [row["key"] for row in csv.DictReader(io.StringIO(sent.text.removeprefix("\ufeff")))] == [first]
    assert ann.get("/api/v1/exports/exe").status_code == 404
    assert ann.get("/api/v1/exports/ris?workstream=none").status_code == 404
    assert ann.get("/api/v1/exports/ris?verdict=withdrawn").status_code == 422


def test_a_conflict_is_listed_and_settled(team: Team) -> None:
    work, ann = team.stranger().queue()[0], team.program("analyst")
    assert ann.get("/api/v1/conflicts").json() == []
    say(team, work, "Bruce", "include")
    say(team, work, "Carol", "exclude")
    (one,) = ann.get("/api/v1/conflicts").json()
    assert (one["work"], one["workstream"]) == (work, STREAM)
    assert [word["reviewer"] for word in one["words"]] == ["Bruce", "Carol"]
    word = {"work": work, "workstream": STREAM, "verdict": "exclude", "reason": "off-topic"}
    made = ann.post("/api/v1/conflicts", json=word)
    assert (made.status_code, made.json()["resolves"], made.json()["reviewer"]) == (201, True, "Ann")
    assert [one.reviewer for one in standing(team.context.store.decisions.of([work])[work])] == ["Ann"]
    assert ann.post("/api/v1/conflicts", json=word).status_code == 404
    assert ann.post("/api/v1/conflicts", json={**word, "reason": "because"}).status_code == 422


def test_the_last_decision_is_taken_back(team: Team) -> None:
    bruce = team.program("reviewer")
    assert bruce.post(f"/api/v1/queues/{STREAM}/undo").status_code == 404
    say(team, team.stranger().queue()[0], "Bruce", "include")
    made = bruce.post(f"/api/v1/queues/{STREAM}/undo")
    assert (made.status_code, made.json()["verdict"]) == (201, "withdrawn")
    assert bruce.post("/api/v1/queues/none/undo").status_code == 404


def test_pairs_are_listed_merged_and_split(team: Team) -> None:
    store = team.context.store
    records = [store.works.get([work])[0].best.record_id for work in team.stranger().queue()[:2]]
    a, b = sorted(records)
    store.doubts.keep([Doubt(a, b, 0.6, "titles alike")], records)
    found = team.program("reader").get("/api/v1/duplicates").json()
    assert (found["total"], found["pairs"][0]["why"]) == (1, "titles alike")
    assert [found["pairs"][0][side]["record"] for side in "ab"] == [a, b]
    ann = team.program("analyst")
    (work,) = ann.post("/api/v1/duplicates/merge", json={"a": a, "b": b}).json()["works"]
    assert {one.work_id for one in store.links.memberships([a, b]).values()} == {work}
    assert len(ann.post("/api/v1/duplicates/split", json={"a": a, "b": b}).json()["works"]) == 2
    assert [one.reviewer for one in store.links.by_people()] == ["Ann", "Ann"]
    assert ann.post("/api/v1/duplicates/merge", json={"a": "no:1", "b": "no:2"}).status_code == 404


def test_runs_flows_and_differences(team: Team) -> None:
    rona = team.program("reader")
    (run,) = rona.get("/api/v1/runs").json()
    assert (run["run"], len(run["sources"])) == (1, 7)
    assert rona.get("/api/v1/runs/1").json() == run
    flow = rona.get("/api/v1/runs/1/prisma").json()
    assert flow["records"] == sum(one["records"] for one in flow["identified"].values()) == 462
    assert flow["works"] == flow["records"] - flow["known"] - flow["duplicates"] == 189
    assert {one["workstream"]: one["screened"] for one in flow["workstreams"]}[STREAM] == 34
    assert rona.get("/api/v1/runs/1/prisma?scope=all").json()["known"] == 0
    same = rona.get("/api/v1/runs/1/compare/1").json()
    assert [one["stayed"] for one in same["queues"] if one["workstream"] == STREAM] == [34]
    for address in ("/runs/9", "/runs/9/prisma", "/runs/1/compare/9"):
        assert rona.get(f"/api/v1{address}").status_code == 404


def test_sources_progress_agreement_and_the_map(team: Team) -> None:
    rona = team.program("reader")
    sources = {one["id"]: one for one in rona.get("/api/v1/sources").json()}
    assert sources["his"]["last"]["records"] == sources["his"]["gave"]["records"] == 16
    assert [one["workstream"] for one in rona.get("/api/v1/progress").json()][1] == STREAM
    assert rona.get("/api/v1/progress?target=2").status_code == 422
    assert rona.get("/api/v1/agreement").json()[1]["gate"]["open"] is False
    counts = rona.get("/api/v1/map").json()
    assert counts["works"] == 189
    most = max(counts["cells"], key=lambda one: int(one["works"]))
    place = {"row": most["row"], "column": most["column"], "limit": 2}
    found = rona.get("/api/v1/map/works", params=place).json()
    assert (found["total"], len(found["works"])) == (most["works"], 2)
    assert rona.get("/api/v1/map?works=some").status_code == 422
    assert rona.get("/api/v1/map?workstream=none").status_code == 404


def test_weights_are_tried_and_then_written(team: Team, home: Path) -> None:
    rona, ann = team.program("reader"), team.program("analyst")
    asked = {"weights": {"inequality": 0.5}}
    tried = rona.post("/api/v1/weights/preview", json=asked).json()
    assert (tried["written"], tried["became"]["inequality"]) == (False, 0.5)
    assert any(one["moves"] for one in tried["previews"])
    assert read_settings(home).ranking.weights["inequality"] == 0.2
    assert ann.patch("/api/v1/weights", json=asked).json()["written"] is True
    assert read_settings(home).ranking.weights["inequality"] == 0.5
    assert ann.patch("/api/v1/weights", json=asked).json()["written"] is False
    now = rona.get("/api/v1/weights").json()
    assert (now["weights"]["inequality"], [one["reviewer"] for one in now["changes"]]) == (0.5, ["Ann"])
    for wrong in ({"place": 2}, {"place": -1}, {"colour": 0.5}, {}, {"place": "much"}):
        assert ann.patch("/api/v1/weights", json={"weights": wrong}).status_code == 422


@pytest.mark.parametrize(
    ("role", "method", "address"),
    [
        ("reader", "GET", "/exports"),
        ("reviewer", "GET", "/exports/ris"),
        ("reviewer", "GET", "/conflicts"),
        ("reviewer", "POST", "/conflicts"),
        ("reviewer", "POST", "/duplicates/merge"),
        ("reviewer", "POST", "/duplicates/split"),
        ("reader", "POST", f"/queues/{STREAM}/undo"),
        ("reviewer", "PATCH", "/weights"),
    ],
)
def test_roles_are_those_of_the_pages(reading_team: Team, role: Role, method: str, address: str) -> None:
    program: TestClient = reading_team.program(role)
    sent = program.request(method, f"/api/v1{address}", json={})
    assert sent.status_code == 403
    assert "this needs the role" in sent.json()["error"]
