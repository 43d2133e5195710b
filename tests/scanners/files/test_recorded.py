"""Real exports, kept in the team's reference folder: what is read and what is refused; facts only."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from records.errors import ImportFileError
from tests.conftest import SHARED
from tests.scanners.files.reading import facts, read

RECORDED = SHARED / "sources" / "recorded"
EXPECTED = Path(__file__).parent / "recorded"
RIS = tuple(sorted(path.name for path in (RECORDED / "ris").glob("*.ris")))
VENDORS = tuple(
    sorted(path.name for path in (RECORDED / "vendor_exports").glob("*") if path.name != "SOURCE.txt")
)
SHOWN = 3  # references of a large export that are told one by one

pytestmark = pytest.mark.shared


def outcome(path: Path, shown: int) -> str:
    """Tell what a file gives, or why it is not read at all."""
    told: dict[str, object]
    try:
        kept, refused = read(path.name, path.read_bytes())
    except ImportFileError as error:
        told = {"not read": str(error)}
    else:
        told = {
            "read": len(kept),
            "refused": len(refused),
            "reasons": [item.reason for item in refused],
            "records": [facts(record) for record in kept[:shown]],
        }
    return json.dumps(told, indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("name", RIS)
def test_each_ris_file_is_read_as_expected(name: str, snapshot: Callable[[Path, str], None]) -> None:
    snapshot(EXPECTED / "ris" / f"{name}.json", outcome(RECORDED / "ris" / name, 99))


@pytest.mark.parametrize("name", VENDORS)
def test_each_vendor_export_is_read_as_expected(name: str, snapshot: Callable[[Path, str], None]) -> None:
    path = RECORDED / "vendor_exports" / name
    snapshot(EXPECTED / "vendor_exports" / f"{name}.json", outcome(path, SHOWN))
