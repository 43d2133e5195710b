"""The catalogue of sources, as its TOML files say it: Ken's own and a workspace's."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, asdict, fields
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import msgspec

from records.errors import SettingsError
from records.source import Query, Source

__all__ = ["merged", "read_catalogue"]

_ID: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_FIELDS: Final = tuple(one.name for one in fields(Source))
_QUERY_FIELDS: Final = tuple(one.name for one in fields(Query))
_CHOICES: Final = {
    name: get_args(hint) for name, hint in get_type_hints(Source).items() if get_origin(hint) is Literal
}
_NEEDED: Final = tuple(
    one.name for one in fields(Source) if one.default is MISSING and one.default_factory is MISSING
)
_PLACE: Final = re.compile(r" - at `\$\.?(?P<field>[^`]*)`$")


def read_catalogue(text: str, base: Sequence[Source] = ()) -> tuple[Source, ...]:
    """Read ``[[source]]`` tables whose fields are those of :class:`records.source.Source`.

    A table with the id of a source in ``base`` needs only the fields that differ from it (``params`` and
    ``queries`` are replaced whole). Raises ``SettingsError`` that names the source and the field: unknown,
    missing, of the wrong kind, out of range, or an id that is there twice.
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"the sources are not valid TOML: {error}; correct the file") from None
    entries = tables.pop("source", [])
    if tables:
        raise SettingsError(f"the sources have '{next(iter(tables))}' outside any [[source]] table; move it")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise SettingsError("the sources are to be written as [[source]] tables, with two brackets")
    known = {source.id: source for source in base}
    sources: dict[str, Source] = {}
    for number, entry in enumerate(entries, start=1):
        source = _source(entry, number, known)
        if source.id in sources:
            raise SettingsError(f"source '{source.id}' is there twice; give one of the two another id")
        sources[source.id] = source
    return tuple(sources.values())


def merged(catalogue: Sequence[Source], own: Sequence[Source]) -> tuple[Source, ...]:
    """Put a workspace's own sources over the catalogue's: same id replaces, a new id comes at the end."""
    return tuple({source.id: source for source in (*catalogue, *own)}.values())


def _source(entry: Mapping[str, Any], number: int, known: Mapping[str, Source]) -> Source:
    name = entry.get("id")
    if not isinstance(name, str) or not _ID.fullmatch(name):
        shown = f"source {number}" if name is None else f"source {number} ('{name}')"
        raise SettingsError(f"{shown}: 'id' is to be lower-case letters, digits, _ and -")
    for field in entry:
        if field not in _FIELDS:
            raise _wrong(name, field, f"is not known; there are {', '.join(_FIELDS)}")
    whole = {**asdict(known[name]), **entry} if name in known else dict(entry)
    for field in _NEEDED:
        if not whole.get(field):
            raise _wrong(name, field, "is missing")
    try:
        source = msgspec.convert(whole, Source)
    except msgspec.ValidationError as error:
        raise _invalid(name, str(error)) from None
    _check(source, entry)
    return source


def _check(source: Source, entry: Mapping[str, Any]) -> None:
    """Refuse what has the right kind and still cannot be."""
    if source.priority not in {1, 2, 3}:
        raise _wrong(source.id, "priority", "is to be 1, 2 or 3")
    if source.lag < 0:
        raise _wrong(source.id, "lag", "is a number of days, 0 or more")
    if source.url and not source.url.startswith(("https://", "http://")):
        raise _wrong(source.id, "url", "is to begin with https://")
    if not source.queries:
        raise _wrong(source.id, "queries", "is empty; leave it out, or write one")
    for query in entry.get("queries", ()):
        for field in query:
            if field not in _QUERY_FIELDS:
                raise _wrong(
                    source.id, f"queries.{field}", f"is not known; there are {', '.join(_QUERY_FIELDS)}"
                )


def _invalid(name: str, found: str) -> SettingsError:
    """Say what the validator found, as a sentence about the field."""
    place = _PLACE.search(found)
    field = place["field"] if place else "source"
    if field in _CHOICES:
        return _wrong(name, field, f"is to be one of {', '.join(_CHOICES[field])}")
    reason = _PLACE.sub("", found)
    return _wrong(name, field, f"is wrong: {reason[:1].lower()}{reason[1:]}")


def _wrong(name: str, field: str, what: str) -> SettingsError:
    return SettingsError(f"source '{name}': '{field}' {what}")
