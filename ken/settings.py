"""The settings of a workspace: the one place that reads ``ken.toml`` and the environment."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ken.workspace import SETTINGS, text_of
from records.errors import SettingsError
from synthesis.pilot import PilotSettings
from synthesis.ranking.settings import RankSettings
from synthesis.screening_mode import Screening, known_mode
from synthesis.submitting.settings import SubmitSettings

__all__ = ["Settings", "read_settings"]

# Keys to interfaces: host, the request parameter that carries the key, the variable that holds it.
_KEYS = (
    ("api.openalex.org", "api_key", "OPENALEX_API_KEY"),
    ("eutils.ncbi.nlm.nih.gov", "api_key", "NCBI_API_KEY"),
)
_TABLES: dict[str, dict[str, type]] = {
    "team": {"name": str, "contact": str},
    "queue": {
        "cap": int,
        "audit": float,
        "weak_signals": float,
        "queue_from": float,
        "maybe_from": float,
        "per_container": int,
    },
    "weights": {},
    "screening": {"dual": float, "kappa": float, "pilot": int, "seed": int},
    "review": {"submissions": bool, "contacts_kept": int},
    "fetch": {"allow_private": list},
    "prefect": {"api_url": str},
}
# What stands in a table of each workstream's own, such as [screening.emerging-needs].
_OF_WORKSTREAM: dict[str, type] = {"mode": str, "reviewers": list}
_SPOKEN = {
    str: "a text",
    int: "a whole number",
    float: "a number",
    list: "a list of texts",
    bool: "true or false",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a team has set; ``screening`` by the id of a workstream, where it says anything of its own.

    ``secrets`` maps a host to the request parameter and the key that it wants. ``prefect`` is the address
    of a Prefect server that runs already, empty for one of our own.
    """

    team: str = ""
    contact: str = ""
    ranking: RankSettings = field(default_factory=RankSettings)
    pilot: PilotSettings = field(default_factory=PilotSettings)
    submitting: SubmitSettings = field(default_factory=SubmitSettings)
    screening: dict[str, Screening] = field(default_factory=dict)
    allow_private: tuple[str, ...] = ()
    prefect: str = ""
    secrets: dict[str, tuple[str, str]] = field(default_factory=dict)


def read_settings(home: Path) -> Settings:
    """Read the settings of a workspace; ``SettingsError`` says which line cannot be."""
    path = home / SETTINGS
    try:
        tables = tomllib.loads(text_of(path))
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{path}: {error}") from error
    _check(path, tables)
    team, fetch = tables.get("team", {}), tables.get("fetch", {})
    queue = dict(tables.get("queue", {}))
    if "weights" in tables:
        queue["weights"] = {name: float(value) for name, value in tables["weights"].items()}
    try:
        ranking = RankSettings(**queue)
        submitting = SubmitSettings(**tables.get("review", {}))
        told = tables.get("screening", {})
        pilot = PilotSettings(**{name: value for name, value in told.items() if not isinstance(value, dict)})
        screening = {name: _screening(name, own) for name, own in told.items() if isinstance(own, dict)}
    except SettingsError as error:
        raise SettingsError(f"{path}: {error}") from error
    return Settings(
        team=team.get("name", ""),
        contact=os.environ.get("KEN_CONTACT", team.get("contact", "")),
        ranking=ranking,
        pilot=pilot,
        submitting=submitting,
        screening=screening,
        allow_private=tuple(fetch.get("allow_private", ())),
        prefect=os.environ.get("PREFECT_API_URL", tables.get("prefect", {}).get("api_url", "")),
        secrets={host: (name, os.environ[key]) for host, name, key in _KEYS if os.environ.get(key)},
    )


def _screening(workstream: str, table: dict[str, Any]) -> Screening:
    """Read how one workstream is screened; what is left out is as it is without the table."""
    try:
        mode = known_mode(table.get("mode", Screening().mode))
        return Screening(mode, tuple(name.strip() for name in table.get("reviewers", ())))
    except SettingsError as error:
        raise SettingsError(f"[screening.{workstream}] {error}") from error


def _check(path: Path, tables: dict[str, object]) -> None:
    for name, table in tables.items():
        if name not in _TABLES or not isinstance(table, dict):
            raise SettingsError(f"{path}: no table [{name}]; there are: {', '.join(_TABLES)}")
        for key, value in table.items():
            if name == "screening" and isinstance(value, dict):
                for inner, told in value.items():
                    _check_entry(path, f"screening.{key}", (inner, told), _OF_WORKSTREAM)
            else:
                known = dict.fromkeys(table, float) if name == "weights" else _TABLES[name]
                _check_entry(path, name, (key, value), known)


def _check_entry(path: Path, table: str, entry: tuple[str, object], known: Mapping[str, type]) -> None:
    key, value = entry
    wanted = known.get(key)
    if wanted is None:
        raise SettingsError(f"{path}: [{table}] has no '{key}'; there are: {', '.join(known)}")
    if not _fits(value, wanted):
        raise SettingsError(f"{path}: [{table}] {key} must be {_SPOKEN[wanted]}")


def _fits(value: object, wanted: type) -> bool:
    if wanted is bool or isinstance(value, bool):
        return wanted is bool and isinstance(value, bool)
    if isinstance(value, list):
        return wanted is list and all(isinstance(one, str) for one in value)
    return isinstance(value, (int, float) if wanted is float else wanted)
