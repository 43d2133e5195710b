"""The features of a pair."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.record import Author, Record
from synthesis.linking.comparable import comparable
from synthesis.linking.compare import FEATURES, RISING, compare
from tests.synthesis.linking.arbitrary import some_records
from tests.synthesis.linking.invented import BARE, CITED, OTHER, all_pairs, feature, known


def test_a_record_is_like_itself_in_all_that_it_has() -> None:
    twin = replace(CITED, source="b")
    same = {"title", "title_words", "title_set", "title_part", "title_numbers", "names_set", "names"}
    same |= {
        "first_name",
        "journal",
        "same_volume",
        "same_issue",
        "same_page",
        "last_page",
        "same_doi",
        "abstract",
    }
    for name in same:
        assert feature(name, CITED, twin) == 1, name
    for name in FEATURES:
        if name.startswith(("other_", "no_")) or name in {"years_apart", "title_missing", "title_answers"}:
            assert feature(name, CITED, twin) == 0, name


@pytest.mark.parametrize(
    ("name", "changes", "value"),
    [
        ("no_names", {"authors": ()}, 1),
        ("no_year", {"published": None}, 1),
        ("years_apart", {"published": None}, 0),
        ("no_journal", {"container": ""}, 1),
        ("journal_short", {"container": "J Care Teams"}, 1),
        ("journal_short", {"container": "Nursing Quarterly"}, 0),
        ("other_volume", {"volume": "13"}, 1),
        ("other_volume", {"volume": ""}, 0),
        ("other_issue", {"issue": "4"}, 1),
        ("other_page", {"pages": "9-12"}, 1),
        ("last_page", {"pages": "9-12"}, -1),
        ("last_page", {"pages": "221"}, 0),
        ("last_page", {"pages": "221-30"}, 1),
        ("same_page", {"pages": "", "issue": "221"}, 1),
        ("other_doi", known(("doi", "10.5555/ken.8")), 1),
        ("other_doi", known(), 0),
        ("no_abstract", {"abstract": ""}, 1),
        ("authors", {"authors": (Author("Kerr"),)}, 1),
        ("names_set", {"authors": (Author("Kerr"),)}, 1),
        ("title_answers", {"title": "Erratum: " + CITED.title}, 1),
        ("title_missing", {"title": CITED.title.partition(":")[0]}, 5),
        ("title_length", {"title": CITED.title.partition(":")[0]}, 9),
        ("title_set", {"title": CITED.title.partition(":")[0]}, 1),
    ],
)
def test_what_a_feature_says(name: str, changes: Mapping[str, Any], value: float) -> None:
    assert feature(name, CITED, replace(CITED, source="b", **changes)) == value


def test_numbers_in_titles_are_the_same_or_some_of_the_other_s_or_others() -> None:
    def with_numbers(text: str) -> Record:
        return replace(BARE, title=f"{BARE.title} {text}")

    first = with_numbers("2020 2021")
    assert feature("title_numbers", first, with_numbers("2021 2020")) == 1
    assert feature("title_numbers", first, with_numbers("2021")) == 0.5
    assert feature("title_numbers", first, with_numbers("2022")) == 0


def test_pairs_alike_by_chance_are_left_out() -> None:
    records = [CITED, OTHER, replace(BARE, source="c", title="Something else altogether")]
    table, kept = compare([comparable(one) for one in records], all_pairs(3))
    assert kept.tolist() == [[0, 1]]
    assert table.shape == (1, len(FEATURES))


def test_nothing_to_compare_is_an_empty_table() -> None:
    table, kept = compare([], all_pairs(0))
    assert table.shape == (0, len(FEATURES))
    assert kept.shape == (0, 2)


def test_what_can_only_speak_one_way_is_a_feature() -> None:
    assert set(RISING) <= set(FEATURES)
    assert set(RISING.values()) == {-1, 1}
    assert len(set(FEATURES)) == len(FEATURES)


@settings(deadline=None)
@given(st.lists(some_records, min_size=2, max_size=5))
def test_the_order_of_a_pair_makes_no_difference(records: list[Record]) -> None:
    ready = [comparable(one) for one in records]
    pairs = all_pairs(len(ready))
    there, kept = compare(ready, pairs)
    back, kept_back = compare(ready, pairs[:, ::-1])
    assert np.array_equal(there, back)
    assert np.array_equal(kept, kept_back[:, ::-1])


@settings(deadline=None)
@given(st.lists(some_records, min_size=2, max_size=5))
def test_features_are_numbers_within_their_ranges(records: list[Record]) -> None:
    table, _ = compare([comparable(one) for one in records], all_pairs(len(records)))
    assert np.isfinite(table).all()
    wide = {"title_length": 1000, "title_missing": 20, "authors": 1000, "years_apart": 10}
    for name, column in zip(FEATURES, table.T, strict=True):
        assert (column >= (-1 if name == "last_page" else 0)).all(), name
        assert (column <= wide.get(name, 1)).all(), name
