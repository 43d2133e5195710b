"""``ken classify``: what Ken would say of titles and abstracts; needs no workspace."""

import codecs
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

_STDIN = Path("-")
_SAID = 0.02  # a workstream less likely than that is not worth a person's time


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
    texts = _text(file)
    # Brings spaCy, which no other command should wait for.
    from flows.readers import readers  # noqa: PLC0415
    from nlp.classification import classify as read  # noqa: PLC0415
    from nlp.reading import reading_of  # noqa: PLC0415

    readings = (reading_of(line.title, line.abstract, key=line.id) for line in _lines(texts, file))
    for said in read(readings, readers(data.folder()).components):
        if as_json:
            sys.stdout.write(msgspec.json.encode(said).decode() + "\n")
            sys.stdout.flush()  # whoever feeds line by line waits for the answer
            continue
        streams = ", ".join(
            f"{name} {score:.2f}" for name, score in said["workstreams"].items() if score >= _SAID
        )
        dimensions = ", ".join(one["id"] for one in said["inequality"]["dimensions"])
        out.print(f"[bold]{escape(said['id'])}[/]  {streams or 'no workstream'}")
        evidence = said["evidence_type"].replace("_", " ")
        parts = (f"inequality {said['inequality']['grade']}", dimensions, evidence)
        out.print("  [dim]" + escape(" · ".join(part for part in parts if part)) + "[/]")


def _lines(texts: Iterable[bytes], file: Path) -> Iterator[Line]:
    where = "standard input" if file == _STDIN else str(file)
    for number, text in enumerate(texts, start=1):
        line = text.removeprefix(codecs.BOM_UTF8).strip()
        if not line:
            continue
        try:
            fields = msgspec.json.decode(line, type=dict[str, object])
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ImportFileError(f"{where}, line {number}: not a JSON object ({error})") from error
        title, abstract = fields.get("title") or "", fields.get("abstract") or ""
        if not isinstance(title, str) or not isinstance(abstract, str) or not (title or abstract):
            raise ImportFileError(f"{where}, line {number}: needs a title or an abstract, as text")
        name = fields.get("id")
        yield Line(str(number if name is None else name), title, abstract)


def _text(file: Path) -> Iterable[bytes]:
    """Give the lines as they come, so that a pipe is answered line by line."""
    if file == _STDIN:
        return sys.stdin.buffer
    try:
        return file.read_bytes().split(b"\n")
    except OSError as error:
        raise ImportFileError(f"{file} cannot be read: {error.strerror or error}") from error
