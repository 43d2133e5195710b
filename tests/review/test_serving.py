"""Listening on this machine alone."""

import pytest

from records.errors import SettingsError
from review.serving import hosts_for, is_loopback, listen


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),  # noqa: S104  refused
        ("::", False),
        ("192.168.1.4", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_what_is_this_machine_alone(host: str, own: bool) -> None:
    assert is_loopback(host) is own


def test_a_port_that_is_taken_is_told_or_another_found() -> None:
    with listen("127.0.0.1", 0) as one:
        taken = one.getsockname()[1]
        with pytest.raises(SettingsError, match=f"port {taken} of 127.0.0.1 cannot be had"):
            listen("127.0.0.1", taken)
        with listen("127.0.0.1", taken, or_any=True) as other:
            assert other.getsockname()[1] != taken


def test_the_names_that_are_answered() -> None:
    assert hosts_for("127.0.0.1", 8765) == {"127.0.0.1:8765", "localhost:8765", "[::1]:8765"}
    assert "127.8.9.1:1" in hosts_for("127.8.9.1", 1)
    assert "localhost" in hosts_for("localhost", 80)
