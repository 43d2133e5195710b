"""What the pages say, and to whom."""

import re
from pathlib import Path

import pytest

from records.decision import Decision
from tests.review.asking import NOW, Asker, asker

NO_WORK = "wzzzzzz"


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/", ("This week", "462 records", "Emerging community service needs", "34 of 34 left for you")),
        ("/queue/emerging-needs", ("Why it is here", "Ending Friday releases", "You have decided 0 of 34")),
        ("/queue/emerging-needs?run=1", ("Queue of",)),
        ("/explore", ("189 works",)),
        (
            "/explore?q=homeless*",
            ("Statutory", '<mark class="k-found"', 'with <code class="query">homeless*</code>'),
        ),
        ("/explore?q=homelessness workstream:W2 undecided:any", ("Statutory",)),
        ("/explore?q=zzzz", ("No work has all of this",)),
        ("/sources", ("Europe PMC", "Only here", "switched off")),
        ("/runs", ("Run", "462", "none")),
        ("/runs/1", ("crossref", "complete", "inequality")),
        ("/help", ("undo your last decision", "Ken 1.2.3", "Zero-Clause BSD")),
        ("/name", ("Who is reviewing?", 'value="Ailsa"')),
    ],
)
def test_a_page_says_what_it_is_for(reading: Asker, address: str, words: tuple[str, ...]) -> None:
    text = reading.get(address)
    assert [one for one in words if one not in text] == []


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere",
        "/queue/of-nobody",
        "/queue/emerging-needs?run=99",
        f"/work/{NO_WORK}",
        f"/work/{NO_WORK}?in=nothing",
        "/runs/99",
        "/explore?view=999",
        "/static/../app.py",
        "/static/%2e%2e/app.py",
        "/docs",
        "/openapi.json",
    ],
)
def test_what_is_not_there_is_said_in_a_line(reading: Asker, address: str) -> None:
    assert "That did not work" in reading.get(address, 404)


@pytest.mark.parametrize("address", ["/queue/emerging-needs?run=x", "/explore?start=-1", "/runs/one"])
def test_what_cannot_be_meant_is_refused(reading: Asker, address: str) -> None:
    assert "That did not work" in reading.get(address, 422)


def test_a_work_shows_all_that_is_known_of_it(reading: Asker) -> None:
    work = reading.queue()[0]
    text = reading.get(f"/work/{work}?in=emerging-needs")
    for words in (
        "Abstract",
        "4 records of one work",
        "Correction of 2026-11-14",
        "Score 0.",
        "https://doi.org/",
    ):
        assert words in text
    assert text.count('class="bar"') == 7
    assert re.search(r'<mark class="k-inequality" title="Inequality: [^"]+">', text)
    assert 'rel="noopener noreferrer external"' in text


def test_a_work_is_shown_in_the_workstream_that_queued_it_last(reading: Asker) -> None:
    work = reading.queue()[0]
    assert "W2 Emerging community service needs in integration</a>" in reading.get(f"/work/{work}")


def test_nobody_can_tell_which_works_are_audited(reading: Asker) -> None:
    audited = [one.work for one in reading.store.queues.get("emerging-needs", 1) if one.slot == "audit"]
    assert audited
    for address in ("/queue/emerging-needs", f"/work/{audited[0]}?in=emerging-needs"):
        told = reading.get(address)
        assert not re.search(r"<[^>]*(?:audit|slot|weak-signal)", told)
        assert not re.search(r"at random|audit work|weak signal", told)


def test_others_words_show_only_after_ones_own(ailsa: Asker) -> None:
    work = ailsa.queue()[0]
    ailsa.store.decisions.append(
        Decision(
            work=work,
            workstream="emerging-needs",
            verdict="exclude",
            reviewer="Bruce",
            instant=NOW,
            note="no!",
        )
    )
    text = ailsa.get(f"/work/{work}?in=community-models")
    assert "Bruce" not in text
    assert "1 other reviewer decided" in text
    assert "no!" not in ailsa.get("/queue/emerging-needs")
    assert "0 works" in ailsa.get("/explore?q=decided:exclude")
    ailsa.decide(work, "include")
    assert "no!" in ailsa.get(f"/work/{work}?in=emerging-needs")


def test_a_reviewer_is_asked_for_a_name_once_and_led_on(ailsa: Asker) -> None:
    stranger = ailsa.client
    stranger.cookies.clear()
    sent = stranger.get("/queue/emerging-needs?run=1", follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (
        303,
        "/name?wanted=/queue/emerging-needs%3Frun%3D1",
    )
    form = {
        "token": ailsa.token(sent.headers["location"]),
        "name": "  Mòrag\u200b \n MacLeod ",
        "wanted": "/runs",
    }
    led = stranger.post("/name", data=form)
    assert str(led.url).endswith("/runs")
    assert ">Mòrag MacLeod</a>" in led.text


@pytest.mark.parametrize(
    "wanted", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:1", ""]
)
def test_nobody_is_led_elsewhere(ailsa: Asker, wanted: str) -> None:
    sent = ailsa.post("/name", {"name": "Ailsa", "wanted": wanted})
    assert (sent.status_code, sent.headers["location"]) == (303, "/")


def test_a_name_of_nothing_is_asked_for_again(ailsa: Asker) -> None:
    sent = ailsa.post("/name", {"name": " \n", "wanted": "/"})
    assert sent.status_code == 422
    assert "Please give a name." in sent.text


def test_a_workspace_without_a_run_has_pages_too(new_home: Asker) -> None:
    for address in ("/", "/queue/emerging-needs", "/explore", "/sources", "/runs", "/help"):
        assert new_home.get(address)
    assert "No run yet" in new_home.get("/")


@pytest.fixture
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Asker:
    from ken.workspace import create  # noqa: PLC0415  only here

    home = tmp_path_factory.mktemp("new")
    create(home)
    return asker(home)


def test_a_database_that_is_held_is_told_and_not_waited_for_without_end(ailsa: Asker) -> None:
    assert ailsa.get("/runs")
    # The page's own wording of what the store raises is what a reviewer sees.
    from records.errors import BusyError  # noqa: PLC0415  only here
    from review.app import _tell  # noqa: PLC0415  only here

    answer = _tell(None, BusyError("it is in use; try again later"))  # type: ignore[arg-type]
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert "it is in use; try again later" in bytes(answer.body).decode()


def test_the_first_page_comes_with_less_than_100_kilobytes(reading: Asker) -> None:
    addresses = ["/", *re.findall(r'(?:href|src)="(/static/[^"]+)"', reading.get("/"))]
    assert len(addresses) == 5
    answers = [reading.client.get(one, headers={"Accept-Encoding": "gzip"}) for one in addresses]
    assert sum(int(one.headers["content-length"]) for one in answers) < 100_000


def test_a_digest_is_a_page_to_print(reading: Asker) -> None:
    assert 'href="/runs/1/digest"' in reading.get("/")
    text = reading.get("/runs/1/digest")
    assert "<h1>Run 1: 2026-11-09 to 2026-11-16</h1>" in text
    assert re.search(r'<a href="https://[^"]+">Ending Friday releases', text)
    assert "run 7 has no digest" in reading.get("/runs/7/digest", 404)


def test_what_a_digest_quotes_is_only_text(home: Path) -> None:
    (home / "digests" / "run-0001.md").write_text(
        "# <script>alert(1)</script>\n\n[a](javascript:alert(1)) <img src=x onerror=alert(1)>\n",
        encoding="utf-8",
    )
    text = asker(home).get("/runs/1/digest")
    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>" in text
    assert "<img" not in text
    assert 'href="javascript' not in text


def test_while_words_are_secret_no_digest_tells_them(home: Path) -> None:
    with (home / "ken.toml").open("a", encoding="utf-8") as file:
        file.write('\n[screening.emerging-needs]\nmode = "dual"\n')
    text = asker(home).get("/runs/1/digest")
    assert "digests/run-0001.md" in text
    assert "Ending Friday" not in text
