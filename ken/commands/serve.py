"""``ken serve``: the review page, on this machine."""

import os
import secrets
from pathlib import Path
from typing import Annotated

import typer

from ken.printing import out
from ken.wiring import every_source, ken_version, workstreams
from ken.workspace import find
from records.errors import SettingsError
from store.opening import open_store

__all__ = ["serve", "serve_home"]

_HOST = "127.0.0.1"
_PORT = 8765
_KEY = "review.key"
_KEY_BYTES = 32
_PATIENCE = 15.0  # seconds that a page waits while another process has the database


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = _PORT,
    host: Annotated[str, typer.Option(help="The address; so far only one of this machine's own.")] = _HOST,
) -> None:
    """Open the review page on this machine, until Ctrl+C ends it."""
    serve_home(find(context.obj), host, port)


def serve_home(home: Path, host: str = _HOST, port: int = _PORT, *, or_any: bool = False) -> None:
    """Serve the review page of a workspace until the process is told to end.

    ``or_any`` takes any free port when this one is taken. Raises ``SettingsError`` for an address that others
    can reach, and for a port that cannot be had.
    """
    # The web framework takes a second to load, which no other command should wait for.
    from nlp.spoken import spoken_names  # noqa: PLC0415
    from review.app import create_app  # noqa: PLC0415
    from review.context import Context  # noqa: PLC0415
    from review.serving import hosts_for, is_loopback, listen, serve_on  # noqa: PLC0415

    if not is_loopback(host):
        raise SettingsError(f"the page has no accounts yet and would show {host} all: serve on {_HOST}")
    store, key, names = open_store(home, patience=_PATIENCE), _key(home / _KEY), spoken_names(home)
    streams, sources = workstreams(home), every_source(home)
    with listen(host, port, or_any=or_any) as listening:
        taken = listening.getsockname()[1]
        context = Context(
            store=store,
            workstreams=streams,
            sources=sources,
            key=key,
            hosts=hosts_for(host, taken),
            names=names,
            version=ken_version(),
        )
        address = f"http://{f'[{host}]' if ':' in host else host}:{taken}/"
        serve_on(
            create_app(context),
            listening,
            lambda: out.print(f"The review page is open at {address} (Ctrl+C ends it)"),
        )


def _key(path: Path) -> bytes:
    """Read the key that signs cookies, making it the first time; nobody else on this machine may read it."""
    try:
        made = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_bytes()
        if len(key) < _KEY_BYTES:
            raise SettingsError(f"{path} is no key; delete it, and a new one is made") from None
        return key
    key = secrets.token_bytes(_KEY_BYTES)
    with os.fdopen(made, "wb") as file:
        file.write(key)
    return key
