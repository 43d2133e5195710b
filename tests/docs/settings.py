"""The reference of settings, made from the file that a new workspace gets and from the code that reads it."""

import re
from typing import Final

import data
from ken.settings import _KEYS, Settings
from synthesis.ranking.settings import PARTS
from tests.docs.markdown import table

__all__ = ["environment", "settings", "template", "variables", "weights"]

_PARTS: Final = {
    "workstream": "the probability that a person would file the work there",
    "inequality": "the inequality grade, divided by 3",
    "place": "closeness to Scottish health and social care",
    "evidence": "the strength of the design, divided by 5",
    "learning": "the share of sentences that hold learning; half of them is full",
    "novelty": "1 minus the greatest similarity to anything that stood in this queue before",
    "source": "the source's priority: 1 counts 1.0, 2 counts 0.6, 3 counts 0.3",
}
_VARIABLES: Final = {
    "KEN_HOME": "the workspace, where `--home` is not given",
    "KEN_CONTACT": "the mailbox in every request's user agent; takes the place of `[team] contact`",
    "PREFECT_API_URL": "the address of a Prefect server; takes the place of `[prefect] api_url`",
    "OPENALEX_API_KEY": "your key for api.openalex.org",
    "NCBI_API_KEY": "your key for eutils.ncbi.nlm.nih.gov (PubMed)",
}
_SETTING = re.compile(r"^(\w+) = (\S+)\s*(?:# (.*))?$")
_BEFORE: Final = {
    ("team", "name"): "the team's name, for people",
    ("team", "contact"): "a mailbox that somebody reads; it goes into every request's user agent",
    ("fetch", "allow_private"): "servers inside your network that Ken may read, as `host` or `host:port`",
    ("prefect", "api_url"): "the address of a Prefect server of your own; empty: one is started for each run",
}


def template() -> str:
    """Give the settings file that a new workspace gets."""
    return data.folder("workspace", "ken.toml").read_text(encoding="utf-8")


def settings(_: str) -> str:
    """Show every setting with its default."""
    rows, place = [], ""
    for line in template().splitlines():
        if line.startswith("["):
            place = line.split("]")[0].strip("[")
        elif (found := _SETTING.match(line)) and place != "weights":
            meaning = found[3] or _BEFORE[place, found[1]]
            rows.append((f"`[{place}]`", f"`{found[1]}`", f"`{found[2]}`", meaning))
    return table(("table", "setting", "if left out", "meaning"), rows)


def weights(_: str) -> str:
    """Show the weights of the parts of a score."""
    known = Settings().ranking.weights
    return table(
        ("weight", "if left out", "what it weighs, from 0 to 1"),
        [(f"`{part}`", f"{known[part]:.2f}", _PARTS[part]) for part in PARTS],
    )


def variables() -> list[str]:
    """List the environment variables that the code reads."""
    keys = [variable for _, _, variable in _KEYS]
    return [*_VARIABLES, *(one for one in keys if one not in _VARIABLES)]


def environment(_: str) -> str:
    """Show the environment variables."""
    return table(("variable", "holds"), [(f"`{name}`", _VARIABLES[name]) for name in variables()])
