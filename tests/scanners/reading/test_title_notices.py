import pytest

from records.identifiers import Identifier
from records.record import Notice
from scanners.reading.title_notices import notices, title_notice

OTHER = Identifier("doi", "10.5555/other")
OWN = Identifier("doi", "10.5555/own")


@pytest.mark.parametrize(
    ("title", "kind", "role"),
    [
        ("RETRACTED: Warm homes", "retraction", "subject"),
        ("[RETRACTED] Warm homes", "retraction", "subject"),
        ("Retracted Article: Warm homes", "retraction", "subject"),
        ("WITHDRAWN: Warm homes", "withdrawal", "subject"),
        ("Retraction: Warm homes", "retraction", "notice"),
        ("Retraction notice to “Warm homes”", "retraction", "notice"),
        ("Retraction Note to: Warm homes", "retraction", "notice"),
        ("Correction to: Warm homes", "correction", "notice"),
        ("Correction: Warm homes", "correction", "notice"),
        ("Author Correction: Warm homes", "correction", "notice"),
        ("Erratum", "correction", "notice"),
        ("Corrigendum to “Warm homes” [Inv. J. 1 (2026)]", "correction", "notice"),
        ("Expression of Concern: Warm homes", "concern", "notice"),
        ("Withdrawal notice to: Warm homes", "withdrawal", "notice"),
    ],
)
def test_title_tells_of_a_notice(title: str, kind: str, role: str) -> None:
    found = title_notice(title)
    assert found is not None
    assert (found.kind, found.role) == (kind, role)


@pytest.mark.parametrize(
    "title",
    [
        "Correction of anaemia in heart failure",
        "Retraction of the scapula in swimmers",
        "Expression of concern about vaccines among parents",
        "Removed from home: care orders in Fife",
        "Withdrawn adolescents and school",
        "Retracted eyelids after surgery",
        "A note on retraction: what editors do",
        "",
    ],
)
def test_other_titles_tell_nothing(title: str) -> None:
    assert title_notice(title) is None


def test_same_notice_of_two_sources_counts_once() -> None:
    said = [Notice("retraction", "subject", OTHER), Notice("retraction", "subject", OTHER)]
    assert notices("RETRACTED: Warm homes", said) == (Notice("retraction", "subject", OTHER),)


def test_title_adds_what_the_source_does_not_say() -> None:
    assert notices("RETRACTED: Warm homes", []) == (Notice("retraction", "subject"),)
    assert notices("Erratum", [Notice("correction", "notice", OTHER)]) == (
        Notice("correction", "notice", OTHER),
    )
    assert notices("Warm homes", []) == ()


def test_notice_in_the_place_of_its_article_makes_a_subject() -> None:
    said = [Notice("withdrawal", "notice", OWN)]
    assert notices("WITHDRAWN: Warm homes", said, own=[OWN]) == (Notice("withdrawal", "subject"),)
