"""Feeds: the latest queue of a workstream as Atom, for feed readers."""

import re
import uuid
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Request, Response

from records.ranked import Ranked
from records.run import Run
from records.work import Work
from records.workstream import Workstream
from review.context import Given
from review.needs import needs

__all__ = ["router"]

router = APIRouter()
_ATOM: Final = "http://www.w3.org/2005/Atom"
# XML 1.0 has no way to write these at all.
_UNWRITABLE: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NEVER: Final = "1970-01-01T00:00:00Z"


@router.get("/feeds/{workstream}.atom")
@needs("reader", "key")
def feed(request: Request, context: Given, workstream: str) -> Response:
    """Give the latest queue of a workstream as an Atom feed."""
    stream, store = context.workstream(workstream), context.store
    with store.at_once():
        number = store.queues.latest(stream.id)
        run = store.runs.get(number) if number else None
        places = store.queues.get(stream.id, number)
        works = store.works.get([place.work for place in places])
    base = str(request.base_url).rstrip("/")
    root = _feed(stream, run, base)
    for place, work in zip(places, works, strict=True):
        _entry(root, place, work, run, base)
    text = b'<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="utf-8")
    return Response(text, media_type="application/atom+xml")


def _feed(stream: Workstream, run: Run | None, base: str) -> Element:
    root = Element("feed", {"xmlns": _ATOM})
    _say(root, "id", _name(stream.id))
    _say(root, "title", f"{stream.code} {stream.name}")
    _say(root, "updated", _instant(run))
    SubElement(root, "link", {"href": f"{base}/queue/{stream.id}"})
    _say(SubElement(root, "author"), "name", "Ken")
    return root


def _entry(root: Element, place: Ranked, work: Work, run: Run | None, base: str) -> None:
    entry = SubElement(root, "entry")
    _say(entry, "id", _name(place.workstream, str(place.run), place.work))
    _say(entry, "title", work.best.title)
    _say(entry, "updated", _instant(run))
    SubElement(entry, "link", {"href": f"{base}/work/{work.work_id}?in={place.workstream}&run={place.run}"})
    reasons = "\n".join(reason.text for reason in place.reasons)
    _say(entry, "summary", f"{work.best.container}\n{reasons}".strip())


def _say(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _UNWRITABLE.sub("", text)


def _name(*parts: str) -> str:
    """Name something for ever, as Atom wants it."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("ken:", *parts))).urn


def _instant(run: Run | None) -> str:
    return f"{run.finished or run.started:%Y-%m-%dT%H:%M:%SZ}" if run else _NEVER
