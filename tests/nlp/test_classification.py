import json

import data
from nlp.classification import classify
from nlp.components import components
from nlp.reading import reading_of

COMPONENTS = components(data.folder())
KEYS = [
    "id",
    "workstreams",
    "inequality",
    "stage",
    "polarity",
    "evidence_type",
    "strength",
    "places",
    "language",
]


def test_a_line_has_exactly_the_fields_that_others_rely_on() -> None:
    reading = reading_of(
        "Rough sleeping in Dundee: a mixed-methods evaluation",
        "We interviewed 31 people and read attendance records. Women were less likely than men to return, and"
        " the gap widened. Peer workers were valued and the drop-in is worth keeping.",
        key="x1",
    )
    (line,) = classify([reading], COMPONENTS)
    assert list(line) == KEYS
    assert line["id"] == "x1"
    assert next(iter(line["workstreams"])) == "emerging-needs"
    assert list(line["inequality"]) == ["grade", "score", "direction", "dimensions"]
    assert line["inequality"]["grade"] == 3
    assert line["inequality"]["direction"] == "widening"
    dimensions = {one["id"]: one for one in line["inequality"]["dimensions"]}
    assert list(dimensions["gender_sex"]) == ["id", "score", "quotes"]
    assert dimensions["gender_sex"]["quotes"] == ["Women", "men"]
    assert line["stage"] == "S3"
    assert line["polarity"] == ["went_well", "innovation_to_keep", "negative_unintended"]
    assert (line["evidence_type"], line["strength"]) == ("mixed_methods", 3)
    assert line["places"] == ["Dundee City"]
    assert line["language"] == "en"
    assert json.loads(json.dumps(line)) == line


def test_nothing_to_say_is_said_in_the_same_fields() -> None:
    (line,) = classify([reading_of("")], COMPONENTS)
    assert list(line) == KEYS
    assert line["workstreams"] == {
        "community-models": 0.0,
        "emerging-needs": 0.0,
        "strategic-planning": 0.0,
        "published-learning": 0.0,
    }
    assert line["inequality"]["grade"] == 0
    assert line["inequality"]["dimensions"] == []
    assert (line["stage"], line["evidence_type"], line["strength"], line["language"]) == ("", "", None, "")
    assert (line["polarity"], line["places"]) == ([], [])


def test_workstreams_come_best_first() -> None:
    reading = reading_of(
        "Rough sleeping and housing support in integrated care: a systematic review",
        "Volunteers and carers helped.",
    )
    (line,) = classify([reading], COMPONENTS)
    scores = list(line["workstreams"].values())
    assert len(scores) > 1
    assert scores == sorted(scores, reverse=True)


def test_lines_come_in_the_order_of_the_readings() -> None:
    readings = (reading_of("Girders", key=str(number)) for number in range(5))
    assert [line["id"] for line in classify(readings, COMPONENTS)] == ["0", "1", "2", "3", "4"]
