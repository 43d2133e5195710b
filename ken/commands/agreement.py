"""``ken agreement``: how well reviewers agree, and whether one reader is enough."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.markup import escape

from flows.decided import decided_in
from ken.allocating import screening
from ken.commands.queue import named
from ken.printing import out, print_json
from ken.settings import read_settings
from ken.wiring import workstreams
from ken.workspace import find
from records.decision import STAGES, Stage
from records.workstream import Workstream
from store.opening import Store, open_store
from synthesis.agreement import Agreement, tables, together
from synthesis.agreement import agreement as measure
from synthesis.agreement_document import agreement_document
from synthesis.counted import counted
from synthesis.pilot import Gate, PilotSettings, gate, is_dual
from synthesis.screening_mode import MODE_WORDS, Screening
from synthesis.standing import standing

__all__ = ["agreement"]

_SHOWN = 10  # works that wait for a second reviewer


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """How well a workstream's reviewers agree at one stage; ``waiting`` are works for a second reviewer."""

    workstream: Workstream
    stage: Stage
    pairs: tuple[Agreement, ...]
    overall: Agreement
    gate: Gate
    dual: int
    waiting: tuple[str, ...]


def agreement(
    context: typer.Context,
    workstream: Annotated[str | None, typer.Argument(help="Its id or code; all if left out.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Show how well reviewers agree on works that two of them decided, and whether one is enough."""
    home = find(context.obj)
    store = open_store(home)
    streams = workstreams(home)
    wanted = (named(streams, workstream),) if workstream else streams
    pilot, told = read_settings(home).pilot, screening(home)
    found = [one for stream in wanted for one in _measured(store, stream, pilot)]
    if as_json:
        print_json([_document(one) for one in found])
        return
    for one in found:
        _print(one, told[one.workstream.id])


def _measured(store: Store, stream: Workstream, pilot: PilotSettings) -> Iterator[_Found]:
    """Measure title and abstract always, and full text where anybody decided on one."""
    entries = store.queues.get(stream.id, store.queues.latest(stream.id))
    share = [one.work for one in entries if is_dual(one.work, stream.id, pilot)]
    decisions = decided_in(store, stream.id).decisions
    for stage in STAGES:
        names = {
            work: {one.reviewer for one in standing(own) if (one.workstream, one.stage) == (stream.id, stage)}
            for work, own in decisions.items()
        }
        if stage != "title-abstract" and not any(names.values()):
            continue
        pairs = tables(decisions, stream.id, stage)
        overall = measure(together(pairs))
        opened = gate(overall, pilot)
        waiting = [work for work in share if len(names.get(work, ())) < 2]
        yield _Found(
            workstream=stream,
            stage=stage,
            pairs=tuple(measure(one) for one in pairs),
            overall=overall,
            gate=opened,
            dual=len(share),
            waiting=() if opened.is_open or stage != "title-abstract" else tuple(waiting),
        )


def _print(one: _Found, told: Screening) -> None:
    stream = one.workstream
    out.print(f"\n[bold]{stream.code} {escape(stream.name)}[/], {one.stage}")
    who = f"; by {' and '.join(told.reviewers)}" if told.reviewers else ""
    out.print(f"  {told.mode}: {MODE_WORDS[told.mode]}{escape(who)}")
    for pair in one.pairs:
        out.print(f"  {escape(f'{pair.table.first} and {pair.table.second}')}: {_words(pair)}")
    if len(one.pairs) > 1:
        out.print(f"  all pairs: {_words(one.overall)}")
    if not one.pairs:
        out.print("  no work was decided by two")
    state = "one reader is enough" if one.gate.is_open else "two readers are needed"
    out.print(f"  {state}: {escape(one.gate.why)}")
    if one.waiting:
        works = counted(len(one.waiting), "work")
        verb = "waits" if len(one.waiting) == 1 else "wait"
        out.print(f"  {works} of the {one.dual} in the latest queue that two are to decide {verb}:")
        out.print(f"    {' '.join(one.waiting[:_SHOWN])}{' …' if len(one.waiting) > _SHOWN else ''}")


def _words(one: Agreement) -> str:
    table = one.table
    works = counted(table.n, "work")
    if one.agreed is None or one.pabak is None:
        return works
    kappa = "kappa cannot be told" if one.kappa is None else f"kappa {one.kappa:.2f}"
    ends = f" ({one.interval[0]:.2f} to {one.interval[1]:.2f})" if one.interval else " (no interval)"
    kept = f"by both {table.both}, by one {table.only_first} and {table.only_second}, by none {table.neither}"
    return (
        f"{works}, {one.agreed:.0%} agreed, {kappa}{ends if one.kappa is not None else ''}, "
        f"adjusted for prevalence {one.pabak:.2f}; kept {kept}"
    )


def _document(one: _Found) -> dict[str, object]:
    return {
        "workstream": one.workstream.id,
        "stage": one.stage,
        "pairs": [agreement_document(pair) for pair in one.pairs],
        "overall": agreement_document(one.overall),
        "gate": {"open": one.gate.is_open, "why": one.gate.why},
        "dual": one.dual,
        "waiting": list(one.waiting),
    }
