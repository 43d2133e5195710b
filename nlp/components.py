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
from nlp.learned import Learned, learned_in
from nlp.learning import LearningComponent
from nlp.stage import StageComponent
from nlp.workstream import WorkstreamComponent

__all__ = ["boilerplate", "components"]

_BY_RULES = (StageComponent, LearningComponent, GeographyComponent, EvidenceComponent, CovidComponent)


def components(folder: Path, learned: Learned | None = None) -> tuple[Component, ...]:
    """Make all components from a vocabulary folder, in the order in which they annotate.

    ``folder`` is a workspace or ``data.folder()``: it holds ``workstreams.yaml`` and ``vocabularies/``;
    a file that it lacks is read from what ships. ``learned`` is the model; without it, the folder's own
    (``models/reading.json``, see ``ken train``), else the one that ships. Raises ``SettingsError`` in one
    line that names file, entry and field.
    """
    model = learned or learned_in(folder)
    return (
        LanguageComponent.of(folder),
        WorkstreamComponent.of(folder, model),
        InequalityComponent.of(folder, model),
        *(kind.of(folder) for kind in _BY_RULES),
    )


def boilerplate(folder: Path) -> Boilerplate:
    """Read from a vocabulary folder what no component may read; raises ``SettingsError``."""
    return Boilerplate.of(vocabulary_text(folder, BOILERPLATE), str(folder / BOILERPLATE))
