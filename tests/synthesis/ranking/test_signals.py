"""Weak signals: what is early or odd."""

from collections.abc import Iterable

from records.work import Work
from synthesis.ranking.signals import Signals, from_history, from_reading, text_of
from synthesis.ranking.space import TextSpace
from synthesis.said import said
from tests.synthesis.invented import annotation, record, work

DULL = [(1, "Winter plans of a health board.")] * 200


def one(key: str, title: str, abstract: str = "", source: str = "pubmed") -> Work:
    return work(record(key, source, title=title, abstract=abstract))


def found(works: list[Work], earlier: Iterable[tuple[int, str]] = DULL) -> Signals:
    signals = Signals()
    space = TextSpace({work.work_id: text_of(work) for work in works})
    from_history(signals, works, space, earlier)
    return signals


A = one("a", "Prescription debts in Leith", "How prescription debts grow.")
B = one("b", "Pharmacies in Govan", "What prescription debts do.", source="his")
C = one("c", "Choirs on Arran", "How choirs sing.")


def test_a_term_that_two_works_of_two_sources_use_first_is_a_signal() -> None:
    signals = found([A, B, C])
    assert signals.kinds == {A.work_id: ["first-use"], B.work_id: ["first-use"]}
    (reason,) = signals.reasons[B.work_id]
    assert reason.text == (
        "Early sign: first use of “prescription debts” in this workstream, by 2 works this week"
    )


def test_what_an_earlier_candidate_said_is_not_new() -> None:
    assert not found([A, B, C], [*DULL, (1, "About prescription debts")]).kinds


def test_one_work_alone_or_one_source_without_a_second_title_is_no_first_use() -> None:
    assert not found([A, C]).kinds
    same_source = one("d", "Pharmacies in Govan", "What prescription debts do.")
    assert not found([A, same_source]).kinds
    assert found([A, one("e", "Tenants and prescription debts")]).kinds


def test_with_little_history_nothing_is_said_to_be_new() -> None:
    assert not found([A, B, C], DULL[:199]).kinds
    assert not found([A, B, C], []).kinds


TOPIC = "Warm banks, prescription debts, kitchen tables and night buses."


def test_a_small_group_that_grows_is_a_signal_and_one_that_does_not_is_none() -> None:
    group = [one(key, f"Evening {key * 5} in a hall", TOPIC) for key in "rst"]
    known = [*DULL, (1, TOPIC), (2, TOPIC), (2, TOPIC)]
    signals = found([*group, C], known)
    assert signals.kinds == {one.work_id: ["growing-group"] for one in group}
    (reason,) = signals.reasons[group[0].work_id]
    assert reason.text == (
        "Early sign: 3 works this week are about “kitchen tables”, “night buses”, “prescription debts”; "
        "earlier weeks had no more than 2"
    )
    assert not found([*group, C], [*known, (2, TOPIC)]).kinds


def test_a_large_group_is_no_weak_signal() -> None:
    group = [one(key, f"Evening {key * 5} in a hall", TOPIC) for key in "rstuvw"]
    assert not found(group, [*DULL, (1, TOPIC)]).kinds


def test_low_strength_with_a_change_to_stop_or_a_harm_without_mitigation_is_a_signal() -> None:
    stop = annotation("learning", "change_to_stop")
    harm = annotation("learning", "negative_unintended")
    alone = annotation("learning", "harm-without-mitigation")
    weak, strong = annotation("evidence", "strength:2"), annotation("evidence", "strength:3")
    signals = Signals()
    from_reading(
        signals,
        {
            "stop": said([stop]),
            "weak": said([stop, weak]),
            "strong": said([stop, strong]),
            "harm": said([harm, alone]),
            "mended": said([harm]),
            "well": said([annotation("learning", "went_well"), alone]),
        },
    )
    assert signals.kinds == {"stop": ["change-to-stop"], "weak": ["change-to-stop"], "harm": ["harm"]}
    assert "nothing that was done against it" in signals.reasons["harm"][0].text
