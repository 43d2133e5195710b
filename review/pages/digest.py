"""The digest of a run: one page to read, to print, to send."""

from functools import cache
from typing import Annotated

from fastapi import APIRouter, Path, Response
from markdown_it import MarkdownIt
from markupsafe import Markup

from records.errors import NotFoundError
from review.needs import needs
from review.rendering import page
from review.visits import Visitor

__all__ = ["router"]

router = APIRouter()


@router.get("/runs/{number}/digest")
@needs("reader")
def digest(visit: Visitor, number: Annotated[int, Path(ge=0, le=2**31 - 1)]) -> Response:
    """Show the digest of a run, as it was written.

    It names works that somebody keeps. So it is not shown while two are to decide any works of the team
    without each other's words; it is in the workspace all the same.
    """
    context = visit.context
    text = context.deeds.digest(number) if context.deeds else ""
    if not text:
        raise NotFoundError(f"run {number} has no digest; `ken runs` lists the runs")
    is_blind = any(context.teamwork.is_blind_anywhere(stream.id) for stream in context.workstreams)
    # What it quotes is from elsewhere: HTML in it is shown as text, and only web addresses are linked to.
    body = Markup("") if is_blind else Markup(_markdown().render(text))  # noqa: S704
    return page(visit, "digest.html", number=number, body=body, is_blind=is_blind)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False})
