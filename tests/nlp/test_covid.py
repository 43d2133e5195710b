import pytest

import data
from nlp.covid import CovidComponent
from nlp.reading import reading_of

COMPONENT = CovidComponent.of(data.folder())


@pytest.mark.parametrize(
    ("title", "abstract", "labels"),
    [
        ("Covid-19 and care", "Hubs.", ["covid:2"]),
        ("Care", "Since the pandemic. In lockdown. While shielding.", ["covid:2"]),
        ("Care", "Hubs opened in the second wave.", ["covid:1"]),
        ("Care", "Hubs opened in lockdown.", ["covid:1"]),
        ("Care", "Hubs opened in 2020.", []),
    ],
)
def test_the_tag_grows_with_what_is_said(title: str, abstract: str, labels: list[str]) -> None:
    assert [one.label for one in COMPONENT([reading_of(title, abstract)])] == labels
