"""``ken serve``: the review page, on this machine or for a team."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ken.page_order import ordering
from ken.printing import out, say
from ken.settings import read_settings
from ken.wiring import every_source, ken_version, workstreams
from ken.workspace import find
from records.errors import SettingsError
from store.opening import Store, open_store

if TYPE_CHECKING:
    from review.context import Context

__all__ = ["Reach", "serve", "serve_home"]

_HOST = "127.0.0.1"
_PORT = 8765
_KEY = "review.key"
_KEY_BYTES = 32
_PATIENCE = 15.0  # seconds that a page waits while another process has the database
_LINGER = 1.0  # seconds for which the database stays open after a request, unless another process waits
_FRESH = 30.0  # seconds for which works and queues may be shown as they were while others write


def serve(
    context: typer.Context,
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes any that is free.")] = _PORT,
    host: Annotated[
        str, typer.Option(help="The address; beyond this machine only once an owner has an account.")
    ] = _HOST,
    name: Annotated[
        list[str] | None,
        typer.Option(help="A name by which others reach the page, such as ken.example.org; repeatable."),
    ] = None,
    tls: Annotated[
        bool, typer.Option("--tls", help="A proxy before the page speaks HTTPS with all who ask.")
    ] = False,
    proxy: Annotated[
        list[str] | None,
        typer.Option(help="The address of a proxy whose X-Forwarded headers are believed; repeatable."),
    ] = None,
    user_header: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="The header in which that proxy says who signed on, such as X-Remote-User; "
            "it must take it away from all who send it themselves.",
        ),
    ] = "",
) -> None:
    """Open the review page, until Ctrl+C ends it."""
    if user_header and not proxy:
        raise SettingsError("--user-header needs --proxy: say which proxy may tell who asks")
    reach = Reach(
        host=host,
        port=port,
        names=tuple(name or ()),
        tls=tls,
        proxies=tuple(proxy or ()),
        user_header=user_header,
    )
    serve_home(find(context.obj), reach)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """From where the page can be reached.

    ``names`` are those by which others ask for it, ``tls`` that a proxy speaks HTTPS with them, ``proxies``
    the addresses whose ``X-Forwarded`` headers are believed, and ``user_header`` the one in which they say
    who asks.
    """

    host: str = _HOST
    port: int = _PORT
    names: tuple[str, ...] = ()
    tls: bool = False
    proxies: tuple[str, ...] = ()
    user_header: str = ""


def serve_home(home: Path, reach: Reach | None = None, *, or_any: bool = False) -> None:
    """Serve the review page of a workspace until the process is told to end, on this machine alone at first.

    ``or_any`` takes any free port when this one is taken. Raises ``SettingsError`` for an address that others
    can reach while no owner has an account, and for a port that cannot be had.
    """
    reach = reach or Reach()
    # The web framework takes a second to load, which no other command should wait for.
    from review.app import create_app  # noqa: PLC0415
    from review.orders import in_background  # noqa: PLC0415
    from review.serving import hosts_for, listen, serve_on  # noqa: PLC0415

    store = open_store(home, patience=_PATIENCE, linger=_LINGER, hurries=True)
    exposed = _exposed(store, reach)
    with (
        listen(reach.host, reach.port, or_any=or_any) as listening,
        in_background("ken-order") as later,
        in_background("ken-ahead") as beside,
        ordering(home) as order,
    ):
        taken = listening.getsockname()[1]
        context = _context(
            home,
            store,
            hosts=hosts_for(reach.host, taken, reach.names),
            exposed=exposed,
            tls=reach.tls,
            reorder=order,
            later=later,
            beside=beside,
        )
        said = f"The review page is open at {_address(reach, taken)} (Ctrl+C ends it)"
        serve_on(create_app(context), listening, lambda: out.print(said), reach.proxies, reach.user_header)
    store.decisions.copy()
    store.database.release()


def _context(home: Path, store: Store, **how: Any) -> "Context":  # noqa: ANN401  fields of a context
    """Give what the pages of a workspace are made of; ``how`` is what the server knows."""
    from ken.page_deeds import deeds  # noqa: PLC0415  brings the web framework
    from nlp.spoken import dimension_ids, spoken_names  # noqa: PLC0415
    from review.context import Context  # noqa: PLC0415

    return Context(
        store=store,
        workstreams=workstreams(home),
        sources=every_source(home),
        key=_key(home / _KEY),
        names=spoken_names(home),
        dimensions=dimension_ids(home),
        version=ken_version(),
        fresh=_FRESH,
        deeds=deeds(home, store),
        submitting=read_settings(home).submitting,
        **how,
    )


def _exposed(store: Store, reach: Reach) -> bool:
    """Tell whether others can reach the page; ``SettingsError`` when they can and nobody keeps the door."""
    from review.serving import is_loopback  # noqa: PLC0415  brings the web framework

    if is_loopback(reach.host) and not (reach.names or reach.tls or reach.proxies):
        return False
    if not any(one.role == "owner" and one.disabled is None for one in store.accounts.all()):
        raise SettingsError(
            "others could reach the page, and no owner has an account: `ken user add NAME --role owner` first"
        )
    if reach.host in ("0.0.0.0", "::") and not reach.names:  # noqa: S104  told, not bound
        raise SettingsError(f"say by which name others reach {reach.host}, such as --name ken.example.org")
    if not reach.tls and not reach.proxies:
        say("Passwords cross the network readable: put a proxy with HTTPS before the page, and say --tls.")
    return True


def _address(reach: Reach, port: int) -> str:
    if reach.tls and reach.names:
        return f"https://{reach.names[0]}/"
    return f"http://{f'[{reach.host}]' if ':' in reach.host else reach.host}:{port}/"


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
