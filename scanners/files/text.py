"""Bytes of a file made text."""

import codecs
from typing import Final

import scanners.reading.charset  # noqa: F401  it registers the error handler "windows-1252"

__all__ = ["decode"]

_UTF_16: Final = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def decode(body: bytes) -> str:
    """Read UTF-8, or UTF-16 where a byte order mark says so; the mark goes.

    A byte that is not UTF-8 is read as windows-1252 on its own, so that an old export is read right and one
    broken byte does not spoil the rest. Nothing that the text says of its encoding counts: references may
    quote HTML.
    """
    for mark, name in _UTF_16:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, errors="replace")
    return body.removeprefix(codecs.BOM_UTF8).decode("utf-8", errors="windows-1252")
