"""Withdrawing a record that came of a submission: nothing that was written in it stays in the database."""

from dataclasses import replace
from typing import Final

import msgspec

from records.record import Notice, Record
from store.database import Connection, Database
from store.first_row import first_row
from store.records import COLUMNS, row_of
from store.search_words import forget_words

__all__ = ["Withdrawals"]

_SHOWN: Final = "withdrawn by its sender"


class Withdrawals:
    """Empties records."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def empty(self, record_id: str, blank: Record) -> str:
        """Put a blank record in the place of one, and take its words out of all that was made of them.

        A record that linking has not seen yet never becomes a work. Of others the work stays, with decisions
        and places in queues: its annotations are deleted and made anew by the next run, quotes and reasons of
        its places are emptied, and its title goes from places that name it. Where it is the only record of
        its work, the work carries the notice of its withdrawal at once. Done again, it changes nothing more.
        Gives the id of the work, empty where there is none.
        """
        with self._database.open() as connection:
            row = first_row(connection, "SELECT work_id FROM members WHERE record_id = ?", [record_id])
            work = str(row[0]) if row else ""
            known = first_row(connection, "SELECT title FROM records WHERE record_id = ?", [record_id])
            _forget_words(connection, record_id, work, blank)
            if work:
                _empty_places(connection, work, str(known[0]) if known else "", blank.title)
        return work


def _forget_words(connection: Connection, record_id: str, work: str, blank: Record) -> None:
    row = first_row(connection, "SELECT count(*) FROM members WHERE work_id = ?", [work])
    shown = replace(blank, notices=()) if row and row[0] > 1 else blank
    values = dict(zip(COLUMNS, row_of(shown), strict=True))
    names = COLUMNS[1:]
    # Linking is not to see it again: blank records are alike, and would be taken for one work.
    connection.execute(
        f"UPDATE records SET {', '.join(f'{name} = ${name}' for name in names)}, linked = true "
        "WHERE record_id = $record_id",
        values,
    )
    connection.execute(
        "DELETE FROM block_keys WHERE record IN (SELECT number FROM records WHERE record_id = ?)", [record_id]
    )
    connection.execute("DELETE FROM doubts WHERE a = $id OR b = $id", {"id": record_id})
    for table in ("annotations", "readings"):
        connection.execute(f"DELETE FROM {table} WHERE work_id = ?", [work])
    if work:
        forget_words(connection, work)
    if work and shown.notices:
        row = first_row(connection, "SELECT notices FROM works WHERE work_id = ?", [work])
        there = msgspec.json.decode(row[0], type=tuple[Notice, ...]) if row else ()
        notices = tuple(dict.fromkeys((*there, *shown.notices)))
        connection.execute(
            "UPDATE works SET notices = ? WHERE work_id = ?", [msgspec.json.encode(notices).decode(), work]
        )


def _empty_places(connection: Connection, work: str, title: str, blank: str) -> None:
    """Take the words out of frozen places: its own, and those of works that were like it."""
    connection.execute("UPDATE ranked SET reasons = '[]' WHERE work_id = ?", [work])
    connection.execute("UPDATE candidates SET container = '' WHERE work_id = ?", [work])
    own = connection.execute(
        "SELECT run, workstream, place, document FROM cards WHERE work_id = ?", [work]
    ).fetchall()
    for run, workstream, place, document in own:
        emptied = msgspec.json.decode(document, type=dict[str, object])
        emptied |= {"title": blank, "reasons": [], "quotes": [], "container": "", "identifiers": {}}
        connection.execute(
            "UPDATE cards SET document = ? WHERE run = ? AND workstream = ? AND place = ?",
            [msgspec.json.encode(emptied).decode(), run, workstream, place],
        )
    if title and title != blank:
        # Only where the work is named beside it: a short title may be anybody's words.
        for table, column in (("cards", "document"), ("ranked", "reasons")):
            connection.execute(
                f"UPDATE {table} SET {column} = replace({column}, $title, $blank) "
                f"WHERE contains({column}, $work) AND contains({column}, $title)",
                {"title": _within_json(title), "blank": _SHOWN, "work": work},
            )


def _within_json(text: str) -> str:
    return msgspec.json.encode(text).decode()[1:-1]
