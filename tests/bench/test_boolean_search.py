import pytest
from hypothesis import given
from hypothesis import strategies as st

import data
from bench.boolean_search import boolean_search
from nlp.vocabulary import workstreams
from records.errors import BenchError


@pytest.mark.parametrize(
    ("search", "text", "found"),
    [
        ('"care home"', "A care home in Oban", True),
        ('"care home"', "Care homes in Oban", False),
        ('"care home*"', "Care homes in Oban", True),
        ('"care home"', "Care at home", False),
        ("rural", "Rural-proofing", True),
        ('"asset-based"', "asset based work", True),
        ('"asset based"', "Asset–based work", True),
        ("mice AND rats", "mice", False),
        ("mice rats", "rats and mice", True),
        ("mice OR rats", "rats", True),
        ("mice NOT rats", "mice", True),
        ("mice NOT rats", "mice, rats", False),
        ("mice AND NOT rats", "mice", True),
        ("NOT rats", "mice", True),
        ("NOT NOT rats", "rats", True),
        # AND binds closer than OR, NOT closer than AND.
        ("a OR b AND c", "a", True),
        ("(a OR b) AND c", "a", False),
        ("NOT a OR b", "a b", True),
        ("NOT (a OR b)", "a b", False),
        ("not", "to be or not to be", True),
    ],
)
def test_what_is_found(search: str, text: str, found: bool) -> None:
    find = boolean_search(search)
    assert find(text, "") is found
    assert find("", text) is found


def test_a_phrase_does_not_run_from_the_title_into_the_abstract() -> None:
    assert not boolean_search('"care home"')("Home care", "home help")
    assert not boolean_search('"care home"')("Home care", "Home help")


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("", "s: the end at character 1 does not belong there"),
        ("(a OR b", "s: the end at character 8 does not belong there"),
        ("a) OR b", "s: '\\)' at character 2 does not belong there"),
        ("a AND OR b", "s: 'OR' at character 7 does not belong there"),
        ("a OR", "s: the end at character 5 does not belong there"),
        ('a OR "b', "s: the quotation mark at character 6 has no second one"),
        ('a OR "?"', "s: there is no word at character 6"),
    ],
)
def test_a_string_that_cannot_be_read_is_one_line(search: str, said: str) -> None:
    with pytest.raises(BenchError, match=f"^{said}$"):
        boolean_search(search, "s")


WORDS = st.sampled_from(["a", "b", "c"])
TRUTHS = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.tuples(st.just("NOT"), inner),
        st.tuples(inner, st.sampled_from(["AND", "OR"]), inner),
    ),
)


def written(tree: object) -> str:
    return tree if isinstance(tree, str) else f"({' '.join(map(written, tree))})"  # type: ignore[call-overload]


def worth(tree: object, words: set[str]) -> bool:
    match tree:
        case str():
            return tree in words
        case ("NOT", inner):
            return not worth(inner, words)
        case (one, "AND", other):
            return worth(one, words) and worth(other, words)
        case (one, "OR", other):
            return worth(one, words) or worth(other, words)
    raise AssertionError(tree)


@given(TRUTHS, st.sets(WORDS))
def test_brackets_say_what_belongs_together(tree: object, words: set[str]) -> None:
    assert boolean_search(written(tree))(" ".join(sorted(words)), "") is worth(tree, words)


def test_the_searches_that_ship_can_be_read() -> None:
    streams = workstreams(data.folder("workstreams.yaml").read_text(encoding="utf-8"))
    assert len(streams) == 4
    title = "Integrated care: a review of Housing First, social prescribing and strategic commissioning"
    for one in streams:
        find = boolean_search(one.searches["openalex"], one.id)
        assert find(title, "Health and social care services in partnership")
        assert not find("Moss on mountains", "")
