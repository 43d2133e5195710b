"""What an export tells of a work, and which formats there are."""

import pytest

from records.annotation import Annotation, Quote
from records.errors import SettingsError
from synthesis.export import FORMATS, Dimension, Exported, Inequality, writer
from tests.synthesis.export.invented import ARTICLE, full


def annotation(component: str, label: str, score: float, *quotes: Quote) -> Annotation:
    return Annotation(full().work.work_id, component, "1", label, score, quotes)


def test_annotations_are_gathered() -> None:
    quote = Quote(ARTICLE.record_id, "title", 5, 10, "homes")
    one = Exported.of(
        full().work,
        [
            annotation("workstream", "community-models", 0.2),
            annotation("workstream", "emerging-needs", 0.9),
            annotation("inequality", "grade:2", 0.8),
            annotation("inequality", "direction:narrowing", 0.7),
            annotation("inequality", "dimension:ses", 0.6, quote),
        ],
        full().decisions,
    )
    assert list(one.workstreams.items()) == [("emerging-needs", 0.9), ("community-models", 0.2)]
    assert one.inequality == Inequality(2, 0.8, "narrowing", (Dimension("ses", 0.6, ("homes",)),))
    assert one.decisions == full().decisions


def test_a_work_that_nothing_is_said_of_has_grade_0() -> None:
    assert Exported.of(full().work).inequality == Inequality()


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_each_format_has_a_writer(name: str) -> None:
    assert ARTICLE.title[:9] in "".join(writer(name).write([full()]))


def test_a_format_that_there_is_not_is_told_in_one_line() -> None:
    with pytest.raises(SettingsError, match="no export format 'docx'; there are: csv, jsonl, ris"):
        writer("docx")
