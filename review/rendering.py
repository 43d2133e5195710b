"""Rendering: templates to pages, with everything escaped that comes from outside."""

import hashlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from review.marking import KINDS
from review.visits import Visit
from synthesis.counted import counted

__all__ = ["STATIC", "bare", "page", "part", "web_address"]

STATIC: Final = Path(__file__).parent / "static"
_LONGEST_ADDRESS: Final = 2000


def page(visit: Visit, template: str, /, **values: object) -> HTMLResponse:
    """Render a whole page for a visitor."""
    context = visit.context
    common: Mapping[str, object] = {
        "token": visit.token,
        "reviewer": visit.reviewer,
        "role": visit.account.role,
        "may": visit.may,
        "has_accounts": visit.has_accounts,
        "workstreams": context.workstreams,
        "path": visit.request.url.path,
    }
    return HTMLResponse(_environment().get_template(template).render({**common, **values}))


def part(visit: Visit, template: str, /, **values: object) -> HTMLResponse:
    """Render a part of a page, which the script puts into its place."""
    common: Mapping[str, object] = {"token": visit.token, "may": visit.may}
    return HTMLResponse(_environment().get_template(template).render({**common, **values}))


def bare(
    template: str, /, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: object
) -> HTMLResponse:
    """Render a page for somebody who has given no name yet, or for whom something failed."""
    common: Mapping[str, object] = {"token": "", "reviewer": "", "workstreams": (), "path": ""}
    text = _environment().get_template(template).render({**common, **values})
    return HTMLResponse(text, status, headers)


def web_address(address: str) -> str:
    """Give an address that is safe to link to: http or https, with a host; empty for any other."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    is_web = parts.scheme in ("http", "https") and bool(host) and len(address) <= _LONGEST_ADDRESS
    return address if is_web else ""


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"counted": counted, "instant": _instant, "web": web_address, "share": _share}
    environment.globals |= {"static": _static, "kinds": KINDS}
    return environment


def _instant(instant: datetime | None) -> str:
    return f"{instant:%-d %b %Y, %H:%M} UTC" if instant else ""


def _share(part: float, whole: float) -> int:
    """Give a share in whole percent, between 0 and 100."""
    return max(0, min(100, round(100 * part / whole))) if whole else 0


@cache
def _static(name: str) -> str:
    """Give the address of a file that ships; it changes with the file, so that browsers may keep it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"
