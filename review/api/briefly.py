"""A work in a list of works."""

from records.work import Work
from review.api.shapes import Document
from synthesis.shown import first_identifiers

__all__ = ["work_in_brief"]


def work_in_brief(work: Work) -> Document:
    """Show a work as lists of works do."""
    return {
        "work": work.work_id,
        "title": work.best.title,
        "abstract": work.best.abstract,
        "published": str(work.best.published) if work.best.published else None,
        "container": work.best.container,
        "sources": list(work.sources),
        "identifiers": first_identifiers(work.identifiers),
        "retracted": work.is_retracted,
    }
