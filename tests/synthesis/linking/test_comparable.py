"""What linking looks at in a record."""

from dataclasses import replace

import pytest

from records.dates import PartialDate
from records.identifiers import Identifier, identifiers
from records.record import Author, Notice, VersionLink
from synthesis.linking.comparable import comparable
from tests.synthesis.linking.invented import BARE, CITED


def test_names_are_words_that_two_databases_would_both_have() -> None:
    ready = comparable(BARE)
    assert "isla" in ready.names.split()
    assert "garcia" in ready.names.split()
    assert "m" not in ready.names.split()
    assert ready.first_name == "kerr isla"
    assert ready.author_count == 3


def test_names_are_the_same_in_any_order_of_authors_and_of_their_parts() -> None:
    whole = replace(CITED, authors=(Author("Kerr", "Isla"), Author("Rendall", "Magnus")))
    other = replace(CITED, authors=(Author("Magnus", "Rendall"), Author("Isla", "Kerr")))
    assert comparable(whole).names == comparable(other).names


@pytest.mark.parametrize("family", ["et al", "others", "Jr", ""])
def test_what_is_no_name_is_not_counted_as_one(family: str) -> None:
    ready = comparable(replace(BARE, authors=(Author("Kerr"), Author(family))))
    assert (ready.names, ready.author_count) == ("kerr", 1)


def test_a_record_with_nothing_but_a_title_is_empty_everywhere_else() -> None:
    ready = comparable(replace(BARE, authors=(), published=None))
    assert (ready.names, ready.families, ready.first_name, ready.author_count) == ("", "", "", 0)
    assert (ready.year, ready.day, ready.exact) == (0, 0, False)
    assert (ready.journal, ready.volume, ready.issue, ready.first_page, ready.last_page) == ("",) * 5
    assert not ready.ids | ready.versions | ready.notice_of


def test_the_day_is_the_first_that_a_date_may_mean() -> None:
    year, month = (comparable(replace(BARE, published=PartialDate(*when))) for when in ((2026,), (2026, 11)))
    assert (year.year, year.exact) == (2026, False)
    assert month.exact
    assert month.day - year.day == 304


def test_an_issue_that_repeats_the_first_page_is_none() -> None:
    assert comparable(replace(CITED, issue="221")).issue == ""
    assert comparable(CITED).issue == "3"


def test_the_abstract_is_cut_and_folded() -> None:
    assert comparable(replace(CITED, abstract="Aims: We ASKED, twice.")).abstract == "aims we asked twice"
    assert len(comparable(replace(CITED, abstract="word " * 1000)).abstract) <= 300


@pytest.mark.parametrize(
    ("doi", "bare"),
    [
        ("10.5555/review.pub3", "10.5555/review"),
        ("10.5555/rs.3.rs-7/v2", "10.5555/rs.3.rs-7"),
        ("10.12688/f1000research.7.2", "10.12688/f1000research.7"),
        ("10.5555/a.2", "10.5555/a.2"),
    ],
)
def test_what_counts_versions_is_taken_from_a_doi(doi: str, bare: str) -> None:
    ready = comparable(replace(BARE, identifiers=identifiers([("doi", doi)])))
    assert ready.dois == {bare}
    assert ready.ids == {Identifier("doi", doi)}


def test_versions_and_what_a_notice_is_about_are_kept() -> None:
    other = Identifier("doi", "10.5555/ken.7")
    preprint = comparable(replace(BARE, versions=(VersionLink("preprint-of", other),)))
    assert preprint.versions == {other}
    notice = comparable(replace(BARE, notices=(Notice("retraction", "notice", other),)))
    assert (notice.is_notice, notice.notice_of) == (True, frozenset({other}))
    subject = comparable(replace(BARE, notices=(Notice("retraction", "subject", other),)))
    assert (subject.is_notice, subject.notice_of) == (False, frozenset())
