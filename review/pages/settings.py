"""Settings: what the parts of a score weigh, what a change would move, who changed it, the questions."""

from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import RedirectResponse

from records.errors import SettingsError
from review.context import NotWiredError
from review.deeds import Deeds
from review.needs import needs
from review.rendering import page
from review.visits import Authentic, Visit, Visitor
from synthesis.screening_mode import MODE_WORDS

__all__ = ["router"]

router = APIRouter()
_NAMED: Final = 8  # works of each queue that are named
_CHANGES: Final = 20

Values = Annotated[list[str], Query(max_length=20)]


@router.get("/settings")
@needs("reader")
def settings(visit: Visitor, part: Values = [], value: Values = []) -> Response:  # noqa: B006  never changed
    """Show the weights; with others in the address, what they would move."""
    deeds = _deeds(visit)
    was = deeds.weights()
    became, error, tried = was, "", {}
    try:
        tried = _changes(was, part, value)
        became = deeds.rescaled(was, tried) if tried else was
    except SettingsError as wrong:
        error = str(wrong)
    response = page(
        visit,
        "settings.html",
        was=was,
        became=became,
        tried=tried,
        error=error,
        previews=deeds.previews(became) if became != was else (),
        named=_NAMED,
        screening=deeds.screening,
        mode_words=MODE_WORDS,
        log=visit.context.store.weight_changes.log()[: -_CHANGES - 1 : -1],
    )
    response.status_code = 422 if error else 200
    return response


@router.post("/settings", dependencies=[Authentic])
@needs("analyst")
def change(
    visit: Visitor,
    part: Annotated[list[str], Form(max_length=20)],
    value: Annotated[list[str], Form(max_length=20)],
) -> Response:
    """Write weights into the settings file, and into the log who did."""
    deeds = _deeds(visit)
    was = deeds.weights()
    became = deeds.rescaled(was, _changes(was, part, value))
    if became != was:
        deeds.set_weights(was, became, visit.reviewer)
    return RedirectResponse("/settings#log", 303)


def _deeds(visit: Visit) -> Deeds:
    if visit.context.deeds is None:
        raise NotWiredError
    return visit.context.deeds


def _changes(was: Mapping[str, float], parts: list[str], values: list[str]) -> dict[str, float]:
    """Read the weights of a form that are not as they were; the others follow them."""
    found: dict[str, float] = {}
    for name, text in zip(parts, values, strict=False):
        try:
            number = float(text)
        except ValueError:
            raise SettingsError(f"{text[:20]!r} is not a number such as 0.2") from None
        if number != was.get(name):
            found[name] = number
    return found
