"""The recipe of the learned heads."""

from dataclasses import replace
from pathlib import Path

import pytest

import data
from bench.reading_training import real_labels
from nlp.learned import shipped_learned
from nlp.shipped_labels import INVENTED, shipped_labels
from nlp.training import train

SOME = shipped_labels()[60:110]


@pytest.mark.shared
@pytest.mark.slow
def test_the_shipped_model_is_what_the_recipe_makes(shared: Path) -> None:
    made = train((*shipped_labels(), *real_labels(shared / "bench")), data.folder())
    shipped = shipped_learned()
    assert made.version == shipped.version, "run `python -m bench.reading_training`"
    assert (made.cuts, made.dimensions) == (shipped.cuts, shipped.dimensions)
    assert made.heads.keys() == shipped.heads.keys()
    # Another processor may add up in another order: the last digits are its own.
    for name, head in made.heads.items():
        assert head.signs == pytest.approx(shipped.heads[name].signs, abs=2e-3)
        assert head.meaning == pytest.approx(shipped.heads[name].meaning, abs=2e-3)
        assert head.intercept == pytest.approx(shipped.heads[name].intercept, abs=2e-3)


def test_the_same_labels_give_the_same_model() -> None:
    assert train(SOME, data.folder()).text() == train(SOME, data.folder()).text()


def test_a_model_is_named_by_what_it_learned_from() -> None:
    name = train(SOME, data.folder()).version
    assert train(SOME[::-1], data.folder()).version == name
    other = replace(
        SOME[0], workstreams=frozenset() if SOME[0].workstreams else frozenset({"emerging-needs"})
    )
    assert train((other, *SOME[1:]), data.folder()).version != name


def test_labels_that_say_nothing_take_no_part() -> None:
    silent = replace(SOME[0], grade=None, judged=frozenset(), dimensions=frozenset(), workstreams=frozenset())
    with_it, without = train((*SOME[1:], silent), data.folder()), train(SOME[1:], data.folder())
    assert with_it.heads.keys() == without.heads.keys()
    for name, head in with_it.heads.items():
        assert head.signs == pytest.approx(without.heads[name].signs, abs=1e-3)


def test_invented_records_count_half() -> None:
    assert {label.weight for label in shipped_labels()} == {INVENTED}
