"""``ken submissions``: what local teams sent in, and how far it got."""

from typing import Annotated

import typer
from rich.markup import escape

from ken.printing import out, print_json, say
from ken.workspace import find
from records.submission import STATUSES, Submission
from store.opening import open_store
from synthesis.counted import counted

__all__ = ["submission_document", "submissions"]


def submissions(
    context: typer.Context,
    status: Annotated[str, typer.Option(help=" | ".join(STATUSES))] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many at most.")] = 50,
    as_json: Annotated[bool, typer.Option("--json", help="Print a JSON list.")] = False,
) -> None:
    """List the emerging practice that was sent in, the latest first."""
    if status and status not in STATUSES:
        raise typer.BadParameter(f"{status!r} is none of {', '.join(STATUSES)}", param_hint="--status")
    found = open_store(find(context.obj)).submissions.all(status, limit=limit)
    if as_json:
        print_json([submission_document(one) for one in found])
        return
    for one in found:
        where = ", ".join(text for name in ("organisation", "area") if (text := one.answers.get(name)))
        out.print(escape(f"{one.reference}  {one.received:%Y-%m-%d}  {one.status}  {one.title}"))
        if where or one.findings:
            waits = f"{counted(len(one.findings), 'finding')} of the privacy scan" if one.findings else ""
            out.print(escape("    " + " · ".join(part for part in (where, waits) if part)))
    if not found:
        say(
            "Nothing was sent in yet; `ken submit --template` prints a form."
            if not status
            else f"None is {status}."
        )


def submission_document(one: Submission) -> dict[str, object]:
    """Show a submission; whom to ask about it is in none of what Ken prints."""
    return {
        "reference": one.reference,
        "status": one.status,
        "received": one.received,
        "changed": one.changed,
        "title": one.title,
        "answers": dict(one.answers),
        "consents": sorted(one.consents),
        "findings": [
            {"field": f.field, "kind": f.kind, "start": f.start, "end": f.end, "quote": f.quote}
            for f in one.findings
        ],
        "record": one.record or None,
    }
