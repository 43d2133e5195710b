from dataclasses import replace

import pytest

import data
from nlp.language import LANGUAGES, LanguageComponent
from nlp.reading import reading_of, readings
from records.annotation import Annotation
from records.work import Work

COMPONENT = LanguageComponent.of(data.folder())


def _said(title: str, abstract: str = "", language: str = "") -> list[Annotation]:
    record = replace(reading_of(title, abstract).record, language=language)
    return list(COMPONENT(readings([Work("w", (record,), record)])))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("People without a home were asked what helped them in the winter.", "en"),
        ("On a demandé aux personnes sans domicile ce qui les aide en hiver.", "fr"),
        ("Menschen ohne Wohnung wurden gefragt, was ihnen im Winter hilft.", "de"),
        ("Chaidh faighneachd de dhaoine gun dachaigh dè chuidich iad anns a' gheamhradh.", "gd"),
        ("Se preguntó a las personas sin hogar qué les ayudaba en invierno.", "es"),
    ],
)
def test_the_language_is_heard_from_the_words(text: str, language: str) -> None:
    (said,) = _said(text, text)
    assert said.label == language
    assert said.score > 0.9


def test_the_sources_own_word_comes_first() -> None:
    (said,) = _said("People without a home were asked what helped them.", language="cy")
    assert (said.label, said.why) == ("cy", "the source says so")


@pytest.mark.parametrize("title", ["", "Hubs", "12 34 56"])
def test_a_few_words_are_left_unjudged(title: str) -> None:
    assert _said(title) == []


def test_the_languages_are_known_to_the_model() -> None:
    assert set(COMPONENT.identifier.nb_classes) == set(LANGUAGES)
