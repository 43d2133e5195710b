"""Linking records from their keys on."""

import random
from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from records.identifiers import Identifier
from records.record import Author, Notice, Record, VersionLink
from records.work import work_id_for
from synthesis.linking.comparable import comparable
from synthesis.linking.judge import LINK, UNSURE
from synthesis.linking.linkage import linkage
from tests.synthesis.linking.arbitrary import several_records
from tests.synthesis.linking.invented import BARE, CITED, OTHER, all_pairs, known, linked, one_work

TWIN = replace(CITED, source="openalex", identifiers=())
HEAD = BARE.title.partition(":")[0]


def test_a_preprint_its_accepted_and_its_published_version_are_one_work() -> None:
    preprint = replace(OTHER, type="preprint", **known(("doi", "10.5555/ken.p7")))
    accepted = replace(CITED, title=f"{BARE.title} (accepted manuscript)", volume="", issue="", pages="")
    assert one_work(preprint, accepted, CITED)


def test_a_preprint_under_another_title_is_found_by_the_word_of_its_source() -> None:
    retitled = replace(
        OTHER,
        type="preprint",
        title="Nurses on their own: lessons of the pandemic",
        abstract="",
        versions=(VersionLink("preprint-of", Identifier("doi", "10.5555/ken.7")),),
        **known(("doi", "10.5555/ken.p7")),
    )
    assert one_work(retitled, CITED)


def test_one_pmid_is_one_work_whatever_the_title() -> None:
    other = replace(OTHER, title="Nurses on their own", authors=(), **known(("pmid", "7")))
    assert one_work(replace(CITED, **known(("pmid", "7"))), other)


def test_a_report_and_its_page_and_its_pdf_are_one_work() -> None:
    report = replace(BARE, type="report", **known(("doi", "10.5555/ken.r7")))
    page = replace(OTHER, type="page", authors=(), **known(("url", "https://example.org/7")))
    pdf = replace(page, type="report", **known(("url", "https://example.org/7.pdf")))
    assert one_work(report, page, pdf)


def test_a_translated_title_is_the_same_work() -> None:
    assert one_work(CITED, replace(TWIN, title="Was kleine Teams nach der zweiten Welle behielten"))


def test_a_chapter_does_not_come_to_its_book_through_a_third() -> None:
    book, chapter = replace(BARE, type="book"), replace(OTHER, type="chapter")
    members = linked(book, chapter, replace(BARE, source="c", type="other")).members
    assert members[book.record_id] != members[chapter.record_id]


def test_a_notice_is_a_work_of_its_own() -> None:
    about = (Notice("retraction", "notice", Identifier("doi", "10.5555/ken.7")),)
    notice = replace(TWIN, title=f"Retraction: {BARE.title}", type="notice", notices=about)
    assert not one_work(CITED, notice)
    assert one_work(notice, replace(notice, key="2"))


def test_records_without_title_are_never_joined_by_emptiness() -> None:
    for title in ("", "[Title not available]", "Editorial"):
        empty = replace(BARE, title=title, authors=(), published=None)
        found = linked(*(replace(empty, source=f"s{number}") for number in range(30)))
        assert len(set(found.members.values())) == 30
        assert not found.doubts


def test_links_say_who_decided_and_why() -> None:
    (by_rule,) = linked(CITED, replace(OTHER, **known(("doi", "10.5555/ken.7")))).links
    assert (by_rule.a, by_rule.b) == ("openalex:W1000", "pubmed:7")
    assert (by_rule.rule, by_rule.score, by_rule.decided_by) == ("doi", 1.0, "rule")
    (by_model,) = linked(CITED, replace(TWIN, title=HEAD, pages="", abstract="")).links
    assert by_model.decided_by == "model"
    assert by_model.rule.startswith("weighed: title ")
    assert LINK <= by_model.score < 1


def doubtful() -> tuple[Record, Record]:
    """Give two records that may be of one work."""
    return replace(BARE, **known(("doi", "10.5555/a"))), replace(OTHER, **known(("doi", "10.5555/b")))


def test_a_pair_that_may_be_one_work_is_a_doubt_until_a_person_has_spoken() -> None:
    a, b = doubtful()
    found = linked(a, b)
    (doubt,) = found.doubts
    assert len(set(found.members.values())) == 2
    assert (doubt.a, doubt.b) == (b.record_id, a.record_id)
    assert UNSURE <= doubt.score < LINK
    assert doubt.why.startswith("weighed: title 100 %")
    assert not linked(a, b, apart=[(doubt.a, doubt.b)]).doubts


def test_between_two_works_there_is_one_doubt_the_likeliest() -> None:
    a, b = doubtful()
    found = linked(a, replace(a, source="x"), b)
    assert len(found.doubts) == 1
    assert len(set(found.members.values())) == 2


@settings(max_examples=60, deadline=None)
@given(several_records, st.integers())
def test_the_order_of_records_and_pairs_makes_no_difference(records: list[Record], seed: int) -> None:
    ready = sorted(map(comparable, records), key=lambda one: one.record_id)
    pairs = all_pairs(len(ready))
    first = linkage(ready, pairs)
    order = list(range(len(pairs)))
    random.Random(seed).shuffle(order)  # noqa: S311  not a secret
    again = linkage(ready, pairs[order])
    assert again.members == first.members
    assert again.doubts == first.doubts
    assert set(again.links) == set(first.links)
    shuffled = list(records)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  not a secret
    assert linked(*shuffled) == linked(*records)


@settings(max_examples=60, deadline=None)
@given(several_records)
def test_linking_again_with_the_works_that_were_found_changes_nothing(records: list[Record]) -> None:
    first = linked(*records)
    again = linked(*records, works=first.members, ages=dict.fromkeys(first.members.values(), 1))
    assert again.members == first.members
    assert not again.joined
    assert again.doubts == first.doubts


@settings(max_examples=60, deadline=None)
@given(several_records, st.integers(1, 4))
def test_works_keep_their_ids_when_records_come_later(records: list[Record], early: int) -> None:
    first = linked(*records[:early])
    ages = {work: age for age, work in enumerate(sorted(set(first.members.values())))}
    second = linked(*records, works=first.members, ages=ages)
    assert set(second.members) == {one.record_id for one in records}
    for one, work in first.members.items():
        assert second.members[one] == second.joined.get(work, work)
    assert all(ages[stays] < ages[gone] for gone, stays in second.joined.items())


@settings(max_examples=60, deadline=None)
@given(several_records, st.data())
def test_what_was_parted_stays_apart(records: list[Record], data: st.DataObject) -> None:
    pairs = list(combinations(sorted(one.record_id for one in records), 2))
    apart = data.draw(st.lists(st.sampled_from(pairs), max_size=4, unique=True))
    found = linked(*records, apart=apart)
    assert all(found.members[a] != found.members[b] for a, b in apart)
    assert not {(doubt.a, doubt.b) for doubt in found.doubts} & set(apart)


@settings(max_examples=60, deadline=None)
@given(several_records)
def test_links_lie_inside_works_and_doubts_between_them(records: list[Record]) -> None:
    found = linked(*records)
    works: Mapping[str, str] = found.members
    assert all(works[link.a] == works[link.b] and link.a < link.b for link in found.links)
    assert all(works[doubt.a] != works[doubt.b] and doubt.a < doubt.b for doubt in found.doubts)
    assert [doubt.score for doubt in found.doubts] == sorted((d.score for d in found.doubts), reverse=True)
    assert all(
        work == work_id_for(min(one for one in works if works[one] == work)) for work in works.values()
    )


def test_a_column_by_two_people_is_two_works() -> None:
    column = replace(BARE, title="Notes from the ward this winter, again", authors=(Author("Kerr", "Isla"),))
    assert not one_work(column, replace(column, authors=(Author("Berg", "Nils"),)))
