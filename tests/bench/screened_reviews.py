"""Invented reviews with the orders in which they were screened, as files."""

import json
from pathlib import Path

__all__ = ["write_review"]


def write_review(
    folder: Path, name: str, order: str, *, seeds: tuple[int, ...] = (1,), known: int = 2
) -> Path:
    """Write a set whose rows are in the order read, x for included, and an order for each seed.

    The first ``known`` rows are the priors. Gives the path of the set; orders are in the same folder.
    """
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"A title,An abstract,{int(one == 'x')}" for one in order]
    path = folder / f"{name}.csv"
    path.write_text("\n".join(["title,abstract,included", *lines]) + "\n", encoding="utf-8")
    for seed in seeds:
        rows = [*range(len(order))]
        document = {"set": name, "seed": seed, "priors": rows[:known], "order": rows[known:]}
        (folder / f"{name}.{seed}.json").write_text(json.dumps(document), encoding="utf-8")
    return path
