import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.phrases import Phrase, Phrases, is_acronym
from nlp.words import words


def _found(vocabulary: list[Phrase[str]], text: str) -> list[tuple[str, str]]:
    return [(place.what, text[place.start : place.end]) for place in Phrases(vocabulary).places(words(text))]


@pytest.mark.parametrize(
    ("phrase", "text", "quoted"),
    [
        ("community led support", "a Community-Led Support hub", "Community-Led Support"),
        ("community-led support", "community led   support", "community led   support"),
        ("link worker", "the link workers' view", "link workers'"),
        ("person-centred programme", "Person-centered programs", "Person-centered programs"),
        ("homeless", "homeless-related care", "homeless"),
        ("Gypsy/Traveller", "for Gypsy Travellers", "Gypsy Travellers"),
        ("Ayrshire & Arran", "in Ayrshire and Arran", "Ayrshire and Arran"),
        ("Men’s Shed", "two men's sheds", "men's sheds"),
        ("LGBTQ+", "for LGBTQ+, too", "LGBTQ+"),
        ("social care", "social\ncare", "social\ncare"),
    ],
)
def test_a_phrase_is_found_in_every_spelling(phrase: str, text: str, quoted: str) -> None:
    assert _found([Phrase(phrase, "x")], text) == [("x", quoted)]


@pytest.mark.parametrize("text", ["Sds of proteins", "sds", "SDs were large", "S.D.S"])
def test_an_acronym_needs_its_capitals(text: str) -> None:
    assert _found([Phrase("SDS", "x")], text) == []


@pytest.mark.parametrize("text", ["SDS", "the SDS.", "SDSs", "SDS's"])
def test_an_acronym_may_have_a_plural(text: str) -> None:
    assert [what for what, _ in _found([Phrase("SDS", "x")], text)] == ["x"]


def test_words_with_case_count_only_as_they_are_written() -> None:
    phrase = [Phrase("Near Me", "x", case=True)]
    assert _found(phrase, "a pharmacy near me") == []
    assert _found(phrase, "by Near Me video") == [("x", "Near Me")]
    assert _found([Phrase("Shared Lives", "x", case=True)], "Shared Lives carers") == [("x", "Shared Lives")]


def test_capitals_mean_nothing_where_all_is_capitals() -> None:
    text = "SDS AND HOMELESSNESS"
    found = Phrases([Phrase("SDS", "acronym"), Phrase("homelessness", "word")]).places(
        words(text), [(0, len(text))]
    )
    assert [place.what for place in found] == ["word"]


def test_capitals_can_be_waived() -> None:
    assert _found([Phrase("COVID-19", "x", case=False)], "since Covid-19") == [("x", "Covid-19")]


def test_longer_phrases_come_before_shorter_at_the_same_place() -> None:
    vocabulary = [Phrase("integrated care", "short"), Phrase("integrated care model", "long")]
    assert [what for what, _ in _found(vocabulary, "an integrated care model")] == ["long", "short"]


def test_one_phrase_may_stand_for_two_things() -> None:
    vocabulary = [Phrase("throughcare", "justice"), Phrase("throughcare", "care")]
    assert {what for what, _ in _found(vocabulary, "throughcare")} == {"justice", "care"}


@pytest.mark.parametrize("word", ["SIMD", "GPs", "EqIA", "D2A", "P3CEQ", "OptiMedis"])
def test_words_with_capitals_inside_are_acronyms(word: str) -> None:
    assert is_acronym(word)


@pytest.mark.parametrize("word", ["Scotland", "care", "2024", "I", "A"])
def test_other_words_are_not_acronyms(word: str) -> None:
    assert not is_acronym(word)


@given(st.text(alphabet="aco- /'’\n  Drm", max_size=80))
def test_places_quote_the_text_and_spell_the_phrase(text: str) -> None:
    for place in Phrases([Phrase("co co", 1), Phrase("a", 2), Phrase("carer's", 3)]).places(words(text)):
        quoted = text[place.start : place.end]
        assert quoted.strip() == quoted
        letters = "".join(filter(str.isalpha, quoted)).lower()
        assert letters.startswith("".join(filter(str.isalpha, place.phrase)).lower()[:1])
