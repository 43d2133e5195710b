"""Learning from the team's decisions on the command line."""

from pathlib import Path

import data
from flows.readers import readers
from nlp.learned import MODEL
from tests.ken.decided import decide
from tests.ken.running import Ken


def test_too_few_decisions_are_said_and_change_nothing(ken: Ken, new: Path) -> None:
    said = ken("--home", new, "train")
    assert (said.code, said.err) == (0, "")
    assert said.out.endswith("a workstream needs 3 included and 3 excluded works.\n")
    assert not (new / MODEL).exists()


def test_decisions_are_learned_and_taken_account_of(ken: Ken, copy: Path) -> None:
    works = [one["work"] for one in ken("--home", copy, "queue", "W2", "--limit", "10", "--json").document]
    decide(copy, {work: "include" if place % 2 else "exclude" for place, work in enumerate(works)})
    dry = ken("--home", copy, "train", "--dry-run")
    assert dry.out.splitlines()[-1].endswith("was not kept.")
    assert not (copy / MODEL).exists()
    found = ken("--home", copy, "train", "--json").document
    (needs,) = [one for one in found["workstreams"] if one["workstream"] == "emerging-needs"]
    assert (needs["included"], needs["excluded"]) == (5, 5)
    assert 0 < needs["before"] <= 1
    assert 0 < needs["after"] <= 1
    first = (copy / MODEL).read_bytes()
    assert ken("--home", copy, "train", "--json").document["model"] == found["model"]
    assert (copy / MODEL).read_bytes() == first
    shipped, own = (
        next(one.version for one in readers(folder).components if one.name == "workstream")
        for folder in (data.folder(), copy)
    )
    assert shipped != own
