"""The keys by which records of one work find each other."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.identifiers import Identifier
from records.record import Author, Notice, Record, VersionLink
from synthesis.linking.comparable import comparable
from synthesis.linking.keys import BlockKey, block_keys
from tests.synthesis.linking.invented import BARE, CITED, OTHER, known

SUBJECT = Identifier("doi", "10.5555/ken.7")


def keys(record: Record) -> frozenset[BlockKey]:
    return block_keys(comparable(record))


def weight(a: Record, b: Record) -> int:
    """Add up what two records share: a sure key counts two, another one."""
    return sum({"sure": 2, "half": 1}.get(one.role, 0) for one in keys(a) & keys(b))


def test_a_shared_identifier_is_enough() -> None:
    one = replace(BARE, title="Of one thing and another", authors=(), **known(("doi", "10.5555/ken.7")))
    assert weight(one, replace(CITED, authors=())) == 2


def test_a_version_is_found_by_the_identifier_that_it_names() -> None:
    preprint = replace(BARE, title="Teams", authors=(), versions=(VersionLink("preprint-of", SUBJECT),))
    assert weight(preprint, CITED) >= 2


@pytest.mark.parametrize(
    "changes",
    [
        {"authors": (), "published": None},
        {"title": BARE.title.replace("localities", "localites")},
        {"title": BARE.title.replace("What", "Wat")},
        {"title": BARE.title.partition(":")[0]},
        {"title": "Retitled in every word", "container": "J Care Teams", "volume": "12", "issue": "3"},
        {"title": BARE.title, "authors": (Author("Rendall"),), "published": None},
    ],
)
def test_an_error_in_one_field_does_not_part_two_records(changes: Mapping[str, Any]) -> None:
    assert weight(CITED, replace(OTHER, **changes)) >= 2


def test_a_translated_title_is_found_by_its_place_and_its_year() -> None:
    translated = replace(CITED, source="b", title="Was kleine Teams behielten", identifiers=())
    assert weight(CITED, translated) >= 2


@pytest.mark.parametrize("title", ["", "Editorial", "[Title not available]"])
def test_a_record_without_a_telling_title_is_not_found_by_it(title: str) -> None:
    empty = replace(BARE, title=title, authors=(), published=None)
    assert not keys(empty)


def test_a_notice_is_told_of_its_subject_and_makes_no_pair_by_it() -> None:
    notice = replace(
        BARE, title="Retraction of a piece", authors=(), notices=(Notice("retraction", "notice", SUBJECT),)
    )
    (about,) = (one for one in keys(notice) if one.role == "notice")
    subject = {one.hash for one in keys(CITED) if one.role == "sure"}
    assert about.hash in subject
    assert not {one.hash for one in keys(notice) if one.role != "notice"} & subject


@given(st.text(max_size=60), st.text(max_size=12))
def test_keys_are_the_same_each_time_and_fit_64_bits(title: str, family: str) -> None:
    record = replace(CITED, title=title, authors=(Author(family),))
    assert keys(record) == keys(record)
    assert all(-(2**63) <= one.hash < 2**63 for one in keys(record))
