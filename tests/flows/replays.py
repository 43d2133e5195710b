"""Replays that tests write themselves: what a far side of the tests' own making answers."""

import json
import re
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.flows.weeks import SAMPLE

__all__ = ["NOTHING", "PREPRINT", "ReplayFile", "feed", "preprint"]

NOTHING: Mapping[str, str] = {}
PREPRINT = "10.5555/2026.11.12.26000001"


class ReplayFile:
    """A replay file that grows line by line; the first line that fits a request answers it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / "replay.jsonl"
        self.path.touch()

    def answer(
        self,
        address: str,
        body: str | bytes = b"",
        status: int = 200,
        media_type: str = "text/html",
        headers: Mapping[str, str] = NOTHING,
        asking: str = "",
    ) -> None:
        """Answer requests for one address for ever, whatever its query or only for one that holds a word."""
        given = {"Content-Type": media_type, **headers}
        query = rf"\?.*{re.escape(asking)}.*" if asking else r"(\?.*)?"
        line = {"url": re.escape(address) + query, "status": status, "headers": given}
        raw = body.encode() if isinstance(body, str) else body
        if raw:
            number = len(list(self.path.parent.glob("*.body")))
            line["body"] = f"{number}.body"
            (self.path.parent / f"{number}.body").write_bytes(raw)
        with self.path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")

    def otherwise_the_sample(self) -> None:
        """Answer all that is left as the sample's week does."""
        shutil.copytree(SAMPLE.parent / "week", self.path.parent / "week")
        with self.path.open("a", encoding="utf-8") as file:
            file.write(SAMPLE.read_text(encoding="utf-8"))


def feed(*entries: tuple[str, str, str]) -> str:
    """Write an RSS feed of entries, each a link, a title and a description."""
    items = "".join(
        f"<item><title>{title}</title><link>{link}</link><description>{words}</description>"
        "<pubDate>Thu, 12 Nov 2026 09:00:00 GMT</pubDate></item>"
        for link, title, words in entries
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title>{items}</channel></rss>'


def preprint(titles: Iterable[str] = ("Befriending by telephone in Orkney",)) -> str:
    """Write the whole answer of a preprint server that has these preprints."""
    collection = [
        {
            "doi": f"{PREPRINT}{number}",
            "title": title,
            "authors": "Rendall, I.; Flett, M.",
            "date": "2026-11-12",
            "version": "1",
            "type": "new results",
            "license": "cc_by",
            "category": "health services",
            "abstract": "Older people were called twice a week.",
            "published": "NA",
            "server": "medRxiv",
        }
        for number, title in enumerate(titles)
    ]
    count = len(collection)
    message = {"status": "ok", "cursor": 0, "count": count, "total": str(count)}
    return json.dumps({"messages": [message], "collection": collection})
