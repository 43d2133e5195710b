"""The data dictionary, made from the migrations and their comments."""

import re
import tempfile
from pathlib import Path
from typing import Final, NamedTuple

from store.database import Database
from store.migrating import migrate, steps
from tests.docs.markdown import table

__all__ = ["Column", "columns", "tables"]

# What columns of one name mean in every table, where the migration does not say it again.
_EVERYWHERE: Final = {
    "about": "key of the record that a linked page belongs to",
    "abstract": "plain text; each section of a structured one on a line of its own",
    "alias": "the id that was given up",
    "b": "the later of the two in the alphabet",
    "best_why": "why that one, in a few words",
    "changed": "of these different from what was known",
    "component": "name of the component",
    "decided": "when it was decided",
    "etag": "the answer's `ETag`",
    "fetched": "when it came",
    "fingerprint": "hash of all that a reader would notice if it changed",
    "finished": "when it ended",
    "fragment": "the beginning of what was refused",
    "frozen": "when it was frozen",
    "hash": "SHA-256 of `previous` and all other fields",
    "instant": "when it was decided",
    "key": "what is shared",
    "kind": "kind of the source",
    "label": "what the component says",
    "language": "ISO 639-1 code, empty where the source does not say",
    "last_modified": "the answer's `Last-Modified`",
    "media_type": "bare media type in lower case",
    "name": "name of the migration",
    "new": "of these never seen before",
    "note": "words for the team",
    "number": "counts from 1",
    "page": "SHA-256 of the raw page",
    "pages": "pages kept",
    "previous": "hash of the row before",
    "query": "name of the question",
    "reason": "why, in words or as a code",
    "record_id": "the record: source id, colon, key",
    "records": "records read",
    "rejected": "items that could not become records",
    "reviewer": "who decided",
    "rule": "the rule that spoke",
    "run": "number of the run",
    "score": "between 0 and 1",
    "sha256": "content address of the body",
    "since": "first day that was asked for",
    "source": "id of the source",
    "stage": "title-abstract or full-text",
    "started": "when it began",
    "status": "HTTP status",
    "title": "as the source writes it",
    "type": "one of Ken's types of records",
    "undoes": "hash of the decision that it takes back, or empty",
    "undone": "whether it no longer holds",
    "until": "last day that was asked for",
    "url": "address of the page",
    "verdict": "include, exclude, maybe, or withdrawn where the only word was taken back",
    "version": "version of the component",
    "why": "which rule spoke, in a few words",
    "work_id": "the work",
    "resolves": "whether it stands in the place of what was said before it",
    "works_changed": "older works of which a record was new or changed",
    "works_new": "works that it ranked first",
    "workstream": "id of the workstream",
    "year": "year of publication",
}
_TABLE = re.compile(r"CREATE TABLE (\w+) \(\s*(?:-- (.*))?")
_COLUMN = re.compile(r"^ {4}(\w+) [A-Z].*?-- (.*)$")


class Column(NamedTuple):
    """One column of one table."""

    table: str
    name: str
    type: str
    meaning: str


def columns() -> list[Column]:
    """List all columns of a database that is up to date, in order."""
    said = _comments()
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "ken.duckdb")
        migrate(database)
        with database.open() as connection:
            rows = connection.execute(
                "SELECT table_name, column_name, data_type FROM duckdb_columns() "
                "WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index"
            ).fetchall()
    order = {place: number for number, (place, _) in enumerate(said)}
    return [
        Column(place, name, kind, said.get((place, name)) or _EVERYWHERE.get(name, ""))
        for place, name, kind in sorted(rows, key=lambda row: order.get(row[0], len(order)))
    ]


def tables(_: str) -> str:
    """Show every table with its columns."""
    found: dict[str, list[Column]] = {}
    for one in columns():
        found.setdefault(one.table, []).append(one)
    said = _comments()
    return "\n\n".join(_table(name, said.get((name, ""), ""), rows) for name, rows in found.items())


def _table(name: str, comment: str, rows: list[Column]) -> str:
    words = f"{comment[:1].upper()}{comment[1:]}.\n\n" if comment else ""
    shown = [(f"`{one.name}`", one.type.lower(), one.meaning) for one in rows]
    return f"### `{name}`\n\n{words}{table(('column', 'type', 'meaning'), shown)}"


def _comments() -> dict[tuple[str, str], str]:
    """Read what the migrations say of their tables (with an empty column) and columns."""
    found: dict[tuple[str, str], str] = {}
    place = ""
    for _, _, sql in steps():
        for line in sql.splitlines():
            if opened := _TABLE.match(line):
                place = opened[1]
                found[place, ""] = opened[2] or ""
            elif column := _COLUMN.match(line):
                found[place, column[1]] = column[2]
    return found
