"""What every page is given: the store, the workstreams, the sources, the key, the clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from records.errors import KenError, NotFoundError
from records.source import Source
from records.workstream import Workstream
from review.deeds import Deeds
from review.figures import Figures
from review.orders import Later, Orders, Reorder, at_once
from review.reasons import Reasons, shipped_reasons
from review.shelves import Shelves
from review.teamwork import Teamwork
from review.throttle import Rates
from store.opening import Store
from synthesis.submitting.settings import SubmitSettings

__all__ = ["Context", "Given", "NotWiredError"]

_BURST = 60  # requests of one token at once
_PER_SECOND = 5.0


class NotWiredError(KenError):
    """The page is asked for what it has others do, and there is nobody to do it."""

    def __init__(self) -> None:
        super().__init__("this page only shows; `ken serve` gives one that does it")


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every page is given.

    ``names`` is what is said for the ids of dimensions and types of evidence, ``dimensions`` are
    those of dimensions, in the order of a map. ``key`` signs cookies and form
    tokens. ``hosts`` are the ``Host`` headers that are answered, so that no name on the network can be made
    to point here. ``reasons`` are the codes for an exclusion. ``now`` is the clock, in UTC. ``exposed`` tells
    that others can reach the page, which then opens to accounts only; ``tls`` that they reach it by HTTPS.
    ``rates`` is how often one token may ask. ``fresh`` is for how many seconds pages may show what was read
    although another program has written since. ``reorder`` puts what is left of a queue into the order that
    decisions have taught, worked out by ``later``, so that nobody waits for it; ``beside`` reads works before
    somebody opens them. ``deeds`` is what the page
    has others do, None where it only shows. ``submitting`` tells whether anybody may send in emerging
    practice.
    """

    store: Store
    workstreams: Sequence[Workstream]
    sources: Sequence[Source]
    key: bytes
    hosts: frozenset[str]
    names: Mapping[str, str] = field(default_factory=dict)
    dimensions: Sequence[str] = ()
    reasons: Reasons = field(default_factory=shipped_reasons)
    version: str = "0"
    now: Callable[[], datetime] = _utc_now
    exposed: bool = False
    tls: bool = False
    rates: Rates = field(default_factory=lambda: Rates(_BURST, _PER_SECOND))
    fresh: float = 0.0
    reorder: Reorder | None = None
    later: Later = at_once
    beside: Later | None = None
    deeds: Deeds | None = None
    submitting: SubmitSettings = field(default_factory=SubmitSettings)
    shelves: Shelves = field(init=False)
    orders: Orders = field(init=False)
    teamwork: Teamwork = field(init=False)
    figures: Figures = field(init=False)

    def __post_init__(self) -> None:
        """Put up the shelves."""
        tell = self.deeds.happened if self.deeds else None
        shelves = Shelves(self.store, self.names, fresh=self.fresh, tell=tell, beside=self.beside)
        object.__setattr__(self, "shelves", shelves)
        object.__setattr__(self, "orders", Orders(self.store, self.reorder, self.later))
        screening = self.deeds.screening if self.deeds else {}
        object.__setattr__(self, "teamwork", Teamwork(self.store, screening))
        figures = Figures(
            self.store,
            self.workstreams,
            self.sources,
            lambda decisions: self.teamwork.all_open(decisions, ""),
            fresh=self.fresh,
        )
        object.__setattr__(self, "figures", figures)

    def workstream(self, workstream: str) -> Workstream:
        """Give a workstream by id; ``NotFoundError`` when there is none."""
        for stream in self.workstreams:
            if stream.id == workstream:
                return stream
        raise NotFoundError(f"there is no workstream {workstream}")


def _context_of(request: Request) -> Context:
    context = request.app.state.context
    if not isinstance(context, Context):
        raise TypeError("the application has no context")
    return context


Given = Annotated[Context, Depends(_context_of)]
