"""The difference of two runs as a JSON document."""

from collections.abc import Mapping
from dataclasses import asdict

from records.run import Run
from synthesis.ranking.preview import Move
from synthesis.run_difference import RunDifference
from synthesis.run_document import outcome_document

__all__ = ["difference_document"]


def difference_document(found: RunDifference, titles: Mapping[str, str]) -> dict[str, object]:
    """Give a difference as one JSON object; ``titles`` are those of works."""

    def moved(one: Move) -> dict[str, object]:
        return {"work": one.work, "title": titles[one.work], "before": one.before, "after": one.after}

    return {
        "before": _run(found.before),
        "after": _run(found.after),
        "sources": [
            {"id": one.id, "how": one.how, "before": one.before and outcome_document(one.before)}
            | {"after": one.after and outcome_document(one.after)}
            for one in found.sources
        ],
        "queues": [
            {
                "workstream": one.workstream,
                "candidates": list(one.candidates),
                "works": list(one.lengths),
                "came": [moved(each) for each in one.came],
                "left": [moved(each) for each in one.left],
                "moved": [moved(each) for each in one.moved],
                "stayed": one.stayed,
            }
            for one in found.queues
        ],
        "versions": [_change(asdict(one)) for one in found.versions],
        "weights": [_change(asdict(one)) for one in found.weights],
    }


def _run(run: Run) -> dict[str, object]:
    return {
        "run": run.number,
        "window": {"since": str(run.window.since), "until": str(run.window.until)},
        "records": sum(one.records for one in run.sources),
        "works_new": run.works_new,
        "works_changed": run.works_changed,
        "failed": [one.id for one in run.failed],
    }


def _change(fields: dict[str, str]) -> dict[str, object]:
    return {name: value or None for name, value in fields.items()}
