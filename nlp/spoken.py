"""The spoken names of what components label, and how close each nation is, from the vocabularies."""

from pathlib import Path

from nlp.entries import entry_of, vocabulary_text
from nlp.equity_vocabulary import FILE as EQUITY
from nlp.evidence import FILE as EVIDENCE
from nlp.gazetteer import FILE as GEOGRAPHY
from nlp.gazetteer import Gazetteer

__all__ = ["dimension_ids", "nearness", "spoken_names"]


def spoken_names(folder: Path) -> dict[str, str]:
    """Give the names of dimensions and types of evidence by their ids; raises ``SettingsError``."""
    equity = entry_of(vocabulary_text(folder, EQUITY), str(folder / EQUITY))
    names = {one.text("id"): one.text("name") for one in equity.entries("dimensions")}
    evidence = entry_of(vocabulary_text(folder, EVIDENCE), str(folder / EVIDENCE))
    for one in evidence.entries("types"):
        names.setdefault(one.text("id"), one.text("id").replace("_", " "))
    return names


def dimension_ids(folder: Path) -> tuple[str, ...]:
    """List the dimensions of inequality in the order of the vocabulary; raises ``SettingsError``."""
    equity = entry_of(vocabulary_text(folder, EQUITY), str(folder / EQUITY))
    return tuple(one.text("id") for one in equity.entries("dimensions"))


def nearness(folder: Path) -> dict[str, float]:
    """Give how close each nation is to Scottish health and social care, 0 to 1; raises ``SettingsError``."""
    gazetteer = Gazetteer.of(vocabulary_text(folder, GEOGRAPHY), str(folder / GEOGRAPHY))
    return {nation: place.closeness for nation, place in gazetteer.nations.items()}
