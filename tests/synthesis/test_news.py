"""News of works that people keep."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from records.decision import Decision
from records.identifiers import Identifier, identifiers
from records.record import Notice, Record
from synthesis.news import News, news
from tests.synthesis.invented import record, work

PREPRINT = record("p", "medrxiv", type="preprint", identifiers=identifiers([("doi", "10.5555/p")]))
ARTICLE = record("1")
NAME = Identifier("doi", "10.5555/r")
RETRACTION = Notice("retraction", "subject", NAME)
NOTICE = record(
    "r", "crossref", identifiers=(NAME,), type="notice", notices=(Notice("retraction", "notice", NAME),)
)
INCLUDED = Decision(
    work="w",
    workstream="needs",
    verdict="include",
    reviewer="ailsa",
    instant=datetime(2026, 11, 23, tzinfo=UTC),
)


def found(
    *records: Record,
    fresh: dict[str, bool],
    notices: tuple[Notice, ...] = (),
    about: tuple[Record, ...] = (),
    decisions: tuple[Decision, ...] = (INCLUDED,),
) -> tuple[News, ...]:
    one = work(*records, notices=notices)
    return news([one], {one.work_id: decisions}, {one.work_id: about}, fresh)


def test_a_notice_that_came_is_news_of_a_work_that_somebody_keeps() -> None:
    (one,) = found(ARTICLE, notices=(RETRACTION,), about=(NOTICE,), fresh={NOTICE.record_id: True})
    assert (one.notices, one.versions, one.kept) == ((RETRACTION,), (), (INCLUDED,))


def test_a_work_that_nobody_keeps_has_no_news() -> None:
    fresh = {NOTICE.record_id: True}
    for decisions in ((), (replace(INCLUDED, verdict="exclude"),)):
        assert not found(ARTICLE, notices=(RETRACTION,), about=(NOTICE,), fresh=fresh, decisions=decisions)


@pytest.mark.parametrize("fresh", [{}, {NOTICE.record_id: False}, {ARTICLE.record_id: False}])
def test_a_notice_that_was_known_is_no_news(fresh: dict[str, bool]) -> None:
    assert not found(ARTICLE, notices=(RETRACTION,), about=(NOTICE,), fresh=fresh)


def test_a_notice_that_the_work_s_own_record_tells_is_news_when_that_record_changed() -> None:
    flag = Notice("concern", "subject")
    told = replace(ARTICLE, notices=(flag,))
    (one,) = found(told, notices=(flag,), fresh={told.record_id: False})
    assert one.notices == (flag,)
    assert not found(told, notices=(flag,), fresh={})


def test_a_flag_that_another_record_had_is_no_news() -> None:
    flag = Notice("concern", "subject")
    before = record("1", "crossref", notices=(flag,))
    assert not found(
        before, replace(ARTICLE, notices=(flag,)), notices=(flag,), fresh={ARTICLE.record_id: True}
    )


def test_the_article_of_a_preprint_is_news() -> None:
    (one,) = found(PREPRINT, ARTICLE, fresh={ARTICLE.record_id: True})
    assert one.versions == (ARTICLE,)


def test_two_records_of_a_new_version_are_one_piece_of_news() -> None:
    again = record("1", "crossref")
    (one,) = found(PREPRINT, ARTICLE, again, fresh={ARTICLE.record_id: True, again.record_id: True})
    assert one.versions == (again,)


def test_a_report_s_next_edition_is_news_by_its_doi() -> None:
    first = record("a", type="report", identifiers=identifiers([("doi", "10.5555/ed.1")]))
    second = record("b", type="report", identifiers=identifiers([("doi", "10.5555/ed.2")]))
    (one,) = found(first, second, fresh={second.record_id: True})
    assert one.versions == (second,)


def test_the_same_version_from_another_database_is_no_news() -> None:
    assert not found(ARTICLE, record("1", "crossref"), fresh={"crossref:1": True})
    bare = record("1", "crossref", identifiers=())
    assert not found(ARTICLE, bare, fresh={bare.record_id: True})
    assert not found(ARTICLE, PREPRINT, fresh={ARTICLE.record_id: False})


def test_a_work_that_is_new_has_no_new_version() -> None:
    assert not found(PREPRINT, ARTICLE, fresh={PREPRINT.record_id: True, ARTICLE.record_id: True})


def test_notices_come_before_versions() -> None:
    versioned, retracted = work(PREPRINT, ARTICLE), work(record("2", title="Z"), notices=(RETRACTION,))
    decided = {one.work_id: (INCLUDED,) for one in (versioned, retracted)}
    fresh = {ARTICLE.record_id: True, NOTICE.record_id: True}
    told = news([versioned, retracted], decided, {retracted.work_id: (NOTICE,)}, fresh)
    assert [one.work for one in told] == [retracted, versioned]
