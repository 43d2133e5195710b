"""From a workspace's files to what the flows are given."""

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from flows.annotate import annotate
from flows.gather import gather
from flows.steps import PlainSteps
from flows.weekly import Clock, weekly
from ken.settings import read_settings
from ken.wiring import chosen, every_source, ken_version, named, wired, workstreams
from records.errors import NotFoundError, SettingsError
from records.source import Source
from tests.flows.replays import ReplayFile
from tests.flows.weeks import SAMPLE, SAMPLE_WEEK

Rewrite = Callable[[str, str, str], Path]
SECRET = "k3y-of-the-owner"  # noqa: S105  of nobody


def source(home: Path, name: str) -> Source:
    (one,) = named(every_source(home), [name])
    return one


def test_a_source_that_is_searched_has_a_question_for_each_workstream(new: Path) -> None:
    streams = [stream.id for stream in workstreams(new)]
    searched = source(new, "europepmc")
    assert [query.name for query in searched.queries] == streams
    assert all(query.workstream == query.name and query.text for query in searched.queries)
    assert [query.name for query in source(new, "medrxiv").queries] == ["all"]


def test_the_sources_of_a_workspace_change_those_of_the_catalogue(new: Path) -> None:
    assert not source(new, "commons_lib").enabled
    (new / "sources.toml").write_text(
        '[[source]]\nid = "commons_lib"\nenabled = true\n\n'
        '[[source]]\nid = "ours"\nname = "Our news"\nkind = "feed"\n'
        'params = { urls = ["https://a.example/"] }\n',
        encoding="utf-8",
    )
    everything = every_source(new)
    on = [one.id for one in chosen(everything, [])]
    assert {"commons_lib", "ours", "europepmc"} <= set(on)
    assert on[-1] == "ours"
    assert source(new, "commons_lib").name != "", "what is not written stays as the catalogue has it"


def test_sources_are_chosen_by_name_each_once(new: Path) -> None:
    everything = every_source(new)
    assert [one.id for one in chosen(everything, ["his", "medrxiv", "his"])] == ["his", "medrxiv"]
    assert all(one.enabled and one.kind != "manual" for one in chosen(everything, []))
    with pytest.raises(NotFoundError, match="there is no source 'hiss'"):
        chosen(everything, ["hiss"])
    with pytest.raises(SettingsError, match="scvo cannot be scanned"):
        chosen(everything, ["scvo"])


def test_the_contact_of_the_team_is_every_sources_unless_it_has_its_own(new: Path) -> None:
    settings = replace(read_settings(new), contact="team@a.example")
    own = replace(source(new, "his"), contact="own@a.example")
    with wired(new, settings, [own, source(new, "medrxiv")], replay=SAMPLE) as context:
        assert [one.contact for one in context.sources] == ["own@a.example", "team@a.example"]
        assert context.catalogue == context.sources


def test_a_contact_that_is_none_is_told(new: Path) -> None:
    settings = replace(read_settings(new), contact="the library")
    with (
        pytest.raises(SettingsError, match="the contact 'the library' is no e-mail address"),
        wired(new, settings, []),
    ):
        pass


def test_a_term_that_a_team_adds_changes_what_the_next_scan_says(new: Path, rewrite: Rewrite) -> None:
    """A made-up word becomes a sign of a workstream by one line in the workspace's file."""
    with wired(new, read_settings(new), [source(new, "medrxiv")], replay=SAMPLE) as context:
        run = weekly(context, SAMPLE_WEEK, PlainSteps(), Clock(), exact=True)
    assert not quoted(new, "norovirus")
    rewrite("workstreams.yaml", "    terms:\n", "    terms:\n      - { t: norovirus, w: 5 }\n")
    with wired(new, read_settings(new), [source(new, "medrxiv")], replay=SAMPLE) as context:
        versions = annotate(context)
    assert versions["workstream"] != run.versions["workstream"]
    assert quoted(new, "norovirus")


def quoted(home: Path, word: str) -> bool:
    """Tell whether a word is a sign of some workstream in some work."""
    with wired(home, read_settings(home), []) as context:
        works = [work.work_id for work in context.store.works.all()]
        assert works
        said = context.store.annotations.of(works)
    return any(
        one.component == "workstream" and quote.text.casefold() == word
        for annotations in said.values()
        for one in annotations
        for quote in one.quotes
    )


def test_keys_reach_the_far_side_and_nothing_else(
    new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    monkeypatch.setenv("OPENALEX_API_KEY", SECRET)
    replay = ReplayFile(tmp_path / "replay")
    replay.answer("https://api.openalex.org/works", f"{{}} {SECRET}", status=403)
    record = tmp_path / "recorded" / "week.jsonl"
    record.parent.mkdir()
    with wired(
        new, read_settings(new), [source(new, "openalex")], replay=replay.path, record=record
    ) as context:
        run = context.store.runs.begin(SAMPLE_WEEK, ["openalex"], context.now(), exact=True)
        error = gather(context, run, context.sources[0])
        context.store.runs.finish(run.number, context.now(), {}, {})
    assert "api.openalex.org does not accept the key (403); check it" in error, "the key went along"
    assert SECRET not in error + caplog.text
    files = [path for folder in (new, record.parent) for path in folder.rglob("*") if path.is_file()]
    assert record in files
    for path in files:
        body = path.read_bytes()
        assert SECRET.encode() not in (gzip.decompress(body) if path.suffix == ".gz" else body), path


def test_the_version_is_a_word() -> None:
    assert ken_version()
