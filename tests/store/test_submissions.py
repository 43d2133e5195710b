"""Submissions and their log are kept; contacts are kept apart, for the owner of the workspace alone."""

import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from records.errors import NotFoundError, StoreError
from records.submission import Contact, Finding, Submission
from store.opening import Store, open_store
from tests.store.examples import NOW

LATER = NOW + timedelta(hours=1)
FOUND = Finding("well", "name", 0, 8, "Mr Smith")
ONE = Submission(
    reference="EP-2222-3333",
    received=NOW,
    changed=NOW,
    status="received",
    answers={"title": "A van", "well": "Mr Smith came"},
    consents=frozenset({"contact", "publish"}),
    findings=(FOUND,),
)
CONTACT = Contact(name="Morag", email="morag@example.org", until=LATER)


def test_a_submission_comes_back_as_it_was(store: Store) -> None:
    store.submissions.add(ONE, "sealed")
    assert store.submissions.get(ONE.reference) == ONE
    assert store.submissions.code(ONE.reference) == "sealed"
    assert store.submissions.code("EP-9999-9999") == ""
    with pytest.raises(NotFoundError, match="no submission EP-9999-9999"):
        store.submissions.get("EP-9999-9999")


def test_the_latest_come_first_and_can_be_narrowed(store: Store) -> None:
    for number in range(3):
        at = NOW + timedelta(days=number)
        store.submissions.add(replace(ONE, reference=f"EP-{number}", received=at, changed=at), "")
    store.submissions.move("EP-1", "checked", LATER, "Ann", "moved it to checked")
    assert [one.reference for one in store.submissions.all()] == ["EP-2", "EP-1", "EP-0"]
    assert [one.reference for one in store.submissions.all(limit=1, offset=2)] == ["EP-0"]
    assert [one.reference for one in store.submissions.all("checked")] == ["EP-1"]
    assert store.submissions.counts() == {"received": 2, "checked": 1}


def test_what_is_done_is_logged(store: Store) -> None:
    store.submissions.add(ONE, "")
    store.submissions.mend(ONE.reference, {"title": "A van"}, (), LATER, "")
    store.submissions.note(ONE.reference, LATER, "Ann", "looked at the contact")
    store.submissions.move(ONE.reference, "card", LATER, "Ann", "took it in", record="stakeholder:EP")
    assert store.submissions.get(ONE.reference).record == "stakeholder:EP"
    log = store.submissions.log(ONE.reference)
    assert [(one.who, one.did) for one in log] == [
        ("", "sent it in"),
        ("", "mended it"),
        ("Ann", "looked at the contact"),
        ("Ann", "took it in"),
    ]


def test_what_is_withdrawn_has_no_words_any_more(store: Store) -> None:
    store.submissions.add(replace(ONE, record="stakeholder:EP"), "sealed")
    gone = store.submissions.withdraw(ONE.reference, LATER, "")
    assert (gone.status, gone.answers, gone.findings, gone.consents) == ("withdrawn", {}, (), frozenset())
    assert store.submissions.withdraw(ONE.reference, LATER + timedelta(days=1), "Ann") == gone
    assert len(store.submissions.log(ONE.reference)) == 2
    assert store.submissions.withdrawn(LATER) == (gone,)
    assert store.submissions.withdrawn(LATER + timedelta(seconds=1)) == ()


def test_a_contact_is_readable_by_nobody_else_and_in_no_table(store: Store, tmp_path: Path) -> None:
    store.submissions.add(ONE, "")
    store.contacts.keep(ONE.reference, CONTACT)
    assert store.contacts.get(ONE.reference, NOW) == CONTACT
    (path,) = (tmp_path / "contacts").iterdir()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    store.database.release()
    elsewhere = [one for one in tmp_path.iterdir() if one.is_file()]
    assert elsewhere
    assert all(b"morag@" not in one.read_bytes() for one in elsewhere)


def test_a_contact_goes_when_its_time_is_over(store: Store) -> None:
    store.contacts.keep("EP-1", CONTACT)
    store.contacts.keep("EP-2", replace(CONTACT, until=LATER + timedelta(days=1)))
    assert store.contacts.get("EP-1", LATER) is None
    assert store.contacts.expire(NOW) == 0
    assert store.contacts.expire(LATER) == 1
    assert store.contacts.get("EP-1", NOW) is None
    assert store.contacts.get("EP-2", LATER)
    store.contacts.delete("EP-2")
    store.contacts.delete("EP-2")
    assert store.contacts.get("EP-2", NOW) is None


def test_a_contact_takes_the_place_of_the_one_before(store: Store) -> None:
    store.contacts.keep("EP-1", CONTACT)
    store.contacts.keep("EP-1", replace(CONTACT, name="Ina"))
    found = store.contacts.get("EP-1", NOW)
    assert found
    assert found.name == "Ina"


def test_a_reference_is_no_path(store: Store) -> None:
    for reference in ("../EP", "a/b", "", ".", "EP\x00"):
        assert store.contacts.get(reference, NOW) is None
        with pytest.raises(NotFoundError):
            store.contacts.keep(reference, CONTACT)
        with pytest.raises(NotFoundError):
            store.contacts.delete(reference)


def test_contacts_need_an_end_and_a_folder(tmp_path: Path) -> None:
    store = open_store(tmp_path / "w")
    with pytest.raises(ValueError, match="until some day"):
        store.contacts.keep("EP-1", Contact(name="Morag"))
    (tmp_path / "w" / "contacts").write_text("in the way")
    with pytest.raises(StoreError, match="cannot be written"):
        store.contacts.keep("EP-1", CONTACT)


def test_a_file_that_is_none_is_named(store: Store, tmp_path: Path) -> None:
    store.contacts.keep("EP-1", CONTACT)
    (tmp_path / "contacts" / "EP-1.json").write_text("{")
    with pytest.raises(StoreError, match=r"EP-1\.json is no contact"):
        store.contacts.get("EP-1", NOW)
