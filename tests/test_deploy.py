"""The units that start the bot are ones that their programs take, where those programs are there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

DEPLOY = Path(__file__).parents[1] / "deploy"
MOST_EXPOSED = 2.0  # of 10, as systemd counts: "OK"


def run(*command: str) -> str:
    """Run a program and return all that it says."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603  # fixed commands
    return done.stdout + done.stderr


def program(name: str) -> str:
    """Return the path of a program; where it is not installed the test is skipped."""
    found = shutil.which(name, path="/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin")
    if found is None:
        pytest.skip(f"{name} is not installed here: install it to run this test")
    return found


def test_systemd_takes_the_unit() -> None:
    """Nothing in it is unknown; what it starts is installed elsewhere, which is all that may be missing here."""
    said = run(program("systemd-analyze"), "verify", str(DEPLOY / "aide-memoire.service")).splitlines()
    ours = [line for line in said if "aide-memoire" in line]
    assert [line for line in ours if "/opt/aide-memoire/bin/aide-memoire is not executable" not in line] == []


def test_the_unit_exposes_little() -> None:
    """What a service may do and this one need not is taken from it."""
    said = run(program("systemd-analyze"), "security", "--offline=true", str(DEPLOY / "aide-memoire.service"))
    exposure = re.search(r"exposure level for aide-memoire.service: ([\d.]+)", said)
    if exposure is None:
        pytest.skip("this systemd does not judge units that are not loaded (it needs version 250)")
    assert float(exposure[1]) < MOST_EXPOSED


def test_nginx_takes_the_site(tmp_path: Path) -> None:
    """Its syntax is right, with a certificate made here in place of a true one."""
    nginx, openssl = program("nginx"), program("openssl")
    made = [
        "-keyout",
        str(tmp_path / "key.pem"),
        "-out",
        str(tmp_path / "cert.pem"),
        "-days",
        "1",
        "-subj",
        "/CN=bot.example.org",
    ]
    run(openssl, "req", "-x509", "-newkey", "rsa:2048", "-nodes", *made)
    site = (DEPLOY / "nginx.conf").read_text("utf-8")
    site = re.sub(r"/etc/letsencrypt\S+/fullchain.pem", str(tmp_path / "cert.pem"), site)
    site = re.sub(r"/etc/letsencrypt\S+/privkey.pem", str(tmp_path / "key.pem"), site)
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nerror_log stderr;\nevents {{}}\nhttp {{\n{site}\n}}\n", "utf-8")
    assert "test is successful" in run(nginx, "-t", "-p", str(tmp_path), "-c", str(whole))


@pytest.mark.parametrize("file", ["aide-memoire.service", "Containerfile", "compose.yaml"])
def test_no_secret_is_in_a_unit_s_environment(file: str) -> None:
    """Secrets are handed over in files, which no list of processes shows."""
    text = (DEPLOY / file).read_text("utf-8")
    assert re.search(r"(?:Environment=|ENV |environment:)[^#]*(?:TOKEN|SECRET|STATE_DATABASE)\s*[=:]", text) is None
    assert "TELEGRAM_BOT_TOKEN" in text or file == "Containerfile"
