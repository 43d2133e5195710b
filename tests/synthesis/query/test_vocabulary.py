"""What names in a query stand for in a workspace."""

import pytest

from records.errors import QueryError
from records.query import Is, leaves
from records.workstream import Workstream
from synthesis.query.parsing import parse
from synthesis.query.vocabulary import Vocabulary

KNOWN = Vocabulary.of(
    [
        Workstream(id="emerging-needs", code="W2", name="Needs"),
        Workstream(id="models", code="W1", name="Models"),
    ],
    {"plus_homelessness": "Homelessness", "ses": "Income", "rapid_review": "rapid review"},
    ["plus_homelessness", "ses"],
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("workstream:w2", "emerging-needs"),
        ("workstream:Emerging_Needs", "emerging-needs"),
        ("dimension:homelessness", "plus_homelessness"),
        ("dimension:plus_homelessness", "plus_homelessness"),
        ("evidence:Rapid-Review", "rapid_review"),
        ('evidence:"rapid review"', "rapid_review"),
        ("stage:2", "S2"),
        ("learning:change-to-stop", "change_to_stop"),
        ("decided:W1", "models"),
        ("decided:include", "include"),
        ("undecided:any", "any"),
        ("by:me", "Ailsa"),
        ("by:ME", "Ailsa"),
        ("by:bruce", "bruce"),
        ("place:anywhere", "anywhere"),
        ("source:anything", "anything"),
    ],
)
def test_names_become_what_they_stand_for(text: str, value: str) -> None:
    meant = KNOWN.meant(parse(text), "Ailsa")
    assert isinstance(meant, Is)
    assert meant.value == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a workstream:emerging-need",
            'there is no workstream "emerging-need"; did you mean "emerging-needs"?',
        ),
        ("a dimension:homlessness", 'there is no dimension "homlessness"; did you mean "homelessness"?'),
        ("a dimension:rapid-review", "there is no dimension"),
        ("a evidence:ses", 'there is no evidence "ses"; there are: rapid-review'),
        (
            "a decided:yes",
            'there is no decided "yes"; there are: include, exclude, maybe, any, emerging-needs',
        ),
        ("a is:good", 'there is no is "good"; there are: protocol, review'),
        ("a stage:S9", "there is no stage"),
    ],
)
def test_a_name_that_nothing_has_is_told(text: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        KNOWN.meant(parse(text))
    assert str(caught.value).startswith(message)
    assert caught.value.at == 2


def test_names_are_put_in_wherever_they_stand() -> None:
    meant = KNOWN.meant(parse("a -(workstream:W2 OR (b decided:W1))"))
    assert [one.value for one, _ in leaves(meant) if isinstance(one, Is)] == ["emerging-needs", "models"]
