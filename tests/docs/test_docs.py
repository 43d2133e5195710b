"""The documents say what the code does: where one of them falls behind, a test here fails."""

import re
from collections.abc import Callable
from inspect import getdoc
from pathlib import Path

import pytest

from ken.settings import _TABLES, Settings, read_settings
from ken.workspace import create
from nlp.components import components
from scanners import kinds, scanner
from scanners.files.lists import listed
from synthesis.export import FORMATS
from tests.docs import commands, database, settings
from tests.docs.pages import DOCS, ROOT, documents, made, names_of_made, prose_and_code

REFERENCE = DOCS / "reference"
README = (ROOT / "README.md").read_text(encoding="utf-8")
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
CALL = re.compile(r"\bken((?: --home (?:\S+))?)( [a-z][a-z-]*)((?: [^|\n;]*)?)")
SCRIPTS = re.compile(
    r"^(?:ken|bench|flows|review|scanners|nlp|synthesis|store|records|data|tests|docs)/[\w./*-]+$"
)
PAGES = pytest.mark.parametrize("page", documents(), ids=lambda page: str(page.relative_to(ROOT)))


def text_of(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


@PAGES
def test_what_is_made_from_code_is_as_the_code_is(page: Path, snapshot: Callable[[Path, str], None]) -> None:
    snapshot(page, made(page.read_text(encoding="utf-8")))


def test_every_command_and_option_is_in_the_reference() -> None:
    text = text_of("commands.md")
    assert names_of_made(text) == ["commands", *(f"command: {name}" for name in ("ken", *commands.names()))]
    for name in ("ken", *commands.names()):
        for parameter in commands.parameters(name):
            assert parameter.meaning, f"{name} {parameter.names}"
            assert all(f"`{one}`" in text for one in parameter.names)


def test_every_command_is_in_the_readme() -> None:
    assert [name for name in commands.names() if f"`ken {name}`" not in README] == []


def test_every_setting_is_documented() -> None:
    text = text_of("settings.md")
    wanted = [(table, name) for table, names in _TABLES.items() for name in names]
    assert [one for one in wanted if f"| `[{one[0]}]` | `{one[1]}` |" not in text] == []
    assert [part for part in Settings().ranking.weights if f"| `{part}` |" not in text] == []


def test_the_settings_file_of_a_new_workspace_says_what_holds_without_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in settings.variables():
        monkeypatch.delenv(name, raising=False)
    create(tmp_path)
    assert read_settings(tmp_path) == Settings()


def test_every_variable_that_is_read_is_documented() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "ken").rglob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)\"([A-Z_]+)\"", code)) | {*settings.variables()}
    text = text_of("settings.md")
    assert [name for name in read if f"| `{name}` |" not in text] == []


def test_every_table_and_column_has_a_meaning() -> None:
    text = text_of("database.md")
    assert [one for one in database.columns() if not one.meaning] == []
    assert [one for one in database.columns() if f"### `{one.table}`" not in text] == []


def test_every_kind_of_source_and_its_parameters_are_documented() -> None:
    text = text_of("sources.md")
    for kind in kinds():
        _, _, section = text.partition(f"\n### {kind}\n")
        section = section.partition("\n##")[0]
        assert section, kind
        said = getdoc(scanner(kind)) or ""
        named = re.findall(r"^``([a-z_]+)``(?:, ``([a-z_]+)``)?$", said, re.MULTILINE)
        for parameter in [one for pair in named for one in pair if one]:
            assert f"| `{parameter}` |" in section, f"{kind}: {parameter}"


def test_every_format_is_documented() -> None:
    text = text_of("files.md")
    assert [name for name in FORMATS if f"| `{name}` |" not in text] == []
    assert [ending for ending in listed("formats")["endings"] if f"`.{ending}`" not in text] == []


def test_every_make_target_is_documented() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [one for one in targets if f"| `make {one}` |" not in text] == []
    said = {one for page in documents() for one in re.findall(r"\bmake ([a-z]+)\b", code_of(page))}
    assert said <= {*targets}


def test_every_component_and_document_is_in_the_index() -> None:
    index = DOCS / "README.md"
    linked = {(DOCS / target).resolve() for target in LINK.findall(index.read_text(encoding="utf-8"))}
    assert [page for page in DOCS.rglob("*.md") if page not in linked and page != index] == []
    cards = [DOCS / "models" / f"{one.name}.md" for one in components(ROOT / "data")]
    assert [card for card in cards if card not in linked] == []


@PAGES
def test_links_lead_somewhere(page: Path) -> None:
    prose, _ = prose_and_code(page.read_text(encoding="utf-8"))
    for target in LINK.findall(prose):
        if "://" in target:
            continue
        path, _, anchor = target.partition("#")
        aim = (page.parent / path).resolve() if path else page
        assert aim.exists(), target
        assert not anchor or anchor in headings(aim), target


@PAGES
def test_no_document_names_a_command_or_an_option_that_is_not_there(page: Path) -> None:
    known = {name: options(name) for name in commands.names()}
    groups = {name.split()[0] for name in known if " " in name}
    everywhere = {*options("ken"), "--help", "-h"}
    for _, first, after in CALL.findall(code_of(page)):
        name, rest = first.strip(), after
        if name in groups:
            second, _, rest = after.strip().partition(" ")
            name = f"{name} {second}"
        assert name in known, f"ken {name}"
        said = re.findall(r"(?<!\S)-{1,2}[a-z][a-z-]*", rest.partition(" > ")[0])
        assert {*said} <= known[name] | everywhere, f"ken {name} {rest}"


@PAGES
def test_no_document_names_a_file_that_is_not_there(page: Path) -> None:
    invented = {
        "scanners/bulletin.py",
        "tests/scanners/bulletin/",
        "tests/scanners/test_bulletin.py",
        "docs/models/NAME.md",
    }
    _, code = prose_and_code(page.read_text(encoding="utf-8"))
    named = {one for one in code.split() if SCRIPTS.match(one)} - invented
    assert [one for one in named if not list(ROOT.glob(one.rstrip("/")))] == []


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


@PAGES
def test_no_document_names_a_machine_of_ours(page: Path) -> None:
    assert not re.search(r"/work/|/tmp/|/home/", page.read_text(encoding="utf-8"))


def code_of(page: Path) -> str:
    return prose_and_code(page.read_text(encoding="utf-8"))[1]


def options(command: str) -> set[str]:
    return {name for one in commands.parameters(command) if one.is_option for name in one.names}


def headings(page: Path) -> set[str]:
    prose, _ = prose_and_code(page.read_text(encoding="utf-8"))
    found = re.findall(r"^#+ (.+)$", prose, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in found}
