"""What Ken and the team say of a work, in words for people; it is not read back."""

from collections.abc import Iterator

from synthesis.export import Exported

__all__ = ["decided", "dimensions", "notices", "workstreams"]


def workstreams(one: Exported) -> str:
    """Write the workstreams with their scores: ``emerging-needs 0.93; community-models 0.21``."""
    return "; ".join(f"{name} {score:.2f}" for name, score in one.workstreams.items())


def dimensions(one: Exported) -> str:
    """Write the dimensions of inequality with their scores."""
    return "; ".join(f"{dimension.id} {dimension.score:.2f}" for dimension in one.inequality.dimensions)


def decided(one: Exported) -> Iterator[str]:
    """Write each decision: ``emerging-needs: include at title-abstract by AB on 2026-11-23 (reason)``."""
    for decision in one.decisions:
        reasons = "; ".join(filter(None, (decision.reason, decision.note)))
        yield (
            f"{decision.workstream}: {decision.verdict} at {decision.stage} by {decision.reviewer} "
            f"on {decision.instant:%Y-%m-%d}" + (f" ({reasons})" if reasons else "")
        )


def notices(one: Exported) -> Iterator[str]:
    """Write each notice: ``retraction (doi:10.5555/abc, 2026-11)``."""
    for notice in dict.fromkeys((*one.work.best.notices, *one.work.notices)):
        where = ", ".join(str(part) for part in (notice.other, notice.published) if part)
        about = "" if notice.role == "subject" else "notice of "
        yield f"{about}{notice.kind}" + (f" ({where})" if where else "")
