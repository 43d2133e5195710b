"""The page on adding a component is followed, step by step, in a copy of the part that reads."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from store.opening import open_store
from tests.docs.pages import DOCS, ROOT

PAGE = (DOCS / "how-to" / "add-a-component.md").read_text(encoding="utf-8")
COMPONENT, TRIED = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
CLASS = re.findall(r"^class (\w+)", COMPONENT, re.MULTILINE)[0]
NAME = re.findall(r'^    name: str = "(\w+)"', COMPONENT, re.MULTILINE)[0]
LINE = re.findall(r"Add the class to `(\w+)` in `(nlp/components\.py)`", PAGE)
REFERENCES = """TY  - JOUR
TI  - A community hub for carers
AU  - Invented, Ada
PY  - 2026
DO  - 10.5555/hub
AB  - The hub was set up with a lottery grant, and volunteers run it with the district nurses.
ER  -
TY  - JOUR
TI  - Load tests of steel girders
AU  - Invented, Bo
PY  - 2026
DO  - 10.5555/steel
AB  - Girders were bent until they broke.
ER  -
"""


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Follow the page: one file, and one line."""
    shutil.copytree(ROOT / "nlp", tmp_path / "nlp", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "nlp" / f"{NAME}.py").write_text(COMPONENT, encoding="utf-8")
    ((table, file),) = LINE
    text = (tmp_path / file).read_text(encoding="utf-8")
    line = re.compile(rf"^{table} = \((.*?),?\s*\)$", re.DOTALL | re.MULTILINE)
    assert len(line.findall(text)) == 1
    text = line.sub(rf"{table} = (\1, {CLASS})", text)
    text = text.replace("from nlp.geography", f"from nlp.{NAME} import {CLASS}\nfrom nlp.geography", 1)
    (tmp_path / file).write_text(text, encoding="utf-8")
    return tmp_path


def _run(copy: Path, *command: str) -> str:
    """Run Python with the copy before what is installed."""
    environment = {**os.environ, "PYTHONPATH": f"{copy}{os.pathsep}{ROOT}"}
    done = subprocess.run(  # noqa: S603 - our own document
        [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _ken(copy: Path, *command: str) -> str:
    return _run(copy, "-c", "from ken.cli import main; main()", "--home", str(copy / "team"), *command)


def test_what_the_page_tries_by_hand_holds(copy: Path) -> None:
    told = f"from pathlib import Path\nfrom nlp.{NAME} import {CLASS}\n{TRIED}\nprint(said.version)"
    assert re.match(r"1-[0-9a-f]{8}$", _run(copy, "-c", told))


@pytest.mark.slow
def test_a_component_of_one_file_and_one_line_reads_what_comes_in(copy: Path) -> None:
    (copy / "works.ris").write_text(REFERENCES, encoding="utf-8")
    _ken(copy, "init")
    _ken(copy, "import", "works.ris")
    store = open_store(copy / "team")
    works = {work.best.title: work.work_id for work in store.works.all()}
    read = store.annotations.of([*works.values()])
    said = {title: [one for one in read[work] if one.component == NAME] for title, work in works.items()}
    (hub,) = said["A community hub for carers"]
    assert (hub.label, [quote.text for quote in hub.quotes]) == ("lottery", ["lottery grant"])
    assert said["Load tests of steel girders"] == []
    shown = json.loads(_ken(copy, "show", works["A community hub for carers"], "--json"))
    assert [one["label"] for one in shown["annotations"] if one["component"] == NAME] == ["lottery"]


def test_the_example_is_not_a_component_already() -> None:
    assert not (ROOT / "nlp" / f"{NAME}.py").exists()
    assert NAME not in (ROOT / "nlp" / "components.py").read_text(encoding="utf-8")
