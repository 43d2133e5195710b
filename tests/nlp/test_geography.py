import pytest
import yaml

import data
from nlp.gazetteer import Gazetteer
from nlp.geography import GeographyComponent
from nlp.reading import reading_of
from records.annotation import Annotation
from records.errors import SettingsError

COMPONENT = GeographyComponent.of(data.folder())
TEXT = data.folder("vocabularies", "geography.yaml").read_text(encoding="utf-8")
FILE = yaml.safe_load(TEXT)


def _said(abstract: str) -> dict[str, Annotation]:
    return {one.label: one for one in COMPONENT([reading_of("A note", abstract)])}


def _places(abstract: str) -> list[str]:
    return [label.removeprefix("place:") for label in _said(abstract) if label.startswith("place:")]


@pytest.mark.parametrize(
    ("abstract", "places"),
    [
        ("In Dundee and Fife.", ["Dundee City", "Fife"]),
        ("Staff of NHS Greater Glasgow & Clyde.", ["NHS Greater Glasgow and Clyde"]),
        ("The Inverclyde Health and Social Care Partnership agreed.", ["Inverclyde HSCP"]),
        ("In Na h-Eileanan Siar and the Outer Hebrides.", ["Na h-Eileanan Siar"]),
        ("In New South Wales.", ["New South Wales"]),
        ("In Wales.", ["Wales"]),
        ("A Dutch model.", ["Netherlands"]),
        ("Among African American families.", []),
        ("It is like us and they polish the floor in a moray of colours.", []),
        ("Papers in English were read.", []),
    ],
)
def test_places_are_named_as_the_gazetteer_names_them(abstract: str, places: list[str]) -> None:
    assert _places(abstract) == places


@pytest.mark.parametrize(
    ("alone", "settled", "place"),
    [
        ("A trial in Perth.", "A trial in Perth and in Perthshire.", "Perth"),
        ("A clinic in Aberdeen.", "A clinic in Aberdeen, Scotland.", "Aberdeen City"),
        ("We thank Angus.", "We thank Angus council.", "Angus"),
        ("Caught off Moray.", "The Moray partnership.", "Moray"),
        ("A man named Stirling.", "In Stirling and Falkirk.", "Stirling"),
        ("Highland birds.", "Highland patients of NHS wards.", "Highland"),
        ("A clinic in Hamilton.", "A clinic in Hamilton, South Lanarkshire.", "Hamilton"),
        ("Wool from Shetland.", "Care in Shetland, on Unst.", "Shetland Islands"),
        ("In Birmingham.", "In Birmingham, England.", "Birmingham"),
        ("On Lewis.", "On the Isle of Lewis.", "Lewis"),
    ],
)
def test_an_ambiguous_name_needs_one_that_settles_it(alone: str, settled: str, place: str) -> None:
    assert place not in _places(alone)
    assert place in _places(settled)


@pytest.mark.parametrize("acronym", ["NES", "SAS", "PHS", "NSS", "HIS"])
def test_an_acronym_of_a_body_counts_in_scotland_only(acronym: str) -> None:
    assert _places(f"Data were read with {acronym} software.") == []
    assert len(_places(f"In Scotland, {acronym} agreed.")) == 2


@pytest.mark.parametrize(
    "place",
    [place for place in COMPONENT.gazetteer.places if not place.silent],
    ids=lambda place: str(place.name),
)
def test_every_name_of_every_place_is_found(place: object) -> None:
    for name in place.names:  # type: ignore[attr-defined]
        said = _said(f"The team worked with {name} for a year in Scotland.")
        assert f"nation:{place.within}" in said, name  # type: ignore[attr-defined]


def test_scottish_places_lie_in_scotland_and_are_closest() -> None:
    said = _said("In Govan and in Ontario.")
    assert {"nation:SCT", "nation:CAN", "place:Govan", "place:Ontario"} <= set(said)
    assert said["closeness"].score == 1.0
    assert said["closeness"].why == "Govan"


@pytest.mark.parametrize(
    ("abstract", "closeness"),
    [
        ("In Powys.", 0.8),
        ("In Leeds.", 0.7),
        ("In the Netherlands.", 0.6),
        ("In Texas.", 0.35),
        ("In Peru.", 0.25),
    ],
)
def test_closeness_is_that_of_the_closest_place(abstract: str, closeness: float) -> None:
    assert _said(abstract)["closeness"].score == closeness


def test_a_silent_body_points_to_its_nation_only() -> None:
    said = _said("The integrated care board agreed.")
    assert "nation:ENG" in said
    assert _places("The integrated care board agreed.") == []


def test_nothing_is_said_where_no_place_is_named() -> None:
    assert not [label for label in _said("Nowhere.") if not label.startswith("setting:")]


@pytest.mark.parametrize("setting", FILE["settings"], ids=lambda setting: str(setting["id"]))
def test_every_setting_is_read(setting: dict[str, list[str]]) -> None:
    for cue in setting["cues"]:
        assert f"setting:{setting['id']}" in _said(f"Work was done in a {cue} there."), cue


def test_the_gazetteer_is_complete() -> None:
    kinds = [place.kind for place in COMPONENT.gazetteer.places]
    assert (kinds.count("board"), kinds.count("council"), kinds.count("partnership")) == (14, 32, 31)
    assert len(COMPONENT.gazetteer.settings) == 27


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "within: WLS, closeness: 0.8}",
            "within: XYZ, closeness: 0.8}",
            "g.yaml: Cardiff: there is no nation 'XYZ'",
        ),
        ("default_closeness: 0.25", "", "g.yaml: default_closeness: a number is needed"),
        ('needs: ["Kinross"', 'need: ["Kinross"', "g.yaml: places 'Perth', needs: a list of texts is needed"),
    ],
)
def test_a_wrong_gazetteer_says_where_and_why(old: str, new: str, message: str) -> None:
    assert old in TEXT
    with pytest.raises(SettingsError) as error:
        Gazetteer.of(TEXT.replace(old, new, 1), "g.yaml")
    assert str(error.value) == message
