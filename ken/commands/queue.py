"""``ken queue``: a workstream's ranked works, with the reasons in view."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

import typer
from rich.markup import escape

from flows.learned_order import reordered
from ken.printing import out, print_json, say
from ken.wiring import workstreams
from ken.workspace import find
from records.errors import NotFoundError
from records.work import Work
from records.workstream import Workstream
from store.opening import Store, open_store
from synthesis.card import Card, Named, card
from synthesis.counted import counted
from synthesis.said import said
from synthesis.shown import notice_document, queue_document
from synthesis.standing import kept

__all__ = ["Document", "named", "print_queue", "queue", "read_queue"]

Document = dict[str, Any]  # one place, as `ken queue --json` prints it
_NAMED = 3  # similar works named on a card


def queue(
    context: typer.Context,
    workstream: Annotated[str, typer.Argument(help="Its id or code, such as emerging-needs or W2.")],
    run: Annotated[
        int | None,
        typer.Option(min=1, help="The queue of this run as it was; else the latest that is not empty."),
    ] = None,
    limit: Annotated[int | None, typer.Option(min=1, help="No more than so many works.")] = None,
    everything: Annotated[
        bool, typer.Option("--all", help="List all similar works under the one that stands for them.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """Show the ranked queue of a workstream."""
    home = find(context.obj)
    stream = named(workstreams(home), workstream)
    store = open_store(home)
    number, documents = read_queue(store, stream, run)
    if run is None:
        documents = _as_decided(store, stream, number, documents)
    shown = documents[:limit]
    works = dict(zip((one["work"] for one in shown), _works(store, shown), strict=True))
    news = list(_news(shown, works))
    if run is None:
        shown = [_as_it_is_now(one, works[one["work"]]) for one in shown]
    if as_json:
        print_json(shown)
    else:
        opened = (
            {one["work"] for one in shown} if everything else _kept(store, shown, stream) if not run else ()
        )
        print_queue(stream, number, [card(one) for one in shown], len(documents), opened)
    for line in news:
        say(line)
    if not documents and not as_json:
        say("Nothing is queued here. `ken scan` fills the queues; `ken runs` lists the runs.")


def read_queue(store: Store, stream: Workstream, run: int | None = None) -> tuple[int, list[Document]]:
    """Read a queue as it was frozen: the number of its run, and a document for each place.

    Without ``run``, the latest that is not empty. Raises ``NotFoundError`` for a run that never was.
    """
    if run is not None:
        store.runs.get(run)
    number = run if run is not None else store.queues.latest(stream.id)
    documents = store.queues.cards(stream.id, number) or _composed(store, stream, number)
    return number, list(documents)


def _as_decided(store: Store, stream: Workstream, run: int, documents: list[Document]) -> list[Document]:
    """Put what is left of a queue into the order that the decisions since have taught; the decided come last.

    Each says in ``frozen_place`` where it stood. As long as nothing was decided, the queue is as frozen.
    """
    scores = {one["work"]: float(one["score"]) for one in documents}
    order = reordered(store, stream.id, run, scores)
    if order is None:
        return documents
    by_work = {one["work"]: one for one in documents}
    done = [one for one in documents if one["work"] not in set(order)]
    ordered = [*(by_work[name] for name in order), *done]
    return [
        {**one, "place": place, "frozen_place": one["place"], "decided": one["work"] not in set(order)}
        for place, one in enumerate(ordered, start=1)
    ]


def named(streams: tuple[Workstream, ...], name: str) -> Workstream:
    """Give the workstream of an id or code; ``NotFoundError`` lists those that there are."""
    for stream in streams:
        if name.casefold() in (stream.id.casefold(), stream.code.casefold()):
            return stream
    there = ", ".join(f"{stream.id} ({stream.code})" for stream in streams)
    raise NotFoundError(f"there is no workstream '{name}'; there are: {there}")


def print_queue(
    stream: Workstream, run: int, cards: Sequence[Card], total: int, opened: Sequence[str] | set[str] = ()
) -> None:
    """Print the first works of a queue of so many for people.

    Similar works are named briefly, and whole under the works in ``opened``.
    """
    of_run = f", run {run}" if cards else ""
    works = counted(total, "work")
    count = f"the first {len(cards)} of {works}" if len(cards) < total else works
    out.print(f"\n[bold]{stream.code} {escape(stream.name)}[/]{of_run}: {count}")
    for one in cards:
        retracted = "[red]RETRACTED[/] " if one.is_retracted else ""
        out.print(f"\n{one.place:>3}. {retracted}[bold]{escape(one.title)}[/]")
        out.print(f"     [dim]{escape(_line(one))}[/]")
        for reason in one.reasons:
            out.print(f"     - {escape(reason)}")
        for line in _since(one) or one.below[:1]:
            out.print(f"     [dim]{escape(line)}[/]")
        for line in _similar(one.similar_works, whole=one.work in opened):
            out.print(f"     {escape(line)}")


def _line(one: Card) -> str:
    parts = [
        one.work,
        f"score {one.score:.2f}",
        one.published or "undated",
        one.container,
        "from " + ", ".join(one.sources),
        f"inequality {one.inequality.grade}" if one.inequality.grade else "",
    ]
    return " · ".join(part for part in parts if part)


def _since(one: Card) -> tuple[str, ...]:
    """Say what decisions have done to a place since the queue was frozen."""
    if one.frozen_place is None:
        return ()
    if one.decided:
        return (f"Decided; it stood at place {one.frozen_place}",)
    if one.frozen_place == one.place:
        return ()
    way = "Up" if one.place < one.frozen_place else "Down"
    return (f"{way} from place {one.frozen_place}, as your decisions since have taught",)


def _similar(works: Sequence[Named], *, whole: bool) -> Iterator[str]:
    if not works:
        return
    if whole:
        yield f"{len(works)} more like this:"
        for one in works:
            parts = (one.work, one.published or "undated", one.container, "from " + ", ".join(one.sources))
            yield f"  = {one.title} ({' · '.join(part for part in parts if part)})"
        return
    first = "; ".join(f"{one.title} ({one.work})" for one in works[:_NAMED])
    more = f"; and {len(works) - _NAMED} more (`--all`)" if len(works) > _NAMED else ""
    yield f"{len(works)} more like this: {first}{more}"


def _works(store: Store, documents: Sequence[Document]) -> tuple[Work, ...]:
    return store.works.get([one["work"] for one in documents])


def _news(documents: Sequence[Document], works: Mapping[str, Work]) -> Iterator[str]:
    """Tell what has become of the works of a queue since it was frozen."""
    for one in documents:
        work = works[one["work"]]
        if work.work_id != one["work"]:
            yield f"Since then: {one['work']} was joined to {work.work_id}, which has its decisions."
        if work.is_retracted and not card(one).is_retracted:
            yield f"Since then: {one['work']} at place {one['place']} was retracted."


def _as_it_is_now(document: Document, work: Work) -> Document:
    """Give a place with the notices known today: who reads this week's queue must see a retraction."""
    return {**document, "notices": [notice_document(notice) for notice in work.notices]}


def _kept(store: Store, documents: Sequence[Document], stream: Workstream) -> set[str]:
    """List the works that somebody keeps: whoever keeps a story is shown its other tellings."""
    decisions = store.decisions.of([one["work"] for one in documents])
    return {work for work, own in decisions.items() if any(one.workstream == stream.id for one in kept(own))}


def _composed(store: Store, stream: Workstream, run: int) -> list[Document]:
    """Put together the places of a queue that an older version froze without its documents."""
    places = store.queues.get(stream.id, run)
    ids = [place.work for place in places]
    annotations = store.annotations.of(ids)
    return [
        queue_document(place, work, said(annotations.get(work.work_id, ())))
        for place, work in zip(places, store.works.get(ids), strict=True)
    ]
