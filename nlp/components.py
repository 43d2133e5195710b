"""All components in their order. A new one is one more file and one more line here."""

from pathlib import Path

from nlp import Component
from nlp.boilerplate import FILE as BOILERPLATE
from nlp.boilerplate import Boilerplate
from nlp.covid import CovidComponent
from nlp.entries import vocabulary_text
from nlp.evidence import EvidenceComponent
from nlp.geography import GeographyComponent
from nlp.inequality import InequalityComponent
from nlp.language import LanguageComponent
from nlp.learning import LearningComponent
from nlp.stage import StageComponent
from nlp.workstream import WorkstreamComponent

__all__ = ["boilerplate", "components"]

_ALL = (
    LanguageComponent,
    WorkstreamComponent,
    InequalityComponent,
    StageComponent,
    LearningComponent,
    GeographyComponent,
    EvidenceComponent,
    CovidComponent,
)


def components(folder: Path) -> tuple[Component, ...]:
    """Make all components from a vocabulary folder, in the order in which they annotate.

    ``folder`` is a workspace or ``data.folder()``: it holds ``workstreams.yaml`` and ``vocabularies/``;
    a file that it lacks is read from what ships. Raises ``SettingsError`` in one line that names file,
    entry and field.
    """
    return tuple(kind.of(folder) for kind in _ALL)


def boilerplate(folder: Path) -> Boilerplate:
    """Read from a vocabulary folder what no component may read; raises ``SettingsError``."""
    return Boilerplate.of(vocabulary_text(folder, BOILERPLATE), str(folder / BOILERPLATE))
