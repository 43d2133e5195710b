import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.account import ROLES, account_name, folded, may
from records.errors import SettingsError


def test_each_role_may_what_those_before_it_may() -> None:
    for at, role in enumerate(ROLES):
        assert [may(role, needed) for needed in ROLES] == [place <= at for place in range(len(ROLES))]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("Ailsa", "Ailsa"), ("  Mo\u0300rag\u200b \n MacLeod ", "M\u00f2rag MacLeod"), ("a" * 60, "a" * 60)],
)
def test_a_name_is_kept_as_it_is_seen(typed: str, kept: str) -> None:
    assert account_name(typed) == kept


@pytest.mark.parametrize("typed", ["", " \n", "\u200b", "a" * 61])
def test_a_name_of_nothing_is_none(typed: str) -> None:
    with pytest.raises(SettingsError, match="between 1 and 60"):
        account_name(typed)


@pytest.mark.parametrize(("one", "other"), [("Ailsa", "aILSA"), ("ﬁona", "Fiona"), ("STRASSE", "straße")])
def test_names_that_look_alike_fold_alike(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
