import csv
import random
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.ranking import RankingFigures, Screened, figures_of, priors, questions, screen
from bench.screening_sets import ScreeningSet
from nlp.meaning import shipped_meaning
from records.errors import BenchError

_SMALL = ("Cohen_2006_UrinaryIncontinence", "Donners_2021", "Muthu_2022")


def _set(labels: str) -> ScreeningSet:
    """Give a set with a record for each character, included where it is an x."""
    kept = tuple(one == "x" for one in labels)
    titles = tuple(
        f"{'Respite for carers' if one else 'Walking after stroke'} {row}" for row, one in enumerate(kept)
    )
    abstracts = tuple(
        f"A study of {'breaks' if row % 3 else 'speech'} in {row % 5} places" for row in range(len(kept))
    )
    return ScreeningSet("invented", titles, abstracts, kept)


def _figures(labels: str) -> RankingFigures:
    """Measure an order in which included records stand at each x."""
    order = tuple(range(len(labels)))
    return figures_of(_set(labels), Screened("invented", 1, (), order, 0.0))


@pytest.mark.parametrize("seed", [1, 2, 3, 77])
def test_priors_are_drawn_as_everybody_draws_them(seed: int) -> None:
    included = [row % 7 == 3 for row in range(100)]
    rng = random.Random(seed)  # noqa: S311  as in bench.ranking
    one = rng.choice([row for row in range(100) if row % 7 == 3])
    other = rng.choice([row for row in range(100) if row % 7 != 3])
    assert priors(included, seed) == (one, other)


def test_priors_are_the_same_on_any_machine() -> None:
    included = [row % 7 == 3 for row in range(100)]
    assert [priors(included, seed) for seed in (1, 2, 3)] == [(17, 84), (94, 8), (24, 88)]


def test_figures_are_those_worked_out_by_hand() -> None:
    # Two included of ten, found as first and as fourth: the curve loses two of the sixteen steps it can lose.
    found = _figures("x..x......")
    assert found.loss == pytest.approx(2 / 16)
    assert found.ndcg == pytest.approx((1 + 1 / np.log2(5)) / (1 + 1 / np.log2(3)))
    assert found.wss95 == pytest.approx(0.95 - 4 / 10)
    assert found.recall_at_10pct == 0.5


def test_the_best_and_the_worst_order_are_told() -> None:
    best, worst = _figures("xx" + "." * 18), _figures("." * 18 + "xx")
    assert (best.loss, best.ndcg, best.recall_at_10pct) == (0, 1, 1)
    assert (worst.loss, worst.recall_at_10pct) == (1, 0)
    assert best.wss95 == pytest.approx(0.95 - 2 / 20)
    assert worst.wss95 == pytest.approx(-0.05)


def test_19_of_20_are_95_percent() -> None:
    assert _figures("x" * 19 + "." * 20 + "x").wss95 == pytest.approx(0.95 - 19 / 40)
    assert _figures("x" * 18 + "." * 20 + "x" * 3).wss95 == pytest.approx(0.95 - 40 / 41)


@given(st.text("x.", min_size=2, max_size=60).filter(lambda labels: len(set(labels)) == 2))
def test_figures_are_those_of_asreview(labels: str) -> None:
    # The formulas of asreview.metrics 2.0.
    answers = [int(one == "x") for one in labels]
    kept, every = sum(answers), len(answers)
    loss = (kept * (every - (kept - 1) / 2) - np.cumsum(answers).sum()) / (kept * (every - kept))
    gained = np.sum(np.array(answers) / np.log2(np.arange(2, every + 2)))
    best = np.sum(1 / np.log2(np.arange(2, kept + 2)))
    found = _figures(labels)
    assert found.loss == pytest.approx(loss, abs=1e-12)
    assert found.ndcg == pytest.approx(gained / best)


def test_an_order_holds_each_other_row_once() -> None:
    one = _set("x....x.x...x....x." * 2)
    for screened in screen(one, (1, 2), shipped_meaning()):
        assert screened.priors == priors(one.included, screened.seed)
        assert sorted([*screened.priors, *screened.order]) == list(range(len(one.titles)))
        assert screened.seconds > 0


def test_the_same_seed_gives_the_same_order() -> None:
    one = _set("x....x.x...x....x." * 2)
    orders = [
        {screened.seed: screened.order for screened in screen(one, seeds, shipped_meaning())}
        for seeds in ((1, 2, 3), (3, 1))
    ]
    assert orders[0][1] == orders[1][1]
    assert orders[0][3] == orders[1][3]
    assert orders[0][1] != orders[0][2]


def test_what_is_alike_is_found_early() -> None:
    one = _set("x....x.x...x....x." * 2)
    for screened in screen(one, (1, 2, 3), shipped_meaning()):
        assert figures_of(one, screened).loss < 0.1


def test_from_a_question_alone_seeds_do_not_differ() -> None:
    one = _set("x....x.x...x....x." * 2)
    asked = "What do respite and breaks do for carers?"
    found = list(screen(one, (1, 2), shipped_meaning(), with_priors=False, question=asked))
    assert [(screened.seed, screened.priors) for screened in found] == [(1, ()), (2, ())]
    assert found[0].order == found[1].order
    assert found[0].seconds == found[1].seconds
    assert sorted(found[0].order) == list(range(len(one.titles)))
    assert one.included[found[0].order[0]]


@pytest.mark.parametrize("labels", ["x...", "xxx."], ids=["one included", "one not"])
def test_a_set_that_priors_would_use_up_is_said(labels: str) -> None:
    one = _set(labels)
    with pytest.raises(BenchError, match="invented: with priors"):
        next(screen(one, (1,), shipped_meaning()))
    (alone,) = screen(one, (1,), shipped_meaning(), with_priors=False, question="Respite")
    assert len(alone.order) == 4


def test_questions_have_a_title_and_criteria() -> None:
    assert len(questions()) >= 19
    for name, asked in questions().items():
        title, _, criteria = asked.partition(". ")
        assert len(title) > 20, name
        assert len(criteria) > 40, name
        assert asked.isprintable(), name


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("with_priors", [True, False], ids=["priors", "question"])
def test_included_records_are_found_earlier_than_by_elas_u4(shared: Path, with_priors: bool) -> None:
    folder = shared / "bench" / "screening"
    with (folder / "asreview-u4.csv").open(encoding="utf-8") as file:
        theirs = [float(row["loss"]) for row in csv.DictReader(file) if row["set"] in _SMALL]
    assert len(theirs) == 9
    ours = []
    for name in _SMALL:
        one = ScreeningSet.read(folder / f"{name}.csv.gz")
        asked = "" if with_priors else questions()[name]
        done = screen(one, (1, 2, 3), shipped_meaning(), with_priors=with_priors, question=asked)
        ours += [figures_of(one, screened).loss for screened in done]
    assert fmean(ours) < fmean(theirs)
