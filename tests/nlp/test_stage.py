from typing import Any

import pytest
import yaml

import data
from nlp.reading import reading_of
from nlp.stage import StageComponent

COMPONENT = StageComponent.of(data.folder())
FILE = yaml.safe_load(data.folder("vocabularies", "stages.yaml").read_text(encoding="utf-8"))


def _said(abstract: str, title: str = "A note") -> list[str]:
    return [one.label for one in COMPONENT([reading_of(title, abstract)])]


@pytest.mark.parametrize(
    ("abstract", "stages"),
    [
        ("A test of change, then a webinar to share learning.", ["S1"]),
        ("Some could not access support; barriers to access grew.", ["S2"]),
        ("The huddle is worth keeping and should be retained.", ["S3"]),
        ("Transferable lessons on system change and preparedness.", ["S4"]),
        ("A pilot. The change is worth keeping.", ["S1", "S3"]),
        ("A pilot, a test of change, a toolkit. It is worth keeping.", ["S1"]),
        ("Girders of steel.", []),
    ],
)
def test_a_stage_is_read_from_its_cues(abstract: str, stages: list[str]) -> None:
    assert _said(abstract) == stages


def test_a_stage_is_never_read_off_a_date() -> None:
    assert _said("In March 2020 the service was there.") == []


def test_phases_stand_beside_stages() -> None:
    assert "phase:adapting" in _said("Groups moved online during lockdown.")
    assert "phase:coming_out" in _said("Remobilisation began as restrictions eased.")


@pytest.mark.parametrize("stage", FILE["stages"], ids=lambda stage: str(stage["id"]))
def test_every_strong_cue_speaks_for_its_stage(stage: dict[str, Any]) -> None:
    for cue in stage["strong"]:
        assert stage["id"] in _said(f"They wrote of {cue} there."), cue


def test_more_cues_make_a_stage_more_likely() -> None:
    weak, strong = (
        next(COMPONENT([reading_of("A", text)])) for text in ("A toolkit.", "A toolkit, a pilot, PDSA.")
    )
    assert weak.score < strong.score
    assert [quote.text for quote in strong.quotes] == ["toolkit", "pilot", "PDSA"]
