"""A submission: emerging practice that a local team sent in, and what becomes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, get_args

__all__ = [
    "CONSENTS",
    "STATUSES",
    "Consent",
    "Contact",
    "Finding",
    "FindingKind",
    "Happening",
    "Status",
    "Submission",
    "following",
]

Status = Literal["received", "checked", "triaged", "followed-up", "card", "shared", "reviewed", "withdrawn"]
# In the order in which a submission goes through them; "withdrawn" may come after any.
STATUSES: Final[tuple[Status, ...]] = get_args(Status)
Consent = Literal["contact", "share", "publish", "anonymise"]
CONSENTS: Final[tuple[Consent, ...]] = get_args(Consent)
FindingKind = Literal[
    "e-mail address", "telephone number", "health number", "postcode", "date of birth", "name", "small number"
]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a submission that may point to a person.

    ``field`` is the id of the field, ``quote`` what stands there from character ``start`` to before ``end``.
    """

    field: str
    kind: FindingKind
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask about a submission; kept apart from it, and no longer than ``until`` (UTC)."""

    name: str = ""
    email: str = ""
    phone: str = ""
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that somebody did with a submission; ``instant`` is UTC, ``who`` empty for its sender."""

    instant: datetime
    who: str
    did: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """Emerging practice that a local team sent in.

    ``answers`` maps the ids of fields to what was written, without empty ones; several ticks are joined by
    a comma. ``findings`` are what the privacy scan found and nobody has mended or passed. ``record`` is the
    id of the record that was made of it, empty before. ``received`` and ``changed`` are UTC. A withdrawn
    one has neither answers nor findings.
    """

    reference: str
    received: datetime
    changed: datetime
    status: Status
    answers: Mapping[str, str]
    consents: frozenset[Consent] = frozenset()
    findings: tuple[Finding, ...] = ()
    record: str = ""

    @property
    def title(self) -> str:
        """Give its title, or what is left to call it by."""
        return self.answers.get("title") or f"Submission {self.reference}"


def following(submission: Submission) -> tuple[Status, ...]:
    """List the statuses that a submission can be moved to by hand.

    From ``received`` it is checked; later it goes to any that comes after, or one step back. ``card`` comes
    with taking it in, ``withdrawn`` with withdrawing it; following up wants consent to contact, sharing
    consent to share or to publish.
    """
    if submission.status == "withdrawn":
        return ()
    place = STATUSES.index(submission.status)
    if place == 0:
        return ("checked",)
    allowed = {
        "followed-up": "contact" in submission.consents,
        "shared": bool(submission.consents & {"share", "publish"}),
        "card": False,
        "received": False,
        "withdrawn": False,
    }
    return tuple(
        status
        for number, status in enumerate(STATUSES)
        if number != place and number >= place - 1 and allowed.get(status, True)
    )
