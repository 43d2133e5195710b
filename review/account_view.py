"""What the account page shows, after each of the things that can be done there."""

from fastapi import Response

from review.passwords import SHORTEST
from review.rendering import page
from review.visits import Visit

__all__ = ["account_page"]


def account_page(visit: Visit, *, error: str = "", secret: str = "", opens: str = "") -> Response:
    """Show the account; ``secret`` is a token that was just made, shown this once."""
    response = page(
        visit,
        "account.html",
        account=visit.account,
        tokens=visit.context.store.sessions.tokens(visit.reviewer),
        base=str(visit.request.base_url).rstrip("/"),
        error=error,
        secret=secret,
        opens=opens,
        shortest=SHORTEST,
    )
    response.status_code = 422 if error else 200
    return response
