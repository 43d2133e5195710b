"""The components of a workspace: made once, for as long as its vocabularies stay as they are."""

import hashlib
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple

from nlp import Component
from nlp.boilerplate import Boilerplate
from nlp.components import boilerplate, components
from nlp.reading import readings
from nlp.vocabulary import FILE as WORKSTREAMS
from records.annotation import Annotation
from records.errors import SettingsError
from records.work import Work

__all__ = ["Readers", "readers"]

_KEPT: Final = 2  # sets of vocabularies; a program has one, or two while somebody edits it
_turn = threading.Lock()
_made: dict[str, "Readers"] = {}


class Readers(NamedTuple):
    """What reads works: the components in their order, and what none of them may read."""

    components: tuple[Component, ...]
    masks: Boilerplate

    @property
    def versions(self) -> dict[str, str]:
        """Give the version of each component by its name."""
        return {component.name: component.version for component in self.components}

    def annotations(self, works: Iterable[Work]) -> list[Annotation]:
        """Read works with every component, and give all annotations of the first, then of the second."""
        texts = tuple(readings(works, self.masks))
        return [annotation for component in self.components for annotation in component(texts)]


def readers(folder: Path) -> Readers:
    """Make what reads works from a vocabulary folder, or give what the same vocabularies made before.

    Making takes about a second, and a scan needs it twice: to see that every entry can be, and to read.
    Raises ``SettingsError`` in one line that names file, entry and field.
    """
    name = _digest(folder)
    with _turn:
        if name not in _made:
            made = Readers(components(folder), boilerplate(folder))
            while len(_made) >= _KEPT:
                del _made[next(iter(_made))]
            _made[name] = made
        return _made[name]


def _digest(folder: Path) -> str:
    """Name vocabularies, and a model of the folder's own, by what they say, wherever they are."""
    digest = hashlib.sha256()
    files = (*sorted((folder / "vocabularies").glob("*.yaml")), *sorted((folder / "models").glob("*.json")))
    for path in (folder / WORKSTREAMS, *files):
        try:
            body = path.read_bytes() if path.exists() else b""
        except OSError as error:
            raise SettingsError(f"{path}: it cannot be read: {error.strerror or error}") from error
        digest.update(f"{path.name} {len(body)}\n".encode() + body)
    return digest.hexdigest()
