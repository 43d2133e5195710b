from hypothesis import given
from hypothesis import strategies as st

from nlp.words import words


def _cut(text: str) -> list[str]:
    return [word.text for word in words(text).doc]


def test_words_are_cut_behind_hyphens_and_slashes() -> None:
    assert _cut("community-led support for Gypsy/Travellers") == [
        "community-",
        "led",
        "support",
        "for",
        "Gypsy/",
        "Travellers",
    ]


def test_marks_are_words_of_their_own() -> None:
    assert _cut("(H&SCP), 42%; “Near Me”.") == [
        "(",
        "H",
        "&",
        "SCP",
        ")",
        ",",
        "42",
        "%",
        ";",
        '"',
        "Near",
        "Me",
        '"',
        ".",
    ]


def test_a_plural_keeps_its_apostrophe() -> None:
    assert _cut("citizens' panel") == ["citizens'", "panel"]
    assert _cut("'panel'") == ["'", "panel", "'"]


def test_sentences_that_were_glued_together_are_cut() -> None:
    assert _cut("of data.Results showed") == ["of", "data", ".", "Results", "showed"]


@given(st.text())
def test_every_word_stands_where_it_says(text: str) -> None:
    cut = words(text)
    assert len(cut.starts) == len(cut.ends) == len(cut.doc)
    reached = 0
    for word, start, end in zip(cut.doc, cut.starts, cut.ends, strict=True):
        assert reached <= start < end <= len(text)
        assert len(word.text) == end - start
        reached = end
