"""The form for emerging practice as a browser sends it, and how its answers are shown again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from records.submission import Finding, Submission
from synthesis.submitting.checking import Sent
from synthesis.submitting.form import CONTACT, Form, FormField

__all__ = ["Answer", "Piece", "Typed", "TypedForm", "answers_of", "pieces"]

_MOST = 200  # fields of a form


@dataclass(frozen=True, slots=True)
class TypedForm:
    """What was typed and ticked, by name of the field; files are left out."""

    values: Mapping[str, tuple[str, ...]]

    def one(self, name: str) -> str:
        """Give what was typed into a field, empty for nothing."""
        return next(iter(self.values.get(name, ())), "")

    def texts(self, form: Form) -> dict[str, str]:
        """Give the answers by id of field; several ticks are joined by a comma."""
        return {
            field.id: ",".join(self.values.get(field.id, ()))
            for field in form.fields
            if field.id in self.values
        }

    def sent(self, form: Form) -> Sent:
        """Give the whole form, to be checked."""
        return Sent(
            texts=self.texts(form),
            consents=self.values.get("consent", ()),
            contact={name: self.one(f"contact_{name}") for name in CONTACT},
            confirmed=bool(self.one("confirmed")),
        )


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer; ``kind`` says what it looks like where it may point to a person, else empty."""

    text: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A field with what was answered, cut where something was found in it."""

    field: FormField
    text: str
    pieces: tuple[Piece, ...]

    @property
    def is_suspect(self) -> bool:
        """Tell whether anything was found in it."""
        return any(piece.kind for piece in self.pieces)


def answers_of(submission: Submission, form: Form, workstreams: Mapping[str, str]) -> tuple[Answer, ...]:
    """Show what was answered, in the order and words of the form; ``workstreams`` maps ids to names."""
    spoken = form.spoken(submission.answers)
    found = []
    for field in form.fields:
        if field.id not in spoken:
            continue
        text = spoken[field.id]
        shown = workstreams.get(text, text) if field.kind == "workstream" else text
        own = [one for one in submission.findings if one.field == field.id]
        found.append(Answer(field, text, pieces(shown, own)))
    return tuple(found)


def pieces(text: str, findings: Iterable[Finding]) -> tuple[Piece, ...]:
    """Cut a text where something was found in it."""
    cut: list[Piece] = []
    at = 0
    for one in findings:
        cut += [Piece(text[at : one.start]), Piece(text[one.start : one.end], one.kind)]
        at = one.end
    return tuple(piece for piece in (*cut, Piece(text[at:])) if piece.text)


async def _typed(request: Request) -> TypedForm:
    found: dict[str, list[str]] = {}
    async with request.form(max_fields=_MOST, max_files=1) as form:
        for name, value in form.multi_items():
            if isinstance(value, str):
                found.setdefault(name, []).append(value)
    return TypedForm({name: tuple(values) for name, values in found.items()})


Typed = Annotated[TypedForm, Depends(_typed)]
