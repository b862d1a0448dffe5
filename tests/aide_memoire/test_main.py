"""The command `aide-memoire`: finds its folder or says how, and does what the two packages do."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from aide_memoire.__main__ import main

ROOT = Path(__file__).parents[2]
MOST_WHEEL = 1_100_000  # bytes; the aim is 1,000,000, of which the words and cues of French alone are a tenth


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder that holds nothing."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AIDE_MEMOIRE_HOME", raising=False)
    return tmp_path


def test_without_a_folder_it_says_how_to_make_one(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is made in silence where there is no configuration."""
    assert main(["ask", "quand ?"]) == 1
    told = capsys.readouterr()
    assert "aide-memoire init" in told.err
    assert not told.out
    assert list(elsewhere.iterdir()) == []


@pytest.mark.parametrize("named", ["option", "environment", "here"])
def test_a_folder_made_by_init_serves(
    named: str, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A folder prepared once is found by its name, by the environment or by standing in it."""
    home = elsewhere / "service"
    assert main(["init", str(home)]) == 0
    assert (home / "var" / "letters").is_dir()
    if named == "environment":
        monkeypatch.setenv("AIDE_MEMOIRE_HOME", str(home))
    if named == "here":
        monkeypatch.chdir(home)
    capsys.readouterr()
    option = ["--home", str(home)] if named == "option" else []
    assert main([*option, "letters", "build"]) == 0
    assert main([*option, "ask", "--now", "2021-02-15", "date limite du forum du SMSI ?"]) == 0
    assert "1er mars 2021" in capsys.readouterr().out
    assert (home / "var" / "knowledge.db").is_file()


def test_init_overwrites_nothing(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A configuration that is there stays as it is; a place that cannot be made is told."""
    (elsewhere / "config.toml").write_text("# mine")
    assert main(["init", str(elsewhere)]) == 1
    assert (elsewhere / "config.toml").read_text() == "# mine"
    assert main(["init", str(elsewhere / "config.toml" / "below")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 2


@pytest.mark.parametrize(("arguments", "usage"), [(["ask"], "aide-memoire ask"), (["letters"], "aide-memoire letters")])
def test_help_calls_it_by_its_name(arguments: list[str], usage: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What help tells to type can be typed."""
    with pytest.raises(SystemExit):
        main([*arguments, "--help"])
    assert f"usage : {usage}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"), [([], "il manque"), (["nope"], "n'est pas connu"), (["init"], "il manque")]
)
def test_a_wrong_line_is_told_in_french(arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong in a command line is told in the language of the help, with the exit code of wrong usage."""
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    said = capsys.readouterr().err
    assert told in said
    assert "required" not in said


def test_the_wheel_serves_and_squats_no_common_name(elsewhere: Path) -> None:
    """A wheel holds one package, is small, and answers a question from any folder."""
    _run(["hatchling", "build", "-t", "wheel", "-d", str(elsewhere)], ROOT, {})
    (wheel,) = elsewhere.glob("*.whl")
    assert wheel.stat().st_size < MOST_WHEEL
    with zipfile.ZipFile(wheel) as made:
        tops = {name.partition("/")[0] for name in made.namelist()}
        made.extractall(elsewhere / "site")
    assert {top for top in tops if not top.endswith(".dist-info")} == {"aide_memoire"}
    environ = {"PYTHONPATH": str(elsewhere / "site"), "PYTHONSAFEPATH": "1"}
    _run(["aide_memoire", "init", "home"], elsewhere, environ)
    asked = ["aide_memoire", "--home", "home", "ask", "--now", "2021-02-15", "date limite du forum du SMSI ?"]
    assert "1er mars 2021" in _run(asked, elsewhere, environ)


def _run(command: list[str], folder: Path, environ: dict[str, str]) -> str:
    """Run a module with this Python and return what it prints."""
    done = subprocess.run(  # noqa: S603 - our own commands
        [sys.executable, "-m", *command],
        cwd=folder,
        env={**os.environ, **environ},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout
