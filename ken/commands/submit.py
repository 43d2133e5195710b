"""``ken submit``: send in emerging practice from a file, or withdraw it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from ken.printing import out, print_json, say
from ken.settings import read_settings
from ken.submission_file import read_sent, template
from ken.wiring import workstreams
from ken.workspace import find
from records.errors import SettingsError
from store.opening import open_store
from synthesis.submitting.form import shipped_form

__all__ = ["submit_command"]


def submit_command(
    context: typer.Context,
    file: Annotated[Path | None, typer.Argument(metavar="FILE.toml", help="A template, filled in.")] = None,
    show_template: Annotated[
        bool, typer.Option("--template", help="Print a template to be filled in, and do nothing else.")
    ] = False,
    sure: Annotated[
        bool, typer.Option("--sure", help="Send what the privacy scan marks, too: it points to nobody.")
    ] = False,
    withdraw: Annotated[
        str, typer.Option(metavar="REFERENCE", help="Withdraw this submission; wants --code.")
    ] = "",
    code: Annotated[str, typer.Option(help="The withdrawal code that was printed when it was sent.")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
) -> None:
    """Send in emerging practice, as the review page's form does; print its reference and withdrawal code."""
    home = find(context.obj)
    if show_template:
        out.print(template(shipped_form(), workstreams(home)), markup=False, end="")
    elif withdraw:
        _withdraw(home, withdraw, code, as_json=as_json)
    elif file:
        _send(home, file, sure=sure, as_json=as_json)
    else:
        raise typer.BadParameter("a file is needed; --template prints one to fill in", param_hint="FILE.toml")


def _send(home: Path, file: Path, *, sure: bool, as_json: bool) -> None:
    from review.submitting import UnsendableError, submit  # noqa: PLC0415  argon2 takes a moment to load

    sent, known = read_sent(file, shipped_form()), [one.id for one in workstreams(home)]
    settings = read_settings(home).submitting
    try:
        receipt = submit(open_store(home), known, sent, settings, datetime.now(UTC), sure=sure)
    except UnsendableError as error:
        advice = "; write it another way, or say --sure when it points to nobody" if error.findings else ""
        raise SettingsError(f"{file}: {error}{advice}") from error
    found = receipt.submission
    if as_json:
        print_json(
            {
                "reference": found.reference,
                "code": receipt.code,
                "status": found.status,
                "findings": len(found.findings),
            }
        )
        return
    out.print(f"Reference        {found.reference}", markup=False)
    out.print(f"Withdrawal code  {receipt.code}", markup=False)
    say("Keep both: the code is shown this once.")
    if found.findings:
        say("What the privacy scan marked waits until an analyst has looked at it.")


def _withdraw(home: Path, reference: str, code: str, *, as_json: bool) -> None:
    from review.submitting import of_sender, withdraw  # noqa: PLC0415  argon2 takes a moment to load

    store = open_store(home)
    gone = withdraw(store, of_sender(store, reference, code).reference, datetime.now(UTC))
    if as_json:
        print_json({"reference": gone.reference, "status": gone.status})
    else:
        say(f"{gone.reference} is withdrawn: what was written in it and its contact are deleted.")
