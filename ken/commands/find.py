"""``ken find``: searches all works with the query language."""

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.markup import escape

from ken.printing import out, print_json, say
from ken.wiring import workstreams
from ken.workspace import find as find_home
from records.query import Query
from records.work import Work
from store.opening import open_store
from store.searching import ORDERS, Found, Order
from synthesis.counted import counted
from synthesis.query.matching import excerpt, spans
from synthesis.query.parsing import parse
from synthesis.query.vocabulary import Vocabulary
from synthesis.shown import first_identifiers

__all__ = ["find"]

_EXCERPT = 200  # characters of an abstract


def find(
    context: typer.Context,
    query: Annotated[
        str | None, typer.Argument(help="What to look for, in the query language; quote it for the shell.")
    ] = None,
    view: Annotated[
        str | None, typer.Option(help="What a saved view of this name looks for, in place of a query.")
    ] = None,
    owner: Annotated[str, typer.Option(help="Whose view, where several people have one of that name.")] = "",
    reviewer: Annotated[str, typer.Option(help="Who `by:me` is.")] = "",
    order: Annotated[str, typer.Option(help=" | ".join(ORDERS))] = "relevance",
    limit: Annotated[int, typer.Option(min=1, help="No more than so many works.")] = 25,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Find works by words, labels and decisions."""
    sorting = _order(order)
    if (query is None) == (view is None):
        raise typer.BadParameter("give a query or --view NAME, one of them", param_hint="QUERY")
    home = find_home(context.obj)
    store = open_store(home)
    # The names come with spaCy, which no other command should wait for.
    from nlp.spoken import dimension_ids, spoken_names  # noqa: PLC0415

    known = Vocabulary.of(workstreams(home), spoken_names(home), dimension_ids(home))
    with store.at_once():
        kept = store.views.named(view, owner) if view is not None else None
        text = kept.query if kept else query or ""
        meant = known.meant(parse(text), reviewer or (kept.owner if kept else ""))
        found = store.search.works(meant, order=sorting, limit=limit)
        works = store.works.get(found.works)
    if as_json:
        print_json({"query": text, "total": found.total, "works": [_document(one) for one in works]})
        return
    _print(meant, found, works)


def _order(text: str) -> Order:
    for order in ORDERS:
        if text == order:
            return order
    raise typer.BadParameter(f"{text!r} is none of {', '.join(ORDERS)}", param_hint="--order")


def _document(work: Work) -> dict[str, object]:
    best = work.best
    return {
        "work": work.work_id,
        "title": best.title,
        "published": str(best.published) if best.published else None,
        "container": best.container,
        "sources": list(work.sources),
        "identifiers": first_identifiers(work.identifiers),
        "retracted": work.is_retracted,
    }


def _print(query: Query, found: Found, works: tuple[Work, ...]) -> None:
    if not works:
        say("No work has all of this; take a word away, or put a * behind its beginning.")
        return
    total = counted(found.total, "work")
    out.print(f"The first {len(works)} of {total}" if len(works) < found.total else total)
    for work in works:
        best = work.best
        retracted = "[red]RETRACTED[/] " if work.is_retracted else ""
        out.print(f"\n{retracted}{_marked(best.title, query, 'title')}", style="bold")
        parts = (
            work.work_id,
            str(best.published or "undated"),
            best.container,
            f"from {', '.join(work.sources)}",
        )
        out.print(f"  [dim]{escape(' · '.join(part for part in parts if part))}[/]")
        for line in _lines(best.abstract, query):
            out.print(f"  {line}")


def _lines(abstract: str, query: Query) -> Iterator[str]:
    """Show the part of an abstract that holds what was looked for."""
    found = spans(abstract, query, "abstract")
    if not found:
        return
    start, end = excerpt(abstract, found, _EXCERPT)
    before, after = "… " if start else "", " …" if end < len(abstract) else ""
    yield f"{before}{_marked(' '.join(abstract[start:end].split()), query, 'abstract')}{after}"


def _marked(text: str, query: Query, where: str) -> str:
    """Escape a text for the terminal, with what was looked for underlined."""
    pieces, at = [], 0
    for start, end in spans(text, query, where):
        pieces += [escape(text[at:start]), f"[underline]{escape(text[start:end])}[/]"]
        at = end
    return "".join((*pieces, escape(text[at:])))
