"""The house of the project stands as its plan says."""

import ast
import importlib
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
PACKAGES = ("ken", "bench", "flows", "review", "scanners", "nlp", "synthesis", "store", "records", "data")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))


def test_who_may_import_whom() -> None:
    # In a process of its own: the linter silences every logger that is there already.
    command = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", PACKAGES)
def test_each_import_name_is_this_checkouts_own(package: str) -> None:
    module = importlib.import_module(package)
    assert module.__file__
    assert Path(module.__file__).parent == ROOT / package
    assert module.__doc__


def test_files_and_functions_do_one_thing() -> None:
    long = [str(path.relative_to(ROOT)) for path in SOURCES if len(path.read_text().splitlines()) > 350]
    assert not long
    functions = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
        for path in SOURCES
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno > 45
    ]
    assert not functions


def test_no_file_is_named_for_nothing() -> None:
    empty = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}
    assert not [path for path in SOURCES if path.stem in empty]


def test_every_dependency_is_locked_within_its_range() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "requirements.lock": project["project"]["dependencies"],
        "requirements-dev.lock": [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]],
    }
    for lock, requirements in wanted.items():
        pinned = _pins((ROOT / lock).read_text())
        for text in requirements:
            requirement = Requirement(text)
            versions = pinned.get(canonicalize_name(requirement.name), set())
            assert versions, f"{requirement.name} is not in {lock}; run `make lock`"
            assert all(requirement.specifier.contains(version) for version in versions), text


def test_no_lock_names_a_registry() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        lines = (ROOT / lock).read_text().splitlines()
        # Where packages come from is an address, or an option on a line of its own.
        assert not [line for line in lines if "://" in line or line.startswith("-")]


def _pins(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for line in text.splitlines():
        if line[:1].isalnum() and "==" in line:
            name, _, rest = line.partition("==")
            found.setdefault(canonicalize_name(name), set()).add(rest.split()[0])
    return found
