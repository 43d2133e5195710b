"""Untold: frozen reasons say what was decided of similar works; what is secret yet is left out of them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from records.decision import Decision
from records.ranked import Ranked, Reason
from review.cards import Card
from review.context import Context

__all__ = ["secret_works", "untold_cards", "untold_documents", "untold_places"]


def untold_places(context: Context, reviewer: str, places: Sequence[Ranked]) -> list[Ranked]:
    """Give places without the reasons that tell a reviewer what is secret yet."""
    decisions = _decisions(context, (reason for place in places for reason in place.reasons))
    return [
        replace(place, reasons=told)
        if len(told := _told(context, place.reasons, place.workstream, reviewer, decisions))
        < len(place.reasons)
        else place
        for place in places
    ]


def untold_cards(context: Context, reviewer: str, cards: Sequence[Card]) -> tuple[Card, ...]:
    """Give cards without the reasons that tell a reviewer what is secret yet."""
    places = iter(untold_places(context, reviewer, [one.place for one in cards if one.place]))
    return tuple(replace(one, place=next(places)) if one.place else one for one in cards)


def untold_documents(
    context: Context, reviewer: str, workstream: str, documents: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Give documents of places without the reasons that tell a reviewer what is secret yet."""
    reasons = [[Reason(text) for text in one.get("reasons", ())] for one in documents]
    decisions = _decisions(context, (reason for own in reasons for reason in own))
    return [
        {
            **one,
            "reasons": [told.text for told in _told(context, own, workstream, reviewer, decisions)],
        }
        for one, own in zip(documents, reasons, strict=True)
    ]


def secret_works(context: Context, reviewer: str = "") -> tuple[str, ...]:
    """List the works of which something is secret yet to a reviewer, or to everybody, by id."""
    if not any(context.teamwork.is_blind_anywhere(stream.id) for stream in context.workstreams):
        return ()
    entries = context.store.decisions.log()
    names = sorted({one.work for one in entries})
    now = dict(zip(names, context.store.works.current(names), strict=True))
    by_work: dict[str, list[Decision]] = {}
    for one in entries:
        by_work.setdefault(now[one.work], []).append(one)
    told = context.teamwork.all_open(by_work, reviewer)
    return tuple(sorted(work for work, own in by_work.items() if len(told[work]) < len(own)))


def _decisions(context: Context, reasons: Iterable[Reason]) -> Mapping[str, Sequence[Decision]]:
    """Read the decisions on the works of which reasons say what was decided."""
    works = list(dict.fromkeys(context.teamwork.told_of(list(reasons))))
    return context.shelves.decisions(works) if works else {}


def _told(
    context: Context,
    reasons: Sequence[Reason],
    workstream: str,
    reviewer: str,
    decisions: Mapping[str, Sequence[Decision]],
) -> tuple[Reason, ...]:
    return context.teamwork.told(reasons, workstream, reviewer, decisions)
