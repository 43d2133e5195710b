"""``ken classify``: what Ken would say of titles and abstracts; needs no workspace."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
import typer
from rich.markup import escape

import data
from ken.printing import out
from records.errors import ImportFileError

__all__ = ["classify"]


class Line(NamedTuple):
    """One text to classify."""

    id: str
    title: str
    abstract: str


def classify(
    file: Annotated[Path, typer.Argument(help="JSON Lines with title and abstract, and an id; - for stdin.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON line for each input.")] = False,
) -> None:
    """Read titles and abstracts and print what Ken would say of each."""
    # Brings spaCy, which no other command should wait for.
    from nlp.classification import classify as read  # noqa: PLC0415
    from nlp.components import components  # noqa: PLC0415
    from nlp.reading import reading_of  # noqa: PLC0415

    readings = (reading_of(line.title, line.abstract, key=line.id) for line in _lines(file))
    for said in read(readings, components(data.folder())):
        if as_json:
            sys.stdout.write(msgspec.json.encode(said).decode() + "\n")
            continue
        streams = ", ".join(f"{name} {score:.2f}" for name, score in said["workstreams"].items() if score)
        dimensions = ", ".join(one["id"] for one in said["inequality"]["dimensions"])
        out.print(f"[bold]{escape(said['id'])}[/]  {streams or 'no workstream'}")
        evidence = said["evidence_type"].replace("_", " ")
        parts = (f"inequality {said['inequality']['grade']}", dimensions, evidence)
        out.print("  [dim]" + escape(" · ".join(part for part in parts if part)) + "[/]")


def _lines(file: Path) -> Iterator[Line]:
    for number, text in enumerate(_text(file), start=1):
        if not text.strip():
            continue
        try:
            fields = msgspec.json.decode(text, type=dict[str, object])
        except msgspec.MsgspecError as error:
            raise ImportFileError(f"{file}, line {number}: not a JSON object ({error})") from error
        title, abstract = fields.get("title") or "", fields.get("abstract") or ""
        if not isinstance(title, str) or not isinstance(abstract, str) or not (title or abstract):
            raise ImportFileError(f"{file}, line {number}: needs a title or an abstract, as text")
        yield Line(str(fields.get("id", number)), title, abstract)


def _text(file: Path) -> Iterable[str]:
    if str(file) == "-":
        return sys.stdin
    try:
        return file.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ImportFileError(f"{file}: {error}") from error
