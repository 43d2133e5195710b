"""One reference made of all records of a work."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.dates import PartialDate
from records.identifiers import Identifier, identifiers
from records.record import Author, Record, VersionLink
from records.work import Work, work_id_for
from synthesis.linking.best import best_record
from synthesis.linking.merged import merged
from tests.synthesis.linking.arbitrary import several_records

PUBMED = Record(
    source="pubmed",
    key="7",
    kind="pubmed",
    title="Warm homes and winter admissions",
    abstract="We counted stays.",
    authors=(Author("Kerr", "A"), Author("Singh", "R")),
    container="Journal of Warm Homes",
    published=PartialDate(2026, 11),
    type="article",
    language="en",
    identifiers=identifiers([("doi", "10.5555/warm.1"), ("pmid", "7")]),
    urls=("https://example.org/warm",),
    keywords=("Housing", "winter"),
    indexed=date(2026, 11, 20),
)
CROSSREF = replace(
    PUBMED,
    source="crossref",
    key="10.5555/warm.1",
    kind="crossref",
    abstract="",
    authors=(Author("Kerr", "Ailsa"), Author("Singh", "Rory")),
    volume="3",
    issue="2",
    pages="12-19",
    published=PartialDate(2026, 11, 3),
    identifiers=identifiers([("doi", "10.5555/warm.1"), ("openalex", "W1000")]),
    urls=("https://example.org/warm", "https://example.org/warm.pdf"),
    keywords=("housing", "cold"),
    licence="cc-by",
    indexed=None,
)
PREPRINT = replace(
    PUBMED,
    source="medrxiv",
    key="10.5555/pre.1",
    kind="medrxiv",
    abstract="We counted stays in forty homes and asked whoever lived there.",
    authors=(*PUBMED.authors, Author("Reid", "Bo")),
    container="The Preprint Server",
    publisher="Preprints of Leith",
    published=PartialDate(2026, 3, 1),
    type="preprint",
    identifiers=identifiers([("doi", "10.5555/pre.1")]),
    urls=(),
    keywords=(),
    versions=(VersionLink("preprint-of", Identifier("doi", "10.5555/warm.1")),),
)


def work(*records: Record) -> Work:
    best, why = best_record(records)
    ordered = tuple(sorted(records, key=lambda one: one.record_id))
    return Work(work_id_for(ordered[0].record_id), ordered, best, why)


def test_empty_fields_are_filled_and_it_is_said_from_where() -> None:
    made = merged(work(PUBMED, CROSSREF))
    assert made.record.record_id == "pubmed:7"
    assert (made.record.volume, made.record.issue, made.record.pages) == ("3", "2", "12-19")
    assert (made.record.title, made.record.licence) == (PUBMED.title, "cc-by")
    assert made.elsewhere == dict.fromkeys(
        ("authors", "volume", "issue", "pages", "published", "licence"), CROSSREF.record_id
    )
    assert made.origin["title"] == made.origin["type"] == PUBMED.record_id
    assert "publisher" not in made.origin


def test_identifiers_addresses_and_keywords_are_those_of_all_each_once() -> None:
    made = merged(work(PUBMED, CROSSREF, PREPRINT)).record
    assert {str(one) for one in made.identifiers} == {
        "doi:10.5555/warm.1",
        "pmid:7",
        "openalex:W1000",
        "doi:10.5555/pre.1",
    }
    assert made.urls == ("https://example.org/warm", "https://example.org/warm.pdf")
    assert made.keywords == ("Housing", "winter", "cold")
    assert made.versions == PREPRINT.versions


def test_an_article_does_not_get_the_place_of_its_preprint() -> None:
    made = merged(work(replace(PUBMED, container=""), PREPRINT))
    assert (made.record.container, made.record.publisher) == ("", "")
    assert made.record.type == "article"
    alone = merged(work(replace(PREPRINT, publisher=""), replace(PREPRINT, source="openalex", abstract="")))
    assert alone.record.publisher == "Preprints of Leith"


def test_the_longest_abstract_that_is_not_cut_short_is_taken() -> None:
    made = merged(work(PUBMED, CROSSREF, PREPRINT))
    assert made.record.abstract == PREPRINT.abstract
    assert made.origin["abstract"] == PREPRINT.record_id
    for end in ("…", "..."):
        cut = replace(PREPRINT, abstract=PREPRINT.abstract + " And then " * 9 + end)
        assert merged(work(PUBMED, cut)).record.abstract == PUBMED.abstract
    assert merged(work(replace(PUBMED, abstract="We cou…"), CROSSREF)).record.abstract == "We cou…"


def test_an_abstract_in_another_language_is_taken_only_where_there_is_no_other() -> None:
    german = replace(
        CROSSREF, language="de", abstract="Gezählt wurden Aufenthalte in vierzig Häusern im Winter."
    )
    assert merged(work(PUBMED, german)).record.abstract == PUBMED.abstract
    assert merged(work(replace(PUBMED, abstract=""), german)).record.abstract == german.abstract


@pytest.mark.parametrize(
    ("records", "when"),
    [
        ((PUBMED, CROSSREF), PartialDate(2026, 11, 3)),
        ((PUBMED, PREPRINT), PartialDate(2026, 11)),
        ((replace(PUBMED, published=None), PREPRINT), PartialDate(2026, 3, 1)),
        ((PUBMED, replace(CROSSREF, published=PartialDate(2026, 10))), PartialDate(2026, 10)),
        (
            (replace(PUBMED, published=PartialDate(2026)), replace(CROSSREF, published=None)),
            PartialDate(2026),
        ),
        ((replace(PUBMED, published=None), replace(CROSSREF, published=None)), None),
    ],
)
def test_the_date_is_the_most_precise_one_of_the_version_of_record(
    records: tuple[Record, ...], when: PartialDate | None
) -> None:
    assert merged(work(*records)).record.published == when


def test_authors_are_the_fullest_list_of_the_version_of_record() -> None:
    made = merged(work(PUBMED, CROSSREF, PREPRINT))
    assert made.record.authors == CROSSREF.authors
    without = [replace(one, authors=()) for one in (PUBMED, CROSSREF)]
    assert merged(work(*without, PREPRINT)).record.authors == PREPRINT.authors


def test_what_only_the_source_knows_stays_the_best_record_s() -> None:
    made = merged(work(replace(PUBMED, body="A page.", page="a" * 64), CROSSREF)).record
    assert (made.body, made.page, made.indexed) == ("A page.", "a" * 64, PUBMED.indexed)


def test_a_work_of_one_record_gives_that_record() -> None:
    twice = replace(PUBMED, keywords=("a", "A", "a"))
    made = merged(work(twice))
    assert made.record is twice
    assert set(made.origin.values()) == {twice.record_id}
    assert not made.elsewhere


@given(several_records)
def test_a_field_is_that_of_the_record_that_is_named(records: list[Record]) -> None:
    whole = work(*records)
    made = merged(whole)
    own: Mapping[str, Record] = {one.record_id: one for one in records}
    assert set(made.origin) <= {field.name for field in fields(Record)}
    for name, record_id in made.origin.items():
        assert getattr(made.record, name) == getattr(own[record_id], name)
        assert getattr(made.record, name)


@given(several_records, st.randoms(use_true_random=False))
def test_nothing_is_lost_or_repeated_and_order_makes_no_difference(
    records: list[Record], chance: st.DataObject
) -> None:
    whole = work(*records)
    made = merged(whole)
    assert made.record.identifiers == whole.identifiers
    assert len(set(made.record.identifiers)) == len(made.record.identifiers)
    shuffled = list(records)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    again = merged(replace(whole, records=tuple(shuffled)))
    assert again.origin == made.origin
    for name in ("title", "authors", "abstract", "published", "urls", "keywords"):
        assert getattr(again.record, name) == getattr(made.record, name)
