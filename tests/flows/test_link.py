"""Linking a week in parts, in any order, gives what linking it at once gives."""

from dataclasses import replace

import pytest

from flows.context import Context
from flows.link import link
from records.dates import PartialDate
from records.identifiers import identifiers
from records.record import Author, Record
from records.run import Run
from records.work import work_id_for
from tests.flows.conftest import Wire
from tests.flows.orders import link_in_turn, shuffled, works


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_sources_makes_no_difference(wire: Wire, done: tuple[Context, Run], seed: int) -> None:
    whole, _ = done
    context = wire()
    link_in_turn(context, shuffled(whole, seed))
    assert works(context) == works(whole)


def test_linking_again_changes_nothing(wire: Wire) -> None:
    context = wire()
    link_in_turn(context, [LUNCH])
    before = works(context)
    assert link(context, 2) == 0
    # The same records said in other words, so that linking looks at all of them again.
    context.store.records.keep(2, [replace(one, keywords=("islands",)) for one in LUNCH])
    assert link(context, 2) == len(LUNCH)
    assert works(context) == before


def test_a_work_keeps_its_id_whatever_joins_it(wire: Wire) -> None:
    context = wire()
    link_in_turn(context, [LUNCH[1:], LUNCH[:1]])
    (work,) = context.store.works.all()
    assert work.work_id == work_id_for(LUNCH[1].record_id)


def test_an_unsure_pair_waits_for_a_person(wire: Wire) -> None:
    context = wire()
    alike = replace(
        LUNCH[0],
        source="his",
        key="x",
        title="Lunch clubs in the village halls of Orkney: what older people say",
        identifiers=(),
        volume="",
        pages="",
        container="",
        abstract="",
    )
    link_in_turn(context, [[LUNCH[0], alike]])
    assert context.store.works.count() == 2
    (doubt,) = context.store.doubts.open()
    assert (doubt.a, doubt.b) == ("his:x", "pubmed:1")
    assert 0 < doubt.score < 0.8
    assert doubt.why.startswith("weighed: title ")


LUNCH = [
    Record(
        source=source,
        key="1",
        kind=source,
        title="Lunch clubs in the village halls of Orkney: what older islanders say",
        abstract="We asked forty members of six lunch clubs what keeps them coming.",
        authors=(Author("Rendall", "Ina"), Author("Flett", "Magnus")),
        container="Island Health",
        volume="12",
        pages="44-51",
        published=PartialDate(2026, 11),
        type="article",
        identifiers=identifiers([("doi", "10.5555/lunch")]),
    )
    for source in ("pubmed", "crossref", "openalex")
]
