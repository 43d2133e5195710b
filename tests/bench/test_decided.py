import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.decided import decided_works
from flows.readers import readers
from records.decision import Decision, Stage, Verdict
from store.opening import Store, open_store
from tests.flows.weeks import FEW, finished

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def small_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with one finished run on two sources, which nobody may change."""
    return finished(tmp_path_factory, FEW)


@pytest.fixture
def home(small_home: Path, tmp_path: Path) -> Path:
    shutil.copytree(small_home, tmp_path / "w")
    return tmp_path / "w"


def decide(
    store: Store, work: str, verdict: Verdict, reviewer: str = "ailsa", stage: Stage = "title-abstract"
) -> None:
    store.decisions.append(
        Decision(work=work, workstream="W", verdict=verdict, reviewer=reviewer, stage=stage, instant=NOW)
    )


def test_a_work_is_kept_when_anybodys_last_word_keeps_it(home: Path) -> None:
    store = open_store(home)
    one, two, three, four = [work.work_id for work in store.works.all()][:4]
    decide(store, one, "exclude")
    decide(store, one, "maybe", reviewer="bruce")
    decide(store, two, "include")
    decide(store, two, "exclude")
    decide(store, three, "include")
    decide(store, three, "exclude", stage="full-text")
    decide(store, four, "include")
    reading = readers(home)
    works, _ = decided_works(store, reading.components, reading.masks)
    assert {each.work: each.kept for each in works} == {one: True, two: False, three: False, four: True}


def test_what_is_stored_and_what_is_said_now_are_the_same_until_components_change(home: Path) -> None:
    store = open_store(home)
    ids = [work.work_id for work in store.works.all()]
    streams = ("emerging-needs", "published-learning")
    for work in ids:
        for stream in streams:
            store.decisions.append(
                Decision(work=work, workstream=stream, verdict="include", reviewer="ailsa", instant=NOW)
            )
    reading = readers(home)
    works, versions = decided_works(store, reading.components, reading.masks)
    assert len(works) == len(ids) * len(streams)
    assert [each.stored for each in works] == pytest.approx([each.now for each in works])
    assert max(each.now for each in works) > 0.2
    assert not any(each.changed for each in versions)
    assert {each.component for each in versions} == {each.name for each in reading.components}
    said = store.annotations.of(ids)
    for each in works:
        own = [one.score for one in said[each.work] if one.label == each.workstream]
        assert own == ([each.stored] if each.stored else [])


def test_works_that_nobody_has_read_are_left_out(home: Path) -> None:
    store = open_store(home)
    one, two = [work.work_id for work in store.works.all()][:2]
    decide(store, one, "include")
    decide(store, two, "include")
    read = {one: "anything"}
    versions = {each.component: "0" for each in store.annotations.of([one])[one]}
    store.annotations.keep(versions, read, [])  # all that was said of it is gone
    reading = readers(home)
    works, _ = decided_works(store, reading.components, reading.masks)
    assert [each.work for each in works] == [two]
