"""What is asked of the evidence map: by which rows and columns, of which works."""

from typing import Annotated

from fastapi import Depends, Query

from review.context import Given
from store.evidence_map import Columns, MapQuestion, Rows, Works

__all__ = ["MapAsked"]


def _asked(
    context: Given,
    rows: Rows = "dimension",
    columns: Columns = "tier",
    works: Works = "all",
    workstream: Annotated[str, Query(max_length=60)] = "",
) -> MapQuestion:
    if workstream:
        context.workstream(workstream)
    return MapQuestion(rows=rows, columns=columns, works=works, workstream=workstream)


MapAsked = Annotated[MapQuestion, Depends(_asked)]
