"""RIS: the format in which reference managers and databases exchange references.

Nobody keeps to the specification; which tag may hold which field is in ``data/formats/ris.toml``, how lines
become references in :mod:`scanners.files.tagged`. Left out, because a record has no field for them:
addresses of authors, ISSN, places of publication, notes, dates of access, attachments, and the judgements
that screening tools put into notes.
"""

import logging
import re
from collections import Counter
from collections.abc import Iterator

from records.page import Page
from records.record import Record, Rejected
from records.source import Source
from scanners.files import ris_own
from scanners.files.keys import Together
from scanners.files.ris_item import item
from scanners.files.tagged import Reference, Stray, blocks, known_tags
from scanners.files.text import decode

__all__ = ["parse", "recognises"]

log = logging.getLogger(__name__)

_STARTS = re.compile(r"^[\ufeff\s]*TY[ \t]{1,4}-(?:\s|$)", re.MULTILINE)


def recognises(text: str) -> bool:
    """Tell whether a text has a line that starts a reference."""
    return bool(_STARTS.search(text.replace("\r", "\n")))


def parse(page: Page, source: Source) -> Iterator[Record | Rejected]:
    """Read the references; what is refused comes first.

    Refused are references without a title and text outside any reference, each with the line where it
    starts. Two references with the same key and title are one record. Tags that nobody knows are logged.
    """
    sha256 = page.sha256
    together = Together()
    unknown: Counter[str] = Counter()
    for block in blocks(decode(page.body)):
        if isinstance(block, Stray):
            yield Rejected(
                source.id, f"line {block.line}: text outside any reference", block.fragment, sha256
            )
            continue
        unknown.update({tag: len(values) for tag, values in block.values.items() if tag not in known_tags()})
        made = _record(block, source, sha256)
        if isinstance(made, str):
            yield Rejected(source.id, f"line {block.line}: {made}", block.fragment, sha256)
        else:
            together.add(made)
    for tag, count in unknown.items():
        log.warning("%s: the tag %s is not known and was left out (lines: %d)", page.url, tag, count)
    together.report(page.url)
    yield from together


def _record(reference: Reference, source: Source, page: str) -> Record | str:
    if ris_own.is_own(reference):
        return ris_own.record(reference, source, page)
    if len(reference.values) == 1:
        return "a reference that has nothing but a type"
    return item(reference).record(source, page)
