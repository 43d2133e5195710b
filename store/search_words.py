"""The words of all works in one table, so that a search reads no texts; brought up to date when asked for.

What is no text lies beside them as a word with the name of its field before it: ``source:pubmed``,
``doi:10.5555/x``, ``dimension:plus_homelessness``.
"""

from typing import Final

from store.database import Connection, Database
from store.first_row import first_row

__all__ = ["ABSTRACT", "SearchWords", "forget_words", "mark_due"]

ABSTRACT: Final = 100_000
"""What is added to the places of words in an abstract, so that no phrase runs into it from a title."""
_FITS: Final = 0.5  # calibrated score from which a work counts as one of a workstream
_BATCH: Final = 10_000  # works that are read while nobody else has the database, some 4 seconds
_LONGEST: Final = 60  # characters of a word; longer ones are addresses and noise


class SearchWords:
    """Reads works for their words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def catch_up(self) -> int:
        """Read the works that were changed since they were last read, and give how many there were.

        A work takes about 0.4 milliseconds. Without any, all is done in one.
        """
        read = 0
        while True:
            with self._database.open() as connection:
                if not first_row(connection, "SELECT 1 FROM search_due LIMIT 1"):
                    return read
                read += _read(connection)


def mark_due(connection: Connection, works: str) -> None:
    """Have works read again before the next search; ``works`` is a table with a column ``work_id``."""
    connection.execute(f"INSERT INTO search_due SELECT DISTINCT work_id FROM {works}")


def forget_words(connection: Connection, work: str) -> None:
    """Take the words of a work out at once, and have it read again before the next search."""
    connection.execute(
        "DELETE FROM search_words WHERE work IN (SELECT number FROM search_works WHERE work_id = ?)", [work]
    )
    connection.execute("INSERT INTO search_due VALUES (?)", [work])


def _read(connection: Connection) -> int:
    """Read some of the works that are due; those that are no more are left out from now on."""
    connection.execute(
        f"CREATE TEMP TABLE due AS SELECT DISTINCT work_id FROM search_due ORDER BY work_id LIMIT {_BATCH}"
    )
    connection.execute(
        "DELETE FROM search_words "
        "WHERE work IN (SELECT number FROM search_works SEMI JOIN due USING (work_id))"
    )
    connection.execute("DELETE FROM search_works WHERE work_id IN (FROM due)")
    connection.execute(
        """
        CREATE TEMP TABLE reading AS
        SELECT nextval('search_numbers')::INTEGER AS work, work_id, records.*
        FROM due JOIN works USING (work_id) JOIN records ON record_id = best
        """
    )
    connection.execute("INSERT INTO search_works SELECT work, work_id, published, year FROM reading")
    connection.execute(_WORDS)
    connection.execute("DELETE FROM search_due WHERE work_id IN (FROM due)")
    row = first_row(connection, "SELECT count(*) FROM due")
    connection.execute("DROP TABLE due")
    connection.execute("DROP TABLE reading")
    return int(row[0]) if row else 0


def _folded(text: str) -> str:
    """Give the SQL of a text as ``records.query.folded_text`` has it."""
    return f"lower(strip_accents({text}))"


def _words_in(text: str) -> str:
    """Give the SQL that lists the words of a text, as ``records.query.words_of`` does."""
    return rf"regexp_extract_all({_folded(text)}, '[\p{{L}}\p{{N}}]+')"


def _plain(text: str) -> str:
    """Give the SQL of a name's words with dashes between them."""
    return f"array_to_string({_words_in(text)}, '-')"


def _text(field: str, titled: str, add: int) -> str:
    return f"""
        SELECT unnest(found) AS word, work, {titled} AS titled, {add} + generate_subscripts(found, 1) AS place
        FROM (SELECT work, {_words_in(field)} AS found FROM reading)
    """


_FAMILIES: Final = "array_to_string(json_extract_string(detail, '$.authors[*].family'), ' ')"
_OF_RECORDS: Final = """
    SELECT work, records.source, records.detail
    FROM reading JOIN members USING (work_id) JOIN records ON records.record_id = members.record_id
"""
_AFTER: Final = "label[1 + strpos(label, ':'):]"
_SAID: Final = f"""
    CASE component
        WHEN 'workstream' THEN CASE WHEN score >= {_FITS} THEN 'workstream:' || label END
        WHEN 'inequality' THEN
            CASE WHEN starts_with(label, 'dimension:') THEN label
                 WHEN starts_with(label, 'grade:') THEN 'inequality:' || {_AFTER} END
        WHEN 'evidence' THEN
            CASE WHEN starts_with(label, 'strength:') THEN label
                 WHEN starts_with(label, 'type:') THEN 'evidence:' || {_AFTER} END
        WHEN 'geography' THEN
            CASE WHEN starts_with(label, 'place:') THEN 'place:' || {_plain(_AFTER)}
                 WHEN starts_with(label, 'nation:') THEN 'place:' || {_plain("why")}
                 WHEN starts_with(label, 'setting:') THEN 'setting:' || {_plain(_AFTER)} END
        WHEN 'stage' THEN 'stage:' || label
        WHEN 'learning' THEN 'learning:' || label
        WHEN 'language' THEN 'language:' || label
    END
"""
# The order is what makes a search quick: a word's rows lie together, and the rest is never read.
_WORDS: Final = f"""
    INSERT INTO search_words
    SELECT word, work, bool_or(titled), list(place ORDER BY place) FILTER (place IS NOT NULL)
    FROM (
        {_text("title", "true", 0)} UNION ALL {_text("abstract", "false", ABSTRACT)}
        UNION ALL SELECT 'author:' || unnest({_words_in(_FAMILIES)}), work, false, NULL FROM reading
        UNION ALL SELECT 'type:' || type, work, false, NULL FROM reading
        UNION ALL SELECT 'source:' || {_plain("source")}, work, false, NULL FROM ({_OF_RECORDS})
        UNION ALL
        SELECT concat_ws(':', json_extract_string(named, '$[0]'), json_extract_string(named, '$[1]')),
               work, false, NULL
        FROM (SELECT work, unnest(json_extract(detail, '$.identifiers[*]')) AS named FROM ({_OF_RECORDS}))
        UNION ALL
        SELECT {_SAID}, work, false, NULL FROM annotations JOIN reading USING (work_id)
    )
    WHERE word IS NOT NULL AND (length(word) <= {_LONGEST} OR contains(word, ':'))
    GROUP BY word, work ORDER BY word, work
"""
