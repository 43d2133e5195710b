"""The digest of a run, compared whole with the file beside this one."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from records.decision import Decision
from records.identifiers import identifiers
from records.ranked import Ranked, Reason
from records.record import Notice
from records.run import Run, SourceOutcome
from records.source import Window
from records.work import Work
from records.workstream import Workstream
from synthesis.digest import DigestEntry, DigestQueue, digest
from synthesis.news import News
from synthesis.said import Said, said
from tests.conftest import Snapshot
from tests.synthesis.invented import NEEDS, annotation, record, work

RUN = Run(
    number=31,
    window=Window(date(2026, 11, 16), date(2026, 11, 23)),
    started=datetime(2026, 11, 23, 6, 0, tzinfo=UTC),
    sources=(
        SourceOutcome(id="crossref", pages=2, records=114, new=110, changed=3, rejected=1),
        SourceOutcome(id="his", error="his.example sent <b>HTML</b> | not a *feed*: [retry](http://x)"),
        SourceOutcome(id="pubmed", pages=1, records=1, new=1),
    ),
    works_new=100,
    works_changed=1,
    versions={"workstream": "1-aa", "inequality": "2-bb"},
)
RETRACTED = work(
    record("2", title="Integrated hubs"),
    notices=(Notice("retraction", "subject", identifiers([("doi", "10.5555/r")])[0]),),
)
HOSTILE = work(
    record(
        "3",
        title="# <script>alert(1)</script> [click](http://evil.example) *now* `rm` a|b\n\n- ~~gone~~ C:\\dir",
        container="Journal_of_*Stars*",
        urls=("https://a.example/x_(y)) <b> [z]",),
    )
)
LOCAL = work(
    record("4", title="A file", container="", published=None, identifiers=(), urls=("file:///etc/passwd",))
)

INCLUDED = Decision(
    work=RETRACTED.work_id,
    workstream=NEEDS.id,
    verdict="include",
    reviewer="ailsa",
    instant=datetime(2026, 11, 20, tzinfo=UTC),
)
VERSIONED = work(record("8", title="Link workers", type="preprint", container=""))
ISSUED = record("88", title="Link workers", container="Journal_of_Links")
HAPPENED = (
    News(RETRACTED, (INCLUDED, replace(INCLUDED, reviewer="br*ce", verdict="maybe")), RETRACTED.notices),
    News(VERSIONED, (replace(INCLUDED, workstream="gone"),), (), (ISSUED,)),
)


def entry(place: int, of: Work, known: Said, *reasons: str) -> DigestEntry:
    ranked = Ranked(
        run=31,
        workstream=NEEDS.id,
        place=place,
        work=of.work_id,
        score=0.5,
        parts={"workstream": 0.5},
        reasons=tuple(Reason(one) for one in reasons),
        slot="audit",
    )
    return DigestEntry(ranked, of, known)


def queues() -> list[DigestQueue]:
    graded = said([annotation("inequality", "grade:2")])
    entries = [
        entry(1, work(record("1")), graded, "Fits: “*bold* claim”", "Second", "Third", "Fourth, not shown"),
        entry(2, RETRACTED, Said(), "Retracted: do not rely on it"),
        entry(3, HOSTILE, Said()),
        entry(4, LOCAL, Said()),
        *(entry(n, work(record(str(n), title=f"Work {n}")), Said()) for n in (5, 6, 7)),
    ]
    quiet = Workstream(id="models", code="W1", name="Models <of> care")
    return [DigestQueue(NEEDS, 1200, entries), DigestQueue(quiet, 0, [])]


def test_the_digest_says_what_was_found_and_what_failed(snapshot: Snapshot) -> None:
    notice = work(record("9", title="Retraction: Integrated hubs"))
    snapshot(Path(__file__).parent / "digest.md", digest(RUN, queues(), [notice, RETRACTED], HAPPENED))


def test_a_run_that_found_nothing_says_so_and_leaves_out_what_it_does_not_need() -> None:
    quiet = replace(RUN, sources=(SourceOutcome(id="pubmed"),), works_new=0, works_changed=0, versions={})
    text = digest(quiet, [DigestQueue(NEEDS, 0, [])], [])
    assert "0 records from 1 of 1 source made 0 new works and touched 0 known ones." in text
    assert "Nothing new this week." in text
    for heading in ("## What failed", "## Notices", "## News"):
        assert heading not in text
    assert "Read by" not in text
    assert text.endswith("|\n")


def test_how_a_work_came_in_is_not_told() -> None:
    assert "audit" not in digest(RUN, queues(), [])


@pytest.mark.parametrize(
    "title", ["<script>", "<img src=x onerror=alert(1)>", "[a](javascript:alert(1))", "![a](b)"]
)
def test_a_title_cannot_write_markup(title: str) -> None:
    of = work(record("1", title=title, urls=()))
    text = digest(RUN, [DigestQueue(NEEDS, 1, [entry(1, of, Said())])], [of])
    assert title not in text
    assert title.replace("[", "\\[").replace("]", "\\]").replace("<", "\\<").replace(">", "\\>") in text
