"""Screen finished reviews again with ASReview, in the environment that has it; Ken is not there.

``python theirs.py FILE SEED:ROW,ROW…`` takes a set and, for each seed, the rows that are known at the start.
It prints a JSON line for each seed: the seed, all other rows in the order screened, and the seconds from the
texts in memory to the last included record. What is left after that follows in the order of the file.
"""

import json
import sys
import time

import numpy as np
import pandas as pd
from asreview.learner import ActiveLearningCycle
from asreview.models.models import get_ai_config
from asreview.simulation.simulate import Simulate

__all__ = ["screened"]


def screened(table: pd.DataFrame, priors: list[int], seed: int) -> list[int]:
    """Screen with ELAS u4, the default; as ``asreview simulate --prior-idx … --seed`` does."""
    np.random.seed(seed)  # noqa: NPY002  what their machine draws from
    cycle = ActiveLearningCycle.from_meta(get_ai_config("elas_u4")["value"])
    simulation = Simulate(table, table["included"], [cycle], print_progress=False)
    simulation.label(priors)
    simulation.review()
    order = [int(row) for row in simulation._results["record_id"]][len(priors) :]  # noqa: SLF001  no other way
    known = {*priors, *order}
    return order + [row for row in range(len(table)) if row not in known]


def _main(file: str, drawn: list[str]) -> None:
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    table["included"] = table["included"].astype(float).astype(int)
    for one in drawn:
        seed, rows = one.split(":")
        start = time.perf_counter()
        order = screened(table, [int(row) for row in rows.split(",")], int(seed))
        said = {"seed": int(seed), "order": order, "seconds": time.perf_counter() - start}
        sys.stdout.write(json.dumps(said) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main(sys.argv[1], sys.argv[2:])
