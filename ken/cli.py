"""The command line: what stands behind the word ``ken``."""

import errno
import logging
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from ken.commands.agreement import agreement
from ken.commands.allocate import allocate
from ken.commands.bench import bench
from ken.commands.classify import classify
from ken.commands.decide import decide
from ken.commands.demo import demo
from ken.commands.duplicates import duplicates
from ken.commands.evaluate import evaluate
from ken.commands.export import export
from ken.commands.find import find
from ken.commands.importing import import_files
from ken.commands.init import init
from ken.commands.prisma import prisma
from ken.commands.progress import progress_command
from ken.commands.queue import queue
from ken.commands.replay_decisions import replay_decisions
from ken.commands.runs import runs
from ken.commands.scan import scan
from ken.commands.serve import serve
from ken.commands.show import show
from ken.commands.sources import sources
from ken.commands.status import status
from ken.commands.submissions import submissions
from ken.commands.submit import submit_command
from ken.commands.train import train
from ken.commands.user import user
from ken.commands.verify import verify
from ken.commands.weights import weights
from ken.printing import say
from records.errors import KenError

__all__ = ["app", "main"]

_INTERRUPTED = 130  # what typer ends with after Ctrl+C
_REFUSALS = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM})

app = typer.Typer(
    name="ken",
    help="Scan, read, rank and review what others publish and try.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def front_door(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(help="The workspace; else $KEN_HOME, else the one at or above this folder."),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", "-v", help="Log to stderr what is done.")] = False,
) -> None:
    """Scan, read, rank and review what others publish and try."""
    context.obj = home
    level = logging.INFO if verbose else logging.CRITICAL
    logging.basicConfig(level=level, format="%(asctime)s %(name)s %(message)s", stream=sys.stderr)


app.command()(init)
app.command()(demo)
app.command()(scan)
app.command("import")(import_files)
app.command()(classify)
app.command()(queue)
app.command()(show)
app.command()(find)
app.command()(decide)
app.command()(serve)
app.command("progress")(progress_command)
app.command()(agreement)
app.command()(allocate)
app.command()(weights)
app.command()(status)
app.command()(runs)
app.command()(prisma)
app.command()(sources)
app.command()(export)
app.command()(verify)
app.command("submit")(submit_command)
app.command()(submissions)
app.command()(train)
app.command()(evaluate)
app.command("replay-decisions")(replay_decisions)
app.add_typer(bench, name="bench")
app.add_typer(duplicates, name="duplicates")
app.add_typer(user, name="user")


def main() -> None:
    """Run the command line; an expected error is one line on stderr and exit 1."""
    code = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        code = code or 1  # the reader has gone, as in `ken runs | head`
    except OSError as error:
        code = _cannot(error)
    with suppress(OSError, ValueError):
        sys.stderr.flush()
    # Nothing is left to do. Taking the interpreter down piece by piece lets Prefect's threads and DuckDB's
    # bindings complain on stderr about each other's remains, and takes a second.
    os._exit(code)


def _run() -> int:
    try:
        app()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        if code == _INTERRUPTED:
            say("ken: stopped; what was done is kept, and the same command goes on from there")
        return code
    except KenError as error:
        say(f"ken: {' '.join(str(error).split())}")
        return 1
    except OSError as error:
        return 1 if error.errno == errno.EPIPE else _cannot(error)
    except Exception as error:  # noqa: BLE001  the last to see it
        return _defect(error)
    return 0


def _cannot(error: OSError) -> int:
    """Tell what the machine refused; anything but want of room or of rights is a defect."""
    if error.errno not in _REFUSALS:
        return _defect(error)
    where = f": {error.filename}" if error.filename else ""
    say(f"ken: {error.strerror}{where}; make room or give the right to write, and do the same again")
    return 1


def _defect(error: Exception) -> int:
    logging.getLogger("ken").critical("a defect of Ken; please report what follows", exc_info=error)
    return 70
