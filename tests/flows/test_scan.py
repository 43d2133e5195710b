"""Whole scans on a Prefect server of their own, undisturbed and killed."""

import gzip
import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.context import Context
from flows.prefect_server import prefect_server
from flows.scan import scan
from ken.workspace import create
from records.errors import BusyError, KenError, SettingsError
from records.run import Run
from store.opening import open_store
from tests.flows.conftest import Wire
from tests.flows.processes import of_workspace, start_scan, wait_until
from tests.flows.weeks import SAMPLE_WEEK, state

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not Path("/proc/self/environ").exists(),
        reason="finds what a killed scan left behind by /proc, which only Linux has",
    ),
]

# How often the test below kills a scan, 4 at most. Two fit into a minute; more are for who has more time.
KILLS = 2
SECRET = "k3y-of-the-owner"  # noqa: S105  of nobody


def has_begun(home: Path) -> bool:
    return (home / "prefect" / "server.log").exists()


def is_gathering(home: Path) -> bool:
    return len(list((home / "raw").glob("*/*.gz"))) >= 20


def has_linked(home: Path) -> bool:
    return has_begun(home) and open_store(home).works.count() > 0


def has_annotated(home: Path) -> bool:
    store = open_store(home)
    return bool(store.annotations.of([work.work_id for work in store.works.all()]))


POINTS: tuple[Callable[[Path], bool], ...] = (
    has_begun,
    is_gathering,
    has_linked,
    has_annotated,
)


def end(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    """Wait for a scan to end and give its status and what it said."""
    output, errors = process.communicate(timeout=200)
    return process.returncode, output.decode(), errors.decode()


def tells(path: Path, secret: str) -> bool:
    body = path.read_bytes()
    return secret.encode() in (gzip.decompress(body) if path.suffix == ".gz" else body)


def test_a_scan_that_is_killed_again_and_again_ends_as_an_undisturbed_one(
    tmp_path: Path, wire: Wire, done: tuple[Context, Run]
) -> None:
    undisturbed, _ = done
    home = tmp_path / "w"
    create(home)
    for reached in POINTS[:KILLS]:
        process = start_scan(home, {"OPENALEX_API_KEY": SECRET})
        try:
            assert wait_until(lambda: reached(home), 100), reached.__name__  # noqa: B023  used at once
        finally:
            process.send_signal(signal.SIGKILL)
            process.communicate()
        assert wait_until(lambda: not of_workspace(home), 3), "a server outlives its scan"
        if reached is not has_begun:
            assert open_store(home).runs.unfinished(), f"the scan had ended before {reached.__name__}"

    context = wire(home=home)
    process = start_scan(home, {"OPENALEX_API_KEY": SECRET})
    try:
        assert wait_until(lambda: len(of_workspace(home)) == 2, 60), "the scan and its server"
        with pytest.raises(BusyError) as raised:
            scan(context, SAMPLE_WEEK)
        status, output, errors = end(process)
    finally:
        process.kill()
    assert str(raised.value) == (
        f"another scan or import is going on in {home}; wait for it, or end it, and try again"
    )
    assert (status, errors) == (0, "")
    run = json.loads(output)
    assert (run["run"], run["works_new"]) == (1, context.store.works.count())
    assert set(run["seconds"]) == {"prefect", "gather", "link", "annotate", "rank", "publish"}
    assert state(context) == state(undisturbed)

    assert wait_until(lambda: not of_workspace(home), 3), "a server outlives its scan"
    assert {"server.log", "prefect.db"} <= {path.name for path in (home / "prefect").iterdir()}
    assert not [path for path in home.rglob("*") if path.is_file() and tells(path, SECRET)]


def test_a_vocabulary_that_cannot_be_read_is_told_before_any_source_is_asked(wire: Wire) -> None:
    context = wire(names=("medrxiv",))
    (context.home / "vocabularies" / "stages.yaml").write_text("stages: [", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"stages\.yaml: line \d: "):
        scan(context, SAMPLE_WEEK)
    assert context.store.runs.all() == ()
    assert wait_until(lambda: not of_workspace(context.home), 3)


def test_a_prefect_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    address = "http://127.0.0.1:9/api"
    with (
        prefect_server(tmp_path, address) as server,
        pytest.raises(KenError, match=f"no Prefect server answers at {address}; start it, or leave"),
    ):
        server.wait()
