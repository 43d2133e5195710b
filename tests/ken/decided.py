"""A workspace whose annotations come from older components, with decisions, for tests."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from records.decision import Decision, Verdict
from store.opening import open_store

__all__ = ["OLD", "decide", "grow_older"]

OLD = "0-older"
_NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def decide(
    home: Path, verdicts: Mapping[str, Verdict], workstream: str = "emerging-needs", reviewer: str = "ailsa"
) -> None:
    """Write decisions on works."""
    store = open_store(home)
    for work, verdict in verdicts.items():
        store.decisions.append(
            Decision(work=work, workstream=workstream, verdict=verdict, reviewer=reviewer, instant=_NOW)
        )


def grow_older(home: Path, scores: Mapping[str, float], workstream: str = "emerging-needs") -> None:
    """Let an older version of the workstream component have given works these scores."""
    store = open_store(home)
    annotations = store.annotations.of(list(scores))
    old = [
        replace(one, version=OLD, score=scores[work] if one.label == workstream else one.score)
        for work, several in annotations.items()
        for one in several
        if one.component == "workstream"
    ]
    read = {work.work_id: work.best.fingerprint() for work in store.works.get(list(scores))}
    store.annotations.keep({"workstream": OLD}, read, old)
