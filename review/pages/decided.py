"""What answers a decision or its undo: the card as it stands, the progress, and what comes next."""

import json

from fastapi import Response

from records.workstream import Workstream
from review.cards import Card
from review.queues import Progress
from review.rendering import part
from review.visits import Visit

__all__ = ["decided"]


def decided(
    visit: Visit,
    stream: Workstream,
    run: int,
    card: Card,
    progress: Progress,
    message: str,
    *,
    undone: bool = False,
) -> Response:
    """Show a card that was just decided, or ``undone``; the script is told the order of what is left."""
    response = part(
        visit,
        "decided.html",
        card=card,
        progress=progress,
        stream=stream,
        run=run,
        reasons=visit.context.reasons,
        message=message,
    )
    events: dict[str, object] = {}
    if undone:
        events["ken-undone"] = {"card": card.anchor}
    if progress.is_reordered:
        events["ken-order"] = {"works": progress.left}
    if events:
        response.headers["HX-Trigger"] = json.dumps(events)
    return response
