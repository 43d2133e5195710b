from pathlib import Path

import pytest

from bench.environment import environment
from records.errors import BenchError


def test_what_cannot_be_installed_is_said(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="no requirement at all cannot be installed"):
        environment(tmp_path / "new", "no requirement at all")
    assert (tmp_path / "new" / "bin" / "python").exists()
