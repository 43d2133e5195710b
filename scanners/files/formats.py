"""Which reader takes which file: by the ending of its name, then by what is in it."""

import re
from importlib import import_module
from typing import Final, cast

from records.errors import ImportFileError
from scanners.files import Reader
from scanners.files.lists import listed
from scanners.files.text import decode

__all__ = ["reader"]

_FORMATS = listed("formats")
_HEAD: Final = 1 << 18  # bytes; headers of exports are shorter by far
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
_KNOWN_BYTES = tuple((bytes.fromhex(start), one) for one in _FORMATS["bytes"] for start in one["starts"])
_KNOWN_TEXTS = tuple((re.compile(one["pattern"]), one) for one in _FORMATS["texts"])


def reader(name: str, body: bytes) -> Reader:
    """Give the module that reads a file.

    The reader that the ending of ``name`` stands for is asked first, then the others: a table that is called
    ``export.ris`` is read as a table. Raises ``ImportFileError``, in one line that says what to do, for an
    empty file, one that is no text, and one in a format that Ken does not read.
    """
    if not body.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise ImportFileError(f"{name} is empty")
    for start, other in _KNOWN_BYTES:
        if body.startswith(start):
            raise ImportFileError(f"{name} is {other['name']}, which is not read: {other['advice']}")
    head = body[:_HEAD]
    if b"\0" in head and not head.startswith(_UTF_16):
        raise ImportFileError(f"{name} is no text file; export the references as RIS, CSV or JSON Lines")
    text = decode(head)
    for one in _in_order(name):
        if one.recognises(text):
            return one
    raise ImportFileError(_why_not(name, text))


def _in_order(name: str) -> tuple[Reader, ...]:
    by_ending = _FORMATS["endings"].get(name.rpartition(".")[2].lower())
    names = sorted(_FORMATS["readers"], key=lambda one: one != by_ending)
    return tuple(cast("Reader", import_module(f"scanners.files.{one}")) for one in names)


def _why_not(name: str, text: str) -> str:
    for pattern, other in _KNOWN_TEXTS:
        if pattern.match(text.removeprefix("\ufeff")):
            return f"{name} is {other['name']}, which is not read: {other['advice']}"
    return (
        f"{name} is in no format that is read: RIS starts references with 'TY  - ', a CSV or TSV table has "
        "a column 'title' in its first row, JSON Lines have one object with a 'title' on each line"
    )
