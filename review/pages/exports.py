"""Export: the files that `ken export` writes, as downloads."""

import re
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from records.decision import VERDICTS
from records.errors import NotFoundError
from review.exporting import exported
from review.needs import needs
from review.rendering import page
from review.visits import Visitor
from synthesis.export import FORMATS, writer

__all__ = ["router"]

router = APIRouter()
# As attachments they are only kept; no browser shows or runs them.
_KIND = "application/octet-stream"


@router.get("/export")
@needs("analyst")
def ask(visit: Visitor) -> Response:
    """Ask what to export."""
    return page(visit, "export.html", formats=tuple(FORMATS), verdicts=VERDICTS)


@router.get("/export/file")
@needs("analyst")
def file(
    visit: Visitor,
    form: Annotated[str, Query(alias="format")] = "ris",
    workstream: str = "",
    verdict: str = "",
) -> Response:
    """Give a file of references or a table."""
    context = visit.context
    stream = context.workstream(workstream) if workstream else None
    if form not in FORMATS or verdict not in ("", *VERDICTS):
        raise NotFoundError("there is no such export; the page of exports lists what there is")
    works = exported(
        context.store,
        stream,
        verdict or None,
        lambda work, own: context.teamwork.open(work, own, visit.reviewer),
    )
    parts = ("ken", stream.id if stream else "", verdict, f"{context.now():%Y-%m-%d}")
    name = re.sub(r"[^\w-]", "", "-".join(part for part in parts if part), flags=re.ASCII)
    return StreamingResponse(
        (text.encode() for text in writer(form).write(works)),
        media_type=_KIND,
        headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'},
    )
