"""Opening the store of a workspace: one object for each topic over one database file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from store.accounts import Accounts
from store.allocations import Allocations
from store.annotations import Annotations
from store.change_mark import CHANGE_MARK, TEAM_MARK, ChangeMark
from store.comments import Comments
from store.contacts import CONTACTS, Contacts
from store.database import Database
from store.decision_log import DECISIONS, DecisionLog
from store.decisions import Decisions
from store.doubts import Doubts
from store.evidence_map import EvidenceMap
from store.keys import Keys
from store.links import Links
from store.migrating import migrate
from store.pages import Pages
from store.prisma import Prisma
from store.queues import Queues
from store.records import Records
from store.runs import Runs
from store.searching import Search
from store.sessions import Sessions
from store.submissions import Submissions
from store.views import Views
from store.weight_changes import WeightChanges
from store.withdrawing import Withdrawals
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
    prisma: Prisma
    evidence_map: EvidenceMap
    weight_changes: WeightChanges
    search: Search
    views: Views
    accounts: Accounts
    sessions: Sessions
    allocations: Allocations
    comments: Comments
    submissions: Submissions
    contacts: Contacts
    withdrawals: Withdrawals

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
    mark, team = ChangeMark(folder / CHANGE_MARK), ChangeMark(folder / TEAM_MARK)
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
        prisma=Prisma(database, decisions),
        evidence_map=EvidenceMap(database),
        weight_changes=WeightChanges(database),
        search=Search(database, decisions),
        views=Views(database),
        accounts=Accounts(database, mark),
        sessions=Sessions(database, mark),
        allocations=Allocations(database, team),
        comments=Comments(database, team),
        submissions=Submissions(database),
        contacts=Contacts(folder / CONTACTS),
        withdrawals=Withdrawals(database),
    )
