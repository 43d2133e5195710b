"""Reading queries, and writing them again."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from records.errors import QueryError
from records.identifiers import SCHEMES, normalise
from records.query import (
    EVERYTHING,
    AllOf,
    AnyOf,
    Between,
    Is,
    Not,
    Query,
    Words,
    all_of,
    any_of,
    folded_text,
    leaves,
    words_of,
)
from synthesis.query.fields import FIELDS
from synthesis.query.lexing import LONGEST
from synthesis.query.parsing import MOST, parse
from synthesis.query.printing import printed
from synthesis.query.terms import plain

A, B, C = (Words((one,)) for one in "abc")
WHOLE = (
    'homeless* AND title:"peer support" -is:protocol workstream:emerging-needs inequality:>=2 '
    "dimension:homelessness stage:S2 evidence:rapid_review place:fife decided:include by:ailsa "
    "undecided:community-models source:pubmed year:2021..2024 run:3 doi:10.5555/X"
)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("", EVERYTHING),
        ("  \n – & ", EVERYTHING),
        ("a", A),
        ("a b", AllOf((A, B))),
        ("a AND b", AllOf((A, B))),
        ("a b OR c", AnyOf((AllOf((A, B)), C))),
        ("a (b OR c)", AllOf((A, AnyOf((B, C))))),
        ("(a (b)) c", AllOf((A, B, C))),
        ("-a", Not(A)),
        ("NOT a b", AllOf((Not(A), B))),
        ("-(a OR b)", Not(AnyOf((A, B)))),
        ("NOT NOT a", Not(Not(A))),
        ("-(-a)", Not(Not(A))),
        ("a and b or c", AllOf((A, Words(("and",)), B, Words(("or",)), C))),
        ("a - b", AllOf((A, B))),
        ('"a b"', Words(("a", "b"))),
        ("“a b”", Words(("a", "b"))),
        ('"a bc*"', Words(("a", "bc"), starts=True)),
        ('"a bc"*', Words(("a", "bc"), starts=True)),
        ("covid-19", Words(("covid", "19"))),
        ("don't", Words(("don", "t"))),
        ("ÉLAN", Words(("elan",))),
        ("homeless*", Words(("homeless",), starts=True)),
        ("title:home*", Words(("home",), starts=True, where="title")),
        ("Ending releases: effect", AllOf(tuple(Words((one,)) for one in ("ending", "releases", "effect")))),
        ("10:30", Words(("10", "30"))),
        ("year:2021", Between("year", 2021, 2021)),
        ("year:..2021", Between("year", None, 2021)),
        ("year:<2021", Between("year", None, 2020)),
        ("inequality:>1", Between("inequality", 2, None)),
        ("YEAR:=2021", Between("year", 2021, 2021)),
        ('by:"Ailsa  Kerr"', Is("by", "Ailsa Kerr")),
        ('place:"East Lothian"', Is("place", "east-lothian")),
        ("place:glas*", Is("place", "glas", starts=True)),
        ("doi:https://doi.org/10.5555/X", Is("doi", "10.5555/x")),
        ("is:undecided", Is("undecided", "any")),
    ],
)
def test_what_is_typed_is_read(text: str, query: Query) -> None:
    assert parse(text) == query


def test_a_query_of_everything() -> None:
    query = parse(WHOLE)
    assert isinstance(query, AllOf)
    assert len(query.parts) == 16
    assert parse(printed(query)) == query
    assert [one.at for one, _ in leaves(query)][:2] == [0, 14]


@pytest.mark.parametrize(
    ("text", "at", "message"),
    [
        ("a wokstream:x", 2, 'there is no field "wokstream"; did you mean "workstream"?'),
        ("http://x", 0, 'there is no field "http"; put quotes around it, if it is to be words'),
        ("(a OR b", 0, "this bracket is never closed"),
        ("a)", 1, "this bracket closes nothing"),
        ("a ()", 2, "there is nothing between these brackets"),
        ("a AND", 2, 'something is missing after "AND"'),
        ("OR a", 0, 'something is missing before "OR"'),
        ("a OR OR b", 2, 'something is missing after "OR"'),
        ("a NOT", 2, 'something is missing after "NOT"'),
        ("(OR a)", 1, 'something is missing before "OR"'),
        ('a "b', 2, "this quote has no end"),
        ('title:"b', 6, "this quote has no end"),
        ('a ""', 2, "there is no word in this"),
        ("title: a", 0, "right behind it, without a blank"),
        ("title:(a)", 0, "without brackets"),
        ("a*", 0, "wants 2 letters or more before it"),
        ("*", 0, "wants 2 letters or more before it"),
        ("year:soon", 0, "takes a number or a range, such as year:2021..2024"),
        ("year:..", 0, "takes a number or a range"),
        ("year:2024..2021", 0, "write year:2021..2024"),
        ("inequality:7", 0, "goes from 0 to 3"),
        ("doi:x", 0, "is no doi; write one such as doi:10.5555/x"),
        ("by:--", 0, 'say after "by:" what it is to be'),
        ("stage:S*", 0, 'takes no "*"'),
        ("(" * 40 + "a" + ")" * 40, 31, "30 deep at most"),
        ("a " * (MOST + 1), 2 * MOST, "40 words and terms at most"),
        ("a" * (LONGEST + 1), LONGEST, "1000 characters at most"),
    ],
)
def test_an_error_is_one_line_that_points_at_its_place(text: str, at: int, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert message in str(caught.value)
    assert str(caught.value).endswith(f"(character {at + 1} of the query)")
    assert "\n" not in str(caught.value)
    assert caught.value.at == at


PIECES = st.sampled_from(
    [
        "(",
        ")",
        "-",
        "AND",
        "OR",
        "NOT",
        '"',
        "*",
        ":",
        "a",
        "year:",
        "title:",
        "doi:",
        "is:",
        "..",
        ">=",
        " ",
        "2021",
    ]
)


def tried(text: str) -> tuple[QueryError | None, Query]:
    try:
        return None, parse(text)
    except QueryError as wrong:
        return wrong, EVERYTHING


@given(
    st.text(max_size=60)
    | st.lists(PIECES, max_size=20).map("".join)
    | st.lists(PIECES, max_size=20).map(" ".join)
)
def test_any_text_is_a_query_or_an_error(text: str) -> None:
    wrong, query = tried(text)
    if wrong is None:
        assert parse(printed(query)) == query
    else:
        assert 0 <= wrong.at <= len(text)
        assert "\n" not in str(wrong)


WORDS = st.text(min_size=1, max_size=8).map(words_of).filter(bool)
TERMS = st.text(min_size=1, max_size=10).map(plain)


@st.composite
def some_words(draw: st.DrawFn) -> Words:
    words = tuple(one for some in draw(st.lists(WORDS, min_size=1, max_size=3)) for one in some)
    starts = draw(st.booleans()) and len(words[-1]) > 1
    return Words(words, starts, draw(st.sampled_from(["", "title", "abstract", "author"])))


@st.composite
def some_names(draw: st.DrawFn) -> Is:
    field = draw(st.sampled_from([name for name, one in FIELDS.items() if one.kind == "name"]))
    value = draw(TERMS)
    assume('"' not in value and not {*"“”„"} & {*value})
    assume(value.isprintable() and any(one.isalnum() for one in value))
    assume(not value.endswith("*") and plain(value) == value)
    assume(not (field == "is" and value in ("decided", "undecided")))
    return Is(field, value, draw(st.booleans()) and field in ("place", "setting", "source"))


@st.composite
def some_numbers(draw: st.DrawFn) -> Between:
    field = draw(st.sampled_from([name for name, one in FIELDS.items() if one.kind == "number"]))
    known = FIELDS[field]
    least, most = sorted(draw(st.tuples(*[st.integers(known.least, known.most)] * 2)))
    open_side = draw(st.sampled_from(["", "least", "most"]))
    return Between(field, None if open_side == "least" else least, None if open_side == "most" else most)


IDENTIFIERS = st.sampled_from(
    [
        Is(scheme, normalise(scheme, sample.sample.partition(":")[2]) or "")
        for scheme in SCHEMES
        if (sample := FIELDS.get(scheme))
    ]
)
LEAVES = some_words() | some_names() | some_numbers() | IDENTIFIERS
QUERIES = st.recursive(
    LEAVES,
    lambda inner: (
        st.builds(Not, inner)
        | st.lists(inner, min_size=2, max_size=3).map(all_of)
        | st.lists(inner, min_size=2, max_size=3).map(any_of)
    ),
    max_leaves=8,
)


@given(QUERIES | st.just(EVERYTHING))
def test_what_is_written_reads_back_as_the_same(query: Query) -> None:
    text = printed(query)
    assume(len(text) <= LONGEST)
    assert parse(text) == query


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded_text(folded_text(text)) == folded_text(text)
    for word in words_of(text):
        assert words_of(word) == (word,)


def test_what_is_ruled_out_is_told_from_what_is_wanted() -> None:
    query = parse("a -(b OR -c)")
    assert [(one.words, wanted) for one, wanted in leaves(query) if isinstance(one, Words)] == [
        (("a",), True),
        (("b",), False),
        (("c",), True),
    ]
