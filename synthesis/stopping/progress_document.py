"""Progress as a JSON document."""

from dataclasses import asdict

from synthesis.stopping.hypergeometric import Rule
from synthesis.stopping.progress import Judged, Progress, judged
from synthesis.stopping.weekly import Recall, estimate

__all__ = ["progress_document"]


def progress_document(found: Progress, rule: Rule) -> dict[str, object]:
    """Give progress as one JSON object, the latest list tested by a rule."""
    return {
        "workstream": found.workstream,
        "runs": [
            {**asdict(week), "counts": week.counts, "recall": _recall(estimate([week]))}
            for week in found.weeks
        ],
        "recall": _recall(found.recall),
        "latest": _latest(judged(found.latest, rule)) if found.latest else None,
    }


def _recall(found: Recall | None) -> dict[str, object] | None:
    if found is None:
        return None
    shares = {"value": found.value, "low": found.low, "high": found.high}
    return {**asdict(found), **shares, "is_telling": found.is_telling}


def _latest(found: Judged) -> dict[str, object]:
    listed = found.listed
    return {
        "run": listed.run,
        "candidates": listed.candidates,
        "read": len(listed.relevant),
        "kept": sum(listed.relevant),
        "waiting": listed.waiting,
        **asdict(found.rule),
        "probability_below": found.probability_below,
        "more_needed": found.more_needed,
    }
