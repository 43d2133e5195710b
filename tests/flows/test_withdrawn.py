"""A submission becomes a work like any other, and nothing of it is left when it is withdrawn."""

from datetime import timedelta
from typing import Final

import pytest

from flows.annotate import annotate
from flows.context import Context
from flows.importing import settle
from flows.publish import digest_path
from flows.withdrawn import empty_again
from records.decision import Decision
from records.submission import Submission
from records.work import Work
from review.submitting import submit, take_in, withdraw
from store.opening import Store
from synthesis.submitting.settings import SubmitSettings
from tests.flows.conftest import Wire
from tests.flows.weeks import run_week
from tests.review.sending import sent

WORD: Final = "quillfeather"  # a word that no other text has
TITLE: Final = f"Homeless outreach by link workers in {WORD} village"
WHAT: Final = (
    f"Link workers and community led support in {WORD} for people experiencing homelessness. "
    f"What went well: the {WORD} neighbourhood team met weekly, and "
    "inequality fell for the poorest tenants."
)


@pytest.fixture
def context(wire: Wire) -> Context:
    return wire(names=("medrxiv",))


def taken_in(context: Context) -> Submission:
    known = [one.id for one in context.workstreams]
    given = sent(title=TITLE, what=WHAT)
    receipt = submit(context.store, known, given, SubmitSettings(), context.now())
    return take_in(context.store, receipt.submission.reference, context.now(), "Ann")


def work_of(store: Store, submission: Submission) -> Work:
    member = store.links.memberships([submission.record])[submission.record]
    return store.works.get([member.work_id])[0]


def mentions(context: Context) -> list[str]:
    """List the tables that hold the secret word or the contact."""
    with context.store.database.open() as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return [
            table
            for table in tables
            if any(
                WORD in str(row) or "morag@" in str(row)
                for row in connection.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608  our own names
            )
        ]


def test_it_is_linked_read_and_ranked_and_then_gone(context: Context) -> None:
    submission = taken_in(context)
    run = run_week(context)
    store = context.store
    work = work_of(store, submission)
    places = store.queues.of_work(work.work_id)
    assert work.first_run == run.number
    assert "community-models" in {one.workstream for one in places}
    assert "type:practice_submission" in {
        one.label for one in store.annotations.of([work.work_id])[work.work_id]
    }
    assert WORD in digest_path(context.home, run.number).read_text(encoding="utf-8")
    word = Decision(
        work=work.work_id,
        workstream="community-models",
        verdict="include",
        reviewer="ailsa",
        instant=context.now(),
    )
    store.decisions.append(word)
    store.search.words.catch_up()
    assert {"submissions", "records", "annotations", "cards", "search_words"} <= {*mentions(context)}
    withdraw(store, submission.reference, context.now())
    assert mentions(context) == []
    after = work_of(store, submission)
    assert after.is_retracted
    assert after.best.title == f"Submission {submission.reference}, withdrawn by its sender"
    assert [one.place for one in store.queues.of_work(work.work_id)] == [one.place for one in places]
    cards = [one for one in store.queues.cards("community-models", run.number) if one["work"] == work.work_id]
    assert [one["title"] for one in cards] == [after.best.title]
    assert len(store.decisions.of([work.work_id])[work.work_id]) == 1
    run_week(context)
    assert work_of(store, submission) == after
    assert mentions(context) == []
    assert WORD not in digest_path(context.home, run.number).read_text(encoding="utf-8")


def test_what_was_not_linked_yet_never_becomes_a_work(context: Context) -> None:
    submission = taken_in(context)
    withdraw(context.store, submission.reference, context.now())
    settle(context)
    assert context.store.links.memberships([submission.record]) == {}
    assert mentions(context) == []


def test_what_a_run_wrote_of_it_after_the_withdrawal_goes_before_it_ranks(context: Context) -> None:
    submission = taken_in(context)
    settle(context)
    (before,) = context.store.records.get([submission.record])
    run = run_week(context)
    withdraw(context.store, submission.reference, context.now() + timedelta(seconds=1))
    context.store.records.keep(run.number, [before])
    annotate(context)
    assert mentions(context) != []
    empty_again(context, run)
    assert mentions(context) == []


def test_of_a_work_with_other_records_only_the_submission_goes(context: Context) -> None:
    submission = taken_in(context)
    run_week(context)
    work = work_of(context.store, submission)
    with context.store.database.open() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO members "
            "SELECT record_id, ? FROM records WHERE source = 'medrxiv' LIMIT 1",
            [work.work_id],
        )
    withdraw(context.store, submission.reference, context.now())
    after = work_of(context.store, submission)
    assert len(after.records) == 2
    assert not after.is_retracted
    assert mentions(context) == []
