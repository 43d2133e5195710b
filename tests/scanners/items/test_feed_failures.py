import pytest

from scanners.items.feed_failures import failures_text, host_and_path

A, B, C = (f"https://www.example.org/{name}" for name in "abc")
OTHER = "https://other.example.org/rss"
BROKEN = "www.example.org answers with an error of its own (500); try again later"
EMPTY = "is empty"


@pytest.mark.parametrize(
    ("failures", "addresses", "said"),
    [
        ([], [A], ""),
        ([(A, EMPTY)], [A], "www.example.org/a: is empty"),
        ([(A, EMPTY)], [A, OTHER], "www.example.org/a: is empty"),
        ([(A, EMPTY)], [A, B], "www.example.org: is empty (/a)"),
        ([(A, EMPTY), (B, EMPTY)], [A, B], "www.example.org: is empty"),
        ([(A, f"{BROKEN}: {A}")], [A], BROKEN),
        ([(A, f"{BROKEN}: {A}?…"), (B, f"{BROKEN}: {B}")], [A, B, C], f"{BROKEN} (/a, /b)"),
        (
            [(A, f"{BROKEN}: {A}"), (B, "www.example.org refuses programs (403)")],
            [A, B],
            f"{BROKEN} (/a); refuses programs (403) (/b)",
        ),
        (
            [(A, EMPTY), (OTHER, EMPTY)],
            [A, OTHER],
            "www.example.org/a: is empty; other.example.org/rss: is empty",
        ),
        (
            [(A, "the name www.example.org cannot be found; check the address and your network")],
            [A],
            "the name www.example.org cannot be found; check the address and your network",
        ),
        (
            [(one, f"www.example.org asks programs to stay away from {one} (robots.txt)") for one in (A, B)],
            [A, B],
            "www.example.org asks programs to stay away from its address (robots.txt)",
        ),
        ([("https://[broken", EMPTY)], ["https://[broken"], "https://[broken: is empty"),
    ],
)
def test_each_host_is_named_once_and_each_of_its_reasons_once(
    failures: list[tuple[str, str]], addresses: list[str], said: str
) -> None:
    assert failures_text(failures, addresses) == said


def test_many_feeds_are_counted() -> None:
    addresses = [f"https://www.example.org/feed-{number}" for number in range(6)]
    failures = [(address, EMPTY) for address in addresses[:4]]
    assert failures_text(failures, addresses) == "www.example.org: is empty (4 of its 6 feeds)"


def test_what_stands_in_a_query_is_not_said() -> None:
    addresses = ["https://www.example.org/?key=secret", B]
    assert failures_text([(addresses[0], EMPTY)], addresses) == "www.example.org: is empty (/)"
    assert host_and_path(addresses[0]) == ("www.example.org", "/")
