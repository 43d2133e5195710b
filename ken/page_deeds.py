"""What the review page has others do, wired to the flows and the settings of a workspace."""

from pathlib import Path

from flows.publish import digest_path, happened
from ken.allocating import allocate_queue, allocation_of, release_queue, screening
from ken.settings import read_settings
from ken.weighing import change_weights, preview_weights
from ken.weights_file import rescaled
from ken.wiring import wired, workstreams
from review.deeds import Deeds, Happened
from store.opening import Store

__all__ = ["deeds"]


def deeds(home: Path, store: Store) -> Deeds:
    """Wire the deeds of a page on a workspace and its store."""

    def merge(a: str, b: str, reviewer: str) -> list[str]:
        from flows.merge import merge as join  # noqa: PLC0415  brings the readers

        with wired(home, read_settings(home), []) as context:
            return [join(context, a, b, reviewer)]

    def split(a: str, b: str, reviewer: str) -> list[str]:
        from flows.split import split as part  # noqa: PLC0415  brings the readers

        with wired(home, read_settings(home), []) as context:
            return list(part(context, a, b, reviewer))

    return Deeds(
        happened=lambda run: Happened(*happened(store, run)),
        digest=lambda run: _digest(home, run),
        merge=merge,
        split=split,
        weights=lambda: dict(read_settings(home).ranking.weights),
        rescaled=rescaled,
        previews=lambda became: preview_weights(store, workstreams(home), became),
        set_weights=lambda was, became, reviewer: change_weights(home, store, was, became, reviewer),
        pilot=read_settings(home).pilot,
        screening=screening(home),
        shared=lambda stream, run: allocation_of(store, stream, run),
        allocate=lambda stream, run, shares, mode, by: allocate_queue(
            home, store, stream, shares, by=by, run=run, mode=mode
        ),
        release=lambda stream, run, by: release_queue(store, stream, by=by, run=run),
    )


def _digest(home: Path, run: int) -> str:
    path = digest_path(home, run)
    return path.read_text(encoding="utf-8") if path.exists() else ""
