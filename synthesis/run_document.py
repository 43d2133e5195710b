"""A run as a JSON document."""

from records.run import Run, SourceOutcome

__all__ = ["outcome_document", "run_document"]


def run_document(run: Run) -> dict[str, object]:
    """Give the run as ``ken scan --json`` prints it."""
    return {
        "run": run.number,
        "window": {"since": run.window.since, "until": run.window.until},
        "sources": [outcome_document(one) for one in run.sources],
        "works_new": run.works_new,
        "works_changed": run.works_changed,
        "seconds": run.seconds,
    }


def outcome_document(one: SourceOutcome) -> dict[str, object]:
    """Give what a source gave in a run."""
    return {
        "id": one.id,
        "pages": one.pages,
        "records": one.records,
        "new": one.new,
        "changed": one.changed,
        "rejected": one.rejected,
        "error": one.error or None,
    }
