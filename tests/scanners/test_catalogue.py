"""Reading catalogues of sources, and putting a workspace's own over Ken's."""

import pytest

from records.errors import SettingsError
from records.source import Query, Source
from scanners.catalogue import merged, read_catalogue

WHOLE = """
[[source]]
id = "library"
name = "The Library"
kind = "feed"
url = "https://library.example/"
group = "charity"
nation = "SCT"
cadence = "monthly"
priority = 3
enabled = false
lag = 30
workstreams = ["emerging-needs"]
licence = "CC0-1.0"
contact = "desk@library.example"
note = "Publishes: reports."
[[source.queries]]
name = "new"
text = "{from} {to}"
workstream = "emerging-needs"
[source.params]
urls = ["https://library.example/feed"]
"""
LIBRARY = Source(
    id="library",
    name="The Library",
    kind="feed",
    url="https://library.example/",
    group="charity",
    nation="SCT",
    cadence="monthly",
    priority=3,
    enabled=False,
    lag=30,
    params={"urls": ["https://library.example/feed"]},
    queries=(Query("new", "{from} {to}", "emerging-needs"),),
    workstreams=("emerging-needs",),
    licence="CC0-1.0",
    contact="desk@library.example",
    note="Publishes: reports.",
)


def _entry(**fields: str) -> str:
    written = {"id": '"x"', "name": '"X"', "kind": '"feed"', **fields}
    return "[[source]]\n" + "\n".join(f"{name} = {value}" for name, value in written.items() if value)


def test_a_table_has_the_fields_of_a_source() -> None:
    assert read_catalogue(WHOLE) == (LIBRARY,)


def test_three_fields_are_enough() -> None:
    assert read_catalogue(_entry()) == (Source(id="x", name="X", kind="feed"),)


def test_no_tables_are_no_sources() -> None:
    assert read_catalogue("# nothing yet\n") == ()


def test_a_table_with_a_known_id_needs_only_what_differs() -> None:
    (changed,) = read_catalogue('[[source]]\nid = "library"\nenabled = true\n', base=[LIBRARY])
    assert changed.enabled
    assert changed.queries == LIBRARY.queries
    assert changed.params == LIBRARY.params
    assert changed.note == LIBRARY.note


def test_params_are_replaced_whole() -> None:
    text = '[[source]]\nid = "library"\nparams = { other = 1 }\n'
    assert read_catalogue(text, base=[LIBRARY])[0].params == {"other": 1}


def test_own_sources_go_over_those_of_the_catalogue() -> None:
    other = Source(id="other", name="Other", kind="feed")
    mine = Source(id="library", name="Mine", kind="feed")
    new = Source(id="new", name="New", kind="feed")
    assert merged([LIBRARY, other], [new, mine]) == (mine, other, new)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a =", "the sources are not valid TOML: Invalid value"),
        ("[[sources]]\nid = 'x'", "the sources have 'sources' outside any [[source]] table; move it"),
        ("[source]\nid = 'x'", "the sources are to be written as [[source]] tables, with two brackets"),
        ("[[source]]\nname = 'x'", "source 1: 'id' is to be lower-case letters, digits, _ and -"),
        (_entry(id='"A b"'), "source 1 ('A b'): 'id' is to be lower-case letters, digits, _ and -"),
        (_entry(id='"a:b"'), "source 1 ('a:b'): 'id' is to be"),
        (_entry(id="1"), "source 1 ('1'): 'id' is to be"),
        (_entry() + "\n" + _entry(), "source 'x' is there twice; give one of the two another id"),
        (_entry(kind=""), "source 'x': 'kind' is missing"),
        (_entry(name='""'), "source 'x': 'name' is missing"),
        (_entry(gruop='"journal"'), "source 'x': 'gruop' is not known; there are id, name, kind"),
        (_entry(group='"paper"'), "source 'x': 'group' is to be one of journal, preprint, registry"),
        (_entry(cadence='"daily"'), "source 'x': 'cadence' is to be one of weekly, monthly, on demand"),
        (_entry(priority='"1"'), "source 'x': 'priority' is wrong: expected `int`, got `str`"),
        (_entry(priority="4"), "source 'x': 'priority' is to be 1, 2 or 3"),
        (_entry(lag="-1"), "source 'x': 'lag' is a number of days, 0 or more"),
        (_entry(enabled='"yes"'), "source 'x': 'enabled' is wrong: expected `bool`, got `str`"),
        (_entry(url='"ftp://x.org"'), "source 'x': 'url' is to begin with https://"),
        (_entry(workstreams="[1]"), "source 'x': 'workstreams[0]' is wrong: expected `str`, got `int`"),
        (_entry(params='"a"'), "source 'x': 'params' is wrong: expected `object`, got `str`"),
        (_entry(queries="[]"), "source 'x': 'queries' is empty; leave it out, or write one"),
        (
            _entry(queries="[{ text = 'a' }]"),
            "source 'x': 'queries[0]' is wrong: object missing required field `name`",
        ),
        (
            _entry(queries="[{ name = 'a', txt = 'b' }]"),
            "source 'x': 'queries.txt' is not known; there are name, text",
        ),
    ],
)
def test_a_mistake_is_named_with_its_source_and_field(text: str, says: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_catalogue(text)
    assert str(caught.value).startswith(says)
    assert "\n" not in str(caught.value)
