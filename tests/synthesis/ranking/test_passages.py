"""The passage around a few quoted words."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from records.annotation import Quote
from records.record import Record
from synthesis.ranking.passages import field_text, passage
from tests.synthesis.invented import TEXT, quote, record

LONG = "word " * 60 + "the gap widened " + "word " * 60


def around(words: str, text: str = TEXT) -> str:
    of = record(abstract=text)
    return passage(quote(words, of), of).text


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("worked well", TEXT, "The drop-in worked well"),
        ("waited", TEXT, "People in insecure housing waited longer."),
        ("kept", TEXT, "It should be kept, and extended to the islands."),
        (
            "cost",
            "Setting: Homes.\nResults: Fewer stays at no cost\nEnd",
            "Fewer stays at no cost",
        ),
        ("Did it", "Did it help? It did.", "Did it help?"),
        ("help? It", "Did it help? It did.", "Did it help? It did."),
        ("p<0.01", "By 4.5% (p<0.01), it fell", "By 4.5% (p<0.01), it fell"),
    ],
)
def test_a_passage_is_the_clause_that_the_quote_stands_in(words: str, text: str, expected: str) -> None:
    assert around(words, text) == expected


def test_a_long_clause_is_cut_between_words_around_the_quote() -> None:
    cut = around("the gap widened", LONG)
    assert len(cut) <= 180
    assert cut.startswith("word ")
    assert cut.endswith(" word")
    assert "the gap widened" in cut


def test_a_quote_that_is_longer_than_a_passage_is_shown_whole() -> None:
    words = LONG[100:400]
    of = record(abstract=LONG)
    assert passage(Quote(of.record_id, "abstract", 100, 400, words), of).text == words


def test_a_quote_of_another_record_or_that_does_not_stand_there_stays_as_it_is() -> None:
    of = record("1")
    elsewhere = quote("worked well", record("2"))
    assert passage(elsewhere, of) == elsewhere
    wrong = Quote(of.record_id, "abstract", 3, 9, "absent")
    assert passage(wrong, of) == wrong


def test_keywords_are_one_text() -> None:
    of = record(keywords=("home care", "trust"))
    assert field_text(of, "keywords") == "home care; trust"
    assert passage(Quote(of.record_id, "keywords", 11, 16, "trust"), of).text == "trust"


texts = st.text(st.sampled_from("ab .,;:!?\n\t\u00a0\u2019é"), min_size=1, max_size=500)


@given(texts, st.data())
@example(text="a" * 400, data=None)
def test_a_passage_is_verbatim_holds_the_quote_and_is_short(text: str, data: st.DataObject | None) -> None:
    start = data.draw(st.integers(0, len(text) - 1)) if data else 150
    end = data.draw(st.integers(start + 1, min(len(text), start + 260))) if data else 160
    of = Record(source="s", key="k", kind="feed", title="T", abstract=text)
    made = passage(Quote(of.record_id, "abstract", start, end, text[start:end]), of)
    assert made.text == text[made.start : made.end]
    assert made.start <= start < end <= made.end
    assert made.end - made.start <= max(180, end - start)
    if made.start < start:
        assert made.start == 0 or text[made.start - 1].isspace(), "it begins within a word"
    if made.end > end:
        outside = text[made.end : made.end + 1]
        assert not outside or outside.isspace() or outside in ";:", "it ends within a word"
        assert not made.text[-1].isspace()
