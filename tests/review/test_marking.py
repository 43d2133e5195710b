"""Texts cut into stretches."""

from hypothesis import given
from hypothesis import strategies as st

from records.annotation import Annotation, Quote
from review.marking import KINDS, Mark, marks, stretches

TEXT = "Homelessness rose in Glasgow."
MARKS = st.lists(
    st.builds(
        Mark,
        st.integers(-3, 40),
        st.integers(-3, 40),
        st.sampled_from([kind.id for kind in KINDS]),
        st.sampled_from(["a", "b"]),
    ),
    max_size=8,
)


def annotation(component: str, label: str, start: int, end: int, record: str = "r") -> Annotation:
    quote = Quote(record, "title", start, end, TEXT[start:end])
    return Annotation("w", component, "1", label, 0.9, (quote,))


@given(st.text(max_size=40), MARKS)
def test_the_pieces_are_the_text(text: str, found: list[Mark]) -> None:
    assert "".join(one.text for one in stretches(text, found)) == text


@given(st.text(min_size=40, max_size=40), MARKS)
def test_what_is_found_is_marked_and_nothing_else(text: str, found: list[Mark]) -> None:
    at = 0
    for one in stretches(text, found):
        for place in range(at, at + len(one.text)):
            over = [m for m in found if 0 <= m.start <= place < m.end <= len(text)]
            assert bool(one.kind) == bool(over)
            assert not over or one.kind in {m.kind for m in over}
        at += len(one.text)


def test_marks_of_this_record_and_workstream_count() -> None:
    names = {"plus_homelessness": "Homelessness"}
    found = marks(
        [
            annotation("workstream", "needs", 0, 12),
            annotation("workstream", "models", 0, 12),
            annotation("inequality", "dimension:plus_homelessness", 0, 12),
            annotation("inequality", "grade:2", 0, 12, record="other"),
            annotation("geography", "place:Glasgow", 21, 28),
            annotation("language", "en", 0, 3),
        ],
        "r",
        "title",
        "needs",
        names,
    )
    pieces = stretches(TEXT, found)
    assert [(one.text, one.kind, one.says) for one in pieces] == [
        ("Homelessness", "question", "Fits the question; Inequality: Homelessness"),
        (" rose in ", "", ""),
        ("Glasgow", "place", "Place and setting: Glasgow"),
        (".", "", ""),
    ]
