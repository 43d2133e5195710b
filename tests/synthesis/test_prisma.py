"""The numbers of a PRISMA flow: they add up, whatever was found and decided."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from records.decision import STAGES, VERDICTS, Decision, Stage, Verdict
from records.prisma import FlowCounts, Seen, SourceRecords
from records.source import Group
from synthesis.prisma import Flow, Screening, flow
from synthesis.prisma_words import flow_document, lines, missing, rules
from synthesis.standing import conflicting

NOW = datetime(2026, 11, 23, 6, 0, tzinfo=UTC)
STREAMS = ("carers", "homes")
GROUPS: Mapping[str, Group] = {
    "pubmed": "index",
    "isrctn": "registry",
    "his": "agency",
    "medrxiv": "preprint",
}
REASONS = {"off-topic": "Not about this question"}


def word(
    work: str,
    verdict: Verdict,
    reviewer: str = "ailsa",
    *,
    stage: Stage = "title-abstract",
    workstream: str = "carers",
    reason: str = "",
    resolves: bool = False,
) -> Decision:
    return Decision(
        work=work,
        workstream=workstream,
        verdict=verdict,
        reviewer=reviewer,
        instant=NOW,
        stage=stage,
        reason=reason,
        resolves=resolves,
    ).chained("")


def told(decisions: Mapping[str, Sequence[Decision]], seen: Sequence[Seen], works: int = 10) -> Flow:
    counts = FlowCounts(
        since=1,
        until=1,
        sources=(SourceRecords("pubmed", works + 4, 1),),
        works=works,
        unplaced={"carers": 2, "homes": 1, "": 1},
        seen=tuple(seen),
    )
    return flow(counts, GROUPS, STREAMS, decisions)


def seen(*works: str, workstream: str = "carers") -> list[Seen]:
    return [Seen(workstream, work, placed=True, records=2) for work in works]


def test_each_work_is_in_one_box() -> None:
    decisions = {
        "w1": [word("w1", "include")],
        "w2": [word("w2", "exclude", reason="off-topic")],
        "w3": [word("w3", "maybe")],
        "w4": [word("w4", "include"), word("w4", "exclude", "bruce")],
        "w5": [word("w5", "include"), word("w5", "include", stage="full-text")],
        "w6": [word("w6", "include"), word("w6", "exclude", stage="full-text", reason="off-topic")],
    }
    one = told(decisions, seen("w1", "w2", "w3", "w4", "w5", "w6", "w7")).streams[0]
    assert (one.kept, one.maybe, one.conflicts, one.waiting) == (1, 1, 1, 1)
    assert one.excluded == {"off-topic": 1}
    assert (one.full_included, one.full_excluded) == (1, {"off-topic": 1})
    assert (one.screened, one.assessed, one.included, one.records, one.open) == (7, 2, 2, 4, 3)
    assert (one.unfit, one.unplaced, one.marked) == (1, 2, 3)


def test_a_word_that_settles_stands_and_one_taken_back_does_not() -> None:
    said = [word("w1", "include"), word("w1", "exclude", "bruce")]
    settled = told({"w1": [*said, word("w1", "exclude", "carol", resolves=True)]}, seen("w1")).streams[0]
    assert (settled.conflicts, settled.excluded) == (0, {"": 1})
    withdrawn = Decision(
        work="w1",
        workstream="carers",
        verdict="withdrawn",
        reviewer="ailsa",
        instant=NOW,
        undoes=said[0].hash,
    )
    assert told({"w1": [said[0], withdrawn]}, seen("w1")).streams[0].waiting == 1


def test_together_a_work_counts_where_it_came_furthest() -> None:
    decisions = {"w1": [word("w1", "exclude"), word("w1", "include", workstream="homes")]}
    both = [*seen("w1", "w2"), *seen("w1", "w2", workstream="homes")]
    together = told({**decisions, "w2": [word("w2", "exclude")]}, both).together
    assert (together.screened, together.included, together.waiting) == (2, 1, 1)
    assert together.excluded == {}


def test_sources_stand_in_the_boxes_of_their_kind() -> None:
    given_by = tuple(
        SourceRecords(name, 1) for name in ("his", "isrctn", "medrxiv", "pubmed", "reading list")
    )
    boxes = flow(FlowCounts(since=1, until=1, sources=given_by), GROUPS, (), {}).boxes
    assert {box.kind: [one.source for one in box.sources] for box in boxes} == {
        "databases": ["medrxiv", "pubmed"],
        "registers": ["isrctn"],
        "sites": ["his"],
        "other": ["reading list"],
    }


def test_words_say_where_decisions_are_missing() -> None:
    decisions = {"w2": [word("w2", "maybe")], "w3": [word("w3", "exclude", reason="off-topic")]}
    made = told(decisions, seen("w1", "w2", "w3"))
    assert missing(made) == (
        "Decisions are missing: 1 work that nobody has decided on, 1 work left at maybe."
    )
    assert missing(told({}, [])) == ""
    shown = {line.words: line.numbers for line in lines(made, REASONS)}
    assert shown["not about this question"] == (1, 0, 1)
    assert "people disagree" not in shown, "parts that are 0 everywhere are left out"
    assert shown["Included"] == (0, 0, 0)


def test_rules_are_those_of_the_frozen_queue() -> None:
    assert rules({}, {}) == ()
    fit, _, cap, _ = rules({"cap": 25, "maybe_from": 0.05}, {"workstream": "4.1"})
    assert "below 0.05, as the component workstream 4.1 reads it" in fit
    assert "25 works at most" in cap


decisions_on = st.lists(
    st.tuples(
        st.sampled_from(["w0", "w1", "w2", "w3"]),
        st.sampled_from(STREAMS),
        st.sampled_from(STAGES),
        st.sampled_from(VERDICTS),
        st.sampled_from(["ailsa", "bruce"]),
        st.sampled_from(["", "off-topic", "design"]),
        st.booleans(),
    ),
    max_size=16,
)


@given(
    said=decisions_on,
    known=st.integers(0, 5),
    duplicates=st.integers(0, 30),
    unlinked=st.integers(0, 3),
    unseen=st.tuples(st.integers(0, 5), st.integers(0, 5), st.integers(0, 5)),
)
def test_whatever_happens_the_boxes_add_up(
    said: list[tuple[str, str, Stage, Verdict, str, str, bool]],
    known: int,
    duplicates: int,
    unlinked: int,
    unseen: tuple[int, int, int],
) -> None:
    decisions: dict[str, list[Decision]] = {}
    for work, stream, stage, verdict, reviewer, reason, resolves in said:
        code = reason if verdict == "exclude" else ""
        decision = word(
            work, verdict, reviewer, stage=stage, workstream=stream, reason=code, resolves=resolves
        )
        decisions.setdefault(work, []).append(decision)
    shown = {(stream, "w0") for stream in STREAMS} | {(one[1], one[0]) for one in said}
    works = 8 + max(unseen)
    counts = FlowCounts(
        since=2,
        until=2,
        sources=(
            SourceRecords("pubmed", known + works + duplicates + unlinked, known),
            SourceRecords("x", 0),
        ),
        unlinked=unlinked,
        works=works,
        unplaced=dict(zip(("", *STREAMS), unseen, strict=True)),
        seen=tuple(Seen(stream, work, placed=work != "w3", records=1) for stream, work in sorted(shown)),
    )
    made = flow(counts, GROUPS, STREAMS, decisions)
    assert made.received == made.known + made.unlinked + made.duplicates + made.works
    assert made.duplicates == duplicates
    for one in made.streams:
        adds_up(one, len([1 for stream, _ in shown if stream == one.workstream]))
        disagreed = [work for work, own in decisions.items() if conflicting(own, one.workstream)]
        assert one.conflicts + one.full_conflicts <= len(disagreed)
    adds_up(made.together, len({work for _, work in shown}))
    assert made.together.included >= max(one.included for one in made.streams)
    document = flow_document(made, ())
    assert document["records"] == made.received


def adds_up(one: Screening, shown: int) -> None:
    assert one.screened == shown
    assert one.works == one.marked + one.screened
    assert (
        one.screened == one.open + sum(one.excluded.values()) + sum(one.full_excluded.values()) + one.included
    )
    assert one.records == one.included
    assert min(one.unfit, one.unplaced, one.chosen, one.open) >= 0
