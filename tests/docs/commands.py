"""The reference of commands, made from the command line itself."""

import inspect
from collections.abc import Iterator
from enum import StrEnum
from types import UnionType
from typing import Any, NamedTuple, get_args, get_origin, get_type_hints

from typer import Typer
from typer.models import ArgumentInfo, OptionInfo

from ken.cli import app
from tests.docs.markdown import table

__all__ = ["Parameter", "command", "index", "names", "parameters"]


class Parameter(NamedTuple):
    """One argument or option of a command."""

    names: tuple[str, ...]
    value: str
    default: str
    meaning: str
    is_option: bool
    several: bool


def names() -> list[str]:
    """List the commands in the order in which help shows them."""
    return list(_callbacks())


def index(_: str) -> str:
    """Show all commands with what each does."""
    rows = [
        (f"[`ken {name}`](#ken-{name.replace(' ', '-')})", _first_line(call))
        for name, call in _callbacks().items()
    ]
    return table(("command", "does"), rows)


def command(name: str) -> str:
    """Show one command: how it is called, what it does, its arguments and options."""
    call = _front_door() if name == "ken" else _callbacks()[name]
    found = parameters(name)
    usage = " ".join(["ken", *([name] if name != "ken" else []), *_usage(found, name)])
    rows = [
        (", ".join(f"`{one}`" for one in each.names), each.value, each.default, each.meaning)
        for each in found
    ]
    shown = table(("argument or option", "value", "if left out", "meaning"), rows) if rows else ""
    return f"```text\n{usage}\n```\n\n{inspect.getdoc(call)}\n\n{shown}"


def parameters(name: str) -> list[Parameter]:
    """List the arguments and options of a command; of all commands together for ``ken``."""
    call = _front_door() if name == "ken" else _callbacks()[name]
    hints = get_type_hints(call, include_extras=True)
    return [
        _parameter(one, hints[one], given.default)
        for one, given in inspect.signature(call).parameters.items()
        if get_args(hints[one])
    ]


def _parameter(name: str, hint: Any, default: object) -> Parameter:  # noqa: ANN401 - a hint may be anything
    kind, info = get_args(hint)[:2]
    bare = next((one for one in get_args(kind) if one is not type(None)), kind) if _is_union(kind) else kind
    several = get_origin(bare) is list
    assert isinstance(info, OptionInfo | ArgumentInfo)
    return Parameter(
        names=_names(name, info),
        value="" if bare is bool else _value(info, get_args(bare)[0] if several else bare),
        default=_default(default),
        meaning=info.help or "",
        is_option=isinstance(info, OptionInfo),
        several=several,
    )


def _names(name: str, info: OptionInfo | ArgumentInfo) -> tuple[str, ...]:
    if isinstance(info, ArgumentInfo):
        return (name.upper(),)
    # In ``Annotated``, the first name given lands where a default would stand.
    given = (info.default, *(info.param_decls or ()))
    return tuple(one for one in given if isinstance(one, str)) or (f"--{name.replace('_', '-')}",)


def _value(info: OptionInfo | ArgumentInfo, kind: type) -> str:
    if info.metavar:
        return info.metavar
    if issubclass(kind, StrEnum):
        return ", ".join(kind)
    return {"int": "number", "float": "number", "str": "text", "Path": "path"}[kind.__name__]


def _default(default: object) -> str:
    if default is inspect.Parameter.empty:
        return "must be given"
    return "" if default in (None, False, "") else str(default)


def _usage(found: list[Parameter], name: str) -> Iterator[str]:
    for one in found:
        word = one.names[0] + ("…" if one.several else "")
        must = one.default == "must be given"
        if not one.is_option:
            yield word if must else f"[{word}]"
        elif must:
            yield f"{word} {one.value}"
    if any(one.is_option and one.default != "must be given" for one in found):
        yield "[OPTIONS]"
    if name == "ken":
        yield "COMMAND …"


def _callbacks() -> dict[str, Any]:
    """List the commands; those of a group with the group's name before their own."""
    found = _commands(app, "")
    for group in app.registered_groups:
        assert group.typer_instance is not None
        found |= _commands(group.typer_instance, f"{group.name} ")
    return found


def _commands(of: Typer, before: str) -> dict[str, Any]:
    return {
        before + (one.name or one.callback.__name__): one.callback
        for one in of.registered_commands
        if one.callback
    }


def _front_door() -> Any:  # noqa: ANN401 - Typer keeps it as any callable
    assert app.registered_callback is not None
    return app.registered_callback.callback


def _first_line(call: Any) -> str:  # noqa: ANN401
    return (inspect.getdoc(call) or "").partition("\n")[0]


def _is_union(kind: object) -> bool:
    return isinstance(kind, UnionType)
