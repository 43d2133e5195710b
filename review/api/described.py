"""The document that describes the interface."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse

from review.needs import for_everybody

__all__ = ["router"]

router = APIRouter()


@router.get("/openapi.json", include_in_schema=False)
@for_everybody
def described(request: Request) -> Response:
    """Give the OpenAPI document."""
    return JSONResponse(request.app.openapi())
