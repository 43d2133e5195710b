"""Reading what a PRISMA flow is made of: for the page, the HTTP interface and the command line."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from records.decision import Decision
from records.prisma import FlowCounts
from records.source import Source
from records.workstream import Workstream
from review.every_decision import every_decision
from store.opening import Store
from synthesis.prisma import Flow, flow
from synthesis.prisma_words import rules

__all__ = ["FlowRead", "Found", "Opened", "read_flow", "read_found", "worked_out"]

Opened = Callable[[Mapping[str, Sequence[Decision]]], Mapping[str, Sequence[Decision]]]
"""Leaves out, of the decisions on works, those that are secret yet."""


@dataclass(frozen=True, slots=True)
class Found:
    """What runs found, and the rules by which a program set works aside in the last of them."""

    counts: FlowCounts
    marked_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FlowRead:
    """A flow, and the rules by which a program set works aside in the last run of it."""

    flow: Flow
    marked_by: tuple[str, ...]


def read_found(store: Store, workstreams: Sequence[Workstream], run: int, *, alone: bool) -> Found:
    """Read what one run found, or all runs up to it; ``NotFoundError`` for a run that never was."""
    names = [one.id for one in workstreams]
    with store.at_once():
        versions = store.runs.get(run).versions
        counts = store.prisma.counts(run if alone else 1, run, names)
        details = [store.queues.detail(name, run) for name in names]
    return Found(counts, rules(next((one for one in details if one), {}), versions))


def worked_out(
    found: Found,
    workstreams: Sequence[Workstream],
    sources: Sequence[Source],
    decisions: Mapping[str, Sequence[Decision]],
) -> FlowRead:
    """Work out a flow by the decisions on works, for which the database is not needed."""
    groups = {one.id: one.group for one in sources}
    return FlowRead(flow(found.counts, groups, [one.id for one in workstreams], decisions), found.marked_by)


def read_flow(
    store: Store, workstreams: Sequence[Workstream], sources: Sequence[Source], run: int, *, alone: bool
) -> FlowRead:
    """Read the flow of one run, or of all runs up to it; ``NotFoundError`` for a run that never was."""
    with store.at_once():
        found = read_found(store, workstreams, run, alone=alone)
        decisions = every_decision(store)
    return worked_out(found, workstreams, sources, decisions)
