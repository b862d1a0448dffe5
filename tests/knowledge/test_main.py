"""The commands of the letters: exit codes, one sentence on failure, results on stdout alone."""

import io
import json
from pathlib import Path

import pytest

from knowledge.__main__ import main

DATA = Path(__file__).parents[1] / "data"


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the base of the shipped letters, in a folder without configuration."""
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--database", "base.db"]) == 0
    return tmp_path / "base.db"


def test_build_says_what_was_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Build ends with 1 when a letter was refused, and builds the others all the same."""
    database = tmp_path / "base.db"
    assert main(["build", "--letters", str(DATA / "broken"), "--database", str(database)]) == 1
    out = capsys.readouterr().out
    assert "4 lettres lues." in out
    assert "Refusé : 02-binaire.md n'est pas un fichier de texte" in out
    assert database.exists()


def test_export(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Export prints the facts of all letters as JSON, each deadline with the sentence that asks it."""
    capsys.readouterr()
    assert main(["export", "--database", str(database)]) == 0
    letters = json.loads(capsys.readouterr().out)["letters"]
    assert len(letters) == 5
    letter = next(each for each in letters if each["reference"] == "CL-21/4")
    assert letter["deadlines"][0]["due"] == "2021-03-01"
    assert letter["deadlines"][0]["quote"].startswith("Je vous serais reconnaissant")


def test_show(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Show tells a letter's facts in French; a reference that is not known lists those that are."""
    capsys.readouterr()
    assert main(["show", "cl-21/27", "--database", str(database)]) == 0
    out = capsys.readouterr().out
    assert "Événement : ITU Digital World, 2021, de septembre à décembre 2021" in out
    assert "prévu d'abord : Hanoï (Viet Nam), du 12 au 15 octobre 2021" in out
    assert main(["show", "CL-99/1", "--database", str(database)]) == 1
    assert "CL-21/27" in capsys.readouterr().err


def test_show_explains(database: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--explain adds to a letter's facts what its dates were taken for, from the file that was built."""
    capsys.readouterr()
    assert main(["show", "Lettre circulaire cl 21/004", "--explain", "--database", str(database)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("CL-21/4 · ")
    assert "avant le 1er mars 2021 : délai des destinataires, retenu de +" in out


def test_check(database: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Check lists the doubts of a base, each with its sentence, and says when there is none."""
    capsys.readouterr()
    assert main(["check", "--database", str(database)]) == 0
    assert "Aucun doute" in capsys.readouterr().out
    text = (DATA / "letters" / "cl-24-33-sommet-jeunesse.md").read_text("utf-8")
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "a.md").write_text(text.replace("vendredi 28 juin 2024", "lundi 28 juin 2024"), "utf-8")
    main(["build", "--letters", str(folder), "--database", str(database)])
    capsys.readouterr()
    assert main(["check", "--database", str(database)]) == 0
    out = capsys.readouterr().out
    assert "le jour de la semaine ne correspond pas" in out
    assert "« Chaque administration est invitée" in out
    assert "À vérifier : " in out
    assert "Aucun doute" not in out


def test_dates(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Dates answers JSON lines, and explains one expression."""
    monkeypatch.setattr("sys.stdin", io.StringIO('{"id": "a", "text": "le 17 mai 2021"}\n'))
    assert main(["dates", "--now", "2021-02-15T09:00:00+01:00"]) == 0
    assert json.loads(capsys.readouterr().out)["start"] == "2021-05-17"
    assert main(["dates", "avant le 1er mars 2021"]) == 0
    assert "1er mars 2021" in capsys.readouterr().out


def test_failures_are_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing base, a missing folder and a bad configuration are one sentence on stderr and exit code 1."""
    (tmp_path / "bad.toml").write_text("[knowledge]\nletres = 1\n")
    for arguments in (
        ["export", "--database", str(tmp_path / "none.db")],
        ["build", "--letters", str(tmp_path / "none"), "--database", str(tmp_path / "b.db")],
        ["check", "--config", str(tmp_path / "bad.toml")],
    ):
        assert main(arguments) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["unknown"], ["show"], ["build", "--nope"]])
def test_wrong_usage(arguments: list[str]) -> None:
    """Wrong usage ends with 2."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2


@pytest.mark.parametrize("command", [[], ["build"], ["check"], ["show"], ["export"], ["dates"]])
def test_help(command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Every command explains itself."""
    with pytest.raises(SystemExit) as caught:
        main([*command, "--help"])
    assert caught.value.code == 0
    assert "--config" in capsys.readouterr().out
