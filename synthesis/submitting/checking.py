"""Checking a filled form: what is missing, too long or cannot be, field by field."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from records.dates import PartialDate
from records.submission import CONSENTS, Consent, Contact
from synthesis.submitting.form import CONTACT, Form, FormField

__all__ = ["Filled", "Sent", "filled"]

_UNSEEN: Final = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_EMAIL: Final = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\"]+\.[^@\s,;<>\".]{2,}")
_PHONE: Final = re.compile(r"\+?[\d\s()./-]{7,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """A form as somebody sent it: texts by id of field, ticks, the contact, and the confirmation.

    ``confirmed`` tells that they say it holds nothing that points to a person.
    """

    texts: Mapping[str, str]
    consents: Collection[str] = ()
    contact: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that was checked; ``errors`` says what is wrong by id of field, and is empty for a good one.

    ``contact`` is None where none was given.
    """

    answers: Mapping[str, str]
    consents: frozenset[Consent]
    contact: Contact | None
    errors: Mapping[str, str]


def filled(form: Form, workstreams: Collection[str], sent: Sent) -> Filled:
    """Check a form. ``workstreams`` are the ids that there are.

    Spaces and line ends are made alike and signs that cannot be seen removed; nothing else is changed.
    """
    answers: dict[str, str] = {}
    errors: dict[str, str] = {}
    for one in form.fields:
        text = _plain(sent.texts.get(one.id, ""), many_lines=one.kind == "text")
        wrong = _wrong(one, text, workstreams)
        if wrong:
            errors[one.id] = wrong
        elif text:
            answers[one.id] = text
    consents = frozenset(one for one in CONSENTS if one in sent.consents)
    contact, wrong_contact = _contact(sent, consents)
    errors |= wrong_contact
    if not sent.confirmed:
        errors["confirmed"] = "Please confirm that nothing in it points to a person."
    return Filled(answers=answers, consents=consents, contact=contact, errors=errors)


def _plain(text: str, *, many_lines: bool) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = "\n".join(_UNSEEN.sub(" ", line).strip() for line in lines).strip()
    return re.sub(r"\n{3,}", "\n\n", kept) if many_lines else " ".join(kept.split())


def _wrong(one: FormField, text: str, workstreams: Collection[str]) -> str:
    """Say what is wrong with an answer, nothing for a good one."""
    if one.needed and not text:
        return "Please write something here."
    if not text:
        return ""
    if one.is_free and len(text) > one.longest:
        return f"This has {len(text)} characters; {one.longest} is the most."
    options = workstreams if one.kind == "workstream" else one.options
    if not one.is_free and not {*text.split(",")} <= {*options}:
        return f"Please choose from the list: {', '.join(options)}."
    if one.id == "started" and PartialDate.parse(text) is None:
        return "Please give at least the year, such as April 2026."
    return ""


def _contact(sent: Sent, consents: Collection[str]) -> tuple[Contact | None, dict[str, str]]:
    """Read the contact; it is only taken where they may be contacted, and then needs a way."""
    given = {name: _plain(sent.contact.get(name, ""), many_lines=False) for name in CONTACT}
    errors = {
        f"contact_{name}": f"This has {len(text)} characters; {CONTACT[name]} is the most."
        for name, text in given.items()
        if len(text) > CONTACT[name]
    }
    if given["email"] and not _EMAIL.fullmatch(given["email"]):
        errors["contact_email"] = "This is no e-mail address such as name@example.org."
    if given["phone"] and not _PHONE.fullmatch(given["phone"]):
        errors["contact_phone"] = "This is no telephone number."
    if "contact" in consents and not (given["email"] or given["phone"]):
        errors["contact_email"] = (
            "Please give an e-mail address or a telephone number, or untick that we may contact you."
        )
    if any(given.values()) and "contact" not in consents:
        errors["contact"] = (
            "Please tick that we may contact you, or leave the contact empty: we keep none without need."
        )
    contact = Contact(name=given["name"], email=given["email"], phone=given["phone"])
    return (contact if any(given.values()) else None), errors
