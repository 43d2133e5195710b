"""Sources for programs: whether each answers, and what it has given."""

from dataclasses import dataclass

from fastapi import APIRouter

from review.api.shapes import Document
from review.context import Given
from review.needs import needs
from review.source_rows import read_sources
from store.yields import SourceYield
from synthesis.run_document import outcome_document

__all__ = ["router"]

router = APIRouter(tags=["sources"])


@dataclass(frozen=True, slots=True)
class SourceHealth:
    """A source that is on or has given something.

    ``run`` is the run that asked it last, 0 for none, and ``last`` what it gave there, as in a run.
    ``gave`` is what it gave over all runs.
    """

    id: str
    name: str
    kind: str
    group: str
    cadence: str
    url: str
    enabled: bool
    run: int
    last: Document | None
    gave: SourceYield


@router.get("/v1/sources")
@needs("reader", "token")
def sources(context: Given) -> list[SourceHealth]:
    """List the sources with their health and yield, those that failed first."""
    return [
        SourceHealth(
            one.source.id,
            one.source.name,
            one.source.kind,
            one.source.group,
            one.source.cadence,
            one.source.url,
            one.source.enabled,
            one.run,
            outcome_document(one.outcome) if one.outcome else None,
            one.gave,
        )
        for one in read_sources(context.store, context.sources).rows
    ]
