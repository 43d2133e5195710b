"""``ken init``: make a workspace."""

from pathlib import Path
from typing import Annotated

import typer

from ken.printing import say
from ken.workspace import create

__all__ = ["init"]


def init(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="Where; this folder if left out.")] = None,
) -> None:
    """Make a workspace: settings, sources, workstreams and vocabularies to edit."""
    home = (folder or context.obj or Path()).absolute()
    written = create(home)
    if written:
        say(f"Made a workspace in {home}: {', '.join(name for name in written if '/' not in name)}")
        say("Next: put your mailbox into ken.toml ([team] contact), then run `ken scan` in that folder.")
    else:
        say(f"{home} is a workspace already; nothing was changed.")
