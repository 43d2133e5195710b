"""Reading a YAML file that people edit, with errors that say where."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

import data
from records.errors import SettingsError

__all__ = ["Entry", "entry_of", "vocabulary_text"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """One mapping of a settings file, and where it stands, so that an error can say so.

    Each reader of a field raises ``SettingsError``, in one line that names file, entry and field, when
    the field is missing or not of the kind that is asked for.
    """

    file: str
    place: str
    values: Mapping[str, object]

    def fault(self, field: str, problem: str) -> SettingsError:
        """Make the error that says what is wrong with a field."""
        at = f"{self.place}, " if self.place else ""
        return SettingsError(f"{self.file}: {at}{field}: {problem}")

    def has(self, field: str) -> bool:
        """Tell whether a field is given."""
        return self.values.get(field) is not None

    def text(self, field: str, default: str | None = None) -> str:
        """Give a field that is a text; numbers and yes/no are taken as they are written."""
        value = self.values.get(field)
        if value is None and default is not None:
            return default
        if not isinstance(value, str) or not value.strip():
            raise self.fault(field, "a text is needed")
        return value

    def number(self, field: str, default: float | None = None) -> float:
        """Give a field that is a number."""
        value = self.values.get(field)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.fault(field, "a number is needed")
        return float(value)

    def flag(self, field: str) -> bool | None:
        """Give a field that is true or false, None when it is not given."""
        value = self.values.get(field)
        if value is not None and not isinstance(value, bool):
            raise self.fault(field, "true or false is needed")
        return value

    def texts(self, field: str, *, needed: bool = False) -> tuple[str, ...]:
        """Give a field that is a list of texts, empty when it is not given."""
        value = self.values.get(field)
        if value is None and not needed:
            return ()
        if not isinstance(value, list) or (needed and not value):
            raise self.fault(field, "a list of texts is needed")
        for number, item in enumerate(value, start=1):
            if not isinstance(item, str) or not item.strip():
                raise self.fault(field, f"item {number} is not a text; put it in quotes")
        return tuple(value)

    def choice(self, field: str, allowed: tuple[str, ...], default: str | None = None) -> str:
        """Give a field that is one of a few words."""
        value = self.text(field, default)
        if value not in allowed:
            raise self.fault(field, f"'{value}' is not one of {', '.join(allowed)}")
        return value

    def entry(self, field: str) -> "Entry":
        """Give a field that is itself a mapping, empty when it is not given."""
        value = self.values.get(field)
        if value is None:
            value = {}
        if not isinstance(value, dict):
            raise self.fault(field, "names with values are needed")
        return Entry(self.file, f"{self.place}, {field}" if self.place else field, value)

    def entries(self, field: str, name: str = "id") -> Iterator["Entry"]:
        """Give a field that is a list of mappings; ``name`` is the field by which errors call each."""
        value = self.values.get(field)
        if value is None:
            return
        if not isinstance(value, list):
            raise self.fault(field, "a list is needed")
        for number, item in enumerate(value, start=1):
            if not isinstance(item, dict):
                raise self.fault(field, f"item {number} is not a mapping of names to values")
            called = item.get(name, f"item {number}")
            place = f"{self.place}, {field} '{called}'" if self.place else f"{field} '{called}'"
            yield Entry(self.file, place, item)


def entry_of(text: str, file: str) -> Entry:
    """Read a whole settings file; ``file`` is its name in errors."""
    try:
        values = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506  # safe
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or "it is not YAML"
        raise SettingsError(f"{file}: {line}{problem}") from error
    if not isinstance(values, dict):
        raise SettingsError(f"{file}: names with values are needed at the top")
    return Entry(file, "", values)


def vocabulary_text(folder: Path, name: str) -> str:
    """Give the text of a file of a vocabulary folder, or of the one that ships when it has none.

    ``folder`` is a workspace or :func:`data.folder`; ``name`` is ``workstreams.yaml`` or
    ``vocabularies/stages.yaml``. Raises ``SettingsError`` when it cannot be read.
    """
    path = folder / name
    if not path.exists():
        path = data.folder(*name.split("/"))
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path}: it cannot be read: {error}") from error
