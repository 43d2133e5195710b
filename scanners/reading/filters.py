"""Filters of an interface, as the settings of a source have them."""

from collections.abc import Iterator, Mapping

from scanners.reading.fields import many, raw

__all__ = ["filters"]


def filters(params: Mapping[str, object], **settings: str) -> Iterator[tuple[str, list[str]]]:
    """Give each filter with its values: those with settings of their own, then the table ``filters``.

    ``settings`` maps a filter to the setting that holds its values (``issn="issns"``); the filter's own
    name serves as well. A setting is one value or a list of them; a truth value is written ``true`` or
    ``false``. Settings that are missing or empty are left out.
    """
    table = params.get("filters")
    asked = {
        name: [*many(params.get(setting)), *many(params.get(name))] for name, setting in settings.items()
    }
    for name, values in {**asked, **(table if isinstance(table, Mapping) else {})}.items():
        written = [text for value in many(values) if (text := _written(value))]
        if written:
            yield name, written


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else raw(value).strip()
