"""Opening the store of a workspace: one object for each topic over one database file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.accounts import Accounts
from store.annotations import Annotations
from store.change_mark import CHANGE_MARK, ChangeMark
from store.database import Database
from store.decision_log import DECISIONS, DecisionLog
from store.decisions import Decisions
from store.doubts import Doubts
from store.keys import Keys
from store.links import Links
from store.migrating import migrate
from store.pages import Pages
from store.queues import Queues
from store.records import Records
from store.runs import Runs
from store.searching import Search
from store.sessions import Sessions
from store.weight_changes import WeightChanges
from store.works import Works
from store.yields import Yields

__all__ = ["DATABASE", "RAW", "Store", "open_store"]

DATABASE = "ken.duckdb"
RAW = "raw"


@dataclass(frozen=True, slots=True)
class Store:
    """All that is kept of a workspace, a topic each."""

    database: Database
    pages: Pages
    records: Records
    keys: Keys
    links: Links
    doubts: Doubts
    works: Works
    annotations: Annotations
    queues: Queues
    decisions: Decisions
    runs: Runs
    yields: Yields
    weight_changes: WeightChanges
    search: Search
    accounts: Accounts
    sessions: Sessions

    @contextmanager
    def at_once(self, patience: float | None = None) -> Iterator[None]:
        """Do several things, each whole in itself, for the price of opening the file once.

        Nobody else changes anything in between. Only for what follows each other at once: other processes
        and threads wait until it ends. ``patience`` is in seconds, where it is not to be the store's own.
        """
        with self.database.open(patience):
            yield


def open_store(folder: Path, *, patience: float = 60.0, linger: float = 0.0, hurries: bool = False) -> Store:
    """Open the store in a folder, making it or bringing it up to date as needed.

    ``patience`` is how many seconds each call waits while another process has the database, ``linger`` for
    how many it stays open after a call, unless another process waits; ``hurries`` says that people wait for
    each call. Raises ``StoreError`` when the database
    cannot be read by this version, ``BusyError`` when the patience ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(folder / DATABASE, patience=patience, linger=linger, hurries=hurries)
    decisions = Decisions(database, DecisionLog(folder / DECISIONS))
    with database.open():
        migrate(database)
        if decisions.is_unwritten():
            decisions.copy()  # a workspace from before the log was a file
    mark = ChangeMark(folder / CHANGE_MARK)
    return Store(
        database=database,
        pages=Pages(database, folder / RAW),
        records=Records(database),
        keys=Keys(database),
        links=Links(database),
        doubts=Doubts(database),
        works=Works(database),
        annotations=Annotations(database),
        queues=Queues(database),
        decisions=decisions,
        runs=Runs(database),
        yields=Yields(database, decisions),
        weight_changes=WeightChanges(database),
        search=Search(database, decisions),
        accounts=Accounts(database, mark),
        sessions=Sessions(database, mark),
    )
