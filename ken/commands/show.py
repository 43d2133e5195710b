"""``ken show``: one work with its records, links, annotations, quotes, places and decisions."""

from collections.abc import Sequence
from typing import Annotated

import typer
from rich.markup import escape

from ken.commands.places import Standing, standing_of
from ken.printing import out, print_json
from ken.workspace import find
from records.annotation import Annotation
from records.decision import Decision
from records.work import Link, Work
from store.opening import open_store
from synthesis.linking.merged import merged
from synthesis.ranking.below import said_of
from synthesis.shown import work_document

__all__ = ["show"]


def show(
    context: typer.Context,
    work: Annotated[str, typer.Argument(help="The id of a work, or as much of its start as is unique.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Show one work with all that is known of it."""
    store = open_store(find(context.obj))
    found = store.works.find(work)
    annotations = store.annotations.of([found.work_id]).get(found.work_id, ())
    links = store.links.of_work(found.work_id)
    decisions = store.decisions.of([found.work_id]).get(found.work_id, ())
    places = standing_of(store, found)
    if as_json:
        ranked = [one.ranked for one in places if one.ranked]
        now = {(store.queues.latest(one.workstream), one.workstream) for one in ranked}
        document = work_document(found, annotations, links, decisions, ranked, now)
        print_json({**document, "standing": [one.document() for one in places]})
    else:
        _print(found, annotations, links, decisions, places)


def _print(
    work: Work,
    annotations: Sequence[Annotation],
    links: Sequence[Link],
    decisions: Sequence[Decision],
    places: Sequence[Standing],
) -> None:
    best = work.best
    for notice in work.notices:
        said = " ".join(str(part) for part in (notice.other, notice.published) if part)
        out.print(f"[bold red]{notice.kind.capitalize()}[/] {escape(said)}".rstrip())
    out.print(f"[bold]{escape(best.title)}[/]")
    authors = "; ".join(str(author) for author in best.authors[:6]) + (
        " and others" * (len(best.authors) > 6)
    )
    line = (authors, best.container, str(best.published or ""), best.url)
    out.print(f"[dim]{escape(' · '.join(part for part in line if part))}[/]")
    out.print(f"\n{escape(best.abstract or 'No abstract is known.')}")
    ranked = f"first ranked in run {work.first_run}" if work.first_run else "not ranked yet"
    out.print(f"\n[bold]Work[/] {work.work_id}, {ranked}")
    for record in work.records:
        shown = " [dim](shown)[/]" if record.record_id == best.record_id else ""
        out.print(f"  {escape(record.record_id)}  {record.type}{shown}")
    for name, record_id in merged(work).elsewhere.items():
        out.print(f"  [dim]{name} in exports from {escape(record_id)}[/]")
    for link in links:
        undone = " (undone)" if link.undone else ""
        out.print(f"  [dim]{escape(f'{link.a} = {link.b}: {link.rule}, {link.score:.2f}{undone}')}[/]")
    _print_annotations(annotations)
    for place in places:
        _print_place(place)
    for decision in decisions:
        words = f"{decision.instant:%Y-%m-%d %H:%M} {decision.reviewer}: {decision.verdict}"
        extra = " ".join(part for part in (decision.reason, decision.note) if part)
        out.print(escape(f"{words} in {decision.workstream} {extra}".rstrip()))


def _print_annotations(annotations: Sequence[Annotation]) -> None:
    out.print("\n[bold]What Ken reads in it[/]")
    for one in annotations:
        quotes = ", ".join(f"“{quote.text}”" for quote in one.quotes[:4])
        out.print(escape(f"  {one.component}: {one.label} ({one.score:.2f}) {quotes}".rstrip()))


def _print_place(place: Standing) -> None:
    """Print where a work stands in one queue and why: the parts, the reasons, why it is not higher."""
    ranked = place.ranked
    where = f"place {ranked.place} of {place.length}, score {ranked.score:.2f}" if ranked else "no place"
    out.print(f"\n[bold]{place.workstream}[/], run {place.run}: {where}")
    if ranked:
        out.print("  [dim]The score is the sum of:[/]")
        for name, part in ranked.parts.items():
            most = place.weights.get(name)
            of = f" of {most:.2f}" if most is not None else ""
            words = said_of(name, place.features[name]) if name in place.features else ""
            out.print(f"  [dim]  {part:.2f}{of}  {name:<10}  {escape(words)}".rstrip() + "[/]")
        for reason in ranked.reasons:
            out.print(f"  - {escape(reason.text)}")
    if place.why_not_higher:
        out.print(f"  [dim]{'Why not higher:' if ranked else 'Why it has no place:'}[/]")
    for line in place.why_not_higher:
        out.print(f"  - {escape(line)}")
    if place.similar:
        out.print(f"  [dim]Named at its place, as telling nearly the same:[/] {', '.join(place.similar)}")
    if place.past:
        out.print("  [dim]Similar decisions, as of today:[/]")
    for line in place.past:
        out.print(f"  - {escape(line)}")
