"""The digest: one page in Markdown that says what a run found, queue by queue, and what failed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from records.ranked import Ranked
from records.record import Notice, Record
from records.run import Run
from records.work import Work
from records.workstream import Workstream
from synthesis.counted import counted
from synthesis.news import News
from synthesis.said import Said

__all__ = ["DigestEntry", "DigestQueue", "digest"]

_SHOWN: Final = 5  # works of each queue; the whole queue is a command away
_MARKS: Final = frozenset(r"\`*_[]<>|#~")
_GRADES: Final = ("", "names a group", "reports a difference", "tests or targets inequality")


@dataclass(frozen=True, slots=True)
class DigestEntry:
    """A place of a queue with the work in it and what was said of it."""

    place: Ranked
    work: Work
    said: Said


@dataclass(frozen=True, slots=True)
class DigestQueue:
    """The queue of one workstream; ``candidates`` counts the works that could have been placed."""

    workstream: Workstream
    candidates: int
    entries: Sequence[DigestEntry]


def digest(
    run: Run, queues: Sequence[DigestQueue], noticed: Sequence[Work], happened: Sequence[News] = ()
) -> str:
    """Write the digest of a run.

    ``noticed`` are the works that it touched and that are retracted, corrected or in doubt, and the notices
    themselves. ``happened`` is what is new of works that somebody keeps; it comes before all else.
    """
    lines = [f"# Run {run.number}: {run.window.since} to {run.window.until}", "", _summary(run, queues), ""]
    lines += _happened(happened, {queue.workstream.id: queue.workstream for queue in queues})
    if run.failed:
        lines += ["## What failed", ""]
        lines += [f"- **{one.id}**: {_plain(one.error)}" for one in run.failed]
        lines += ["", "What these sources published is asked for again by the next run.", ""]
    for queue in queues:
        lines += _queue(queue)
    lines += _notices(noticed)
    lines += _methods(run)
    return "\n".join(lines).rstrip() + "\n"


def _summary(run: Run, queues: Sequence[DigestQueue]) -> str:
    records = sum(one.records for one in run.sources)
    complete = len(run.sources) - len(run.failed)
    queued = sum(len(queue.entries) for queue in queues)
    return (
        f"{counted(records, 'record')} from {complete} of {counted(len(run.sources), 'source')} made "
        f"{counted(run.works_new, 'new work')} and touched {counted(run.works_changed, 'known one')}. "
        f"{counted(queued, 'work')} to read in {counted(len(queues), 'queue')}."
    )


def _happened(happened: Sequence[News], streams: Mapping[str, Workstream]) -> Iterable[str]:
    if not happened:
        return
    yield "## News of works that you keep"
    yield ""
    for one in happened:
        yield f"- {_title(one.work)} ({one.work.work_id})"
        yield from (f"  - **{_notice(notice)}**" for notice in one.notices)
        yield from (f"  - new version: {_version(record)}" for record in one.versions)
        yield f"  - kept by {'; '.join(_keeping(one, streams))}"
    yield ""


def _notice(notice: Notice) -> str:
    where = ", ".join(str(part) for part in (notice.other, notice.published) if part)
    return _plain(notice.kind.capitalize() + (f" ({where})" if where else ""))


def _version(record: Record) -> str:
    doi = record.first("doi")
    said = (record.type, record.container, str(record.published or ""), f"doi:{doi}" if doi else record.url)
    return _plain(", ".join(part for part in said if part))


def _keeping(one: News, streams: Mapping[str, Workstream]) -> Iterable[str]:
    """Name everyone who keeps a work: reviewer, workstream, verdict."""
    for decision in one.kept:
        stream = streams.get(decision.workstream)
        name = f"{stream.code} {stream.name}" if stream else decision.workstream
        yield _plain(f"{decision.reviewer} in {name} ({decision.verdict})")


def _queue(queue: DigestQueue) -> Iterable[str]:
    stream = queue.workstream
    yield f"## {_plain(f'{stream.code} {stream.name}')}"
    yield ""
    if not queue.entries:
        yield "Nothing new this week."
        yield ""
        return
    works = counted(len(queue.entries), "work")
    yield f"{works} to read, of {queue.candidates:,} that touch this workstream. First:"
    yield ""
    for number, entry in enumerate(queue.entries[:_SHOWN], start=1):
        yield f"{number}. {_title(entry.work)}{_badge(entry.said)}"
        yield from (f"   - {_plain(reason.text)}" for reason in entry.place.reasons[:3])
    yield ""


def _title(work: Work) -> str:
    title = _plain(work.best.title)
    where = ", ".join(part for part in (work.best.container, str(work.best.published or "")) if part)
    is_web = work.best.url.startswith(("https://", "http://"))
    named = f"[{title}]({_address(work.best.url)})" if is_web else title
    retracted = "**Retracted.** " if work.is_retracted else ""
    return f"{retracted}{named}" + (f" ({_plain(where)})" if where else "")


def _badge(known: Said) -> str:
    return f" · inequality {known.grade}: {_GRADES[known.grade]}" if known.grade else ""


def _notices(noticed: Sequence[Work]) -> Iterable[str]:
    if not noticed:
        return
    yield "## Notices"
    yield ""
    for work in sorted(noticed, key=lambda one: (one.best.title, one.work_id)):
        kinds = ", ".join(dict.fromkeys(notice.kind for notice in work.notices))
        yield f"- {kinds or 'notice'}: {_plain(work.best.title)} ({work.work_id})"
    yield ""


def _methods(run: Run) -> Iterable[str]:
    yield "## Sources of this run"
    yield ""
    yield "| source | pages | records | new | changed | rejected | state |"
    yield "|---|---:|---:|---:|---:|---:|---|"
    for one in run.sources:
        state = "failed" if one.error else "complete"
        counts = " | ".join(str(n) for n in (one.pages, one.records, one.new, one.changed, one.rejected))
        yield f"| {one.id} | {counts} | {state} |"
    yield ""
    versions = ", ".join(f"{name} {version}" for name, version in sorted(run.versions.items()))
    yield f"Read by: {versions}." if versions else ""


def _plain(text: str) -> str:
    """Disarm what Markdown would take for its own."""
    flat = " ".join(text.split())
    return "".join(f"\\{ch}" if ch in _MARKS else ch for ch in flat)


def _address(url: str) -> str:
    """Write an address so that it cannot end the link that it stands in."""
    return quote(url, safe="/:?#@!$&'*+,;=~%-._")
