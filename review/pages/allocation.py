"""Allocation: who is to decide which works of a queue, how far each is, and sharing out anew."""

from collections.abc import Sequence
from typing import Annotated, Final

from fastapi import APIRouter, Form, Query, Response
from fastapi.responses import RedirectResponse

from records.account import may
from records.allocation import Shared
from records.errors import SettingsError
from records.workstream import Workstream
from review.context import NotWiredError
from review.deeds import Deeds
from review.needs import needs
from review.rendering import page
from review.visits import Authentic, Visit, Visitor
from synthesis.allocation import MOST_REVIEWERS
from synthesis.screening_mode import MODE_WORDS, MODES, Mode

__all__ = ["router"]

router = APIRouter()
_LARGEST: Final = 2**31 - 1
_Run = Annotated[int, Query(ge=0, le=_LARGEST)]
_Name = Annotated[str, Form(max_length=60)]


@router.get("/allocation/{workstream}")
@needs("analyst")
def show(visit: Visitor, workstream: str, run: _Run = 0) -> Response:
    """Show who has how many works of a queue, and how far each is."""
    stream = visit.context.workstream(workstream)
    return _page(visit, stream, _deeds(visit).shared(stream, run))


@router.post("/allocation/{workstream}", dependencies=[Authentic])
@needs("analyst")
def share(
    visit: Visitor,
    workstream: str,
    name: Annotated[list[_Name], Form(max_length=MOST_REVIEWERS)] = [],  # noqa: B006  never changed
    share: Annotated[list[Annotated[str, Form(max_length=20)]], Form(max_length=MOST_REVIEWERS)] = [],  # noqa: B006
    run: Annotated[int, Form(ge=0, le=_LARGEST)] = 0,
    mode: Annotated[str, Form(max_length=10)] = "",
) -> Response:
    """Share a queue out among those with a share above 0; with none, leave it to everybody."""
    stream, deeds = visit.context.workstream(workstream), _deeds(visit)
    try:
        shares = _shares(name, share)
        if shares:
            made = deeds.allocate(stream, run, shares, _mode(mode), visit.reviewer)
        else:
            made = deeds.release(stream, run, visit.reviewer)
    except SettingsError as wrong:
        return _page(visit, stream, deeds.shared(stream, run), str(wrong))
    return RedirectResponse(f"/allocation/{stream.id}?run={made.allocation.run}", 303)


def _page(visit: Visit, stream: Workstream, found: Shared, error: str = "") -> Response:
    teamwork = visit.context.teamwork
    told = teamwork.of_stream(stream.id)
    log = visit.context.store.allocations.log(stream.id)
    last = next((one for one in log if one.run == found.allocation.run), None)
    people = _people(visit, (*told.reviewers, *found.allocation.names()))
    shares = dict(last.shares) if last else {}
    response = page(
        visit,
        "allocation.html",
        stream=stream,
        found=found,
        run=found.allocation.run,
        told=told,
        words=MODE_WORDS,
        people=[
            (name, shares.get(name, _first_share(name, told.reviewers, last is None))) for name in people
        ],
        log=log,
        error=error,
    )
    response.status_code = 422 if error else 200
    return response


def _first_share(name: str, reviewers: Sequence[str], is_new: bool) -> float:
    """Propose a share: 1 for those of the settings, or for all where the settings name nobody."""
    return 1 if is_new and (not reviewers or name in reviewers) else 0


def _people(visit: Visit, named: Sequence[str]) -> list[str]:
    """List who may be chosen: those who may decide, those whom the settings name, those who have works."""
    accounts = visit.context.store.accounts.all()
    deciding = [one.name for one in accounts if not one.disabled and may(one.role, "reviewer")]
    known = [one.name for one in accounts]
    others = [name for name in named if name not in known]
    return list(dict.fromkeys([*deciding, *(others if not accounts else [])]))


def _shares(names: Sequence[str], shares: Sequence[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, text in zip(names, shares, strict=False):
        try:
            number = float(text or 0)
        except ValueError:
            raise SettingsError(f"{text[:20]!r} is not a number such as 1 or 0.5") from None
        kept = " ".join(name.split())
        if kept and number != 0:
            if kept in found:
                raise SettingsError(f"{kept} stands twice")
            found[kept] = number
    return found


def _mode(text: str) -> Mode | None:
    return next((mode for mode in MODES if mode == text), None)


def _deeds(visit: Visit) -> Deeds:
    if visit.context.deeds is None:
        raise NotWiredError
    return visit.context.deeds
