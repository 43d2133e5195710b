"""The reference of sources, made from the catalogue, the hosts file and the fields of a source."""

from dataclasses import MISSING, Field, fields
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import data
from records.source import Query, Source
from scanners.catalogue import read_catalogue
from scanners.fetching.hosts import host_policies
from tests.docs.markdown import table

__all__ = ["hosts", "query_fields", "scanned", "source_fields"]

_MEANINGS: Final = {
    "id": "short name, for ever: lower-case letters, digits, `_` and `-`",
    "name": "the name that people know",
    "kind": "which module of `scanners/` reads it; `manual` is read by nobody but you",
    "url": "where people find it",
    "group": "what sort of place it is",
    "nation": "SCT, ENG, WLS, NIR, GBR or INT; speaks for works that name no place",
    "cadence": "how often it is worth a look; a note for people, the scan does not read it",
    "priority": "1 must not fail silently, 2 weekly, 3 now and then; counts in the score",
    "enabled": "whether a scan without names asks it",
    "lag": "days before the window that are asked again, because items reach an index late",
    "params": "settings of the kind, below",
    "queries": "questions to put, in the source's own language",
    "workstreams": "whom it mostly serves; a note for people",
    "licence": "licence of what it says, as an SPDX name",
    "contact": "a mailbox for this source alone; else the team's",
    "note": "what it publishes, and the evidence for the route",
}
_OF_QUERY: Final = {
    "name": "short name; its watermark is kept under it",
    "text": "the question; `{from}` and `{to}` are filled with the window's days",
    "workstream": "the workstream that it serves; empty for all",
}


def source_fields(_: str) -> str:
    """Show the fields of a source."""
    hints = get_type_hints(Source)
    rows = [
        (f"`{one.name}`", _values(hints[one.name]), _default(one), _MEANINGS[one.name])
        for one in fields(Source)
    ]
    return table(("field", "value", "if left out", "meaning"), rows)


def query_fields(_: str) -> str:
    """Show the fields of a question."""
    rows = [(f"`{one.name}`", _default(one), _OF_QUERY[one.name]) for one in fields(Query)]
    return table(("field", "if left out", "meaning"), rows)


def scanned(_: str) -> str:
    """Show the sources that a new workspace scans."""
    text = data.folder("catalogue", "sources.toml").read_text(encoding="utf-8")
    on = [one for one in read_catalogue(text) if one.enabled and one.kind != "manual"]
    rows = [(f"`{one.id}`", one.name, f"`{one.kind}`", str(one.priority), one.nation) for one in on]
    return table(("id", "name", "kind", "priority", "nation"), rows)


def hosts(_: str) -> str:
    """Show how each host is asked."""
    rows = [
        (
            "all others" if name == "*" else name,
            f"{one.per_second:g}"
            + (f" ({one.per_second_with_key:g} with a key)" if one.per_second_with_key else ""),
            str(one.concurrency),
            _robots(robots=one.robots, interfaces=one.interfaces),
        )
        for name, one in host_policies().items()
    ]
    return table(("host", "requests a second", "at once", "robots.txt"), rows)


def _robots(*, robots: bool, interfaces: tuple[str, ...]) -> str:
    if not robots:
        return "not asked: the host is an interface"
    return f"asked, but for {', '.join(interfaces)}" if interfaces else "asked"


def _values(hint: object) -> str:
    if get_origin(hint) is Literal:
        return ", ".join(get_args(hint))
    spoken = {"str": "text", "int": "number", "bool": "true or false"}
    if isinstance(hint, type) and hint.__name__ in spoken:
        return spoken[hint.__name__]
    return "table" if "Mapping" in str(hint) else "tables" if "Query" in str(hint) else "list of texts"


def _default(one: Field[Any]) -> str:
    if one.default is MISSING:
        return "must be given" if one.default_factory is MISSING else ""
    if isinstance(one.default, bool):
        return str(one.default).lower()
    if one.name == "queries":
        return "one question, `all`"
    return "" if isinstance(one.default, tuple) else str(one.default)
