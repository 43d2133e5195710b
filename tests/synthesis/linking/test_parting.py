"""Taking a work apart where a link was undone."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from records.identifiers import identifiers
from records.record import Record
from records.work import Link, work_id_for
from synthesis.linking.cluster import cluster
from synthesis.linking.parting import holding, part

NAMES = "abcde"


def record(name: str) -> Record:
    doi = identifiers([("doi", "10.5555/same")])
    return Record(source="s", key=name, kind="pubmed", title="One title of it all", identifiers=doi)


def records(names: str) -> dict[str, Record]:
    return {f"s:{name}": record(name) for name in names}


def link(a: str, b: str, *, undone: bool = False) -> Link:
    return Link(f"s:{a}", f"s:{b}", "doi", 1.0, undone=undone)


def founded(name: str) -> str:
    return work_id_for(f"s:{name}")


def test_the_last_word_on_each_pair_holds() -> None:
    first, second = link("a", "b"), link("b", "c")
    undone = replace(first, undone=True, decided_by="person")
    again = replace(first, rule="person", decided_by="person")
    assert holding([]) == ()
    assert holding([first, second]) == (first, second)
    assert holding([first, second, undone]) == (second,)
    assert set(holding([first, undone, second, again])) == {second, again}


def test_the_part_with_the_founder_keeps_the_id_and_the_other_is_named_for_its_first_record() -> None:
    assert part(records("abc"), [link("a", "b")], founded("a"), []) == {
        "s:a": founded("a"),
        "s:b": founded("a"),
        "s:c": founded("c"),
    }


def test_a_part_takes_the_id_back_that_it_had_before_it_was_joined() -> None:
    parted = part(records("abc"), [link("b", "c")], founded("a"), [founded("c")])
    assert parted == {"s:a": founded("a"), "s:b": founded("c"), "s:c": founded("c")}


def test_the_works_own_founder_counts_for_more_than_one_that_was_taken_over() -> None:
    parted = part(records("abc"), [link("a", "b")], founded("b"), [founded("a")])
    assert parted["s:a"] == parted["s:b"] == founded("b")


def test_a_link_to_a_record_that_is_elsewhere_by_now_is_left_aside() -> None:
    assert part(records("ab"), [link("b", "e")], founded("a"), []) == {
        "s:a": founded("a"),
        "s:b": founded("b"),
    }


pairs = st.lists(st.sampled_from([(a, b) for a in NAMES for b in NAMES if a < b]), unique=True)


@given(pairs, st.sampled_from(NAMES), st.sets(st.sampled_from(NAMES)))
def test_parts_hold_together_by_links_and_no_two_have_one_id(
    held: list[tuple[str, str]], founder: str, joined: set[str]
) -> None:
    links = [link(a, b) for a, b in held]
    parted = part(records(NAMES), links, founded(founder), [founded(one) for one in joined - {founder}])
    groups = cluster(records(NAMES), links, {}, {}).members
    for one in groups:
        for other in groups:
            assert (groups[one] == groups[other]) == (parted[one] == parted[other])
    assert parted[f"s:{founder}"] == founded(founder)
