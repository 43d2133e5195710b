"""Opening the store of a workspace: one object for each topic over one database file."""

from dataclasses import dataclass
from pathlib import Path

from store.annotations import Annotations
from store.database import Database
from store.decisions import Decisions
from store.doubts import Doubts
from store.keys import Keys
from store.links import Links
from store.migrating import migrate
from store.pages import Pages
from store.queues import Queues
from store.records import Records
from store.runs import Runs
from store.works import Works
from store.yields import Yields

__all__ = ["DATABASE", "RAW", "Store", "open_store"]

DATABASE = "ken.duckdb"
RAW = "raw"


@dataclass(frozen=True, slots=True)
class Store:
    """All that is kept of a workspace, a topic each."""

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


def open_store(folder: Path, *, patience: float = 60.0) -> Store:
    """Open the store in a folder, making it or bringing it up to date as needed.

    ``patience`` is how many seconds each call waits while another process has the database. Raises
    ``StoreError`` when the database cannot be read by this version, ``BusyError`` when the patience ends.
    """
    folder.mkdir(parents=True, exist_ok=True)
    database = Database(folder / DATABASE, patience=patience)
    migrate(database)
    return Store(
        pages=Pages(database, folder / RAW),
        records=Records(database),
        keys=Keys(database),
        links=Links(database),
        doubts=Doubts(database),
        works=Works(database),
        annotations=Annotations(database),
        queues=Queues(database),
        decisions=Decisions(database),
        runs=Runs(database),
        yields=Yields(database),
    )
