"""Help: the keys, what badges and colours mean, and what runs here."""

from fastapi import APIRouter, Response

from review.needs import needs
from review.rendering import page
from review.visits import Visitor

__all__ = ["router"]

router = APIRouter()


@router.get("/help")
@needs("reader")
def about(visit: Visitor) -> Response:
    """Explain the page."""
    return page(visit, "help.html", version=visit.context.version, reasons=visit.context.reasons)
