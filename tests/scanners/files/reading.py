"""Reading files in tests: from bytes or text to records and refusals, and their facts."""

from datetime import UTC, datetime

from records.page import Page
from records.record import Record, Rejected
from records.source import Source
from scanners.files.formats import reader

__all__ = ["SOURCE", "facts", "read", "records", "rejected"]

SOURCE = Source(id="files", name="Files", kind="files", group="file")
FETCHED = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def read(name: str, content: str | bytes) -> tuple[list[Record], list[Rejected]]:
    """Read a file with the reader that is picked for it."""
    body = content if isinstance(content, bytes) else content.encode("utf-8")
    items = list(reader(name, body).parse(page(name, body), SOURCE))
    return (
        [item for item in items if isinstance(item, Record)],
        [item for item in items if isinstance(item, Rejected)],
    )


def page(name: str, body: bytes) -> Page:
    return Page("files", f"file:{name}", 200, "application/octet-stream", FETCHED, body)


def records(name: str, content: str | bytes) -> list[Record]:
    """Read a file of which nothing is refused."""
    kept, refused = read(name, content)
    assert not refused
    return kept


def rejected(name: str, content: str | bytes) -> list[str]:
    """Give the reasons for all that is refused."""
    return [item.reason for item in read(name, content)[1]]


def facts(record: Record) -> dict[str, object]:
    """Say what can be checked by eye against the file; of an abstract only its outline."""
    words = record.abstract.split()
    headings = [line.partition(": ")[0] for line in record.abstract.split("\n") if ": " in line[:80]]
    told = {
        "key": record.key,
        "title": record.title,
        "abstract": f"{len(record.abstract)}: {' '.join(words[:5])} … {' '.join(words[-3:])}"
        if words
        else "",
        "sections": headings if "\n" in record.abstract else [],
        "authors": [f"{author} (group)" if author.group else str(author) for author in record.authors[:12]],
        "authors in all": len(record.authors) if len(record.authors) > 12 else 0,
        "container": record.container,
        "publisher": record.publisher,
        "place": f"{record.volume} | {record.issue} | {record.pages}".strip(" |"),
        "published": str(record.published or ""),
        "type": record.type,
        "types": list(record.publication_types),
        "language": record.language,
        "identifiers": [str(one) for one in record.identifiers],
        "urls": list(record.urls),
        "keywords": list(record.keywords[:3]),
        "keywords in all": len(record.keywords),
        "notices": [f"{notice.kind} {notice.role}" for notice in record.notices],
    }
    return {name: value for name, value in told.items() if value not in ("", [], 0)}
