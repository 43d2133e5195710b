from hypothesis import given
from hypothesis import strategies as st

from records.identifiers import identifiers
from records.record import Record
from records.work import Link, work_id_for
from synthesis.linking.cluster import cluster


def record(name: str, doi: str = "") -> Record:
    return Record(
        source="s",
        key=name,
        kind="pubmed",
        title=f"A title that is long enough, {name}",
        type="article",
        identifiers=identifiers([("doi", doi)]),
    )


def records(*names: str) -> dict[str, Record]:
    return {f"s:{name}": record(name) for name in names}


def link(a: str, b: str, score: float = 0.9) -> Link:
    return Link(f"s:{a}", f"s:{b}", "title", score)


def test_links_make_one_work_of_many_records() -> None:
    made = cluster(records("a", "b", "c", "d"), [link("a", "b"), link("b", "c")], {}, {})
    assert made.members["s:a"] == made.members["s:b"] == made.members["s:c"] == work_id_for("s:a")
    assert made.members["s:d"] == work_id_for("s:d")
    assert not made.joined


def test_a_known_work_keeps_its_id_and_takes_new_records_in() -> None:
    made = cluster(records("a", "b"), [link("a", "b")], {"s:b": "wold"}, {"wold": 3})
    assert made.members == {"s:a": "wold", "s:b": "wold"}


def test_two_known_works_become_the_older_one() -> None:
    works = {"s:a": "wnew", "s:b": "wold"}
    made = cluster(records("a", "b"), [link("a", "b")], works, {"wnew": 9, "wold": 3})
    assert set(made.members.values()) == {"wold"}
    assert made.joined == {"wnew": "wold"}


def test_a_record_without_identifiers_does_not_join_two_articles() -> None:
    three = {"s:a": record("a", "10.5555/a"), "s:b": record("b"), "s:c": record("c", "10.5555/c")}
    made = cluster(three, [link("a", "b", 0.97), link("b", "c", 0.9)], {}, {})
    assert made.members["s:a"] == made.members["s:b"] != made.members["s:c"]
    assert [one.b for one in made.links] == ["s:b"]


names = "abcdef"
some_links = st.lists(
    st.tuples(st.sampled_from(names), st.sampled_from(names), st.sampled_from([0.8, 0.9, 1.0])).filter(
        lambda t: t[0] < t[1]
    ),
    max_size=8,
)
some_dois = st.fixed_dictionaries({name: st.sampled_from(["", "10.5555/x", "10.5555/y"]) for name in names})


@given(some_links, some_dois, st.randoms(use_true_random=False))
def test_order_makes_no_difference(
    raw: list[tuple[str, str, float]], dois: dict[str, str], shuffler: st.DataObject
) -> None:
    everything = {f"s:{name}": record(name, doi) for name, doi in dois.items()}
    links = [link(*one) for one in raw]
    first = cluster(everything, links, {}, {})
    shuffled = list(links)
    shuffler.shuffle(shuffled)  # type: ignore[attr-defined]  # Hypothesis gives a random.Random
    names_again = dict(reversed(list(everything.items())))
    assert cluster(names_again, shuffled, {}, {}).members == first.members


@given(some_links)
def test_linking_again_changes_nothing(raw: list[tuple[str, str, float]]) -> None:
    everything = records(*names)
    links = [link(*one) for one in raw]
    first = cluster(everything, links, {}, {})
    again = cluster(everything, links, first.members, dict.fromkeys(first.members.values(), 1))
    assert again.members == first.members
    assert not again.joined
