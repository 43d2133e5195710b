"""Progress in words that a portfolio lead understands, a part at a time; each is a list of lines."""

from collections.abc import Sequence

from synthesis.counted import counted
from synthesis.stopping.hypergeometric import Rule
from synthesis.stopping.progress import Judged, LatestList, Progress, judged
from synthesis.stopping.weekly import ENOUGH_AUDITS, Recall, Week

__all__ = ["list_part", "recall_part"]


def recall_part(progress: Progress) -> list[str]:
    """State the share of what is worth keeping that the queues showed, or why it cannot be stated."""
    if not progress.weeks:
        return []
    found = progress.recall
    if found is None or not found.is_telling:
        return ["Recall: cannot be stated yet.", *_too_little(found, progress.weeks)]
    return [*_stated(found), *_left_out(progress.weeks)]


def list_part(progress: Progress, rule: Rule) -> list[str]:
    """Say of the latest list whether enough is shown to be found, and what would show it."""
    listed = progress.latest
    if listed is None:
        return []
    read, kept = len(listed.relevant), sum(listed.relevant)
    if not read:
        return [f"The list of run {listed.run}: nothing is decided yet."]
    of_all = counted(listed.candidates, "candidate")
    head = f"The list of run {listed.run}: {read} of {of_all} decided, {kept} kept."
    if not kept:
        return [head, "  Without a kept work there is nothing to test."]
    return [head, *_judged(listed, rule)]


def _too_little(found: Recall | None, weeks: Sequence[Week]) -> list[str]:
    if not any(week.audits for week in weeks):
        return [
            "  No audit works were drawn; with `audit` above 0 under [queue] in ken.toml, runs draw some."
        ]
    decided = found.audits if found else 0
    how = (
        "  It is estimated from audit works, drawn at random by each run from what it leaves out: "
        f"{decided} {'counts' if decided == 1 else 'count'} so far, a figure needs {ENOUGH_AUDITS}."
    )
    return [how, *_left_out(weeks)]


def _stated(found: Recall) -> list[str]:
    if not found.unplaced:
        return ["Recall: all candidates stood in the queues, so none was missed among them."]
    rest = (
        f"the {found.unplaced:,} candidates that no queue showed"
        if found.unplaced > 1
        else "the one candidate that no queue showed"
    )
    basis = (
        f"  It rests on {counted(found.audits, 'audit work')} drawn at random from what was left out, "
        f"of which you kept {found.audits_kept}."
    )
    missed = f"{found.missed:,} (likely {found.missed_low:,} to {found.missed_high:,})"
    if found.value is None or found.low is None or found.high is None:
        return [f"Recall: nothing was kept. Of {rest}, about {missed} are worth keeping.", basis]
    share = (
        f"Recall: the queues showed about {_percent(found.value)} of the candidates worth keeping "
        f"(95% interval: {_percent(found.low)} to {_percent(found.high)})."
    )
    return [
        share,
        f"  You kept {found.kept:,}. Of {rest}, about {missed} are worth keeping too.",
        basis,
    ]


def _left_out(weeks: Sequence[Week]) -> list[str]:
    """Name what takes no part in an estimate, and how to make it do so."""
    lines = []
    waiting = [week for week in weeks if week.audits and not week.counts]
    if waiting:
        runs = ", ".join(str(week.run) for week in waiting)
        audits = sum(week.audits_waiting for week in waiting)
        named = f"run {runs} does" if len(waiting) == 1 else f"runs {runs} do"
        lines.append(
            f"  {named[0].upper()}{named[1:]} not count yet: {counted(audits, 'audit work')} there "
            f"{'waits' if audits == 1 else 'wait'} for a decision. Deciding the whole list includes "
            f"{'it' if audits == 1 else 'them'}."
        )
    undecided = sum(week.placed - week.decided for week in weeks if week.counts)
    if undecided:
        lines.append(
            f"  {counted(undecided, 'placed work')} without a decision "
            f"{'is' if undecided == 1 else 'are'} taken as neither found nor missed."
        )
    return lines


def _judged(listed: LatestList, rule: Rule) -> list[str]:
    found = judged(listed, rule)
    sure = _percent(rule.confidence)
    claim = f"at least {_percent(rule.target)} of what is worth keeping among its candidates"
    if not found.more_needed:
        shown = f"  That you have found {claim} is shown with {sure} confidence."
        return [f"{shown} Whether to read on is for you to say."]
    asked = f"the test gives {found.probability_below:.2f}, and less than {1 - rule.confidence:.2g} is asked"
    needed = counted(found.more_needed, "more work")
    left = f"; it holds {listed.waiting or 'none'} without a decision, so it cannot show that by itself"
    return [
        f"  That you have found {claim} is not shown with {sure} confidence: {asked}.",
        f"  {needed} in a row of which you keep none would show it{_ending(found, left)}",
    ]


def _ending(found: Judged, too_short: str) -> str:
    enough = found.more_needed is not None and found.more_needed <= found.listed.waiting
    return "." if enough else f"{too_short}."


def _percent(share: float) -> str:
    """Write a share in percent, 100 only where it is all."""
    number = f"{100 * share:.1f}".removesuffix(".0") if 0.9 < share < 1 else f"{100 * share:.0f}"
    return "over 99.9%" if number == "100" and share < 1 else f"{number}%"
