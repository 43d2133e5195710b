import re

import pytest
import yaml

import data
from nlp.vocabulary import read_workstreams, workstreams
from records.errors import SettingsError

TEXT = data.folder("workstreams.yaml").read_text(encoding="utf-8")
FILE = yaml.safe_load(TEXT)


def test_the_four_workstreams_are_values_of_records() -> None:
    found = workstreams(TEXT)
    assert [(one.code, one.id) for one in found] == [
        ("W1", "community-models"),
        ("W2", "emerging-needs"),
        ("W3", "strategic-planning"),
        ("W4", "published-learning"),
    ]
    assert all(one.name and one.lead and one.definition for one in found)
    assert all(set(one.searches) == {"pubmed", "europepmc", "openalex"} for one in found)


def test_an_openalex_search_is_quoted_phrases_joined_by_words() -> None:
    for one in workstreams(TEXT):
        search = one.searches["openalex"]
        assert not re.search(r"TITLE|SRC:|CREATION_DATE|\{|\[|,|\|", search)
        assert re.sub(r'"[^"]+"|AND|OR|NOT|[() \n]', "", search) == ""
        assert search.count("(") == search.count(")")


def test_an_openalex_search_asks_for_the_same_phrases_as_the_europepmc_one() -> None:
    for one in workstreams(TEXT):
        theirs = re.findall(r'TITLE(?:_ABS)?:"([^"]+)"', one.searches["europepmc"])
        assert re.findall(r'"([^"]+)"', one.searches["openalex"]) == theirs


def test_searches_of_other_kinds_have_the_days_of_the_window() -> None:
    for one in workstreams(TEXT):
        for kind in ("pubmed", "europepmc"):
            assert "{from}" in one.searches[kind]
            assert "{to}" in one.searches[kind]


def test_every_term_and_near_miss_is_read() -> None:
    rules = read_workstreams(TEXT)
    for stream, entry in zip(rules.workstreams, FILE["workstreams"], strict=True):
        assert [term.name for term in stream.terms] == [term["t"] for term in entry["terms"]]
        assert [near.name for near in stream.near_misses] == [near["t"] for near in entry["near_misses"]]
        assert all(near.example for near in stream.near_misses)
    assert {near.action for stream in rules.workstreams for near in stream.near_misses} == {
        "veto",
        "subtract",
        "ignore",
        "needs_ctx",
        "needs_case",
        "ignore_after",
    }


def test_amounts_and_words_are_read_from_the_actions() -> None:
    rules = read_workstreams(TEXT)
    near = {one.name: one for stream in rules.workstreams for one in stream.near_misses}
    assert near["community-acquired"].amount == 4
    assert near["microbial community"].amount == 0
    assert near["integrative medicine"].amount == 5
    assert near["Directions"].word == "future"


MINIMAL = """
matching: {field_multipliers: {title: 3, keywords: 2, abstract: 1, body: 0.5}, ctx_absent_factor: 0.3,
  per_term_cap: 2, squash: 12, concept_absent_factor: 0.3, floor: 0.03}
context_classes: {care: [carers]}
workstreams:
  - {id: one, code: W1, name: One, terms: [{t: a thing, w: 5}]}
"""


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            "id: one",
            "id: One Two",
            "w.yaml: workstreams 'One Two', id: small letters, digits and single hyphens " + "are needed",
        ),
        ("name: One, ", "", "w.yaml: workstreams 'one', name: a text is needed"),
        ("w: 5", "w: 9", "w.yaml: workstreams 'one', terms 'a thing', w: 9 is not a weight between 1 and 5"),
        ("w: 5", "w: x", "w.yaml: workstreams 'one', terms 'a thing', w: a number is needed"),
        (
            "w: 5",
            "w: 5, ctx: car",
            "w.yaml: workstreams 'one', terms 'a thing', ctx: " + "there is no context class 'car'",
        ),
        ("[{t: a thing, w: 5}]", "[]", "w.yaml: workstreams 'one', terms: at least one is needed"),
        (
            "w: 5}]",
            "w: 5}], near_misses: [{t: x, action: forget}]",
            "w.yaml: workstreams 'one', near_misses 'x', action: 'forget' is not one of those",
        ),
        ("title: 3, ", "", "w.yaml: matching, field_multipliers, title: a number is needed"),
        (
            "workstreams:",
            "global_vetoes: [{id: v, why: y, pattern: x, unless: {workstreams: [two]}}]\nworkstreams:",
            "w.yaml: global_vetoes 'v', unless, workstreams: there is no workstream 'two'",
        ),
        (
            "workstreams:",
            "global_vetoes: [{id: v, why: y, pattern: '('}]\nworkstreams:",
            "w.yaml: global_vetoes 'v', pattern: not a pattern: missing )",
        ),
        (
            "  - {id: one",
            "  - {id: one, code: W, name: N, terms: [{t: b, w: 1}]}\n" + "  - {id: one",
            "w.yaml: workstreams 'one', id: another workstream has the same",
        ),
    ],
)
def test_a_wrong_workstreams_file_says_where_and_why(old: str, new: str, message: str) -> None:
    assert old in MINIMAL
    with pytest.raises(SettingsError) as error:
        read_workstreams(MINIMAL.replace(old, new, 1), "w.yaml")
    assert str(error.value).startswith(message)
    assert "\n" not in str(error.value)


def test_a_workstreams_file_without_workstreams_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"^w.yaml: workstreams: at least one is needed$"):
        read_workstreams("workstreams: []", "w.yaml")


def test_the_minimal_file_is_read() -> None:
    (stream,) = read_workstreams(MINIMAL).workstreams
    assert stream.terms[0].phrases == ("a thing",)
