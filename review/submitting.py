"""Submitting: what the page, the command line and the interface do with emerging practice, in one place."""

import re
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from records.errors import KenError, NotFoundError
from records.submission import Contact, Finding, Status, Submission, following
from review.passwords import sealed
from store.opening import Store
from synthesis.counted import counted
from synthesis.submitting.checking import Filled, Sent, filled
from synthesis.submitting.form import Form, shipped_form
from synthesis.submitting.privacy import scanned
from synthesis.submitting.settings import SubmitSettings
from synthesis.submitting.taking_in import blank, record_of

__all__ = [
    "LONGEST_SECRET",
    "Receipt",
    "UnmovableError",
    "UnsendableError",
    "contact_of",
    "mend",
    "move",
    "of_sender",
    "submit",
    "take_in",
    "withdraw",
]

LONGEST_SECRET: Final = 40  # characters of a reference or code that a form may bring
_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that looks like another
_REFERENCE, _CODE = 8, 16  # signs: 39 and 79 random bits
_GROUP: Final = 4
_KIND: Final = "EP"


class UnsendableError(KenError):
    """A form cannot be taken as it is: ``errors`` says why, by id of field; ``findings`` may point to people.

    There are findings only where nothing else is wrong.
    """

    def __init__(self, errors: Mapping[str, str], findings: Sequence[Finding] = ()) -> None:
        told = [f"{name}: {error}" for name, error in errors.items()]
        told += [f"{one.field}: “{one.quote}” looks like a {one.kind}" for one in findings]
        super().__init__("; ".join(told))
        self.errors = errors
        self.findings = tuple(findings)


class UnmovableError(KenError):
    """A submission is not where this can be done with it."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a sender gets: their submission, and the code with which they withdraw it, shown this once."""

    submission: Submission
    code: str


def submit(
    store: Store,
    workstreams: Collection[str],
    sent: Sent,
    settings: SubmitSettings,
    now: datetime,
    *,
    sure: bool = False,
) -> Receipt:
    """Take a form in. What may point to a person is kept only where the sender is ``sure``, as ``received``.

    Raises ``UnsendableError`` for what cannot be taken as it is.
    """
    form = shipped_form()
    given = filled(form, workstreams, sent)
    findings = _checked(form, given, sure=sure)
    reference, code = f"{_KIND}-{_grouped(_random(_REFERENCE))}", _grouped(_random(_CODE))
    submission = Submission(
        reference=reference,
        received=now,
        changed=now,
        status="received" if findings else "checked",
        answers=given.answers,
        consents=given.consents,
        findings=findings,
    )
    store.contacts.expire(now)
    if given.contact:
        store.contacts.keep(reference, replace(given.contact, until=now + settings.keeping))
    try:
        store.submissions.add(submission, sealed(code))
    except Exception:
        store.contacts.delete(reference)
        raise
    return Receipt(submission, code)


def of_sender(store: Store, reference: str, code: str) -> Submission:
    """Give a submission to whoever has its code; ``NotFoundError`` for any that do not belong together."""
    name = _written(reference)
    kept = store.submissions.code(name)
    if not kept or not secrets.compare_digest(kept, sealed(_grouped(_signs(code)))):
        raise NotFoundError("there is no submission with this reference and this code")
    return store.submissions.get(name)


def withdraw(store: Store, reference: str, now: datetime, who: str = "") -> Submission:
    """Withdraw a submission: its answers, its contact and what was made of it are gone at once.

    ``who`` is empty for its sender. Doing it again does no harm.
    """
    store.contacts.delete(store.submissions.get(reference).reference)
    gone = store.submissions.withdraw(reference, now, who)
    if gone.record:
        store.withdrawals.empty(gone.record, blank(gone))
    return gone


def mend(
    store: Store,
    workstreams: Collection[str],
    reference: str,
    texts: Mapping[str, str],
    now: datetime,
    who: str = "",
) -> Submission:
    """Put other words in the place of those that may point to a person; clean ones are ``checked`` with that.

    Raises ``UnsendableError`` for what cannot be, ``UnmovableError`` when it was checked already.
    """
    found = store.submissions.get(reference)
    if found.status != "received":
        raise UnmovableError(f"{reference} is {found.status}; only what is received is mended")
    form = shipped_form()
    sent = Sent(texts={**found.answers, **texts}, confirmed=True)
    given = filled(form, workstreams, sent)
    if given.errors:
        raise UnsendableError(given.errors)
    return store.submissions.mend(reference, given.answers, scanned(form, given.answers), now, who)


def move(
    store: Store, reference: str, status: Status, now: datetime, who: str, *, passed: bool = False
) -> Submission:
    """Move a submission on. ``passed`` says that somebody read what was found and it points to nobody.

    Raises ``UnmovableError`` where it cannot go there.
    """
    found = store.submissions.get(reference)
    if status not in following(found):
        there = ", ".join(following(found)) or "nothing more"
        raise UnmovableError(f"{reference} is {found.status}: it can be {there}")
    if found.findings and not passed:
        raise UnmovableError(
            f"{reference} has {counted(len(found.findings), 'finding')} of the privacy scan; mend or pass it"
        )
    read = f", {counted(len(found.findings), 'finding')} read and passed" if found.findings else ""
    return store.submissions.move(reference, status, now, who, f"moved it to {status}{read}")


def take_in(store: Store, reference: str, now: datetime, who: str) -> Submission:
    """Make a record of a submission, which the next run links, reads and ranks like any other.

    Raises ``UnmovableError`` without consent to publish, before it was checked, and after it was withdrawn.
    Taking it in again changes nothing.
    """
    found = store.submissions.get(reference)
    if found.record and found.status != "withdrawn":
        return found
    if found.status in ("withdrawn", "received"):
        raise UnmovableError(f"{reference} is {found.status}; only what was checked is taken in")
    if "publish" not in found.consents:
        raise UnmovableError(f"the sender of {reference} did not consent to publish it")
    record = record_of(found, shipped_form())
    with store.at_once():
        store.records.keep(0, [record])
        return store.submissions.move(reference, "card", now, who, "took it in", record=record.record_id)


def contact_of(store: Store, reference: str, now: datetime, who: str) -> Contact | None:
    """Give the contact of a submission, and note who looked; None where there is none, or none any more."""
    found = store.submissions.get(reference)
    contact = store.contacts.get(found.reference, now)
    store.submissions.note(reference, now, who, "looked at the contact" if contact else "found no contact")
    return contact


def _checked(form: Form, given: Filled, *, sure: bool) -> tuple[Finding, ...]:
    """Give what the privacy scan finds in a form that can be taken."""
    if given.errors:
        raise UnsendableError(given.errors)
    findings = scanned(form, given.answers)
    if findings and not sure:
        raise UnsendableError({}, findings)
    return findings


def _random(signs: int) -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(signs))


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + _GROUP] for at in range(0, len(signs), _GROUP))


def _signs(text: str) -> str:
    """Give the signs of a code as it may be typed: in small letters, with spaces or without dashes."""
    return re.sub(r"[^A-Z0-9]", "", text.upper())[:_CODE]


def _written(reference: str) -> str:
    signs = _signs(reference).removeprefix(_KIND)
    return f"{_KIND}-{_grouped(signs)}"
