"""The catalogue of sources that ships."""

import re
from collections import Counter
from pathlib import Path
from typing import get_args
from urllib.parse import parse_qs, urlsplit

import msgspec
import pytest

import data
from records.source import Group, Source
from scanners.catalogue import read_catalogue
from scanners.fetching.hosts import host_policies, policy_for

KINDS = {"europepmc", "pubmed", "crossref", "openalex", "medrxiv", "feed", "manual"}
WORKSTREAMS = {"community-models", "emerging-needs", "strategic-planning", "published-learning"}
WEEKLY = ["europepmc", "pubmed", "crossref", "openalex", "medrxiv", "his", "govuk"]
ORGANISATIONS = [
    "department-of-health-and-social-care",
    "uk-health-security-agency",
    "ministry-of-housing-communities-local-government",
]

SOURCES = read_catalogue(data.folder("catalogue", "sources.toml").read_text(encoding="utf-8"))
BY_ID = {source.id: source for source in SOURCES}


def test_the_catalogue_has_all_sources_of_the_domain_notes_and_a_few_more() -> None:
    assert len(SOURCES) == 107 + len(["biorxiv", "healthwatch", "cqc"])


def test_no_id_or_name_is_there_twice() -> None:
    assert len(BY_ID) == len(SOURCES)
    assert len({source.name.lower() for source in SOURCES}) == len(SOURCES)


def test_no_address_is_there_twice() -> None:
    addresses = Counter(source.url.rstrip("/") for source in SOURCES if source.url)
    feeds = Counter(url for source in SOURCES for url in _urls(source))
    assert max(addresses.values()) == max(feeds.values()) == 1


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_an_entry_is_well_formed(source: Source) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", source.id)
    assert source.kind in KINDS
    assert source.group in get_args(Group)
    assert source.nation in {"SCT", "ENG", "WLS", "NIR", "GBR", "INT"}
    assert source.priority in {1, 2, 3}
    assert source.workstreams
    assert set(source.workstreams) <= WORKSTREAMS
    assert source.note.startswith("Publishes: ")
    assert "\n" not in source.note
    assert not re.search(r"- \w", source.note.replace(" - ", ""))
    for url in (source.url, *_urls(source)):
        assert not url or (url.startswith("https://") and " " not in url and urlsplit(url).hostname)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.id)
def test_cadence_follows_from_priority(source: Source) -> None:
    expected = {1: "weekly", 2: "weekly", 3: "monthly"}[source.priority]
    assert source.cadence == ("on demand" if source.id == "what_works_scot" else expected)


def test_the_weekly_scan_asks_seven_sources() -> None:
    assert [source.id for source in SOURCES if source.enabled] == WEEKLY


def test_what_nobody_can_read_is_not_asked_and_says_what_to_do() -> None:
    for source in SOURCES:
        if source.kind == "manual":
            assert not source.enabled
            assert not source.params
            assert len(source.note.split(". ")) > 1, source.id


def test_a_feed_has_addresses_and_dated_evidence() -> None:
    for source in SOURCES:
        if source.kind == "feed":
            assert _urls(source)
            assert re.search(r"September 2026", source.note)
            assert source.enabled or "`ken sources check`" in source.note


def test_searched_sources_leave_their_questions_to_the_workstreams() -> None:
    assert [s.id for s in SOURCES if s.params.get("search") is True] == ["europepmc", "pubmed", "openalex"]


def test_preprint_servers_are_named() -> None:
    assert BY_ID["medrxiv"].params == {"server": "medrxiv"}
    assert (BY_ID["biorxiv"].kind, BY_ID["biorxiv"].params) == ("medrxiv", {"server": "biorxiv"})


def test_every_issn_has_its_right_check_digit() -> None:
    issns = msgspec.convert(BY_ID["crossref"].params["issns"], list[str])
    assert {"1568-4156", "1476-9018", "1891-1803"} <= set(issns)
    assert len(set(issns)) == len(issns)
    for issn in issns:
        digits = issn.replace("-", "")
        total = sum(int(digit) * weight for digit, weight in zip(digits[:7], range(8, 1, -1), strict=True))
        assert digits[7] == "0123456789X"[-total % 11], issn


def test_prefixes_are_doi_prefixes() -> None:
    assert BY_ID["nihr"].params["prefixes"] == ["10.3310"]
    for source in SOURCES:
        for prefix in msgspec.convert(source.params.get("prefixes", []), list[str]):
            assert re.fullmatch(r"10\.\d{4,9}", prefix)


def test_no_source_asks_crossref_for_journals_and_prefixes_at_once() -> None:
    # Crossref joins filters of different names by AND: such a source would hardly ever find anything.
    assert not [source.id for source in SOURCES if {"issns", "prefixes"} <= source.params.keys()]


def test_gov_uk_is_followed_by_three_feeds_of_three_departments() -> None:
    paths = []
    for url in _urls(BY_ID["govuk"]):
        parts = urlsplit(url)
        assert parse_qs(parts.query) == {"order": ["updated-newest"], "organisations[]": ORGANISATIONS}
        paths.append(parts.path)
    assert paths == [
        "/search/research-and-statistics.atom",
        "/search/policy-papers-and-consultations.atom",
        "/search/guidance-and-regulation.atom",
    ]


@pytest.mark.shared
def test_the_feeds_of_the_weekly_scan_are_those_that_the_shared_week_answers(shared: Path) -> None:
    lines = (msgspec.json.decode(line) for line in (shared / "sources/week.jsonl").read_bytes().splitlines())
    patterns = [re.compile(line["url"]) for line in lines if line["method"] == "GET"]
    for url in (*_urls(BY_ID["his"]), *_urls(BY_ID["govuk"])):
        assert any(pattern.fullmatch(url) for pattern in patterns)


@pytest.mark.shared
def test_every_source_of_the_domain_notes_is_in_the_catalogue(shared: Path) -> None:
    text = (shared / "domain/sources.yaml").read_text(encoding="utf-8")
    named = re.findall(r"^- id: (\S+)$", text, flags=re.MULTILINE)
    assert len(named) == 107
    assert set(named) <= set(BY_ID)


def test_every_host_of_the_weekly_scan_has_a_pace_of_its_own_or_everybodys() -> None:
    policies = host_policies()
    for host in ("eutils.ncbi.nlm.nih.gov", "www.ebi.ac.uk", "api.crossref.org", "api.openalex.org"):
        assert policy_for(policies, host) is policies[host]
    assert policy_for(policies, "www.healthcareimprovementscotland.scot") is policies["*"]


def _urls(source: Source) -> list[str]:
    return msgspec.convert(source.params.get("urls", []), list[str])
