"""Keys of imported records: the same reference gets the same key each time, whatever file brings it."""

import hashlib
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from records.identifiers import identifiers
from records.record import Record, split_record_id

__all__ = ["Together", "folded_title", "key_from_ken", "key_of", "words_key"]

log = logging.getLogger(__name__)

_NOT_LETTERS: Final = re.compile(r"[\W_]+")


def key_of(record: Record) -> Record:
    """Give a record its key: DOI, else PMID, else ``sha:`` and 16 digits (:func:`words_key`)."""
    return replace(record, key=record.first("doi") or record.first("pmid") or words_key(record))


def words_key(record: Record, *more: str) -> str:
    """Make a key of title, year and first author, and of more words: ``sha:`` and 16 hexadecimal digits.

    64 bits: among a million references a clash has a chance of about 3 in 100 million.
    """
    author = record.authors[0].family if record.authors else ""
    text = "\n".join((folded_title(record), str(record.year or ""), _folded(author), *map(_folded, more)))
    return f"sha:{hashlib.sha256(text.encode('utf-8', errors='replace')).hexdigest()[:16]}"


def key_from_ken(record_id: str, source: str) -> str:
    """Give the key of a record that Ken exported: its own in its own source, else its whole record id.

    So a file that was imported, exported and imported again into the same source changes nothing.
    """
    try:
        of, key = split_record_id(record_id)
    except ValueError:
        return record_id
    return key if of == source else record_id


def folded_title(record: Record) -> str:
    """Give the letters and digits of a title in lower case, with single spaces between words."""
    return _folded(record.title)


class Together:
    """The records of one file, each once.

    A second reference with the key of an earlier one is joined to it when both are of one item. When they
    are not, the later is kept as a record of its own, under the key of its words: chapters that all carry the
    DOI of their book differ in title, and the "Editorial" of one journal from that of another in its place.
    """

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._joined = 0

    def add(self, record: Record) -> None:
        """Take a record in."""
        key, earlier = record.key, self._records.get(record.key)
        if earlier and not _one_item(earlier, record):
            key = words_key(record)
            earlier = self._records.get(key)
        if earlier and not _one_item(earlier, record):
            key = words_key(record, *_place(record))
            earlier = self._records.get(key)
        if key != record.key:
            record = replace(record, key=key)
        if earlier:
            self._joined += 1
            record = earlier.combined(record)
            record = replace(
                record, identifiers=identifiers((one.scheme, one.value) for one in record.identifiers)
            )
        self._records[key] = record

    def report(self, name: str) -> None:
        """Log how many references of the file ``name`` were joined to an earlier one."""
        if self._joined:
            log.info("%s: %d references say again what one before them says; joined", name, self._joined)

    def __iter__(self) -> Iterator[Record]:
        """Give the records in the order in which they first came."""
        return iter(self._records.values())


def _one_item(a: Record, b: Record) -> bool:
    if folded_title(a) != folded_title(b):
        return False
    named = not a.key.startswith("sha:")
    return named or not any(
        one and other and one != other for one, other in zip(_place(a), _place(b), strict=True)
    )


def _place(record: Record) -> tuple[str, ...]:
    return (
        _folded(record.container),
        *(_folded(text) for text in (record.volume, record.issue, record.pages)),
    )


def _folded(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()
