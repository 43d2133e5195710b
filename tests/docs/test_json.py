"""The reference of JSON documents names what the commands print."""

import json
import re
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from bench.decided import Decided, Versions
from bench.duplicates import Figures
from bench.label_answers import Answers
from bench.labels import measure
from bench.replay import replay
from bench.scale import STEPS, Half, Scale, Taken
from bench.stopping import StoppedRun, measure_stopping
from bench.weekly_recall import SequenceOutcome, coverage, scenarios
from ken.cli import app
from ken.commands.agreement import _document as agreement_document
from ken.commands.agreement import _Found
from ken.commands.allocate import allocation_document
from ken.commands.bench_stopping import stopping_document
from ken.commands.label_figures import document as figures_document
from ken.commands.places import Standing
from ken.commands.progress import progress_document
from ken.commands.replayed import replay_document, versions_document
from ken.commands.submissions import submission_document
from nlp.classification import Classification
from nlp.labels import Label
from records.allocation import Allocation, Shared
from records.annotation import Annotation
from records.decision import Decision
from records.outline import QueueOutline
from records.prisma import FlowCounts, Seen, SourceRecords
from records.ranked import Ranked
from records.record import Notice, Record
from records.run import Run, SourceOutcome
from records.source import Window
from records.submission import Finding, Submission
from records.work import Link, Work
from records.workstream import Workstream
from synthesis.agreement import Table, agreement
from synthesis.export import Exported
from synthesis.export.jsonl import document
from synthesis.pilot import Gate
from synthesis.prisma import flow
from synthesis.prisma_words import flow_document
from synthesis.run_difference import run_difference
from synthesis.run_difference_document import difference_document
from synthesis.run_document import run_document
from synthesis.said import Said
from synthesis.shown import queue_document, work_document
from synthesis.stopping.hypergeometric import Rule
from synthesis.stopping.progress import progress
from tests.docs.pages import DOCS

TEXT = (DOCS / "reference" / "json.md").read_text(encoding="utf-8")
NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
RECORD = Record(
    source="file", key="1", kind="file", title="A hub", notices=(Notice("retraction", "subject"),)
)
WORK = Work("wabc", (RECORD,), RECORD, notices=RECORD.notices)
PLACE = Ranked(1, "carers", 1, "wabc", 0.5, {"workstream": 0.5}, (), "ranked")
DECISION = Decision(work="wabc", workstream="carers", verdict="include", reviewer="ailsa", instant=NOW)
RUN = Run(
    number=1,
    window=Window(date(2026, 11, 9), date(2026, 11, 16)),
    started=NOW,
    sources=(SourceOutcome(id="his"),),
)


def section(heading: str) -> str:
    return TEXT.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def unnamed(names: object, heading: str) -> list[str]:
    said = {*re.findall(r"`(\w+)`", section(heading))}
    return sorted(name for name in names_in(names) if name not in said)


def names_in(value: object) -> set[str]:
    """List the names of the fields of a document, and of those within."""
    if isinstance(value, list | tuple):
        return {name for one in value for name in names_in(one)}
    if isinstance(value, dict):
        return {*value} | {name for one in value.values() for name in names_in(one)}
    return set()


def test_the_run() -> None:
    assert unnamed(run_document(RUN), "ken scan --json") == []


def test_a_place_of_a_queue() -> None:
    assert unnamed(queue_document(PLACE, WORK, Said(), similar=[WORK]), "ken queue --json") == []


def test_a_work() -> None:
    shown = work_document(
        WORK, [Annotation("wabc", "stage", "1", "S1", 0.5)], [Link("a", "b", "doi", 1.0)], [DECISION], [PLACE]
    )
    standing = Standing(run=1, workstream="carers", ranked=PLACE, weights={}, features={})
    shown["standing"] = [standing.document()]
    shown.pop("notices")
    shown["records"] = []  # all fields of a record, which the data dictionary and records/record.py name
    assert unnamed(shown, "ken show --json") == []


def test_agreement() -> None:
    found = _Found(
        workstream=Workstream(id="carers", code="W9", name="Carers"),
        stage="full-text",
        pairs=(agreement(Table("ailsa", "bruce", 1)),),
        overall=agreement(Table("", "", 1)),
        gate=Gate(is_open=False, why="too few"),
        dual=1,
        waiting=("wabc",),
    )
    assert unnamed(agreement_document(found), "ken agreement --json") == []


def test_who_decides_what() -> None:
    shared = Shared(Allocation(1, "carers", {"wabc": ("ailsa", "bruce")}), 1, 1)
    shown = allocation_document(shared, "dual")
    shown["allocated"] = {}  # by the works' own ids
    assert unnamed(shown, "ken allocate --json") == []


def test_a_line_of_the_export() -> None:
    line = document(Exported.of(WORK, (), [DECISION]))
    line["decisions"] = []
    assert unnamed(line, "JSON Lines export") == []


def test_a_submission() -> None:
    found = Finding("well", "name", 0, 8, "Mr Smith")
    one = Submission(
        reference="EP", received=NOW, changed=NOW, status="received", answers={}, findings=(found,)
    )
    assert unnamed(submission_document(one), "ken submissions --json") == []


def test_a_classification() -> None:
    assert unnamed(dict.fromkeys(Classification.__annotations__), "ken classify --json") == []


def test_the_benchmark_of_duplicates() -> None:
    assert unnamed(dict.fromkeys(Figures.__annotations__), "ken bench duplicates --json") == []


def test_the_benchmark_of_scale() -> None:
    half = Half(1, 0, 0.1, {step: Taken(0.1, 1.0) for step in STEPS}, 1.0, 1.0)
    assert unnamed(asdict(Scale(1, half, half, 1.0)), "ken bench scale --json") == []


def test_the_benchmark_of_labels() -> None:
    known = [Label("1", "A hub", "", frozenset({"carers"}), 2, frozenset({"place"}))]
    answers = Answers(("carers",), np.ones((1, 1)), 0.5, (2,), (frozenset({"place"}),))
    found = figures_document(measure(known, answers, answers))
    found["workstreams"] = [*found["workstreams"].values()]  # type: ignore[attr-defined]
    assert unnamed(found, "ken bench labels --json") == []


def test_the_benchmark_of_stopping() -> None:
    rule = Rule()
    found = measure_stopping([StoppedRun("one", 100, 20, 50, 19)], rule)
    assert unnamed(stopping_document(found), "ken bench stopping --json") == []


def test_the_benchmark_of_weekly_recall() -> None:
    found = coverage("all", [SequenceOutcome(scenarios()[0], covered=True, above=False, width=0.5)])
    assert unnamed(asdict(found), "ken bench weekly-recall --json") == []


def test_progress() -> None:
    outline = QueueOutline(1, "carers", 3, (("wabc", "audit"), ("wabd", "ranked")))
    found = progress("carers", [outline], {"wabc": [DECISION]})
    shown = progress_document(found, Rule())
    assert shown["recall"] is not None
    assert unnamed(shown, "ken progress --json") == []


def test_replayed_decisions() -> None:
    works = [Decided(work="wabc", title="A hub", workstream="carers", kept=True, stored=0.1, now=0.2)]
    shown = [replay_document(one) for one in replay(works, ["carers"])]
    assert unnamed(shown, "ken replay-decisions --json") == []
    versions = versions_document([Versions(component="stage", stored=("1",), now="2")])
    assert unnamed(versions, "ken replay-decisions --json") == []


@pytest.mark.parametrize(
    ("command", "heading"),
    [
        ("status", "ken status --json"),
        ("sources", "ken sources --json"),
        ("weights", "ken weights --json"),
    ],
)
def test_what_a_new_workspace_prints(command: str, heading: str, tmp_path: Path) -> None:
    CliRunner().invoke(app, ["init", str(tmp_path)])
    done = CliRunner().invoke(app, ["--home", str(tmp_path), command, "--json"])
    found = json.loads(done.stdout)
    if isinstance(found, dict):
        found |= {name: {} for name in ("queues", "weights") if name in found}
    assert unnamed(found, heading) == []


def test_a_flow_and_a_difference_have_their_fields() -> None:
    seen = (Seen("carers", "wabc", placed=True, records=1),)
    counts = FlowCounts(since=1, until=1, sources=(SourceRecords("file", 1),), works=1, seen=seen)
    told = flow(counts, {}, ["carers"], {"wabc": [DECISION]})
    assert unnamed(flow_document(told, ()), "ken prisma --json") == []
    outlines = {"carers": (None, QueueOutline(1, "carers", 1, (("wabc", "ranked"),)))}
    found = run_difference((RUN, RUN), outlines, {"carers": ({"cap": 1}, {"cap": 2})})
    assert unnamed(difference_document(found, {"wabc": "A hub"}), "ken runs --compare --json") == []
