"""Writing weights into ``ken.toml`` without touching anything else in it."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from ken.workspace import SETTINGS, text_of
from records.errors import SettingsError

__all__ = ["rescaled", "with_weights", "write_weights"]

_HEADING: Final = re.compile(r"^\s*\[([^\[\]]+)\]\s*(#.*)?$")
_LINE: Final = re.compile(r"^(\s*)([\w\"'-]+)(\s*=\s*)([^#\n]*?)(\s*(?:#.*)?)$")
_DIGITS: Final = 4


def rescaled(weights: Mapping[str, float], changes: Mapping[str, float]) -> dict[str, float]:
    """Set some weights and scale the others so that all make 1, to four digits.

    Raises ``SettingsError`` when that cannot be: a name that there is not, a weight below 0, more than 1 in
    all, or nothing left that could be scaled.
    """
    unknown = sorted(set(changes) - set(weights))
    if unknown:
        raise SettingsError(f"there is no weight '{unknown[0]}'; there are: {', '.join(weights)}")
    given = sum(changes.values())
    others = {name: value for name, value in weights.items() if name not in changes}
    if not all(value >= 0 for value in changes.values()) or not given <= 1 + 1e-9:
        raise SettingsError("weights are not below 0, and together they make 1")
    rest, total = 1 - given, sum(others.values())
    if rest > 1e-9 and total <= 0:
        raise SettingsError(f"all that is given makes {given:g}, and nothing else has weight; together 1")
    scale = rest / total if total > 0 else 0.0
    made = {
        name: round(changes[name] if name in changes else value * scale, _DIGITS)
        for name, value in weights.items()
    }
    # What rounding has left over goes to the greatest of those that were scaled, or of all.
    greatest = max(others or made, key=lambda name: (made[name], name))
    made[greatest] = round(made[greatest] + 1 - sum(made.values()), _DIGITS)
    return made


def write_weights(home: Path, weights: Mapping[str, float]) -> None:
    """Write weights into a workspace's settings; comments and all other lines stay.

    Raises ``SettingsError`` when the file is not of a form in which lines can be exchanged.
    """
    path = home / SETTINGS
    text = text_of(path)
    made = with_weights(text, weights)
    before = tomllib.loads(text)
    try:
        after = tomllib.loads(made)
    except tomllib.TOMLDecodeError:
        after = {}
    before.pop("weights", None)
    if after.pop("weights", None) != dict(weights) or before != after:
        raise SettingsError(f"{path}: [weights] is not one setting a line; write the new weights by hand")
    aside = path.with_name(f".{path.name}.new")
    try:
        aside.write_text(made, encoding="utf-8")
        aside.replace(path)
    except OSError as error:
        raise SettingsError(f"cannot write {path}: {error.strerror or error}") from error


def with_weights(text: str, weights: Mapping[str, float]) -> str:
    """Give the text of a settings file with these weights in its ``[weights]`` table."""
    made: list[str] = []
    left = dict(weights)
    table, last = "", -1
    for line in text.split("\n"):
        heading = _HEADING.match(line.rstrip("\r"))
        if heading:
            table = heading[1].strip()
        found = _LINE.match(line.rstrip("\r")) if table == "weights" else None
        name = found[2].strip("\"'") if found else ""
        if found and name in left:
            made.append(f"{found[1]}{found[2]}{found[3]}{left.pop(name)!r}{found[5]}")
        else:
            made.append(line)
        if table == "weights" and (heading or found):
            last = len(made)
    more = [f"{name} = {value!r}" for name, value in left.items()]
    if last >= 0:
        return "\n".join([*made[:last], *more, *made[last:]])
    return "\n".join([text.rstrip("\n"), "", "[weights]", *more, ""]) if more else text
