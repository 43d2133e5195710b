"""The sources: whether each answers, what it has given, what to do about one that fails."""

from fastapi import APIRouter, Response

from review.needs import needs
from review.rendering import page
from review.source_rows import read_sources
from review.visits import Visitor

__all__ = ["router"]

router = APIRouter()


@router.get("/sources")
@needs("reader")
def sources(visit: Visitor) -> Response:
    """Show the health and yield of each source."""
    found = read_sources(visit.context.store, visit.context.sources)
    return page(visit, "sources.html", found=found)
