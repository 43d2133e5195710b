from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from records.work import Link, work_id_for
from synthesis.linking.parting import holding, renamed

W1, W2, W3 = (work_id_for(record) for record in ("a:1", "b:2", "c:3"))


def test_the_last_word_on_each_pair_holds() -> None:
    first, second = Link("a", "b", "doi", 1.0), Link("b", "c", "title", 0.9)
    undone = replace(first, undone=True, decided_by="person")
    again = replace(first, decided_by="person")
    assert holding([]) == ()
    assert holding([first, second]) == (first, second)
    assert holding([first, second, undone]) == (second,)
    assert set(holding([first, undone, second, again])) == {second, again}


def test_a_part_takes_back_the_id_that_one_of_its_records_founded() -> None:
    parts = {"a:1": "x", "b:2": "y", "c:3": "y"}
    assert renamed(parts, W1, [W2]) == {"a:1": W1, "b:2": W2, "c:3": W2}


def test_the_part_with_the_founder_keeps_the_id() -> None:
    assert renamed({"a:1": "x", "b:2": "x", "c:3": "y"}, W2, [W1]) == {"a:1": W2, "b:2": W2, "c:3": W3}


def test_a_part_without_a_founder_is_named_for_its_first_record() -> None:
    assert renamed({"a:1": "x", "c:3": "y"}, W1, []) == {"a:1": W1, "c:3": W3}


def test_where_the_founder_is_gone_the_largest_part_keeps_the_id() -> None:
    gone = work_id_for("z:9")
    parts = {"a:1": "x", "b:2": "y", "c:3": "y"}
    assert renamed(parts, gone, []) == {"a:1": W1, "b:2": gone, "c:3": gone}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("xyz"), min_size=1), st.data())
def test_every_part_gets_a_name_of_its_own_and_the_work_is_one_of_them(
    parts: dict[str, str], data: st.DataObject
) -> None:
    founders = data.draw(st.lists(st.sampled_from("abcdefghij"), min_size=1, unique=True))
    work, *aliases = (work_id_for(one) for one in founders)
    names = renamed(parts, work, aliases)
    assert names.keys() == parts.keys()
    assert len(set(names.values())) == len(set(parts.values()))
    assert all((names[a] == names[b]) == (parts[a] == parts[b]) for a in parts for b in parts)
    assert work in names.values()
