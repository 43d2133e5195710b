"""``ken duplicates``: pairs that may be one work, and what people say of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape

from ken.printing import out, print_json, say
from ken.settings import read_settings
from ken.wiring import wired, workstreams
from ken.workspace import find
from records.errors import NotFoundError
from records.record import Record
from records.work import Doubt, Link
from store.links import Membership
from store.opening import Store, open_store
from synthesis.counted import counted
from synthesis.linking.asking import by_worth, worth

if TYPE_CHECKING:
    from flows.context import Context

__all__ = ["duplicates"]

duplicates = typer.Typer(help="Pairs that may be one work: list them, merge or split them.")

_Pair = Annotated[str, typer.Argument(metavar="RECORD", help="The id of a record, or of a work.")]
_Reviewer = Annotated[str, typer.Option(help="Who says so.")]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON document.")]


@duplicates.command("list")
def list_(
    context: typer.Context,
    limit: Annotated[int, typer.Option(min=1, help="How many pairs at most.")] = 20,
    decided: Annotated[bool, typer.Option("--decided", help="What people said of pairs, instead.")] = False,
    as_json: _Json = False,
) -> None:
    """List the pairs that Ken is unsure of, the one whose answer is worth most first."""
    home = find(context.obj)
    store = open_store(home)
    if decided:
        _list_decided(store.links.by_people(), as_json=as_json)
        return
    doubts = store.doubts.open()
    known = store.links.memberships(sorted({one for doubt in doubts for one in (doubt.a, doubt.b)}))
    works = {record: one.work_id for record, one in known.items()}
    read = _read(store, works, [stream.id for stream in workstreams(home)])
    chosen = by_worth(doubts, works, read)[:limit]
    records = store.records.known([one for doubt in chosen for one in (doubt.a, doubt.b)])
    if as_json:
        print_json([_document(doubt, records, known, worth(doubt, works, read)) for doubt in chosen])
        return
    for doubt in chosen:
        _print(doubt, records, works)
    if doubts:
        say(
            f"{counted(len(chosen), 'pair')} of {len(doubts)}. One work: `ken duplicates merge A B "
            "--reviewer NAME`; two works: `ken duplicates split A B --reviewer NAME`."
        )
    else:
        say("No pair is unsure.")


@duplicates.command("merge")
def merge_(context: typer.Context, a: _Pair, b: _Pair, reviewer: _Reviewer, as_json: _Json = False) -> None:
    """Say that two records are one work; the older work keeps its id, decisions stay."""
    from flows.merge import merge  # noqa: PLC0415  brings the readers

    with _pair(context, a, b, reviewer) as (wiring, one, other):
        work = merge(wiring, one, other, reviewer.strip())
    _tell(f"one work: {work}", [work], as_json=as_json)


@duplicates.command("split")
def split_(context: typer.Context, a: _Pair, b: _Pair, reviewer: _Reviewer, as_json: _Json = False) -> None:
    """Say that two records are two works; works that were joined come back, with their decisions."""
    from flows.split import split  # noqa: PLC0415  brings the readers

    with _pair(context, a, b, reviewer) as (wiring, one, other):
        works = split(wiring, one, other, reviewer.strip())
    _tell(f"{counted(len(works), 'work')}: {', '.join(works)}", works, as_json=as_json)


@contextmanager
def _pair(context: typer.Context, a: str, b: str, reviewer: str) -> Iterator[tuple["Context", str, str]]:
    """Wire the workspace and find the records of a pair that somebody has a word on."""
    home = find(context.obj)
    with wired(home, read_settings(home), []) as wiring:
        one, other = (_record(wiring.store, text) for text in (a, b))
        _check(one, other, reviewer)
        yield wiring, one, other


def _tell(text: str, works: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        print_json({"works": works})
    else:
        out.print(text)


def _record(store: Store, text: str) -> str:
    """Find a record by its id, or the shown record of a work by the work's."""
    if store.records.known([text]):
        return text
    try:
        return store.works.find(text).best.record_id
    except NotFoundError as error:
        raise NotFoundError(f"there is no record or work {text}; `ken duplicates list` names some") from error


def _check(a: str, b: str, reviewer: str) -> None:
    if not reviewer.strip():
        raise typer.BadParameter("somebody has to say so", param_hint="--reviewer")
    if a == b:
        raise typer.BadParameter(f"{a} twice; two records are needed", param_hint="RECORD")


def _read(store: Store, works: Mapping[str, str], streams: Iterable[str]) -> frozenset[str]:
    """Give those of these works that people see: they stood in a queue or have a decision."""
    ids = frozenset(works.values())
    placed = frozenset[str]().union(*(store.queues.placed(stream) for stream in streams))
    return ids & (placed | store.decisions.of(sorted(ids)).keys())


def _document(
    doubt: Doubt, records: Mapping[str, Record], known: Mapping[str, Membership], value: float
) -> dict[str, object]:
    return {
        "a": _side(records[doubt.a], known[doubt.a].work_id),
        "b": _side(records[doubt.b], known[doubt.b].work_id),
        "score": doubt.score,
        "worth": round(value, 4),
        "why": doubt.why,
    }


def _side(record: Record, work: str) -> dict[str, object]:
    return {
        "record": record.record_id,
        "work": work,
        "title": record.title,
        "authors": [str(author) for author in record.authors],
        "container": record.container,
        "published": str(record.published) if record.published else None,
        "type": record.type,
        "url": record.url,
    }


def _print(doubt: Doubt, records: Mapping[str, Record], works: Mapping[str, str]) -> None:
    out.print(f"\n[bold]{doubt.score:.0%}[/] likely one work [dim]({escape(doubt.why)})[/]")
    for record_id in (doubt.a, doubt.b):
        record = records[record_id]
        authors = "; ".join(str(author) for author in record.authors[:3])
        authors += " and others" if len(record.authors) > 3 else ""
        line = " · ".join(part for part in (authors, record.container, str(record.published or "")) if part)
        out.print(f"  {escape(record_id)} [dim]({works[record_id]}, {record.type})[/]")
        out.print(f"    {escape(record.title or 'without a title')}")
        out.print(f"    [dim]{escape(line)}[/]")


def _list_decided(words: Sequence[Link], *, as_json: bool) -> None:
    if as_json:
        print_json(
            [
                {"a": one.a, "b": one.b, "one_work": not one.undone, "reviewer": one.reviewer}
                | {"decided": one.decided}
                for one in words
            ]
        )
        return
    for one in words:
        said = "two works" if one.undone else "one work"
        when = f"{one.decided:%Y-%m-%d %H:%M}" if one.decided else ""
        out.print(escape(f"{when}  {one.reviewer or 'somebody'}: {one.a} and {one.b} are {said}"))
    if not words:
        say("Nobody has said anything of a pair yet.")
