"""A workspace: the folder with a team's settings, sources, vocabularies and database."""

import os
import shutil
from pathlib import Path

import data
from records.errors import SettingsError

__all__ = ["SETTINGS", "SOURCES", "VOCABULARIES", "WORKSTREAMS", "create", "find", "text_of"]

SETTINGS = "ken.toml"
SOURCES = "sources.toml"
WORKSTREAMS = "workstreams.yaml"
VOCABULARIES = "vocabularies"


def find(home: Path | None) -> Path:
    """Find the workspace: the folder given, else ``$KEN_HOME``, else the one at or above this folder.

    Raises ``SettingsError`` when there is none.
    """
    named = home or (Path(os.environ["KEN_HOME"]) if os.environ.get("KEN_HOME") else None)
    if named:
        if (named / SETTINGS).is_file():
            return named.resolve()
        raise SettingsError(f"{named} is not a workspace (no {SETTINGS}); make one with `ken init {named}`")
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    raise SettingsError(f"no workspace here or above (no {SETTINGS}); make one with `ken init`")


def create(folder: Path) -> tuple[str, ...]:
    """Make a workspace and list the files that were written.

    What is there already stays as it is, so that making it again mends what was lost and harms nothing.
    Raises ``SettingsError`` when the folder cannot be written.
    """
    written = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, source in _files().items():
            target = folder / name
            if not target.exists():
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(source, target)
                written.append(name)
    except OSError as error:
        raise SettingsError(f"cannot make a workspace in {folder}: {error.strerror or error}") from error
    return tuple(written)


def text_of(path: Path) -> str:
    """Read a file that people edit; ``SettingsError`` says what to do when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: it is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error
    except FileNotFoundError as error:
        raise SettingsError(f"{path}: it is missing; `ken init {path.parent}` makes it anew") from error
    except OSError as error:
        raise SettingsError(f"{path}: it cannot be read: {error.strerror or error}") from error


def _files() -> dict[str, Path]:
    templates = data.folder("workspace")
    vocabularies = data.folder("vocabularies")
    files = {path.name: path for path in sorted(templates.iterdir()) if path.suffix == ".toml"}
    files[WORKSTREAMS] = data.folder(WORKSTREAMS)
    files |= {f"{VOCABULARIES}/{path.name}": path for path in sorted(vocabularies.glob("*.yaml"))}
    return files
