import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.reading.lead import FEWEST, LONGEST, is_cut, lead, limited, without_more

WORDS = st.lists(st.sampled_from(["One", "two", "three.", "Four!", "five,", "\n"]), max_size=1500).map(
    " ".join
)


@pytest.mark.parametrize(
    ("summary", "clean"),
    [
        ("It went well […]", "It went well …"),
        ("It went well [...]", "It went well …"),
        ("It went well...", "It went well …"),
        ("It went well … Continue reading The whole story →", "It went well …"),
        ("It went well. Read more", "It went well."),
        ("It went well. The post It went well appeared first on Invented Council.", "It went well."),
        ("It went […] The post It went well appeared first on Invented Council.", "It went …"),
        ("It went ... more or less", "It went ... more or less"),
        ("It went well.", "It went well."),
        ("…", "…"),
        ("", ""),
    ],
)
def test_the_tails_of_summaries(summary: str, clean: str) -> None:
    assert without_more(summary) == clean
    assert is_cut(clean) is clean.endswith("…")
    assert without_more(clean) == clean


def test_a_short_text_is_its_own_lead() -> None:
    text = "\n".join(["five words in this line"] * 60)
    assert lead(text) == text


def test_the_lead_of_a_long_text_ends_with_a_paragraph_after_150_words() -> None:
    text = "\n".join(["Ten words are in this line, which has ten words."] * 40)
    assert lead(text) == "\n".join(text.splitlines()[:15])


def test_a_paragraph_that_passes_300_words_is_cut_at_a_sentence_end() -> None:
    text = "Short start.\n" + " ".join(["Seven words are in this fine sentence."] * 60)
    assert lead(text).endswith("fine sentence.")
    assert len(lead(text).split()) == 2 + 42 * 7


def test_a_sentence_without_end_is_cut_at_a_word() -> None:
    assert lead("word " * 400) == "word " * 300 + "…"


def test_words_are_counted_across_lines() -> None:
    assert limited("a b\nc d\ne f", 3) == "a b\nc"
    assert limited("a b\nc d", 2) == "a b"
    assert limited("a  b\nc", 9) == "a  b\nc"


@given(WORDS)
def test_a_lead_is_no_longer_than_300_words_and_no_shorter_than_150(text: str) -> None:
    found = lead(text)
    assert len(found.replace("…", "").split()) <= max(LONGEST, 0)
    if len(text.split()) > LONGEST and not found.endswith("…"):
        paragraphs_fit = all(len(line.split()) <= LONGEST - FEWEST for line in text.splitlines())
        assert not paragraphs_fit or len(found.split()) >= FEWEST


@given(WORDS, st.integers(1, 400))
def test_no_more_words_than_wanted(text: str, words: int) -> None:
    assert len(limited(text, words).split()) <= words
