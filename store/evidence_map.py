"""The evidence map: how many works there are of each kind of evidence on each subject, and which."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from store.bulk import incoming
from store.database import Database
from store.searching import Found

__all__ = [
    "COLUMNS",
    "NONE",
    "ROWS",
    "WORKS",
    "Cell",
    "Columns",
    "EvidenceMap",
    "MapQuestion",
    "Rows",
    "Works",
]

Rows = Literal["dimension", "workstream"]
ROWS: Final[tuple[Rows, ...]] = get_args(Rows)
Columns = Literal["tier", "type"]
COLUMNS: Final[tuple[Columns, ...]] = get_args(Columns)
Works = Literal["all", "queued", "kept"]
WORKS: Final[tuple[Works, ...]] = get_args(Works)
NONE: Final = "none"
"""What stands for a subject that a work does not name, and for evidence whose kind is not known."""

_FITS: Final = 0.5  # calibrated score from which a work counts as one of a workstream
_LABELS: Final = {
    "dimension": ("inequality", "dimension:", 0.0),
    "workstream": ("workstream", "", _FITS),
    "tier": ("evidence", "strength:", 0.0),
    "type": ("evidence", "type:", 0.0),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapQuestion:
    """What a map is to show.

    ``works`` are all, those that stood in a queue, or those that people keep; ``workstream`` narrows to works
    that fit it with a score of 0.5 or more or stood in its queues, unless kept ones are asked for: then those
    are given. It is empty for all.
    """

    rows: Rows = "dimension"
    columns: Columns = "tier"
    works: Works = "all"
    workstream: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """How many works a row and a column have in common; a work may be in several rows, in one column."""

    row: str
    column: str
    works: int


class EvidenceMap:
    """Counts works for a map, and lists those behind one of its cells."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def cells(self, asked: MapQuestion, kept: Collection[str] = ()) -> tuple[Cell, ...]:
        """Count the works of each row and column; what no work has in common is left out.

        ``kept`` are the works that people keep, where the question is about them.
        """
        rows = self._ask("SELECT row, col, count(*) FROM placed GROUP BY ALL ORDER BY ALL", asked, kept)
        return tuple(Cell(*row) for row in rows)

    def works(self, asked: MapQuestion, kept: Collection[str] = ()) -> int:
        """Count the works that the map is made of, each once."""
        return int(self._ask("SELECT count(*) FROM chosen", asked, kept)[0][0])

    def behind(
        self, asked: MapQuestion, place: tuple[str, str], page: tuple[int, int], kept: Collection[str] = ()
    ) -> Found:
        """Give the works of a row and column, the newest first; of a whole one for an empty name.

        ``page`` says from which work on, and how many.
        """
        values = {"row": place[0], "col": place[1], "offset": page[0], "limit": page[1]}
        rows = self._ask(_BEHIND, asked, kept, values)
        return Found(tuple(work for work, _ in rows if work), int(rows[0][1]))

    def _ask(
        self,
        sql: str,
        asked: MapQuestion,
        kept: Collection[str],
        values: Mapping[str, object] | None = None,
    ) -> list[tuple[Any, ...]]:
        parts = (_LABELS[asked.rows], _LABELS[asked.columns])
        labels = {
            f"{side}_{name}": value
            for side, part in zip(("row", "col"), parts, strict=True)
            for name, value in zip(("component", "start", "least"), part, strict=True)
        }
        chosen = {"works": asked.works, "workstream": asked.workstream, "fits": _FITS}
        with (
            self._database.open() as connection,
            incoming(connection, ("work_id",), [(one,) for one in kept], "kept"),
        ):
            return connection.execute(_PLACED + sql, {**labels, **chosen, **(values or {})}).fetchall()


_PLACED = """
    WITH queued AS (
        SELECT DISTINCT coalesce(aliases.work_id, ranked.work_id) AS work_id
        FROM ranked LEFT JOIN aliases ON alias = ranked.work_id WHERE $workstream IN ('', workstream)
    ),
    fitting AS (
        SELECT work_id FROM annotations
        WHERE component = 'workstream' AND label = $workstream AND score >= $fits
    ),
    chosen AS (
        SELECT work_id FROM works
        WHERE CASE $works WHEN 'kept' THEN work_id IN (FROM kept)
                          WHEN 'queued' THEN work_id IN (FROM queued)
                          ELSE $workstream = '' OR work_id IN (FROM fitting) OR work_id IN (FROM queued) END
    ),
    rows_of AS (
        SELECT work_id, substr(label, length($row_start) + 1) AS row FROM annotations
        WHERE component = $row_component AND starts_with(label, $row_start) AND score >= $row_least
    ),
    columns_of AS (
        SELECT work_id, substr(arg_max(label, score), length($col_start) + 1) AS col FROM annotations
        WHERE component = $col_component AND starts_with(label, $col_start) AND score >= $col_least
        GROUP BY work_id
    ),
    placed AS (
        SELECT work_id, coalesce(row, 'none') AS row, coalesce(col, 'none') AS col
        FROM chosen LEFT JOIN rows_of USING (work_id) LEFT JOIN columns_of USING (work_id)
    )
"""
# The last row of the union carries the count where a page is empty.
_BEHIND = """
    , meant AS (
        SELECT DISTINCT work_id FROM placed WHERE $row IN ('', row) AND $col IN ('', col)
    ),
    dated AS (
        SELECT meant.work_id, row_number() OVER (ORDER BY published DESC NULLS LAST, meant.work_id) AS place
        FROM meant JOIN works USING (work_id) JOIN records ON record_id = best
    )
    SELECT work_id, (SELECT count(*) FROM meant) AS total
    FROM (
        SELECT work_id, place FROM dated WHERE place > $offset AND place <= $offset + $limit
        UNION ALL SELECT NULL, NULL
    )
    ORDER BY place NULLS LAST
"""
