"""Reading labelled documents from files."""

from collections.abc import Iterable
from pathlib import Path

from nlp.labels import Label, labels
from records.errors import BenchError

__all__ = ["read_labels", "same_text"]


def read_labels(files: Iterable[Path]) -> tuple[Label, ...]:
    """Read the labelled documents of files, in order.

    Raises ``BenchError`` for a file that cannot be read or has none, ``ImportFileError`` for a line that
    is no labelled document.
    """
    found: list[Label] = []
    for file in files:
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            raise BenchError(f"{file}: it is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error
        except OSError as error:
            raise BenchError(f"{file} cannot be read: {error.strerror or error}") from error
        read = tuple(labels(text, str(file)))
        if not read:
            raise BenchError(f"{file}: no labelled document is in it")
        found += read
    return tuple(found)


def same_text(label: Label) -> str:
    """Name the text of a document by its title, so that a document that is labelled twice is known again."""
    return " ".join(label.title.casefold().split()) or label.abstract
