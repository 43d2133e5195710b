from dataclasses import replace
from itertools import permutations

from records.dates import PartialDate
from records.identifiers import Identifier, identifiers
from records.record import Notice, Record
from synthesis.linking.best import best_record, notices_of

BARE = Record(source="crossref", key="1", kind="crossref", title="T", type="article")
WITH = replace(BARE, source="openalex", kind="openalex", abstract="What was done.")
CHECKED = replace(WITH, source="pubmed", kind="pubmed", abstract="Short.")
PREPRINT = replace(
    WITH, source="medrxiv", kind="medrxiv", type="preprint", abstract="A much longer abstract."
)


def test_an_abstract_comes_first_then_the_version_of_record_then_the_source() -> None:
    for order in permutations([BARE, WITH, CHECKED, PREPRINT]):
        assert best_record(order)[0] is CHECKED
    assert best_record([BARE, PREPRINT])[0] is PREPRINT
    assert best_record([WITH, PREPRINT])[0] is WITH


def test_the_choice_is_explained() -> None:
    assert best_record([BARE, CHECKED])[1] == "article with an abstract, from PubMed"
    assert "without an abstract" in best_record([BARE])[1]


def test_a_notice_elsewhere_reaches_the_work() -> None:
    notice = replace(
        BARE,
        key="9",
        type="notice",
        published=PartialDate(2026, 11, 20),
        identifiers=identifiers([("doi", "10.5555/n")]),
        notices=(Notice("retraction", "notice", Identifier("doi", "10.5555/1")),),
    )
    said = notices_of([BARE], [notice])
    assert said == (
        Notice("retraction", "subject", Identifier("doi", "10.5555/n"), PartialDate(2026, 11, 20)),
    )


def test_a_bare_flag_gives_way_to_the_notice_itself() -> None:
    flag, named = Notice("retraction", "subject"), Notice("retraction", "subject", Identifier("pmid", "9"))
    assert notices_of([replace(BARE, notices=(flag,)), replace(WITH, notices=(named,))], []) == (named,)
    assert notices_of([replace(BARE, notices=(flag,))], []) == (flag,)


def test_a_notice_with_two_names_is_one() -> None:
    doi, pmid = Identifier("doi", "10.5555/n"), Identifier("pmid", "9")
    when = PartialDate(2026, 11, 20)
    said = replace(
        BARE, notices=(Notice("retraction", "subject", pmid), Notice("retraction", "subject", doi, when))
    )
    own = Notice("retraction", "notice", Identifier("doi", "10.5555/1"))
    from_pubmed = replace(
        BARE, source="pubmed", key="9", identifiers=(doi, pmid), published=when, notices=(own,)
    )
    from_crossref = replace(BARE, key="n", identifiers=(doi,), published=PartialDate(2026), notices=(own,))
    assert notices_of([said], [from_pubmed, from_crossref]) == (Notice("retraction", "subject", doi, when),)
