"""Searching the works: words in title and abstract, narrowed by workstream and verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from store.database import Database
from store.decisions import Decisions

__all__ = ["UNDECIDED", "Found", "Search"]

UNDECIDED = "undecided"
_FITS = 0.5  # calibrated score from which a work counts as one of a workstream


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what a search found: ids of works, and how many there are in all."""

    works: tuple[str, ...]
    total: int


class Search:
    """Searches the works."""

    def __init__(self, database: Database, decisions: Decisions) -> None:
        self._database = database
        self._decisions = decisions

    def works(
        self,
        words: Sequence[str],
        *,
        workstream: str = "",
        verdict: str = "",
        reviewer: str = "",
        limit: int = 25,
        offset: int = 0,
    ) -> Found:
        """Find the works whose title or abstract holds all these words, the newest first.

        Case does not matter, and a word may be part of a longer one. ``workstream`` narrows to works that
        were queued for it or fit it with a score of 0.5 or more; ``verdict`` to those that somebody's last
        word gives this verdict (in the workstream, where one is given), or nobody's any (``undecided``);
        ``reviewer`` lets only that reviewer's word count. Works with all words in their titles come first.
        """
        wanted = [word.lower() for word in words if word]
        self._decisions.copy()
        with self._database.open() as connection:
            rows = connection.execute(
                _SEARCH,
                {
                    "words": wanted,
                    "workstream": workstream,
                    "verdict": verdict,
                    "reviewer": reviewer,
                    "undecided": UNDECIDED,
                    "fits": _FITS,
                    "limit": limit,
                    "offset": offset,
                },
            ).fetchall()
        return Found(tuple(work for work, _ in rows if work), int(rows[0][1]))


# The last row of the union carries the count where a page is empty.
_SEARCH = """
    WITH latest AS (
        SELECT coalesce(aliases.work_id, decisions.work_id) AS work_id, arg_max(verdict, number) AS verdict
        FROM decisions LEFT JOIN aliases ON alias = decisions.work_id
        WHERE $workstream IN ('', workstream) AND $reviewer IN ('', reviewer)
        GROUP BY 1, workstream, stage, reviewer
    ),
    decided AS (SELECT DISTINCT work_id FROM latest WHERE verdict <> 'withdrawn'),
    so_decided AS (SELECT DISTINCT work_id FROM latest WHERE verdict = $verdict),
    of_workstream AS (
        SELECT work_id FROM annotations
        WHERE component = 'workstream' AND label = $workstream AND score >= $fits
        UNION
        SELECT coalesce(aliases.work_id, ranked.work_id)
        FROM ranked LEFT JOIN aliases ON alias = ranked.work_id WHERE workstream = $workstream
    ),
    texts AS (
        SELECT works.work_id, published, lower(title) AS title, lower(abstract) AS abstract
        FROM works JOIN records ON record_id = best
        WHERE ($workstream = '' OR works.work_id IN (FROM of_workstream))
          AND CASE $verdict WHEN '' THEN true
                            WHEN $undecided THEN works.work_id NOT IN (FROM decided)
                            ELSE works.work_id IN (FROM so_decided) END
    ),
    found AS (
        SELECT work_id, published,
               len(list_filter($words, lambda word: NOT contains(title, word))) = 0 AS titled
        FROM texts
        WHERE len(list_filter($words, lambda word: NOT contains(title, word)
                                               AND NOT contains(abstract, word))) = 0
    ),
    page AS (
        SELECT work_id, row_number() OVER (ORDER BY titled DESC, published DESC NULLS LAST, work_id) AS place
        FROM found
    )
    SELECT work_id, (SELECT count(*) FROM found) AS total
    FROM (
        SELECT work_id, place FROM page WHERE place > $offset AND place <= $offset + $limit
        UNION ALL SELECT NULL, NULL
    )
    ORDER BY place NULLS LAST
"""
