"""Gather: put each question to each source, keep every page as it came, keep the records read from it."""

import logging
from datetime import timedelta

from flows.context import Context
from records.errors import BusyError, SourceError, StoreError
from records.page import Page
from records.record import Record, Rejected
from records.run import Run
from records.source import Query, Source, Window
from scanners import scanner

__all__ = ["gather"]

_log = logging.getLogger(__name__)


def gather(context: Context, run: Run, source: Source) -> str:
    """Read one source to the end and give the reason why it failed, empty when it is complete.

    Nothing that a source says or does stops the run. What was read before a failure is kept; the
    watermark of a question moves only when all its pages came and the counts agree.
    """
    reasons = []
    for query in source.queries:
        reason = _guarded(context, run, source.asking(query))
        if reason:
            several = len(source.queries) > 1
            reasons.append(f"{query.name}: {reason}" if several else reason)
    error = "; ".join(dict.fromkeys(reasons))
    context.memory.flush()
    context.store.runs.close_source(run.number, source.id, error, context.now())
    context.progress.source(source.id, error or "done", done=True, failed=bool(error))
    return error


def _guarded(context: Context, run: Run, source: Source) -> str:
    try:
        return _ask(context, run, source, _window(context, run, source, source.query))
    except (StoreError, BusyError):
        raise  # what cannot be kept must not be called complete
    except Exception as error:  # noqa: BLE001  one defect must not end the night
        _log.exception("source %s: a defect in its scanner", source.id)
        return f"Ken has a defect here ({type(error).__name__}); please report it"


def _ask(context: Context, run: Run, source: Source, window: Window) -> str:
    """Put one question; give the reason of a failure, or nothing."""
    module = scanner(source.kind)
    records: dict[str, Record] = {}
    rejected: list[Rejected] = []
    kept: list[Page] = []
    reason = ""
    pages = module.pages(source, window, context.fetch_for(source))
    try:
        for page in pages:
            context.store.pages.write(page)
            kept.append(page)
            _read(source, page, records, rejected)
            context.progress.source(
                source.id, f"{source.query.name}: {len(kept)} pages, {len(records)} records"
            )
    except SourceError as error:
        reason = str(error)
        _log.warning("source %s, question %s: %s", source.id, source.query.name, reason)
    context.store.pages.keep(run.number, kept)
    known = context.store.records.known([record.record_id for record in records.values()])
    now = [record.after(known.get(record.record_id, record)) for record in records.values()]
    context.store.records.keep(run.number, now, rejected)
    if not reason:
        context.store.runs.advance(source.id, source.query.name, window.until, run.number)
    return reason


def _read(source: Source, page: Page, records: dict[str, Record], rejected: list[Rejected]) -> None:
    for item in scanner(source.kind).parse(page, source):
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            known = records.get(item.key)
            records[item.key] = known.combined(item) if known else item


def _window(context: Context, run: Run, source: Source, query: Query) -> Window:
    """Say which days to ask for: the run's, and back to where this question was last complete.

    Items reach an index late, so the source's lag is added, unless a person gave the days.
    """
    if run.exact:
        return run.window
    complete = context.store.runs.watermark(source.id, query.name)
    since = min(run.window.since, complete) if complete else run.window.since
    return Window(since - timedelta(days=source.lag), run.window.until)
