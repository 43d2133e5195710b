"""Notices and new versions reach everyone who keeps a work, through the store and the digest."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from flows.context import Context
from flows.link import link
from flows.publish import publish
from records.dates import PartialDate
from records.decision import Decision, Verdict
from records.identifiers import Identifier, identifiers
from records.record import Author, Notice, Record
from records.work import work_id_for
from tests.flows.conftest import Wire
from tests.flows.weeks import SAMPLE_WEEK

PREPRINT = Record(
    source="medrxiv",
    key="10.5555/pre.lunch",
    kind="medrxiv",
    title="Lunch clubs in the village halls of Orkney: what keeps older islanders eating together",
    abstract="Ninety people told us about lunch.",
    authors=(Author("Rendall", "Ina"), Author("Flett", "Magnus")),
    published=PartialDate(2026, 5, 4),
    type="preprint",
    identifiers=identifiers([("doi", "10.5555/pre.lunch")]),
)
ARTICLE = replace(
    PREPRINT,
    source="pubmed",
    key="41",
    kind="pubmed",
    container="Island Medicine",
    published=PartialDate(2026, 11, 12),
    type="article",
    identifiers=identifiers([("doi", "10.5555/lunch"), ("pmid", "41")]),
)
RETRACTION = Record(
    source="crossref",
    key="10.5555/lunch.r",
    kind="crossref",
    title="Retraction: Lunch clubs in the village halls of Orkney",
    published=PartialDate(2026, 11, 20),
    type="notice",
    identifiers=identifiers([("doi", "10.5555/lunch.r")]),
    notices=(Notice("retraction", "notice", Identifier("doi", "10.5555/lunch")),),
)
WORK = work_id_for(PREPRINT.record_id)


@pytest.fixture
def context(wire: Wire) -> Context:
    return wire(names=("medrxiv",))


def week(context: Context, records: Iterable[Record]) -> str:
    """Take records in as a run does, and give its digest."""
    run = context.store.runs.begin(SAMPLE_WEEK, [], context.now(), exact=True)
    context.store.records.keep(run.number, records)
    link(context, run.number)
    context.store.works.adopt(run.number)
    text = publish(context, context.store.runs.get(run.number)).read_text(encoding="utf-8")
    context.store.runs.finish(run.number, context.now(), {}, {})
    return text


def decide(
    context: Context, reviewer: str, verdict: Verdict, workstream: str, stage: str = "title-abstract"
) -> None:
    context.store.decisions.append(
        Decision(
            work=WORK,
            workstream=workstream,
            verdict=verdict,
            reviewer=reviewer,
            stage="full-text" if stage == "full-text" else "title-abstract",
            instant=datetime(2026, 11, 23, tzinfo=UTC),
        )
    )


def keep_it(context: Context) -> None:
    decide(context, "ailsa", "include", "emerging-needs")
    decide(context, "bruce", "maybe", "community-models")
    decide(context, "catriona", "exclude", "emerging-needs")
    decide(context, "davie", "include", "emerging-needs")
    decide(context, "davie", "exclude", "emerging-needs", "full-text")


def told(text: str) -> str:
    """Give the news of a digest, empty without any."""
    return text.partition("## News of works that you keep\n")[2].partition("\n## ")[0]


def test_the_article_of_a_preprint_reaches_everyone_who_keeps_it(context: Context) -> None:
    assert not told(week(context, [PREPRINT]))
    keep_it(context)
    said = told(week(context, [ARTICLE]))
    assert "Lunch clubs in the village halls" in said
    assert WORK in said
    assert "new version: article, Island Medicine, 2026-11-12, doi:10.5555/lunch" in said
    names = {stream.id: f"{stream.code} {stream.name}" for stream in context.workstreams}
    assert (
        f"bruce in {names['community-models']} (maybe); ailsa in {names['emerging-needs']} (include)" in said
    )
    assert "catriona" not in said
    assert "davie" not in said


def test_a_retraction_reaches_everyone_who_keeps_the_work(context: Context) -> None:
    week(context, [PREPRINT, ARTICLE])
    keep_it(context)
    text = week(context, [RETRACTION])
    said = told(text)
    assert text.index("## News of works that you keep") < text.index("\n## W")
    assert "**Retracted.**" in said
    assert "**Retraction (doi:10.5555/lunch.r, 2026-11-20)**" in said
    assert "ailsa in" in said
    assert "new version" not in said


def test_news_is_told_once(context: Context) -> None:
    week(context, [PREPRINT])
    keep_it(context)
    week(context, [ARTICLE, RETRACTION])
    assert not told(week(context, [replace(ARTICLE, abstract="More was found.")]))
    assert not told(week(context, []))


def test_a_notice_that_came_before_its_work_is_no_news(context: Context) -> None:
    week(context, [RETRACTION])
    week(context, [PREPRINT, ARTICLE])
    (work,) = context.store.works.get([WORK])
    assert work.is_retracted
    keep_it(context)
    assert not told(week(context, [replace(ARTICLE, volume="3")]))


def test_a_work_that_nobody_keeps_makes_no_news(context: Context) -> None:
    week(context, [PREPRINT])
    decide(context, "catriona", "exclude", "emerging-needs")
    assert not told(week(context, [ARTICLE, RETRACTION]))


def test_a_digest_that_is_written_again_says_the_same(context: Context) -> None:
    week(context, [PREPRINT])
    keep_it(context)
    said = told(week(context, [ARTICLE]))
    assert said
    assert told(publish(context, context.store.runs.get(2)).read_text(encoding="utf-8")) == said
