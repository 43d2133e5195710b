import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import data
from nlp.components import components
from nlp.phrases import Phrase, Phrases
from nlp.reading import Reading, reading_of, readings
from nlp.stretches import overlaps
from records.annotation import Annotation, Field
from records.identifiers import Identifier
from records.record import Notice, Record
from records.work import Work

RECORD = Record(
    source="feed",
    key="k",
    kind="feed",
    title="Homeless outreach",
    abstract="Aim: to reach people.\nResults: homeless people came.",
    keywords=("homeless", "outreach clinic"),
    body="The homeless team tells its story.",
    notices=(Notice("retraction", "subject", Identifier("doi", "10.5555/x"), None),),
)
WORK = Work("w1", (RECORD,), RECORD, notices=RECORD.notices)
HOMELESS = Phrases([Phrase("homeless", "x"), Phrase("homeless outreach", "y")])


def _field(record: Record, field: Field) -> str:
    return "; ".join(record.keywords) if field == "keywords" else str(getattr(record, field))


def test_a_work_is_read_from_its_best_record() -> None:
    (reading,) = readings([WORK])
    assert reading.work == "w1"
    assert reading.record is RECORD
    assert reading.retracted
    assert [part.field for part in reading.parts] == ["title", "abstract", "keywords", "body"]


def test_matches_say_where_they_stand() -> None:
    (reading,) = readings([WORK])
    found = [(match.what, match.field) for match in reading.find(HOMELESS)]
    assert found == [("y", "title"), ("x", "title"), ("x", "abstract"), ("x", "keywords"), ("x", "body")]


def test_no_phrase_crosses_from_field_to_field() -> None:
    reading = reading_of("All about social", "care for all", keywords=("home",))
    assert reading.find(Phrases([Phrase("social care", 1), Phrase("all home", 2)])) == []


def test_a_quote_is_the_words_of_the_record_at_its_offsets() -> None:
    (reading,) = readings([WORK])
    for match in reading.find(HOMELESS):
        quote = reading.quote(match.start, match.end)
        assert quote.record == "feed:k"
        assert _field(RECORD, quote.field)[quote.start : quote.end] == quote.text


def test_a_quote_ends_with_its_field() -> None:
    reading = reading_of("Short", "Abstract")
    assert reading.quote(0, 99).text == "Short"


def test_no_abstract_is_a_state() -> None:
    assert reading_of("Only a title").title_only
    assert reading_of("Title", keywords=("word",)).title_only
    assert not reading_of("Title", "Abstract.").title_only


def test_nothing_at_all_can_be_read() -> None:
    reading = reading_of("")
    assert reading.sentences == ()
    assert [part.field for part in reading.parts] == ["title"]
    said = [one.label for component in components(data.folder()) for one in component([reading])]
    assert said == ["grade:0"]


def test_sentences_hold_their_places() -> None:
    reading = reading_of("A title.", "One ends. Two begins.")
    assert [reading.sentence_text(number) for number in range(3)] == ["A title.", "One ends.", "Two begins."]
    assert reading.sentence_at(reading.text.index("Two")) == 2


TEXTS = st.text(alphabet=st.sampled_from("homeles rural\n\t .,;-/’'()é–“© 0123%ABC"), max_size=200)


@settings(max_examples=40, deadline=None)
@given(TEXTS, TEXTS, st.lists(st.sampled_from(["homeless", "rural  areas", "GPs"]), max_size=3))
def test_any_text_is_read_with_quotes_that_hold(title: str, abstract: str, keywords: list[str]) -> None:
    record = Record(source="s", key="1", kind="k", title=title, abstract=abstract, keywords=tuple(keywords))
    (reading,) = readings([Work("w", (record,), record)])
    for annotation in _all(reading):
        _holds(reading, annotation)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Homeless women were less likely to return.", "© 2026 Homeless Press.", "Privacy: homeless."]
        ),
        max_size=5,
    )
)
def test_masks_are_apart_and_nothing_is_quoted_from_them(pieces: list[str]) -> None:
    reading = reading_of("A title", "\n".join(pieces))
    assert all(one[1] < two[0] for one, two in zip(reading.masks, reading.masks[1:], strict=False))
    assert all(not overlaps(reading.masks, match.start, match.end) for match in reading.find(HOMELESS))
    for annotation in _all(reading):
        _holds(reading, annotation)


@pytest.mark.shared
@pytest.mark.parametrize("name", ["dev.jsonl", "more.jsonl", "written.jsonl"])
def test_every_quote_from_real_documents_is_verbatim(shared: Path, name: str) -> None:
    lines = (shared / "bench" / "labels" / name).read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 200
    quoted = 0
    for line in lines:
        values = json.loads(line)
        reading = reading_of(values["title"], values["abstract"], key=values["id"])
        for annotation in _all(reading):
            quoted += len(annotation.quotes)
            _holds(reading, annotation)
    assert quoted > 5 * len(lines)


def _all(reading: Reading) -> list[Annotation]:
    return [said for component in _COMPONENTS for said in component([reading])]


_COMPONENTS = components(data.folder())


def _holds(reading: Reading, annotation: Annotation) -> None:
    assert annotation.work == reading.work
    assert 0 <= annotation.score <= 1
    assert list(annotation.quotes) == sorted(annotation.quotes, key=_place)
    for quote in annotation.quotes:
        assert quote.text
        assert _field(reading.record, quote.field)[quote.start : quote.end] == quote.text
        start = next(part.start for part in reading.parts if part.field == quote.field)
        assert not reading.masked(start + quote.start, start + quote.end)


def _place(quote: object) -> tuple[int, int]:
    order: tuple[Field, ...] = ("title", "abstract", "keywords", "body")
    return order.index(quote.field), quote.start  # type: ignore[attr-defined]
