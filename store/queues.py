"""Queues: the ranked works of each run and workstream, frozen, and what they were chosen from."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

import msgspec

from records.outline import QueueOutline
from records.ranked import Candidate, Ranked, Reason, Signal
from store.bulk import incoming
from store.database import Connection, Database
from store.first_row import first_row
from store.instants import to_store

__all__ = ["FrozenQueue", "Queues"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenQueue:
    """The queue of one workstream in one run, with what made it.

    ``seed`` drew the audit works. ``candidates`` counts the works that could have been placed,
    ``chosen_from`` are those works. ``detail`` holds weights, caps and thresholds, and
    how many decisions the log had. ``cards`` are the
    documents that show the entries, in the same order.
    """

    run: int
    workstream: str
    seed: int
    candidates: int
    entries: tuple[Ranked, ...] = ()
    detail: Mapping[str, object] = field(default_factory=dict)
    chosen_from: tuple[Candidate, ...] = ()
    cards: tuple[Mapping[str, object], ...] = ()


class Queues:
    """Reads and writes queues."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def freeze(self, queues: Sequence[FrozenQueue], frozen: datetime) -> None:
        """Freeze the queues of a run together; one that is frozen already stays as it is."""
        with self._database.open() as connection:
            for queue in queues:
                known = first_row(
                    connection,
                    "SELECT 1 FROM queues WHERE run = ? AND workstream = ?",
                    [queue.run, queue.workstream],
                )
                if known:
                    continue
                detail = msgspec.json.encode(queue.detail, order="sorted").decode()
                connection.execute(
                    "INSERT INTO queues VALUES (?, ?, ?, ?, ?, ?)",
                    [queue.run, queue.workstream, to_store(frozen), queue.seed, queue.candidates, detail],
                )
                _insert(connection, "ranked", _COLUMNS, [_row(entry) for entry in queue.entries])
                _insert(
                    connection, "candidates", _CANDIDATE, [_chosen(queue, one) for one in queue.chosen_from]
                )
                cards = zip(queue.entries, queue.cards, strict=bool(queue.cards))
                _insert(connection, "cards", _CARD, [_card(entry, card) for entry, card in cards])

    def get(self, workstream: str, run: int) -> tuple[Ranked, ...]:
        """Give the queue of a workstream as it was frozen in a run, in order; empty when none was."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM ranked WHERE workstream = ? AND run = ? ORDER BY place",
                [workstream, run],
            ).fetchall()
        return tuple(_entry(*row) for row in rows)

    def of_work(self, work_id: str) -> tuple[Ranked, ...]:
        """Give all places that a work has had, by run and workstream."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_COLUMNS)} FROM ranked WHERE work_id = ? ORDER BY run, workstream",
                [work_id],
            ).fetchall()
        return tuple(_entry(*row) for row in rows)

    def cards(self, workstream: str, run: int) -> tuple[dict[str, object], ...]:
        """Give the documents that showed a queue when it was frozen, in order.

        Empty for a queue that an older version froze, which did not keep them.
        """
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT document FROM cards WHERE workstream = ? AND run = ? ORDER BY place",
                [workstream, run],
            ).fetchall()
        return tuple(msgspec.json.decode(document, type=dict[str, object]) for (document,) in rows)

    def chosen_from(self, workstream: str, run: int) -> tuple[Candidate, ...]:
        """Give the works that could have been placed in a queue, ordered by id."""
        with self._database.open() as connection:
            rows = connection.execute(
                f"SELECT {', '.join(_CANDIDATE[2:])} FROM candidates WHERE workstream = ? AND run = ? "
                "ORDER BY work_id",
                [workstream, run],
            ).fetchall()
        return tuple(_candidate(*row) for row in rows)

    def runs_as_candidate(self, work_id: str) -> tuple[tuple[int, str], ...]:
        """List the queues that a work could have been placed in: run and workstream."""
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT run, workstream FROM candidates LEFT JOIN aliases ON alias = candidates.work_id
                WHERE coalesce(aliases.work_id, candidates.work_id) = ? ORDER BY run, workstream
                """,
                [work_id],
            ).fetchall()
        return tuple((run, workstream) for run, workstream in rows)

    def earlier_texts(self, workstream: str, before: int) -> Iterator[tuple[int, str]]:
        """Give run, title and abstract of the candidates of earlier runs, some thousand at a time."""
        last = (0, "")
        while True:
            with self._database.open() as connection:
                rows = connection.execute(
                    _EARLIER, {"workstream": workstream, "before": before, "run": last[0], "id": last[1]}
                ).fetchall()
            if not rows:
                return
            yield from ((run, text) for run, _, text in rows)
            last = rows[-1][:2]

    def detail(self, workstream: str, run: int) -> dict[str, object]:
        """Give weights, caps and thresholds of a frozen queue; empty when there is none."""
        with self._database.open() as connection:
            row = first_row(
                connection, "SELECT detail FROM queues WHERE workstream = ? AND run = ?", [workstream, run]
            )
        return msgspec.json.decode(row[0], type=dict[str, object]) if row else {}

    def last_weights(self) -> dict[str, float]:
        """Give the weights of the queue that was frozen last; empty before the first."""
        with self._database.open() as connection:
            row = first_row(connection, "SELECT detail FROM queues ORDER BY run DESC, workstream LIMIT 1")
        detail = msgspec.json.decode(row[0], type=dict[str, object]) if row else {}
        return msgspec.convert(detail.get("weights", {}), dict[str, float])

    def latest(self, workstream: str) -> int:
        """Give the last run whose queue for this workstream holds anything; 0 when there is none."""
        with self._database.open() as connection:
            row = first_row(
                connection, "SELECT coalesce(max(run), 0) FROM ranked WHERE workstream = ?", [workstream]
            )
        return int(row[0]) if row else 0

    def placed(self, workstream: str, before: int | None = None) -> frozenset[str]:
        """List the works that queues of this workstream held, in runs before this one or in all."""
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT DISTINCT coalesce(aliases.work_id, ranked.work_id)
                FROM ranked LEFT JOIN aliases ON alias = ranked.work_id
                WHERE workstream = $workstream AND ($before IS NULL OR run < $before)
                """,
                {"workstream": workstream, "before": before},
            ).fetchall()
        return frozenset(work_id for (work_id,) in rows)

    def outlines(self) -> tuple[QueueOutline, ...]:
        """Give what each frozen queue held, empty ones too, by workstream and run."""
        with self._database.open() as connection:
            rows = connection.execute(
                """
                SELECT queues.run, queues.workstream, candidates,
                       list(coalesce(aliases.work_id, ranked.work_id) ORDER BY place)
                           FILTER (place IS NOT NULL),
                       list(slot ORDER BY place) FILTER (place IS NOT NULL)
                FROM queues
                LEFT JOIN ranked ON ranked.run = queues.run AND ranked.workstream = queues.workstream
                LEFT JOIN aliases ON alias = ranked.work_id
                GROUP BY ALL ORDER BY queues.workstream, queues.run
                """
            ).fetchall()
        return tuple(
            QueueOutline(run, workstream, candidates, tuple(zip(works or (), slots or (), strict=True)))
            for run, workstream, candidates, works, slots in rows
        )

    def candidates(self, run: int) -> dict[str, int]:
        """Give, for each workstream with a frozen queue in this run, how many works could be placed."""
        with self._database.open() as connection:
            rows = connection.execute(
                "SELECT workstream, candidates FROM queues WHERE run = ? ORDER BY workstream", [run]
            ).fetchall()
        return dict(rows)


_BATCH = 5000
_EARLIER = f"""
    SELECT run, candidates.work_id, title || '. ' || abstract
    FROM candidates
    LEFT JOIN aliases ON alias = candidates.work_id
    JOIN works ON works.work_id = coalesce(aliases.work_id, candidates.work_id)
    JOIN records ON record_id = works.best
    WHERE workstream = $workstream AND run < $before
        AND (run > $run OR run = $run AND candidates.work_id > $id)
    ORDER BY run, candidates.work_id LIMIT {_BATCH}
"""
_CANDIDATE = ("run", "workstream", "work_id", "features", "container", "near", "signals")
_CARD = ("run", "workstream", "place", "work_id", "document")
_COLUMNS = ("run", "workstream", "place", "work_id", "score", "slot", "parts", "reasons")


def _insert(
    connection: Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    if rows:
        with incoming(connection, columns, rows):
            connection.execute(f"INSERT INTO {table} SELECT * FROM incoming")


def _card(entry: Ranked, document: Mapping[str, object]) -> tuple[object, ...]:
    return entry.run, entry.workstream, entry.place, entry.work, msgspec.json.encode(document).decode()


def _chosen(queue: FrozenQueue, one: Candidate) -> tuple[object, ...]:
    return (
        queue.run,
        queue.workstream,
        one.work,
        msgspec.json.encode(one.features).decode(),
        one.container,
        msgspec.json.encode(one.near).decode(),
        msgspec.json.encode(one.signals).decode(),
    )


def _candidate(work_id: str, features: str, container: str, near: str, signals: str) -> Candidate:
    return Candidate(
        work=work_id,
        features=msgspec.json.decode(features, type=dict[str, float]),
        container=container,
        near=msgspec.json.decode(near, type=tuple[str, ...]),
        signals=msgspec.json.decode(signals, type=tuple[Signal, ...]),
    )


def _row(entry: Ranked) -> tuple[object, ...]:
    return (
        entry.run,
        entry.workstream,
        entry.place,
        entry.work,
        entry.score,
        entry.slot,
        msgspec.json.encode(entry.parts).decode(),
        msgspec.json.encode(entry.reasons).decode(),
    )


def _entry(
    run: int, workstream: str, place: int, work_id: str, score: float, slot: str, parts: str, reasons: str
) -> Ranked:
    return msgspec.convert(
        {
            "run": run,
            "workstream": workstream,
            "place": place,
            "work": work_id,
            "score": score,
            "slot": slot,
            "parts": msgspec.json.decode(parts),
            "reasons": msgspec.json.decode(reasons, type=tuple[Reason, ...]),
        },
        Ranked,
    )
