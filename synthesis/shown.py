"""How works and queues are shown as JSON, the same on the command line and everywhere else."""

from collections.abc import Collection, Iterable, Mapping, Sequence

import msgspec

from records.annotation import Annotation
from records.decision import Decision
from records.identifiers import Identifier
from records.ranked import Ranked
from records.record import Notice, Record
from records.work import Link, Work
from synthesis.linking.merged import merged
from synthesis.said import Said

__all__ = ["decision_document", "first_identifiers", "notice_document", "queue_document", "work_document"]


def queue_document(
    entry: Ranked, work: Work, known: Said, *, below: Sequence[str] = (), similar: Sequence[Work] = ()
) -> dict[str, object]:
    """Show one place of a queue.

    ``below`` says why it is not higher, the shortest answer first; ``similar`` are works that tell nearly the
    same and are named at this place.
    """
    return {
        "work": entry.work,
        "place": entry.place,
        "score": entry.score,
        "parts": entry.parts,
        "reasons": [reason.text for reason in entry.reasons],
        "slot": entry.slot,
        "title": work.best.title,
        "published": _date(work.best),
        "sources": list(work.sources),
        "inequality": {"grade": known.grade, "dimensions": _bare(known.dimensions)},
        "identifiers": first_identifiers(work.identifiers),
        "quotes": [msgspec.to_builtins(reason.quote) for reason in entry.reasons if reason.quote],
        "notices": [notice_document(notice) for notice in work.notices],
        "container": work.best.container,
        "below": list(below),
        "similar": [one.work_id for one in similar],
        "similar_works": [_named(one) for one in similar],
    }


def work_document(
    work: Work,
    annotations: Sequence[Annotation],
    links: Sequence[Link],
    decisions: Sequence[Decision],
    places: Sequence[Ranked],
    judged_now: Collection[tuple[int, str]] = (),
) -> dict[str, object]:
    """Show one work with all that is known of it.

    ``judged_now`` are the queues (run and workstream) that people are reading: how a work came into one of
    them is left out, so that an audit work is judged like any other.
    """
    return {
        "work": work.work_id,
        "title": work.best.title,
        "abstract": work.best.abstract,
        "published": _date(work.best),
        "url": work.best.url,
        "best": {"record": work.best.record_id, "why": work.best_why},
        "merged": _merged(work),
        "first_run": work.first_run or None,
        "identifiers": first_identifiers(work.identifiers),
        "notices": [notice_document(notice) for notice in work.notices],
        "records": [_record(record) for record in work.records],
        "links": [msgspec.to_builtins(link) for link in links],
        "annotations": [_annotation(one) for one in annotations],
        "queues": [_place(one, hidden=(one.run, one.workstream) in judged_now) for one in places],
        "decisions": [decision_document(one) for one in decisions],
    }


def first_identifiers(identifiers: Iterable[Identifier]) -> dict[str, str]:
    """Give the first identifier of each scheme."""
    found: dict[str, str] = {}
    for one in identifiers:
        found.setdefault(one.scheme, one.value)
    return found


def notice_document(notice: Notice) -> dict[str, object]:
    """Show a notice."""
    return {
        "kind": notice.kind,
        "notice": str(notice.other) if notice.other else None,
        "published": str(notice.published) if notice.published else None,
    }


def decision_document(decision: Decision) -> dict[str, object]:
    """Show a decision without its place in the chain."""
    return {
        "workstream": decision.workstream,
        "stage": decision.stage,
        "verdict": decision.verdict,
        "reason": decision.reason,
        "note": decision.note,
        "reviewer": decision.reviewer,
        "instant": decision.instant,
    }


def _named(work: Work) -> dict[str, object]:
    return {
        "work": work.work_id,
        "title": work.best.title,
        "published": _date(work.best),
        "container": work.best.container,
        "sources": list(work.sources),
    }


def _merged(work: Work) -> dict[str, object]:
    """Show where each field of the merged record came from, and those that are not the best record's."""
    made = merged(work)
    shown: Mapping[str, object] = msgspec.to_builtins(made.record)
    fields = {name: shown[name] for name in made.elsewhere}
    if "published" in fields:
        fields["published"] = _date(made.record)
    return {"origin": made.origin, "fields": fields}


def _record(record: Record) -> dict[str, object]:
    shown: Mapping[str, object] = msgspec.to_builtins(record)
    return {
        **{name: value for name, value in shown.items() if value not in ("", [], None)},
        "record": record.record_id,
        "published": _date(record),
        "identifiers": [str(one) for one in record.identifiers],
    }


def _annotation(one: Annotation) -> dict[str, object]:
    return {
        "component": one.component,
        "version": one.version,
        "label": one.label,
        "score": one.score,
        "why": one.why,
        "quotes": [msgspec.to_builtins(quote) for quote in one.quotes],
    }


def _place(entry: Ranked, *, hidden: bool) -> dict[str, object]:
    return {
        "run": entry.run,
        "workstream": entry.workstream,
        "place": entry.place,
        "score": entry.score,
        "parts": entry.parts,
        "reasons": [reason.text for reason in entry.reasons],
        "slot": None if hidden else entry.slot,
    }


def _bare(annotations: Iterable[Annotation]) -> list[str]:
    return [one.label.rpartition(":")[2] for one in annotations]


def _date(record: Record) -> str | None:
    return str(record.published) if record.published else None
