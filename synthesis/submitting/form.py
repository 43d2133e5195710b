"""The form for emerging practice, as the file that ships describes it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Final, Literal

import msgspec

import data
from records.submission import Consent

__all__ = ["CONTACT", "ConsentField", "Form", "FormField", "Kind", "Part", "shipped_form"]

Kind = Literal["line", "text", "choice", "ticks", "workstream"]
# The fields of the contact, which are kept apart: id, and the most characters.
CONTACT: Final[Mapping[str, int]] = {"name": 100, "email": 200, "phone": 40}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Fields that stand together."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field: what is asked, in which words, and how much may be answered.

    ``options`` maps what is kept to what is said, for choices and ticks. ``heading`` is what stands before
    the answer in the record that is made of it, empty for fields that are not part of its text.
    """

    id: str
    part: str
    kind: Kind
    label: str
    hint: str = ""
    heading: str = ""
    longest: int = 200
    needed: bool = False
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_free(self) -> bool:
        """Tell whether people write what they like."""
        return self.kind in ("line", "text")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentField:
    """One thing that the sender may allow."""

    id: Consent
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """All that is asked, in order."""

    parts: tuple[Part, ...]
    fields: tuple[FormField, ...]
    consents: tuple[ConsentField, ...]

    def of_part(self, part: Part) -> tuple[FormField, ...]:
        """List the fields of a part."""
        return tuple(one for one in self.fields if one.part == part.id)

    def spoken(self, answers: Mapping[str, str]) -> dict[str, str]:
        """Give answers in the words of the form: choices and ticks as they were shown."""
        return {
            one.id: ", ".join(one.options.get(part, part) for part in answers[one.id].split(","))
            if one.options
            else answers[one.id]
            for one in self.fields
            if one.id in answers
        }


@cache
def shipped_form() -> Form:
    """Read the form that ships."""
    text = data.folder("submissions", "form.toml").read_text(encoding="utf-8")
    tables: dict[str, Any] = tomllib.loads(text)
    return msgspec.convert(tables, Form)
