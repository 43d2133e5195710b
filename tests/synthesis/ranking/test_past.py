"""Similar past decisions, in words."""

from datetime import UTC, datetime

from records.decision import Decision, Verdict
from synthesis.ranking.past import Past, past
from synthesis.ranking.signals import text_of
from synthesis.ranking.space import TextSpace
from tests.synthesis.invented import NEEDS, record, work

NEW = work(record("n", title="Peer navigators for people leaving prison", abstract="Throughcare."))
OLD = work(record("o", title="Peer navigators at the prison gate", abstract="Throughcare that lasts."))
OTHER = work(record("x", title="Choirs on Arran", abstract=""))


def decision(verdict: Verdict, reviewer: str = "ailsa", day: int = 3, workstream: str = NEEDS.id) -> Decision:
    instant = datetime(2026, 11, day, 9, 0, tzinfo=UTC)
    return Decision(
        work=OLD.work_id, workstream=workstream, verdict=verdict, reviewer=reviewer, instant=instant
    )


def told(*decisions: Decision, most: int = 1) -> list[str]:
    works = {one.work_id: one for one in (OLD, OTHER)}
    space = TextSpace({one.work_id: text_of(one) for one in (NEW, OLD, OTHER)})
    decided = Past(works, {OLD.work_id: decisions})
    return [one.text for one in past(NEW.work_id, decided, space, NEEDS.id, most)]


def test_the_nearest_decided_work_is_named_with_who_decided_what_when_and_why_it_is_like() -> None:
    (said,) = told(decision("include"))
    assert said == (
        f"Like “{OLD.best.title}” ({OLD.work_id}), which ailsa included on 3 November 2026; "
        "both speak of navigators, peer, prison"
    )


def test_only_last_words_in_this_workstream_count() -> None:
    (said,) = told(decision("include"), decision("exclude", day=4), decision("maybe", "bruce", 5))
    assert "which ailsa excluded on 4 November 2026 and bruce held as maybe on 5 November 2026;" in said
    assert told(decision("include", workstream="models")) == []
    assert told(decision("withdrawn")) == []


def test_a_long_title_is_cut_between_words() -> None:
    long = work(record("l", title="Peer navigators " * 10, abstract=""))
    space = TextSpace({one.work_id: text_of(one) for one in (NEW, long)})
    decided = Past({long.work_id: long}, {long.work_id: [decision("include")]})
    (said,) = past(NEW.work_id, decided, space, NEEDS.id)
    assert "navigators Peer …”" in said.text
