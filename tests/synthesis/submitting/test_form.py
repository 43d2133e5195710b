"""The form that ships, and what a filled one has to be."""

import pytest

from records.submission import CONSENTS
from synthesis.submitting.checking import Sent, filled
from synthesis.submitting.form import shipped_form
from tests.review.sending import ANSWERS, sent

FORM = shipped_form()
STREAMS = ("community-models", "emerging-needs")


def test_the_form_is_whole() -> None:
    ids = [one.id for one in FORM.fields]
    assert len(ids) == len({*ids})
    assert {one.part for one in FORM.fields} == {one.id for one in FORM.parts}
    assert [one.id for one in FORM.consents] == [*CONSENTS]
    assert [one.id for one in FORM.fields if one.needed] == [
        "title",
        "organisation",
        "what",
        "how",
        "left_out",
    ]
    assert all(bool(one.options) == (one.kind in ("choice", "ticks")) for one in FORM.fields)
    # All of it fits into a form of the page, even where each character takes two bytes.
    assert 2 * sum(one.longest for one in FORM.fields if one.is_free) < 60_000


def test_a_good_form_is_taken_as_it_is() -> None:
    found = filled(FORM, STREAMS, sent())
    assert found.errors == {}
    assert found.answers == {**ANSWERS, "groups": "age,income"}
    assert found.consents == {"contact", "publish"}
    assert found.contact
    assert found.contact.email == "morag@example.org"


@pytest.mark.parametrize(
    ("answers", "field", "said"),
    [
        ({"what": "  \n "}, "what", "Please write something"),
        ({"title": "a" * 201}, "title", "201 characters; 200 is the most"),
        ({"workstream": "nowhere"}, "workstream", "choose from the list: community-models"),
        ({"running": "perhaps"}, "running", "choose from the list: yes"),
        ({"groups": "age,colour"}, "groups", "choose from the list"),
        ({"started": "lately"}, "started", "at least the year"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(answers: dict[str, str], field: str, said: str) -> None:
    found = filled(FORM, STREAMS, sent(**answers))
    assert [*found.errors] == [field]
    assert said in found.errors[field]


@pytest.mark.parametrize(
    ("consents", "contact", "confirmed", "field"),
    [
        ((), {}, False, "confirmed"),
        (("contact",), {}, True, "contact_email"),
        (("contact",), {"name": "Morag"}, True, "contact_email"),
        ((), {"email": "a@b.org"}, True, "contact"),
        (("contact",), {"email": "nobody"}, True, "contact_email"),
        (("contact",), {"phone": "ring me"}, True, "contact_phone"),
        (("contact",), {"phone": "0131 496 0123", "name": "a" * 101}, True, "contact_name"),
    ],
)
def test_the_contact_goes_with_its_consent(
    consents: tuple[str, ...], contact: dict[str, str], confirmed: bool, field: str
) -> None:
    found = filled(
        FORM, STREAMS, Sent(texts=ANSWERS, consents=consents, contact=contact, confirmed=confirmed)
    )
    assert [*found.errors] == [field]


def test_a_telephone_number_is_enough() -> None:
    given = Sent(texts=ANSWERS, consents=["contact"], contact={"phone": "0131 496 0123"}, confirmed=True)
    assert filled(FORM, STREAMS, given).errors == {}


def test_signs_that_cannot_be_seen_are_removed_and_lines_stay() -> None:
    found = filled(FORM, STREAMS, sent(title=" A\u202e  van\x00 ", what="One\r\ntwo\r\n\r\n\r\n\r\nthree "))
    assert found.answers["title"] == "A van"
    assert found.answers["what"] == "One\ntwo\n\nthree"
