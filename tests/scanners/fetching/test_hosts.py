"""How each host wants to be asked."""

import pytest

from scanners.fetching.hosts import HostPolicy, host_policies, policy_for

POLICIES = {
    "*": HostPolicy(note="all"),
    "nhs.uk": HostPolicy(note="suffix"),
    "england.nhs.uk": HostPolicy(note="longer"),
}


@pytest.mark.parametrize(
    ("host", "note"),
    [
        ("www.england.nhs.uk", "longer"),
        ("ENGLAND.nhs.uk.", "longer"),
        ("www.nhs.uk", "suffix"),
        ("xnhs.uk", "all"),
        ("nhs.uk.example.org", "all"),
        ("uk", "all"),
    ],
)
def test_the_longest_suffix_that_ends_at_a_dot_counts(host: str, note: str) -> None:
    assert policy_for(POLICIES, host).note == note


def test_without_any_policy_a_host_is_asked_slowly_and_by_robots_txt() -> None:
    policy = policy_for({}, "www.example.org")
    assert (policy.per_second, policy.concurrency, policy.robots) == (0.5, 1, True)


def test_a_documented_interface_is_not_subject_to_robots_txt() -> None:
    policy = HostPolicy(interfaces=("/api/",))
    assert not policy.asks_robots("/api/search.json")
    assert policy.asks_robots("/search/all.atom")
    assert policy.asks_robots("/apis")


@pytest.mark.parametrize(
    ("per_second", "concurrency"),
    [(0.0, 1), (-1.0, 1), (1.0, 0)],
)
def test_a_pace_that_lets_nothing_through_is_refused(per_second: float, concurrency: int) -> None:
    with pytest.raises(ValueError, match="rate above 0"):
        HostPolicy(per_second=per_second, concurrency=concurrency)


@pytest.mark.parametrize(
    ("host", "path"),
    [
        ("eutils.ncbi.nlm.nih.gov", "/entrez/eutils/esearch.fcgi"),
        ("www.ebi.ac.uk", "/europepmc/webservices/rest/search"),
        ("api.crossref.org", "/works"),
        ("api.openalex.org", "/works"),
        ("api.biorxiv.org", "/details/medrxiv/2026-11-16/2026-11-23/0/json"),
        ("www.gov.uk", "/api/search.json"),
    ],
)
def test_interfaces_that_ship_are_used_by_their_own_terms(host: str, path: str) -> None:
    policy = policy_for(host_policies(), host)
    assert not policy.asks_robots(path)
    assert "for programs" in policy.note


def test_pages_and_feeds_of_gov_uk_are_subject_to_robots_txt() -> None:
    policy = policy_for(host_policies(), "www.gov.uk")
    assert policy.asks_robots("/search/research-and-statistics.atom")
    assert policy.asks_robots("/government/publications/a")


def test_ncbi_stays_below_its_limits_of_3_and_10_a_second() -> None:
    policy = policy_for(host_policies(), "eutils.ncbi.nlm.nih.gov")
    assert policy.rate(has_key=False) < 3
    assert 3 < policy.rate(has_key=True) < 10


def test_every_policy_that_ships_gives_its_evidence() -> None:
    assert all(policy.note for policy in host_policies().values())
