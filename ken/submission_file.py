"""A submission as a TOML file: the template that people fill in, and the reading of it."""

import textwrap
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from ken.workspace import text_of
from records.errors import SettingsError
from records.workstream import Workstream
from synthesis.submitting.checking import Sent
from synthesis.submitting.form import CONTACT, Form, FormField

__all__ = ["read_sent", "template"]

_WIDE: Final = 100
_LONGEST: Final = 200_000  # bytes of a file
_TABLES: Final = ("consents", "contact")
_CONFIRMED: Final = "nothing_points_to_a_person"


def template(form: Form, workstreams: Sequence[Workstream]) -> str:
    """Give a file to be filled in, with what is asked as comments."""
    lines = ["# Emerging practice. Fill in what you can, and send it with `ken submit FILE.toml`."]
    for part in form.parts:
        lines += ["", f"# --- {part.name} ---"]
        for field in form.of_part(part):
            lines += ["", *_comment(field, workstreams), _empty(field)]
    lines += ["", "# --- Before you send it ---", ""]
    lines += _wrapped("Nothing in it names a person or lets somebody recognise one (needed): set it to true.")
    lines += [
        f"{_CONFIRMED} = false",
        "",
        "# What you agree to. Without it, only the team reads what you wrote.",
    ]
    lines += ["[consents]", *(f"{one.id} = false  # {one.label}" for one in form.consents)]
    lines += ["", "# How to reach you, only with consent to contact. It is kept apart, and deleted in time."]
    lines += ["[contact]", *(f'{name} = ""' for name in CONTACT)]
    return "\n".join(lines) + "\n"


def read_sent(path: Path, form: Form) -> Sent:
    """Read a filled file; ``SettingsError`` says what in it is not as the template has it."""
    text = text_of(path)
    if len(text) > _LONGEST:
        raise SettingsError(f"{path}: this is more than a submission can hold")
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from error
    fields = {one.id: one for one in form.fields}
    known = (*fields, *_TABLES, _CONFIRMED)
    unknown = next((name for name in tables if name not in known), "")
    if unknown:
        raise SettingsError(f"{path}: there is no '{unknown}'; `ken submit --template` shows what there is")
    texts = {name: _text(path, fields[name], tables[name]) for name in fields if name in tables}
    consents, contact = (_table(path, tables, name) for name in _TABLES)
    allowed = [one.id for one in form.consents]
    _check(path, "consents", consents, allowed, bool, "true or false")
    _check(path, "contact", contact, list(CONTACT), str, "a text in quotes")
    confirmed = tables.get(_CONFIRMED, False)
    _check(path, "", {_CONFIRMED: confirmed}, [_CONFIRMED], bool, "true or false")
    return Sent(
        texts=texts,
        consents=[name for name, value in consents.items() if value],
        contact={name: str(value) for name, value in contact.items()},
        confirmed=bool(confirmed),
    )


def _comment(field: FormField, workstreams: Sequence[Workstream]) -> Iterator[str]:
    needed = " (needed)" if field.needed else ""
    yield from _wrapped(f"{field.label}{needed} {field.hint}".strip())
    if field.kind == "workstream":
        yield from (f"#   {one.id}: {one.name}" for one in workstreams)
    elif field.options:
        yield from (f"#   {id_}: {name}" for id_, name in field.options.items())
    else:
        yield f"# At most {field.longest} characters."


def _wrapped(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(text, _WIDE)]


def _empty(field: FormField) -> str:
    if field.kind == "ticks":
        return f"{field.id} = []"
    return f'{field.id} = """\n"""' if field.kind == "text" else f'{field.id} = ""'


def _text(path: Path, field: FormField, value: object) -> str:
    if field.kind == "ticks" and isinstance(value, list) and all(isinstance(one, str) for one in value):
        return ",".join(value)
    if field.kind != "ticks" and isinstance(value, str):
        return value
    wanted = "a list of texts" if field.kind == "ticks" else "a text in quotes"
    raise SettingsError(f"{path}: '{field.id}' must be {wanted}")


def _table(path: Path, tables: dict[str, object], name: str) -> dict[str, object]:
    found = tables.get(name, {})
    if not isinstance(found, dict):
        raise SettingsError(f"{path}: [{name}] must be a table")
    return found


def _check(
    path: Path, table: str, values: dict[str, object], known: Sequence[str], wanted: type, words: str
) -> None:
    where = f"[{table}] " if table else ""
    for name, value in values.items():
        if name not in known:
            raise SettingsError(f"{path}: {where}has no '{name}'; there are: {', '.join(known)}")
        if not isinstance(value, wanted):
            raise SettingsError(f"{path}: {where}{name} must be {words}")
