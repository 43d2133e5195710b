"""The errors that Ken expects, as one tree.

::

    KenError                 something a person can mend; its text is shown as one line
    ├── SettingsError        a workspace file is missing or says something that cannot be
    ├── SourceError          a source could not be read; the run goes on without it
    │   ├── FetchError       the network or the far side failed
    │   └── PageError        what came back is not what was asked for
    ├── ImportFileError      a file that was to be imported cannot be read at all
    ├── NotFoundError        no work, run, workstream or source of that name
    ├── QueryError           a query that says nothing that can be looked for
    ├── BenchError           a benchmark's set is missing or not of its form
    ├── BusyError            another process holds the workspace
    ├── LogError             the log of decisions does not add up
    └── StoreError           the database cannot be opened or does not fit this version

Anything else that is raised is a defect of Ken and is shown with its traceback.
"""

__all__ = [
    "BenchError",
    "BusyError",
    "FetchError",
    "ImportFileError",
    "KenError",
    "LogError",
    "NotFoundError",
    "PageError",
    "QueryError",
    "SettingsError",
    "SourceError",
    "StoreError",
]


class KenError(Exception):
    """Something went wrong that a person can understand and mend."""


class SettingsError(KenError):
    """A workspace file is missing, or says something that cannot be."""


class SourceError(KenError):
    """A source could not be read; the reason is fit to be shown to its owner."""


class FetchError(SourceError):
    """The network or the far side failed.

    ``status`` is the HTTP status where there was one, else None. ``permanent`` tells that asking
    again will not help.
    """

    def __init__(self, message: str, *, status: int | None = None, permanent: bool = False) -> None:
        super().__init__(message)
        self.status = status
        self.permanent = permanent


class PageError(SourceError):
    """A response came, but it is not what was asked for: wrong format, an error inside, cut short."""


class ImportFileError(KenError):
    """A file that was to be imported cannot be read at all."""


class NotFoundError(KenError):
    """There is no work, run, workstream or source of that name."""


class QueryError(KenError):
    """A query cannot be read, or asks for what is not known.

    ``at`` is the place in its text where that is so, from 0; the message names it from 1.
    """

    def __init__(self, message: str, at: int) -> None:
        super().__init__(f"{message} (character {at + 1} of the query)")
        self.at = at


class BenchError(KenError):
    """A set that a benchmark was to read is missing, or is not of the form that it has."""


class BusyError(KenError):
    """Another process holds the workspace."""


class LogError(KenError):
    """The log of decisions does not add up: somebody altered it."""


class StoreError(KenError):
    """The database cannot be opened, or was made by another version of Ken."""
