"""The program itself: exit statuses, pipes, Ctrl+C, and what happens to a defect."""

import signal
import subprocess
from pathlib import Path

import pytest

import ken.cli
from ken.cli import _run
from records.errors import KenError
from tests.flows.processes import start_ken
from tests.ken.running import Ken


def end(process: subprocess.Popen[bytes]) -> tuple[int, str, str]:
    output, errors = process.communicate(timeout=60)
    return process.returncode, (output or b"").decode(), errors.decode()


def test_a_program_ends_with_the_status_of_its_command(finished_home: Path, tmp_path: Path) -> None:
    running = [
        start_ken("--home", str(finished_home), "status", "--json"),
        start_ken("status", environment={"KEN_HOME": str(tmp_path)}),
        start_ken("--home", str(finished_home), "queue", "W1", "--limit", "0"),
    ]
    well, badly, wrongly = [end(process) for process in running]
    assert well[0] == 0
    assert '"records": 462' in well[1]
    missing = f"ken: {tmp_path} is not a workspace (no ken.toml); make one with `ken init {tmp_path}`\n"
    assert badly == (1, "", missing)
    assert (wrongly[0], wrongly[1]) == (2, "")
    assert "Usage: ken queue" in wrongly[2]


def test_a_reader_that_has_gone_is_no_cause_for_complaint(finished_home: Path) -> None:
    commands = (("queue", "W2"), ("sources", "--all", "--json"))
    running = [start_ken("--home", str(finished_home), *arguments) for arguments in commands]
    for process in running:
        assert process.stdout
        process.stdout.close()  # as `head` does when it has seen enough
        process.stdout = None
    assert [end(process)[2] for process in running] == ["", ""]


def test_output_that_cannot_be_written_is_told(finished_home: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        commands = (("status", "--json"), ("status",))
        running = [start_ken("--home", str(finished_home), *one, stdout=full) for one in commands]
        ends = [end(process) for process in running]
    said = "ken: No space left on device; make room or give the right to write, and do the same again\n"
    assert [(status, errors) for status, _, errors in ends] == [(1, said), (1, said)]


def test_ctrl_c_says_that_nothing_is_lost() -> None:
    process = start_ken("classify", "-", "--json")
    assert process.stdin
    assert process.stdout
    process.stdin.write(b'{"title": "A garden in Govan"}\n')
    process.stdin.flush()
    assert process.stdout.readline().startswith(b'{"id":"1"'), "a pipe is answered line by line"
    process.send_signal(signal.SIGINT)
    status, _, errors = end(process)
    assert status == 130
    assert errors == "ken: stopped; what was done is kept, and the same command goes on from there\n"


def test_a_defect_is_shown_with_its_trace_and_ends_with_70(
    ken: Ken, new: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (new / "ken.duckdb").mkdir()
    assert ken("--home", new, "status").code == 1

    def breaks() -> None:
        raise ZeroDivisionError("nobody thought of this")

    monkeypatch.setattr("ken.cli.app", breaks)
    assert _run() == 70
    (record,) = [one for one in caplog.records if one.name == "ken"]
    assert record.getMessage() == "a defect of Ken; please report what follows"
    assert record.exc_info


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (
            OSError(28, "No space left on device", "/w/raw/a.gz"),
            1,
            "ken: No space left on device: /w/raw/a.gz; ",
        ),
        (PermissionError(13, "Permission denied", "/w"), 1, "ken: Permission denied: /w; make room or give"),
        (FileNotFoundError(2, "No such file", "/code.py"), 70, ""),
    ],
)
def test_want_of_room_or_rights_is_no_defect(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: OSError, code: int, said: str
) -> None:
    def refused() -> None:
        raise error

    monkeypatch.setattr(ken.cli, "app", refused)
    assert _run() == code
    told = capsys.readouterr().err
    assert told.startswith(said)
    assert told.count("\n") == (1 if said else 0)


def test_an_error_of_several_lines_is_told_in_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def several() -> None:
        raise KenError("first [bold]line\n\n  and :smile: second")

    monkeypatch.setattr(ken.cli, "app", several)
    assert _run() == 1
    assert capsys.readouterr().err == "ken: first [bold]line and :smile: second\n"


def test_every_command_has_a_help_text(ken: Ken) -> None:
    names = ["init", "demo", "scan", "import", "classify", "queue", "show", "decide", "status", "runs"]
    for name in (*names, "sources", "export"):
        said = ken(name, "--help")
        assert (said.code, said.err) == (0, "")
        assert f"Usage: ken {name}" in said.out
