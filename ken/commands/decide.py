"""``ken decide``: a decision from the command line."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from ken.commands.queue import named
from ken.printing import say
from ken.wiring import workstreams
from ken.workspace import find
from records.decision import STAGES, VERDICTS, Decision, Stage, Verdict
from records.workstream import Workstream
from store.opening import Store, open_store
from synthesis.card import card

__all__ = ["decide"]


def decide(
    context: typer.Context,
    work: Annotated[str, typer.Argument(help="The id of a work, or as much of its start as is unique.")],
    workstream: Annotated[str, typer.Argument(help="Its id or code.")],
    verdict: Annotated[str, typer.Argument(help=" | ".join(VERDICTS))],
    reviewer: Annotated[str, typer.Option(help="Who decides.")],
    reason: Annotated[str, typer.Option(metavar="CODE", help="A code for the reason.")] = "",
    note: Annotated[str, typer.Option(metavar="TEXT", help="A note for the team.")] = "",
    stage: Annotated[str, typer.Option(help="title-abstract or full-text.")] = "title-abstract",
) -> None:
    """Write a decision into the log; a later one of the same reviewer takes its place."""
    home = find(context.obj)
    stream = named(workstreams(home), workstream)
    if not reviewer.strip():
        raise typer.BadParameter("a decision needs somebody who made it", param_hint="--reviewer")
    store = open_store(home)
    found = store.works.find(work)
    store.decisions.append(
        Decision(
            work=found.work_id,
            workstream=stream.id,
            verdict=_verdict(verdict),
            reviewer=reviewer.strip(),
            instant=datetime.now(UTC),
            stage=_stage(stage),
            reason=reason,
            note=note,
        )
    )
    store.decisions.copy()
    say(f"{verdict}: {found.best.title} ({stream.id}, by {reviewer.strip()})")
    if verdict != "exclude":
        _tell_similar(store, stream, found.work_id)


def _tell_similar(store: Store, stream: Workstream, work: str) -> None:
    """Name the works that the kept one stands for in the latest queue: they have no place of their own."""
    for document in store.queues.cards(stream.id, store.queues.latest(stream.id)):
        shown = card(document)
        if shown.work == work and shown.similar_works:
            say("It tells nearly the same as works without a place of their own; decide on them if you like:")
            for one in shown.similar_works:
                say(f"  {one.work}  {one.title}")


def _verdict(text: str) -> Verdict:
    for verdict in VERDICTS:
        if text == verdict:
            return verdict
    raise typer.BadParameter(f"{text!r} is none of {', '.join(VERDICTS)}", param_hint="VERDICT")


def _stage(text: str) -> Stage:
    for stage in STAGES:
        if text == stage:
            return stage
    raise typer.BadParameter(f"{text!r} is neither title-abstract nor full-text", param_hint="--stage")
