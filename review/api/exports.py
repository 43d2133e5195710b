"""Exports for programs: the files that the page of exports gives."""

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query, Response
from fastapi.responses import StreamingResponse

from records.decision import VERDICTS
from records.errors import NotFoundError
from review.api.asking import Asker
from review.context import Given
from review.exporting import exported
from review.needs import needs
from synthesis.export import FORMATS, writer

__all__ = ["router"]

router = APIRouter(tags=["exports"])
_KIND: Final = "application/octet-stream"
_FILE: Final = {"content": {_KIND: {"schema": {"type": "string"}}}}


@dataclass(frozen=True, slots=True)
class Exports:
    """What can be exported: ``formats``, and the ``verdicts`` to which it can be narrowed."""

    formats: list[str]
    verdicts: list[str]


@router.get("/v1/exports")
@needs("analyst", "token")
def exports() -> Exports:
    """List the formats and verdicts of an export."""
    return Exports(list(FORMATS), list(VERDICTS))


@router.get("/v1/exports/{form}", response_class=StreamingResponse, responses={200: _FILE})
@needs("analyst", "token")
def export(
    asker: Asker,
    context: Given,
    form: str,
    workstream: Annotated[str, Query(max_length=60, description="Only its works; else all")] = "",
    verdict: Annotated[
        Literal["", "include", "exclude", "maybe"], Query(description="Of which such a decision stands")
    ] = "",
) -> Response:
    """Give the file that ``ken export`` writes."""
    if form not in FORMATS:
        raise NotFoundError(f"there is no such format; there are {', '.join(FORMATS)}")
    stream = context.workstream(workstream) if workstream else None
    works = exported(
        context.store,
        stream,
        verdict or None,
        lambda work, own: context.teamwork.open(work, own, asker.name),
    )
    return StreamingResponse((text.encode() for text in writer(form).write(works)), media_type=_KIND)
