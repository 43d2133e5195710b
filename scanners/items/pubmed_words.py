"""PubMed's words for notices and versions, and what Ken calls them.

The tables are ``data/scanners/pubmed.toml``.
"""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple
from xml.etree.ElementTree import Element

from records.dates import PartialDate
from records.identifiers import Identifier, identifier
from records.record import Notice, NoticeKind, VersionLink, VersionRelation
from scanners.reading.safe_xml import words
from scanners.reading.tables import table

__all__ = ["is_missing", "notices", "versions"]

Said = tuple[tuple[NoticeKind, Literal["subject", "notice"]], ...]


def is_missing(text: str) -> bool:
    """Tell whether a title or an abstract only says that there is none."""
    return text.strip(" [].").lower() in _words().missing


def notices(citation: Element, publication_types: Iterable[str]) -> tuple[Notice, ...]:
    """List the retractions, corrections and concerns that a citation tells of, each once.

    What a publication type says counts only where no reference says it with the other end's name. A notice
    is dated where the reference is to it.
    """
    found = [
        Notice(kind, role, _other_end(reference), _printed(reference) if role == "subject" else None)
        for reference in _references(citation)
        for kind, role in _words().notices.get(reference.get("RefType", ""), ())
    ]
    said = {(one.kind, one.role) for one in found}
    for name in publication_types:
        pair = _words().notice_types.get(name.lower(), ())
        found += [Notice(kind, role) for kind, role in pair if (kind, role) not in said]
        said.update(pair)
    return tuple(dict.fromkeys(found))


def versions(citation: Element, publication_types: Iterable[str]) -> tuple[VersionLink, ...]:
    """List the versions that a citation names, where one end is a preprint.

    ``UpdateOf`` and ``UpdateIn`` also join the editions of a review (Cochrane's, years apart), of which
    a reader wants each; those are left alone.
    """
    preprint = "preprint" in {name.lower() for name in publication_types}
    found: list[VersionLink] = []
    for reference in _references(citation):
        relation = _relation(reference, preprint=preprint)
        other = _other_end(reference) if relation else None
        if relation and other:
            found.append(VersionLink(relation, other))
    return tuple(dict.fromkeys(found))


def _relation(reference: Element, *, preprint: bool) -> VersionRelation | None:
    kind = reference.get("RefType", "")
    if kind not in {"UpdateOf", "UpdateIn"}:
        return None
    earlier = kind == "UpdateOf"
    if _names_preprint(words(reference.find("RefSource"))):
        if preprint:
            return "version-of" if earlier else "has-version"
        return "has-preprint" if earlier else None
    return "preprint-of" if preprint and not earlier else None


def _names_preprint(citation: str) -> bool:
    citation = citation.lower()
    return "[preprint]" in citation or any(_starts(citation, server) for server in _words().servers)


def _starts(citation: str, server: str) -> bool:
    return citation.startswith(server) and not citation[len(server) : len(server) + 1].isalpha()


def _references(citation: Element) -> Iterator[Element]:
    return citation.iterfind("CommentsCorrectionsList/CommentsCorrections")


def _other_end(reference: Element) -> Identifier | None:
    return identifier("pmid", words(reference.find("PMID"))) or identifier(
        "doi", words(reference.find("RefSource"))
    )


def _printed(reference: Element) -> PartialDate | None:
    # "Biochem J. 1977 Apr 15;164(1):287-8": the date stands before the first semicolon.
    return PartialDate.parse(words(reference.find("RefSource")).partition(";")[0])


class _Words(NamedTuple):
    notices: dict[str, Said]
    notice_types: dict[str, Said]
    missing: frozenset[str]
    servers: tuple[str, ...]


@cache
def _words() -> _Words:
    said = table("pubmed")
    return _Words(
        {name: (tuple(pair),) for name, pair in said["notices"].items()},
        {name: (tuple(pair),) for name, pair in said["notice_types"].items()},
        frozenset(said["missing"]["texts"]),
        tuple(said["preprints"]["servers"]),
    )
