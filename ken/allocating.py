"""Allocating: who is to decide which works of a queue, for the command and for the review page."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from flows.decided import decided_in
from ken.settings import read_settings
from ken.wiring import workstreams
from ken.workspace import SETTINGS
from records.account import account_name, folded, may
from records.allocation import Allocating, Allocation, Shared
from records.decision import Decision
from records.errors import SettingsError
from records.workstream import Workstream
from store.opening import Store
from synthesis.agreement import agreement, tables, together
from synthesis.allocation import allocate
from synthesis.blinding import Plan, is_complete
from synthesis.pilot import gate
from synthesis.screening_mode import Mode, Screening, readers
from synthesis.standing import said_by

__all__ = ["allocate_queue", "allocation_of", "read_shares", "release_queue", "screening", "secret_works"]


def screening(home: Path) -> dict[str, Screening]:
    """Say how each workstream is screened; ``SettingsError`` names a table of none."""
    told = read_settings(home).screening
    known = [stream.id for stream in workstreams(home)]
    strange = [name for name in told if name not in known]
    if strange:
        raise SettingsError(
            f"{home / SETTINGS}: [screening.{strange[0]}] is no workstream; there are: {', '.join(known)}"
        )
    return {name: told.get(name, Screening()) for name in known}


def read_shares(text: str) -> dict[str, float]:
    """Read reviewers with their shares, such as ``Ailsa, Brid=2``; ``SettingsError`` says what cannot be."""
    found: dict[str, float] = {}
    for part in text.split(","):
        name, _, share = part.rpartition("=") if "=" in part else (part, "", "1")
        try:
            number = float(share)
        except ValueError:
            raise SettingsError(f"'{part.strip()}': after = comes a number, such as Brid=2") from None
        kept = account_name(name)
        if kept in found:
            raise SettingsError(f"{kept} stands twice")
        found[kept] = number
    return found


def allocation_of(store: Store, stream: Workstream, run: int = 0) -> Shared:
    """Give how the queue of a run is shared out, or the latest for run 0, and how far each is."""
    with store.at_once():
        number = _number(store, stream, run)
        works = _works(store, stream, number)
        found = store.allocations.of_queue(stream.id, number)
        decisions = store.decisions.of(works)
    return _shared(found, works, decisions)


def allocate_queue(
    home: Path,
    store: Store,
    stream: Workstream,
    shares: Mapping[str, float],
    *,
    by: str,
    run: int = 0,
    mode: Mode | None = None,
) -> Shared:
    """Share the queue of a run out, or the latest for run 0.

    Who had or decided a work keeps it where that can be. ``mode`` takes the place of the settings'; a pilot
    of one person has no second reader. Raises ``SettingsError`` for people who may not decide, shares that
    cannot be, or where nothing is queued.
    """
    told = screening(home)[stream.id]
    with store.at_once():
        given = _people(store, shares)
        number = _number(store, stream, run)
        works = _works(store, stream, number)
        if not works:
            raise SettingsError(f"nothing is queued for {stream.id}; `ken scan` fills the queues")
        decisions = store.decisions.of(works)
        how = mode or told.mode
        if how == "pilot" and len(given) == 1:
            how = "single"
        two = _read_by_two(home, store, stream, works, how)
        before = store.allocations.of_queue(stream.id, number)
        reviewers = allocate(
            works, given, dual=two, before=before.reviewers, done=_done(decisions, stream.id, given)
        )
        made = Allocation(number, stream.id, reviewers)
        store.allocations.replace(made, _log(made, given, by))
    return _shared(made, works, decisions)


def release_queue(store: Store, stream: Workstream, *, by: str, run: int = 0) -> Shared:
    """Leave the works of a queue to everybody again."""
    with store.at_once():
        made = Allocation(_number(store, stream, run), stream.id)
        works = _works(store, stream, made.run)
        store.allocations.replace(made, _log(made, {}, by))
    return _shared(made, works, {})


def secret_works(home: Path, store: Store, workstream: str) -> frozenset[str]:
    """List the works on which two have not both decided yet who are to do so without each other's words."""
    with store.at_once():
        plan = Plan(screening(home)[workstream].mode, store.allocations.latest(workstream))
        decisions = decided_in(store, workstream).decisions
    return frozenset(work for work, own in decisions.items() if not is_complete(work, own, workstream, plan))


def _log(made: Allocation, shares: Mapping[str, float], by: str) -> Allocating:
    return Allocating(
        run=made.run, workstream=made.workstream, shares=shares, reviewer=by, instant=datetime.now(UTC)
    )


def _number(store: Store, stream: Workstream, run: int) -> int:
    if run:
        store.runs.get(run)
    return run or store.queues.latest(stream.id)


def _works(store: Store, stream: Workstream, run: int) -> list[str]:
    places = store.queues.get(stream.id, run)
    return list(dict.fromkeys(store.works.current([place.work for place in places])))


def _people(store: Store, shares: Mapping[str, float]) -> dict[str, float]:
    """Write each name as its account does; ``SettingsError`` for whom no account lets decide."""
    accounts = {folded(one.name): one for one in store.accounts.all()}
    if not accounts:
        return dict(shares)
    found: dict[str, float] = {}
    for name, share in shares.items():
        account = accounts.get(folded(name))
        if account is None:
            raise SettingsError(f"there is no account of {name}; `ken user list` shows those that there are")
        if account.disabled or not may(account.role, "reviewer"):
            raise SettingsError(f"{account.name} may not decide; `ken user role` gives another role")
        if account.name in found:
            raise SettingsError(f"{account.name} stands twice")
        found[account.name] = share
    return found


def _read_by_two(home: Path, store: Store, stream: Workstream, works: Sequence[str], mode: Mode) -> list[str]:
    pilot = read_settings(home).pilot
    is_open = False
    if mode == "pilot":
        found = tables(decided_in(store, stream.id).decisions, stream.id, "title-abstract")
        is_open = gate(agreement(together(found)), pilot).is_open
    return list(readers(works, stream.id, mode, pilot, is_open=is_open))


def _done(
    decisions: Mapping[str, Sequence[Decision]], workstream: str, names: Mapping[str, float]
) -> dict[str, list[str]]:
    """Say who has decided which works."""
    return {
        work: [name for name in names if any(one.workstream == workstream for one in said_by(own, name))]
        for work, own in decisions.items()
    }


def _shared(found: Allocation, works: Sequence[str], decisions: Mapping[str, Sequence[Decision]]) -> Shared:
    done = _done(decisions, found.workstream, dict.fromkeys(found.names(), 1.0))
    return Shared(
        allocation=found,
        works=len(works),
        dual=sum(len(names) > 1 for names in found.reviewers.values()),
        done={name: sum(name in done.get(work, ()) for work in found.of(name)) for name in found.names()},
    )
