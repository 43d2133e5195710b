"""Explore: asking with the query language, and keeping what was asked."""

import re
from html import unescape
from urllib.parse import quote

import pytest

from records.decision import Decision
from tests.review.asking import NOW, Asker
from tests.review.teams import Team

EVIL = "<script>alert(1)</script>"
STREAM = "emerging-needs"


def found(asking: Asker, query: str, **more: str) -> list[str]:
    address = f"/explore?q={quote(query)}" + "".join(f"&{name}={value}" for name, value in more.items())
    return re.findall(r'id="card-(w\w+)"', asking.get(address))


def keep(asking: Asker, name: str, query: str, *, shared: bool = False) -> str:
    form = {"name": name, "q": query} | ({"shared": "yes"} if shared else {})
    sent = asking.post("/views", form, token=asking.token("/explore?q=a"))
    assert sent.status_code == 303, sent.text
    return str(sent.headers["location"])


def test_results_show_why_they_were_found(reading: Asker) -> None:
    text = reading.get("/explore?q=homeless*%20inequality:>=2")
    assert '<mark class="k-found" title="Found">homelessness</mark>' in text
    assert '<mark class="k-inequality"' in text
    assert found(reading, "homeless* inequality:>=2 -homelessness") != found(
        reading, "homeless* inequality:>=2"
    )


def test_a_filter_leads_to_fewer_and_keeps_what_was_asked(reading: Asker) -> None:
    text = reading.get("/explore?q=care%20OR%20housing")
    (address,) = re.findall(r'<a href="([^"]+)">Reports inequality', text)
    assert address == "/explore?q=%28care+OR+housing%29+inequality%3A%3E%3D2"
    fewer = reading.get(unescape(address))
    assert "Reports inequality" not in fewer
    assert "(care OR housing) inequality:&gt;=2" in fewer


def test_every_example_and_sample_can_be_asked(reading: Asker) -> None:
    text = reading.get("/explore")
    examples = re.findall(r'<li><a href="(/explore\?q=[^"]+)"><code>', text)
    assert len(examples) == 7
    for address in examples:
        reading.get(unescape(address))


def test_pages_and_orders(reading: Asker) -> None:
    first, second = found(reading, ""), found(reading, "", start="25")
    assert len(first) == len(second) == 25
    assert not {*first} & {*second}
    assert 'rel="next">More' in reading.get("/explore")
    oldest = reading.get("/explore?q=care&order=oldest")
    dates = re.findall(r"<time>(\d{4}[\d-]*)</time>", oldest)
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("query", "said", "wrong"),
    [
        (
            "care wokstream:W2",
            "There is no field &#34;wokstream&#34;; did you mean &#34;workstream&#34;?",
            "wokstream:W2",
        ),
        ("(care OR", "Something is missing after", "OR"),
        ("workstream:nothing", "There is no workstream &#34;nothing&#34;", "workstream:nothing"),
    ],
)
def test_an_error_is_told_and_shown_in_its_place(reading: Asker, query: str, said: str, wrong: str) -> None:
    text = reading.get(f"/explore?q={quote(query)}", 422)
    assert said in text
    assert f'<mark class="wrong">{wrong}</mark>' in text
    assert "<h1>Explore</h1>" in text


@pytest.mark.parametrize(
    "query",
    [EVIL, f'"{EVIL}"', f"place:{EVIL}", f"{EVIL}:x", f"by:{EVIL}", f"decided:{EVIL}", "\x00", "\ud800"],
)
def test_markup_in_a_query_is_only_text(reading: Asker, query: str) -> None:
    sent = reading.client.get("/explore", params={"q": query.encode("utf-8", "replace").decode()})
    assert sent.status_code in (200, 422)
    assert "<script>alert" not in sent.text


def test_markup_in_a_view_is_only_text(ailsa: Asker) -> None:
    address = keep(ailsa, f"Name {EVIL}", f'"{EVIL}"')
    for page in (address, "/explore"):
        text = ailsa.get(page)
        assert "alert(1)" in text
        assert "<script>alert" not in text


def test_a_view_is_kept_opened_changed_and_deleted(ailsa: Asker) -> None:
    address = keep(ailsa, "Homeless", "homeless*")
    text = ailsa.get(address)
    assert "<h1>Homeless</h1>" in text
    assert "A view of yours" in text
    assert 'value="homeless*"' in text
    assert re.findall(r'id="card-(w\w+)"', text) == found(ailsa, "homeless*")
    assert keep(ailsa, "homeless", "housing", shared=True) == address
    (view,) = ailsa.store.views.seen_by("Ailsa")
    assert (view.name, view.query, view.shared) == ("homeless", "housing", True)
    gone = ailsa.post("/views/delete", {"number": str(view.number)}, token=ailsa.token("/explore"))
    assert gone.headers["location"] == "/explore?q=housing"
    ailsa.get(address, 404)


def test_a_view_that_cannot_be_is_refused(ailsa: Asker) -> None:
    token = ailsa.token("/explore?q=a")
    for form in ({"name": " ", "q": "a"}, {"name": "A", "q": "(a"}, {"name": "A", "q": "a" * 1001}):
        assert ailsa.post("/views", form, token=token).status_code == 422
    assert ailsa.store.views.seen_by("Ailsa") == ()


def test_readers_search_and_reviewers_save(team: Team) -> None:
    rona, bruce, ann = team.as_("reader"), team.as_("reviewer"), team.as_("analyst")
    shared, own = keep(bruce, "For all", "care", shared=True), keep(bruce, "Mine", "housing")
    text = rona.get("/explore?q=care")
    assert "Save this view" not in text
    assert "For all" in text
    assert "Mine" not in text
    assert "<h1>For all</h1>" in rona.get(shared)
    rona.get(own, 404)
    number = shared.rpartition("=")[2]
    assert ann.post("/views/delete", {"number": number}, token=ann.token("/explore?q=a")).status_code == 404
    assert f'value="{number}"' not in ann.get("/explore")


def test_others_decisions_count_only_where_they_are_seen(team: Team) -> None:
    bruce, work = team.as_("reviewer"), team.stranger().queue()[0]
    said = Decision(work=work, workstream=STREAM, verdict="exclude", reviewer="Ann", instant=NOW)
    team.context.store.decisions.append(said)
    for query in ("decided:exclude", "by:Ann", f"decided:{STREAM}"):
        assert found(bruce, query) == []
        assert found(team.as_("analyst"), query) == [work]
    own = Decision(work=work, workstream=STREAM, verdict="include", reviewer="Bruce", instant=NOW)
    team.context.store.decisions.append(own)
    assert found(bruce, "by:Ann decided:exclude") == [work]
    assert found(bruce, "by:me decided:exclude") == []


def test_programs_search_and_keep_views(team: Team) -> None:
    rona, bruce = team.program("reader"), team.program("reviewer")
    answer = rona.get("/api/v1/works", params={"q": "homeless* -is:protocol", "limit": 3, "order": "newest"})
    assert answer.json()["total"] >= len(answer.json()["works"]) == 3
    wrong = rona.get("/api/v1/works", params={"q": "wokstream:x"})
    assert wrong.status_code == 422
    assert "did you mean" in wrong.json()["error"]
    view = {"name": "Homeless", "query": "homeless*", "shared": True}
    made = bruce.post("/api/v1/views", json=view)
    assert made.status_code == 201
    assert made.json()["owner"] == "Bruce"
    assert rona.post("/api/v1/views", json=view).status_code == 403
    assert bruce.post("/api/v1/views", json={**view, "query": "(a"}).status_code == 422
    assert rona.get("/api/v1/views").json() == [made.json()]
    number = made.json()["number"]
    opened = rona.get("/api/v1/works", params={"view": number}).json()
    assert opened["total"] == rona.get("/api/v1/works", params={"q": "homeless*"}).json()["total"]
    assert team.program("owner").delete(f"/api/v1/views/{number}").status_code == 404
    assert bruce.delete(f"/api/v1/views/{number}").json() == made.json()
    assert bruce.get("/api/v1/works", params={"view": number}).status_code == 404
