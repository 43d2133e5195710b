"""What every page is given: the store, the workstreams, the sources, the key, the clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, Request

from records.errors import NotFoundError
from records.source import Source
from records.workstream import Workstream
from review.reasons import Reasons, shipped_reasons
from store.opening import Store

__all__ = ["Context", "Given"]


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What every page is given.

    ``names`` is what is said for the ids of dimensions and types of evidence. ``key`` signs cookies and form
    tokens. ``hosts`` are the ``Host`` headers that are answered, so that no name on the network can be made
    to point here. ``reasons`` are the codes for an exclusion. ``now`` is the clock, in UTC.
    """

    store: Store
    workstreams: Sequence[Workstream]
    sources: Sequence[Source]
    key: bytes
    hosts: frozenset[str]
    names: Mapping[str, str] = field(default_factory=dict)
    reasons: Reasons = field(default_factory=shipped_reasons)
    version: str = "0"
    now: Callable[[], datetime] = _utc_now

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
