"""Which addresses may be asked."""

import ipaddress
import socket

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanners.fetching.addresses import Guard, is_public, literal

INSIDE = [
    "http://127.0.0.1/",
    "http://127.8.9.1:8080/feed",
    "http://10.0.0.1/",
    "http://172.16.5.4/",
    "http://192.168.1.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://100.64.0.1/",
    "http://100.100.100.200/",
    "http://168.63.129.16/metadata",
    "http://0.0.0.0/",
    "http://224.0.0.1/",
    "http://240.0.0.1/",
    "http://255.255.255.255/",
    "http://192.0.2.1/",
    "http://[::1]/",
    "http://[::]/",
    "http://[fe80::1]/",
    "http://[fe80::1%25eth0]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[ff02::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[64:ff9b::a9fe:a9fe]/",
    "http://[2002:7f00:1::]/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0177.0.0.1/",
    "http://0x7f.1/",
    "http://127.1/",
    "http://127.0.0.1./",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://a.localhost/",
    "http://ip6-localhost/",
]
OUTSIDE = [
    "https://93.184.216.34/",
    "https://[2606:2800:220:1:248:1893:25c8:1946]/",
    "https://[::ffff:93.184.216.34]/",
    "https://[64:ff9b::5db8:d822]/",
    "https://www.example.org/",
    "https://localhost.example.org/",
]


@pytest.mark.parametrize("url", INSIDE)
def test_an_address_inside_the_network_is_refused(url: str) -> None:
    assert Guard(resolves=False).private(url)


@pytest.mark.parametrize("url", OUTSIDE)
def test_a_public_address_may_be_asked(url: str) -> None:
    assert Guard(resolves=False).private(url) == ""


def test_the_refusal_shows_what_an_odd_spelling_means() -> None:
    assert Guard(resolves=False).private("http://0x7f.1/") == "0x7f.1, that is 127.0.0.1"


@pytest.mark.parametrize(
    ("allowed", "url", "is_refused"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080/", False),
        ("127.0.0.1:8080", "http://127.0.0.1:8080/", False),
        ("127.0.0.1:8080", "http://127.0.0.1:9090/", True),
        ("library.example:443", "https://library.example/", False),
        ("Library.Example", "https://library.example/", False),
        ("::1", "http://[::1]:8080/", False),
        ("[::1]:8080", "http://[::1]:8080/", False),
        ("localhost", "http://localhost/", False),
        ("10.0.0.1", "http://10.0.0.2/", True),
    ],
)
def test_the_owner_may_allow_a_host_or_a_port_of_it(
    allowed: str, url: str, is_refused: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    _resolve(monkeypatch, "10.1.1.1")
    assert bool(Guard([allowed]).private(url)) is is_refused


def test_a_name_that_resolves_into_the_network_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolve(monkeypatch, "93.184.216.34", "10.0.0.7")
    assert Guard().private("https://www.example.org/") == "www.example.org, that is 10.0.0.7"


def test_a_name_that_resolves_to_public_addresses_may_be_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolve(monkeypatch, "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946")
    assert Guard().private("https://www.example.org/") == ""


def test_a_name_that_cannot_be_found_is_left_to_the_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", fail)
    assert Guard().private("https://nowhere.example/") == ""


def test_behind_a_proxy_only_numbers_and_localhost_are_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    _resolve(monkeypatch, "10.0.0.7")
    assert Guard().private("https://www.example.org/", behind_proxy=True) == ""
    assert Guard().private("https://10.0.0.7/", behind_proxy=True)


def test_a_peer_inside_the_network_is_accepted_only_where_allowed() -> None:
    guard = Guard(["library.example"])
    assert guard.accepts_peer("library.example", 443, "10.0.0.7")
    assert not guard.accepts_peer("www.example.org", 443, "10.0.0.7")
    assert not guard.accepts_peer("www.example.org", 443, "fe80::1%eth0")
    assert guard.accepts_peer("www.example.org", 443, "93.184.216.34")


@given(st.ip_addresses(v=4))
def test_every_spelling_of_a_number_is_the_same_number(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    octal = ".".join(f"0{byte:o}" for byte in address.packed)
    hexadecimal = ".".join(hex(byte) for byte in address.packed)
    for spelling in (str(address), str(number), hex(number), octal, hexadecimal, f"{address}."):
        assert literal(spelling) == address


@given(st.ip_addresses(v=4))
def test_ipv4_inside_ipv6_is_judged_as_ipv4(address: ipaddress.IPv4Address) -> None:
    mapped = ipaddress.IPv6Address(f"::ffff:{address}")
    translated = ipaddress.IPv6Address(f"64:ff9b::{address}")
    assert is_public(mapped) == is_public(translated) == is_public(address)


@given(st.from_regex(r"[g-z][a-z]{0,8}(\.[a-z]{2,5}){1,3}", fullmatch=True))
def test_a_name_is_no_number(name: str) -> None:
    assert literal(name) is None


def _resolve(monkeypatch: pytest.MonkeyPatch, *numbers: str) -> None:
    """Let every name resolve to these numbers."""
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, 0)) for number in numbers]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
