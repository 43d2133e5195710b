"""Errors that are expected: one line that names the file and what to do, and exit 1; wrong usage is 2."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.ken.running import Ken

Rewrite = Callable[[str, str, str], Path]
FEED = '[[source]]\nid = "ours"\nname = "Ours"\nkind = "feed"\n'


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("ken.toml", "[queue]\ncap = 0\n", "cap and per_container: at least 1"),
        ("ken.toml", "[queue\n", "Expected ']'"),
        ("sources.toml", "[[source]\n", "the sources are not valid TOML: "),
        (
            "sources.toml",
            'colour = "red"\n',
            "the sources have 'colour' outside any [[source]] table; move it",
        ),
        (
            "sources.toml",
            '[[source]]\nid = "his"\ncolour = 1\n',
            "source 'his': 'colour' is not known; there are",
        ),
        ("sources.toml", '[[source]]\nid = "his"\nlag = -1\n', "source 'his': 'lag' is a number of days"),
        ("sources.toml", '[[source]]\nid = "new"\nname = "New"\n', "source 'new': 'kind' is missing"),
        (
            "sources.toml",
            FEED.replace("feed", "fed"),
            "source 'ours': 'kind' is to be one of crossref, europepmc",
        ),
        ("workstreams.yaml", "workstreams: [", "line 2: "),
        ("workstreams.yaml", "", "names with values are needed at the top"),
        ("workstreams.yaml", "workstreams:\n- id: a\n", "workstreams 'a', "),
    ],
)
def test_a_file_of_the_workspace_that_cannot_be_is_named_with_its_entry(
    ken: Ken, new: Path, name: str, text: str, said: str
) -> None:
    (new / name).write_text(text, encoding="utf-8")
    complaint = ken("--home", new, "import", "nothing.ris").complaint
    assert complaint.startswith(f"ken: {new}/{name}: ")
    assert said in complaint


def test_a_file_of_the_workspace_that_is_no_text_or_missing_is_named(ken: Ken, new: Path) -> None:
    (new / "sources.toml").write_bytes(b"\xff\xff")
    assert ken("--home", new, "sources").complaint.startswith(
        f"ken: {new}/sources.toml: it is not UTF-8 (byte 1)"
    )
    (new / "sources.toml").unlink()
    assert ken("--home", new, "sources").code == 0, "a team needs no sources of its own"
    (new / "workstreams.yaml").unlink()
    complaint = ken("--home", new, "sources").complaint
    assert complaint == f"ken: {new}/workstreams.yaml: it is missing; `ken init {new}` makes it anew"


def test_a_vocabulary_that_cannot_be_read_is_named_with_its_line(ken: Ken, new: Path, tmp_path: Path) -> None:
    (new / "vocabularies" / "stages.yaml").write_text("stages: [\n", encoding="utf-8")
    (tmp_path / "a.ris").write_text("TY  - JOUR\nTI  - A garden in Govan\nER  - \n", encoding="utf-8")
    complaint = ken("--home", new, "import", "a.ris").complaint
    assert complaint.startswith(f"ken: {new}/vocabularies/stages.yaml: line ")


def test_a_search_that_no_workstream_has_stops_the_scan_and_not_the_reading(ken: Ken, new: Path) -> None:
    path = new / "workstreams.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("openalex:", "openalexis:"), encoding="utf-8")
    complaint = ken("--home", new, "scan").complaint
    assert complaint == (
        "ken: no workstream has a search for openalex: write `searches: openalex:` for one in "
        "workstreams.yaml, or set `enabled = false` for openalex in sources.toml"
    )
    assert ken("--home", new, "status").code == 0


def test_a_database_that_is_none_is_told(ken: Ken, new: Path) -> None:
    (new / "ken.duckdb").write_text("once upon a time, and a very good time it was\n" * 400, encoding="utf-8")
    for command in (("status",), ("queue", "W1"), ("show", "w1"), ("runs",)):
        complaint = ken("--home", new, *command).complaint
        assert complaint.startswith(f"ken: {new}/ken.duckdb cannot be opened as a database: ")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("once upon a time", "line 2: not JSON (Expecting value at column 1); write one object"),
        ('{"status": 200}', "line 2: Object missing required field `url`; see the fields of a replay line"),
        ('{"url": "("}', "line 2: 'url' is no regular expression (missing ), unterminated subpattern)"),
        ('{"url": ".*", "body": "gone.json"}', "line 2: there is no body at gone.json; put the file there"),
        ('{"url": ".*", "body": "../../up.json"}', "line 2: the body ../../up.json is outside the replay's"),
    ],
)
def test_a_replay_with_a_broken_line_names_it(
    ken: Ken, new: Path, tmp_path: Path, line: str, said: str
) -> None:
    replay = tmp_path / "replay.jsonl"
    replay.write_text(f'{{"url": ".*", "status": 404}}\n{line}\n', encoding="utf-8")
    complaint = ken("--home", new, "scan", "--replay", replay).complaint
    assert complaint.startswith(f"ken: {replay}, {said}")


def test_a_replay_that_is_not_there_is_told(ken: Ken, new: Path) -> None:
    said = ken("--home", new, "scan", "--replay", "gone.jsonl")
    assert (
        said.complaint == "ken: cannot read the replay gone.jsonl: No such file or directory; check the path"
    )


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (
            ("queue", "W9"),
            "there is no workstream 'W9'; there are: community-models (W1), emerging-needs (W2)",
        ),
        (("queue", "W1", "--run", "99"), "there is no run 99; `ken runs` lists them"),
        (("show", "w-nowhere"), "there is no work w-nowhere"),
        (("show", "w"), "several works begin with w: w"),
        (("decide", "w-nowhere", "W1", "include", "--reviewer", "a"), "there is no work w-nowhere"),
        (("export", "W9", "-o", "x.ris"), "there is no workstream 'W9'"),
        (("scan", "nowhere"), "there is no source 'nowhere'; `ken sources list --all` shows them all"),
        (("sources", "list", "nowhere"), "there is no source 'nowhere'; `ken sources list --all`"),
        (("sources", "check", "nowhere"), "there is no source 'nowhere'"),
        (("sources", "yield", "nowhere"), "there is no source 'nowhere'"),
        (("import", "a.ris", "--source", "nowhere"), "there is no source 'nowhere'"),
        (("scan", "scvo"), "scvo cannot be scanned. Publishes: "),
    ],
)
def test_a_name_that_is_not_there_is_told_with_those_that_are(
    ken: Ken, finished_home: Path, command: tuple[str, ...], said: str
) -> None:
    complaint = ken("--home", finished_home, *command).complaint
    assert complaint.startswith(f"ken: {said}")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ((), "Usage: ken"),
        (("frob",), "No such command 'frob'"),
        (("queue",), "Missing argument"),
        (("queue", "W1", "--limit", "0"), "greater than or equal to 1"),
        (("queue", "W1", "--run", "none"), "unable to parse string as an integer"),
        (("queue", "W1", "--colour"), "No such option"),
        (("decide", "w1", "W1", "include"), "Missing option '--reviewer'"),
        (("decide", "w1", "W1", "include", "--reviewer", " "), "a decision needs somebody who made it"),
        (("sources", "frob"), "'frob' is not one of"),
        (("scan", "--since", "yesterday"), "'yesterday' is not a day like 2026-11-23"),
        (("scan", "--since", "2026-11-30", "--until", "2026-11-02"), "the window ends (2026-11-02) before"),
        (("export",), "Missing option"),
        (("export", "-o", "x", "--format", "docx"), "'docx' is none of ris, csv, jsonl"),
        (("export", "-o", "x", "--verdict", "yes"), "'yes' is none of include, exclude, maybe"),
        (("classify",), "Missing argument"),
    ],
)
def test_wrong_usage_is_told_and_ends_with_2(
    ken: Ken, finished_home: Path, command: tuple[str, ...], said: str
) -> None:
    found = ken("--home", finished_home, *command) if command else ken()
    assert found.code == 2
    assert said in " ".join((found.err + found.out).replace("│", " ").split())


@pytest.mark.parametrize("verdict", ["yes", "INCLUDE", ""])
def test_a_verdict_that_is_none_is_wrong_usage(ken: Ken, finished_home: Path, verdict: str) -> None:
    work = ken("--home", finished_home, "queue", "W1", "--limit", "1", "--json").document[0]["work"]
    found = ken("--home", finished_home, "decide", work, "W1", verdict, "--reviewer", "a")
    assert found.code == 2
    assert "is none of include, exclude, maybe" in " ".join(found.err.split())
    found = ken("--home", finished_home, "decide", work, "W1", "maybe", "--reviewer", "a", "--stage", "x")
    assert found.code == 2
