"""Gather: put each question to each source, keep every page as it came, keep the records read from it."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

from flows.context import Context
from records.errors import KenError, SettingsError, SourceError
from records.page import Page
from records.record import Record, Rejected
from records.run import Run
from records.source import Source, Window
from scanners import scanner

__all__ = ["gather"]

_log = logging.getLogger(__name__)


def gather(context: Context, run: Run, source: Source) -> str:
    """Read one source to the end and give the reason why it failed, empty when it is complete.

    Nothing that a source says or does stops the run. What was read before a failure is kept; the
    watermark of a question moves only when all its pages came and the counts agree.
    """
    questions: dict[str, list[str]] = {}
    for query in source.queries:
        reason = _ask(context, run, source.asking(query))
        if reason:
            questions.setdefault(reason, []).append(query.name)
    # A reason is said once, with the questions that it met where it did not meet them all.
    error = "; ".join(
        reason if len(met) == len(source.queries) else f"{', '.join(met)}: {reason}"
        for reason, met in questions.items()
    )
    context.memory.flush()
    context.store.runs.close_source(run.number, source.id, error, context.now())
    context.progress.source(source.id, error or "done", done=True, failed=bool(error))
    return error


def _ask(context: Context, run: Run, source: Source) -> str:
    """Put one question; give the reason of a failure, or nothing."""
    complete = context.store.runs.watermark(source.id, source.query.name)
    window = _window(run, source, complete)
    records: dict[str, Record] = {}
    rejected: list[Rejected] = []
    kept: list[Page] = []
    reasons: list[str] = []
    for page in _pages(context, source, window, reasons):
        context.store.pages.write(page)
        kept.append(page)
        with _failing(source, reasons):
            _read(source, page, records, rejected)
        if reasons:
            break
        context.progress.source(source.id, f"{source.query.name}: {len(kept)} pages, {len(records)} records")
    context.store.pages.keep(run.number, kept)
    known = context.store.records.known([record.record_id for record in records.values()])
    now = [record.after(known.get(record.record_id, record)) for record in records.values()]
    context.store.records.keep(run.number, now, rejected)
    if not reasons and _follows(window, complete):
        context.store.runs.advance(source.id, source.query.name, window.until, run.number)
    return "; ".join(reasons)


def _pages(context: Context, source: Source, window: Window, reasons: list[str]) -> Iterator[Page]:
    with _failing(source, reasons):
        yield from scanner(source.kind).pages(source, window, context.fetch_for(source))


@contextmanager
def _failing(source: Source, reasons: list[str]) -> Iterator[None]:
    """Take down why a source fails; what the store says passes: what cannot be kept is not complete."""
    try:
        yield
    except (SourceError, SettingsError) as error:
        reasons.append(str(error))
        _log.warning("source %s, question %s: %s", source.id, source.query.name, error)
    except KenError:
        raise
    except Exception as error:  # noqa: BLE001  one defect must not end the night
        reasons.append(f"Ken has a defect here ({type(error).__name__}); please report it")
        _log.exception("source %s, question %s: a defect in its scanner", source.id, source.query.name)


def _read(source: Source, page: Page, records: dict[str, Record], rejected: list[Rejected]) -> None:
    for item in scanner(source.kind).parse(page, source):
        if isinstance(item, Rejected):
            rejected.append(item)
        else:
            known = records.get(item.key)
            records[item.key] = known.combined(item) if known else item


def _window(run: Run, source: Source, complete: date | None) -> Window:
    """Say which days to ask for: the run's, and back to where this question was last complete.

    Items reach an index late, so the source's lag is added, unless a person gave the days.
    """
    if run.exact:
        return run.window
    since = min(run.window.since, complete) if complete else run.window.since
    return Window(since - timedelta(days=source.lag), run.window.until)


def _follows(window: Window, complete: date | None) -> bool:
    """Tell whether no day is left between what was complete and a window; nobody would ask for it again."""
    return complete is None or window.since <= complete + timedelta(days=1)
