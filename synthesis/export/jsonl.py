"""JSON Lines: one work an object, one object a line.

The first fields are those that others rely on (``work``, ``title``, ``abstract``, ``published``,
``identifiers``, ``records``, ``workstreams``, ``inequality``, ``decisions``, ``notices``); behind them come
``record``, the id of the work's best record, ``origin``, which maps fields that come from another record to
its id, and the merged record's other fields, as far as it has them, so that a line is read back without loss.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from records.record import Record
from synthesis.export import Exported, Inequality
from synthesis.export.carried import exact, notices_of
from synthesis.linking.merged import merged
from synthesis.shown import decision_document, first_identifiers

__all__ = ["document", "write"]


def write(works: Iterable[Exported]) -> Iterator[str]:
    """Write each work as one line."""
    for one in works:
        yield msgspec.json.encode(document(one)).decode("utf-8") + "\n"


def document(one: Exported) -> dict[str, Any]:
    """Give the object that one line holds."""
    work, made = one.work, merged(one.work)
    record = made.record
    first: dict[str, Any] = {
        "work": work.work_id,
        "title": record.title,
        "abstract": record.abstract,
        "published": str(record.published) if record.published else None,
        "identifiers": first_identifiers(work.identifiers),
        "records": [_record(own) for own in work.records],
        "workstreams": dict(one.workstreams),
        "inequality": _inequality(one.inequality),
        "decisions": [decision_document(decision) for decision in one.decisions],
        "notices": notices_of(one),
        "record": record.record_id,
    }
    others = {"origin": made.elsewhere or None, **exact(one, record)}
    others = {name: value for name, value in others.items() if name not in first}
    return first | {name: value for name, value in others.items() if value not in ("", [], None)}


def _record(record: Record) -> dict[str, object]:
    identifiers: dict[str, list[str]] = {}
    for one in record.identifiers:
        identifiers.setdefault(one.scheme, []).append(one.value)
    return {
        "source": record.source,
        "kind": record.kind,
        "key": record.key,
        "url": record.url,
        "title": record.title,
        "published": str(record.published) if record.published else None,
        "identifiers": identifiers,
    }


def _inequality(said: Inequality) -> dict[str, object]:
    return {
        "grade": said.grade,
        "score": said.score,
        "direction": said.direction,
        "dimensions": [
            {"id": dimension.id, "score": dimension.score, "quotes": list(dimension.quotes)}
            for dimension in said.dimensions
        ],
    }
