import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.identifiers import SCHEMES, Identifier, Scheme, identifier, identifiers, normalise


@pytest.mark.parametrize(
    ("scheme", "text", "value"),
    [
        ("doi", "https://doi.org/10.5555/KEN.1", "10.5555/ken.1"),
        ("doi", "http://dx.doi.org/10.5555/ken.1", "10.5555/ken.1"),
        ("doi", "doi:10.5555/ken.1.", "10.5555/ken.1"),
        ("doi", "DOI 10.5555/ken.1, accessed", "10.5555/ken.1"),
        ("doi", "10.5555/s0140-6736(97)11096-0", "10.5555/s0140-6736(97)11096-0"),
        ("doi", "(10.5555/ken.1)", "10.5555/ken.1"),
        ("doi", "10.5555%2Fken.1", "10.5555/ken.1"),
        ("doi", "10.5555/ken&amp;lt", "10.5555/ken&lt"),
        ("doi", "10.5555.12/ken", "10.5555.12/ken"),
        ("doi", "not a doi", None),
        ("doi", "10.55/x", None),
        ("pmid", "00012345", "12345"),
        ("pmid", 12345, "12345"),
        ("pmid", "PMID: 12345", "12345"),
        ("pmid", "https://pubmed.ncbi.nlm.nih.gov/12345", "12345"),
        ("pmid", "PMC12345", None),
        ("pmid", "0", None),
        ("pmcid", "pmc0012345", "PMC12345"),
        ("pmcid", "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC12345/", "PMC12345"),
        ("pmcid", "12345", None),
        ("openalex", "https://openalex.org/w2741809807", "W2741809807"),
        ("openalex", "https://openalex.org/A2741809807", None),
        ("nct", "nct01234567", "NCT01234567"),
        ("nct", "NCT123", None),
        ("isbn", "0-306-40615-2", "9780306406157"),
        ("isbn", "ISBN-13: 978-0-306-40615-7", "9780306406157"),
        ("isbn", "080442957X", "9780804429573"),
        ("isbn", "978-0-306-40615-8", None),
        ("isbn", "0-306-40615-3", None),
        ("url", "HTTP://www.Example.org:80/a/?b=2&a=1#top", "https://www.example.org/a?a=1&b=2"),
        ("url", "https://example.org/a?utm_source=x&id=7&fbclid=y", "https://example.org/a?id=7"),
        ("url", "ftp://example.org/a", None),
        ("url", "https://[half", None),
        ("url", "", None),
    ],
)
def test_each_scheme_has_one_form(scheme: Scheme, text: object, value: str | None) -> None:
    assert normalise(scheme, text) == value


def test_an_address_that_names_an_identifier_becomes_it() -> None:
    assert identifier("url", "https://doi.org/10.5555/KEN.1") == Identifier("doi", "10.5555/ken.1")
    assert identifier("url", "https://pubmed.ncbi.nlm.nih.gov/123/") == Identifier("pmid", "123")
    assert identifier("url", "https://openalex.org/W123456") == Identifier("openalex", "W123456")
    assert identifier("url", "https://example.org/x") == Identifier("url", "https://example.org/x")
    assert identifier("url", "https://doi.org/") is None


def test_identifiers_come_once_in_the_order_of_schemes() -> None:
    found = identifiers(
        [
            ("url", "https://example.org/x"),
            ("pmid", "7"),
            ("doi", "10.5555/B"),
            ("doi", "10.5555/b"),
            ("isbn", "no"),
        ]
    )
    assert [str(one) for one in found] == ["doi:10.5555/b", "pmid:7", "url:https://example.org/x"]


@given(st.sampled_from(SCHEMES), st.text(max_size=60))
def test_the_form_of_a_form_is_itself(scheme: Scheme, text: str) -> None:
    value = normalise(scheme, text)
    assert value is None or normalise(scheme, value) == value


@given(st.from_regex(r"10\.\d{4,9}/[a-z0-9.;()/-]{1,30}[a-z0-9]", fullmatch=True))
def test_every_way_to_write_a_doi_gives_one_form(doi: str) -> None:
    ways = {
        normalise("doi", way.format(doi)) for way in ("{}", "https://doi.org/{}", "doi: {}", "DOI:{}.", "{},")
    }
    ways.add(normalise("doi", doi.upper()))
    assert len(ways) == 1


@given(st.from_regex(r"https?://[a-z]{1,8}\.(org|scot)(/[a-z0-9%._~-]{0,8}){0,3}", fullmatch=True))
def test_tracking_never_makes_another_address(address: str) -> None:
    plain = normalise("url", address)
    assert plain == normalise("url", f"{address}?utm_medium=email&utm_campaign=x&gclid=1#part")
