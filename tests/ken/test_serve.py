"""The page, served by the command line."""

import re
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest
from httpx2 import Client

from records.decision import first_break
from store.opening import open_store
from tests.flows.processes import start_ken
from tests.ken.running import Ken
from tests.review.asking import copied


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "example.org", "::"])  # noqa: S104  refused
def test_nobody_else_is_let_in_without_accounts(ken: Ken, new: Path, host: str) -> None:
    done = ken("--home", new, "serve", "--host", host)
    assert done.code == 1
    assert done.complaint == (
        "ken: others could reach the page, and no owner has an account: "
        "`ken user add NAME --role owner` first"
    )
    assert not (new / "review.key").exists()


@pytest.mark.parametrize("reach", [("--tls",), ("--name", "ken.example.org"), ("--proxy", "127.0.0.1")])
def test_a_proxy_in_between_lets_nobody_in_without_accounts_either(
    ken: Ken, new: Path, reach: tuple[str, ...]
) -> None:
    ken("--home", new, "user", "add", "Bruce", "--role", "analyst")
    done = ken("--home", new, "serve", *reach)
    assert "no owner has an account" in done.complaint


def test_an_address_of_all_wants_a_name(ken: Ken, new: Path) -> None:
    ken("--home", new, "user", "add", "Ailsa", "--role", "owner")
    done = ken("--home", new, "serve", "--host", "0.0.0.0")  # noqa: S104  refused
    assert "say by which name others reach 0.0.0.0" in done.complaint


def test_with_an_owner_the_page_is_served_to_others_who_log_in(ken: Ken, new: Path) -> None:
    ken("--home", new, "user", "add", "Ailsa", "--role", "owner")
    reach = ("--host", "0.0.0.0", "--name", "ken.example.org", "--tls", "--proxy", "127.0.0.1")  # noqa: S104
    process = start_ken("--home", str(new), "serve", "--port", str(port := free_port()), *reach)
    assert process.stdout
    assert b"open at https://ken.example.org/" in process.stdout.readline()
    headers = {"Host": "ken.example.org", "X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}
    with Client(base_url=f"http://127.0.0.1:{port}", headers=headers, timeout=60) as client:
        sent = client.get("/queue/emerging-needs")
        assert (sent.status_code, sent.headers["location"]) == (303, "/login?wanted=/queue/emerging-needs")
        cookie = client.get("/login").headers["set-cookie"]
        assert cookie.startswith("__Host-ken_session=")
        assert "Secure" in cookie
        assert client.get("/login", headers={"Host": "evil.example"}).status_code == 421
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)


def test_who_signs_on_at_a_proxy_is_let_in(ken: Ken, new: Path) -> None:
    ken("--home", new, "user", "add", "Ailsa", "--role", "owner")
    assert "--user-header needs --proxy" in ken("--home", new, "serve", "--user-header", "X-User").complaint
    reach = ("--proxy", "127.0.0.1", "--user-header", "X-User")
    process = start_ken("--home", str(new), "serve", "--port", str(port := free_port()), *reach)
    assert process.stdout
    process.stdout.readline()
    with Client(base_url=f"http://127.0.0.1:{port}", headers={"X-User": "ailsa"}, timeout=60) as client:
        assert "You are signed on" in client.get("/login").text
        assert "Ailsa" in client.get("/team").text
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)


def test_a_key_that_is_none_is_told(ken: Ken, new: Path) -> None:
    (new / "review.key").write_bytes(b"short")
    done = ken("--home", new, "serve", "--port", "0")
    assert done.code == 1
    assert "review.key is no key; delete it" in done.err


def test_the_page_is_served_until_ctrl_c(new: Path) -> None:
    process = start_ken("--home", str(new), "serve", "--port", "0")
    assert process.stdout
    line = process.stdout.readline().decode()
    found = re.fullmatch(r"The review page is open at (http://127\.0\.0\.1:\d+/) \(Ctrl\+C ends it\)\n", line)
    assert found, line
    with urllib.request.urlopen(found[1] + "help") as answer:  # noqa: S310  our own address
        assert b"Who is reviewing?" in answer.read()
    assert (new / "review.key").stat().st_mode & 0o777 == 0o600
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.decode() == "ken: stopped; what was done is kept, and the same command goes on from there\n"


def test_a_decision_that_was_acknowledged_outlives_the_server(finished_home: Path, tmp_path: Path) -> None:
    home = copied(finished_home, tmp_path / "w")
    works = [place.work for place in open_store(home).queues.get("emerging-needs", 1)]
    acknowledged = []
    for batch in range(3):
        process, address = served(home)
        with Client(base_url=address, follow_redirects=True, timeout=60) as client:
            page = client.get("/name").text
            client.post("/name", data={"token": token(page), "name": "Ailsa", "wanted": "/help"})
            form = {"token": token(client.get("/queue/emerging-needs").text), "verdict": "maybe", "run": "1"}
            for work in works[batch * 3 : batch * 3 + 3]:
                sent = client.post(
                    "/queue/emerging-needs/decide",
                    data={**form, "work": work},
                    headers={"HX-Request": "true"},
                )
                assert sent.status_code == 200
                acknowledged.append(work)
        process.kill()
        process.communicate()
    log = open_store(home).decisions.log()
    assert [one.work for one in log] == acknowledged
    assert first_break(log) == 0


@pytest.mark.slow
def test_the_demo_ends_with_the_page_open(tmp_path: Path) -> None:
    process = start_ken("demo", "--home", str(tmp_path / "demo"))
    assert process.stdout
    address = ""
    for line in process.stdout:
        if found := re.match(rb"The review page is open at (http://\S+)", line):
            address = found[1].decode()
            break
    with Client(follow_redirects=True, timeout=60) as client:
        assert "Who is reviewing?" in client.get(address).text
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode == 130


def served(home: Path) -> tuple[subprocess.Popen[bytes], str]:
    process = start_ken("--home", str(home), "serve", "--port", "0")
    assert process.stdout
    found = re.search(r"http://\S+", process.stdout.readline().decode())
    assert found
    return process, found[0].rstrip("/")


def token(page: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', page)
    assert found
    return found[1]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
