"""Why a work stands where it does, in words."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.annotation import Annotation, Quote
from records.ranked import Reason
from records.record import Notice, Record
from records.work import Work
from synthesis.ranking.passages import field_text
from synthesis.ranking.reasons import reasons
from synthesis.ranking.score import Known
from synthesis.said import POLARITIES, said
from tests.synthesis.invented import NEEDS, TEXT, annotation, quote, record, work

NAMES = {"ses": "Socioeconomic position", "place": "Place of residence", "qualitative": "qualitative study"}
RECORD = record()


def given_for(*annotations: Annotation, of: Work | None = None, novelty: float = 1.0) -> tuple[Reason, ...]:
    return reasons(Known(of or work(RECORD), said(annotations), novelty), NEEDS, NAMES)


def told(*annotations: Annotation, of: Work | None = None, novelty: float = 1.0) -> list[str]:
    return [one.text for one in given_for(*annotations, of=of, novelty=novelty)]


def q(words: str) -> Quote:
    return quote(words, RECORD)


def test_a_work_of_which_nothing_is_known_has_no_reasons() -> None:
    assert given_for() == ()


def test_the_workstream_comes_first_with_its_probability_and_three_wordings_at_most() -> None:
    cited = [q(words) for words in ("insecure housing", "drop-in", "drop-in", "staff", "islands")]
    upper = replace(cited[0], text="Insecure housing")
    (reason,) = given_for(annotation("workstream", NEEDS.id, 0.784, [*cited, upper]))
    assert reason.text == "Fits Emerging needs (78%): “insecure housing”, “drop-in”, “staff”"
    assert reason.quote == cited[0]


def test_another_workstream_is_no_reason() -> None:
    assert given_for(annotation("workstream", "models", 0.9)) == ()


@pytest.mark.parametrize(
    ("grade", "words"),
    [
        (1, "Inequality 1 of 3: names a group that may lose out"),
        (2, "Inequality 2 of 3: reports a difference between groups"),
        (3, "Inequality 3 of 3: tests or targets inequality, with results"),
    ],
)
def test_the_grade_is_told_in_words(grade: int, words: str) -> None:
    assert told(annotation("inequality", f"grade:{grade}", 0.6)) == [words]


def test_dimensions_are_named_as_people_name_them_and_a_direction_is_added() -> None:
    said_of_it = [
        annotation("inequality", "grade:2", 0.6, [q("waited longer")]),
        annotation("inequality", "direction:widening"),
        annotation("inequality", "dimension:ses", 0.9, [q("insecure housing")]),
        annotation("inequality", "dimension:place", 0.8),
        annotation("inequality", "dimension:unnamed", 0.7),
    ]
    (words,) = told(*said_of_it)
    head, about = words.split(" (")
    assert head == "Inequality 2 of 3: reports a difference between groups"
    assert about == (
        "Socioeconomic position; Place of residence; unnamed); it may be widening: “waited longer”"
    )


def test_where_the_grade_has_no_quotes_those_of_its_dimensions_are_shown() -> None:
    grade = annotation("inequality", "grade:1")
    dimension = annotation("inequality", "dimension:ses", 0.9, [q("insecure housing")])
    assert told(grade, dimension)[0].endswith(": “insecure housing”")


def test_what_was_learned_is_quoted_with_the_clause_around_it() -> None:
    reason = annotation("learning", "went_well", 0.8, [q("worked well")])
    assert told(reason) == ["Says what went well: “The drop-in worked well”"]


def test_a_passage_that_says_two_things_is_quoted_once() -> None:
    both = q("worked well")
    other = q("should be kept")
    said_of_it = [
        annotation("learning", "did_not_go_well", 0.9, [both]),
        annotation("learning", "went_well", 0.8, [q("The drop-in")]),
        annotation("learning", "innovation_to_keep", 0.7, [both, other]),
        annotation("learning", "change_to_stop", 0.6),
    ]
    assert told(*said_of_it) == [
        "Says what did not go well: “The drop-in worked well”",
        "Says what to keep: “It should be kept, and extended to the islands.”",
        "Says what to stop",
    ]


def test_places_and_the_type_of_evidence_are_named() -> None:
    said_of_it = [
        annotation("geography", "place:Orkney", 0.9, [q("islands")]),
        annotation("geography", "place:Scotland", 0.8),
        annotation("evidence", "type:qualitative", 0.7),
        annotation("evidence", "strength:3", 0.7),
    ]
    assert told(*said_of_it) == [
        "Set in Orkney, Scotland: “islands”",
        "Qualitative study: strength 3 of 5",
    ]


def test_a_retracted_work_says_so() -> None:
    retracted = work(RECORD, notices=(Notice("retraction", "subject"),))
    assert told(of=retracted) == ["Retracted: do not rely on it"]


def test_only_what_is_close_to_something_seen_is_called_so() -> None:
    assert told(novelty=0.14) == ["Close to something that stood in this queue before"]
    assert told(novelty=0.16) == []


def spans(text: str) -> st.SearchStrategy[tuple[int, int]]:
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    return ends.filter(lambda pair: pair[0] < pair[1])


labels = st.sampled_from(
    [
        ("workstream", NEEDS.id),
        ("inequality", "grade:2"),
        ("inequality", "dimension:ses"),
        ("geography", "place:Orkney"),
        ("evidence", "type:qualitative"),
        ("evidence", "strength:3"),
        *(("learning", polarity) for polarity in POLARITIES),
    ]
)


@given(st.dictionaries(labels, st.lists(spans(TEXT), max_size=4)))
def test_every_quote_is_verbatim_and_none_is_doubled(
    cited: dict[tuple[str, str], list[tuple[int, int]]],
) -> None:
    said_of_it = [
        annotation(component, label, 0.5, [cut(RECORD, start, end) for start, end in found])
        for (component, label), found in cited.items()
    ]
    made = given_for(*said_of_it)
    for reason in made:
        if reason.quote:
            field = field_text(RECORD, reason.quote.field)
            assert field[reason.quote.start : reason.quote.end] == reason.quote.text
            assert f"“{reason.quote.text}”" in reason.text
        shown = wordings(reason.text)
        assert all(words in TEXT for words in shown)
        assert len({words.casefold() for words in shown}) == len(shown)
    learned = [one.text for one in made if one.text.startswith(("Says", "Reports a harm"))]
    learned = [words for text in learned for words in wordings(text)]
    assert len(set(learned)) == len(learned)
    assert len({one.text for one in made}) == len(made)


def cut(of: Record, start: int, end: int) -> Quote:
    return Quote(of.record_id, "abstract", start, end, of.abstract[start:end])


def wordings(text: str) -> Sequence[str]:
    """List what stands between quotation marks."""
    return [part.partition("”")[0] for part in text.split("“")[1:]]
