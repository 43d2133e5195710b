from dataclasses import replace

import msgspec
import pytest

from records.dates import PartialDate
from records.identifiers import identifiers
from records.record import Author, Notice, Record, VersionLink, split_record_id


def example() -> Record:
    return Record(
        source="pubmed",
        key="7",
        kind="pubmed",
        title="Small teams",
        authors=(Author("Kerr", "Isla"),),
        published=PartialDate(2026, 11),
        identifiers=identifiers([("doi", "10.5555/ken.7"), ("pmid", "7")]),
        notices=(Notice("retraction", "subject"),),
        versions=(VersionLink("has-preprint", identifiers([("doi", "10.5555/ken.p7")])[0]),),
        page="abc",
    )


def test_a_record_survives_json() -> None:
    assert msgspec.json.decode(msgspec.json.encode(example()), type=Record) == example()


def test_the_fingerprint_moves_with_what_a_reader_sees_and_with_nothing_else() -> None:
    mark = example().fingerprint()
    assert replace(example(), page="def").fingerprint() == mark
    assert replace(example(), title="Small teams.").fingerprint() != mark
    assert replace(example(), published=PartialDate(2026)).fingerprint() != mark


def test_combining_fills_gaps_and_keeps_the_longer_text() -> None:
    entry = replace(example(), abstract="Cut off …", keywords=("care",), authors=())
    page = replace(
        example(), title="Small teams | Site", abstract="The whole text of it.", keywords=("care", "home")
    )
    both = entry.combined(page)
    assert both.title == "Small teams"
    assert both.abstract == "The whole text of it."
    assert both.authors == page.authors
    assert both.keywords == ("care", "home")


def test_a_source_that_falls_silent_takes_nothing_back() -> None:
    known = replace(example(), abstract="The whole text of it.", body="All of the page.", keywords=("care",))
    cut = replace(example(), title="Small teams, renamed", abstract="The whole …")
    assert cut.after(known).title == "Small teams, renamed"
    assert cut.after(known).abstract == "The whole text of it."
    assert cut.after(known).body == "All of the page."
    bare = replace(example(), abstract="")
    assert bare.after(replace(known, body="")).abstract == "The whole text of it."
    corrected = replace(example(), abstract="A corrected text.")
    assert corrected.after(replace(known, body="")) == corrected


def test_combining_two_items_is_refused() -> None:
    with pytest.raises(ValueError, match="not the same record"):
        example().combined(replace(example(), key="8"))


def test_record_ids_are_taken_apart_at_the_first_colon() -> None:
    assert split_record_id("europepmc:MED:7") == ("europepmc", "MED:7")
    with pytest.raises(ValueError, match="not a record id"):
        split_record_id("nothing")


def test_addresses() -> None:
    assert example().url == "https://doi.org/10.5555/ken.7"
    assert replace(example(), urls=("https://example.org/7",)).url == "https://example.org/7"
    assert not replace(example(), identifiers=()).url
    assert not example().is_notice
    assert replace(example(), notices=(Notice("correction", "notice"),)).is_notice
