"""``ken classify``: a line for a line, with no workspace."""

import json
from pathlib import Path

import pytest

from tests.ken.running import Ken

TEXTS = (
    '{"id": "a", "title": "Homelessness and outreach nurses in Glasgow hostels", '
    '"abstract": "People experiencing homelessness missed fewer appointments."}\n'
    "\n"
    '{"title": "Erythrocyte trans fats"}\n'
    '{"id": 7, "abstract": "Only an abstract.", "colour": "red"}\n'
    '{"id": null, "title": "No name"}\n'
)
WORKSTREAMS = ["community-models", "emerging-needs", "strategic-planning", "published-learning"]
KEYS = [
    "id",
    "workstreams",
    "inequality",
    "stage",
    "polarity",
    "evidence_type",
    "strength",
    "places",
    "language",
]


def documents(out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.splitlines()]


def test_each_line_is_answered_by_one_line_of_json(ken: Ken, tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text("\ufeff" + TEXTS, encoding="utf-8")
    said = ken("classify", path, "--json")
    assert (said.code, said.err) == (0, "")
    found = documents(said.out)
    assert [one["id"] for one in found] == ["a", "3", "7", "5"]
    for one in found:
        assert list(one) == KEYS
        assert list(one["inequality"]) == ["grade", "score", "direction", "dimensions"]  # type: ignore[call-overload]
    assert next(iter(found[0]["workstreams"])) == "emerging-needs"  # type: ignore[call-overload]
    assert found[0]["workstreams"]["emerging-needs"] > 0.5  # type: ignore[index]
    assert max(found[1]["workstreams"].values()) < 0.02  # type: ignore[attr-defined]
    for one in found:
        assert sorted(one["workstreams"]) == sorted(WORKSTREAMS)  # type: ignore[call-overload]
    assert ken("classify", "-", "--json", stdin=TEXTS.encode()).out == said.out


def test_people_are_told_in_two_lines(ken: Ken) -> None:
    said = ken("classify", "-", stdin=TEXTS.encode())
    lines = said.out.splitlines()
    assert said.code == 0
    assert len(lines) == 8
    assert lines[0].startswith("a  emerging-needs 0.")
    assert lines[1].startswith("  inequality 1")
    assert lines[2] == "3  no workstream"


def test_nothing_is_answered_by_nothing(ken: Ken) -> None:
    said = ken("classify", "-", "--json", stdin=b"\n\n")
    assert (said.code, said.out, said.err) == (0, "", "")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"once upon a time", "standard input, line 2: not a JSON object ("),
        (b'{"title": "\xff"}', "standard input, line 2: not a JSON object ("),
        (b'{"title": 3}', "standard input, line 2: needs a title or an abstract, as text"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(ken: Ken, line: bytes, said: str) -> None:
    found = ken("classify", "-", "--json", stdin=b'{"title": "A garden"}\n' + line + b"\n")
    assert found.complaint.startswith(f"ken: {said}")
    assert len(documents(found.out)) == 1


def test_a_file_that_is_not_there_is_told(ken: Ken, tmp_path: Path) -> None:
    assert ken("classify", "gone.jsonl").complaint == (
        "ken: gone.jsonl cannot be read: No such file or directory"
    )
    assert ken("classify", tmp_path).complaint.endswith("cannot be read: Is a directory")
