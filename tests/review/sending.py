"""A submission in tests, as a form brings it."""

from collections.abc import Mapping
from typing import Final

__all__ = ["ANSWERS", "NAMED", "form", "sent"]

from synthesis.submitting.checking import Sent

ANSWERS: Final[Mapping[str, str]] = {
    "title": "Warm packs at the pharmacy door",
    "organisation": "Invented Partnership",
    "area": "Largs",
    "started": "April 2026",
    "running": "yes",
    "workstream": "community-models",
    "what": "The community pharmacy keeps warm packs for tenants in fuel poverty.",
    "how": "Pharmacists and the housing association agreed it in two meetings.",
    "left_out": "People who do not use a pharmacy. We do not know how many.",
    "seen": "Forty packs went out in a month; staff counted them.",
}
NAMED: Final = "Mrs Invented asked first."


def form(**more: str | list[str]) -> dict[str, str | list[str]]:
    """Give the fields that a browser sends, with consent to publish, for a form that is taken."""
    return {**ANSWERS, "groups": ["age", "income"], "consent": ["publish"], "confirmed": "yes", **more}


def sent(**more: str) -> Sent:
    """Give a form that is taken, with consent to contact and to publish."""
    return Sent(
        texts={**ANSWERS, "groups": "age,income", **more},
        consents=("contact", "publish"),
        contact={"name": "Morag Invented", "email": "morag@example.org"},
        confirmed=True,
    )
