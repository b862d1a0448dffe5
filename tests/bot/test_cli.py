"""The commands, each in a process of its own."""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.entities.dialogue import Dialogue
from bot.state.records import Place
from bot.state.store import open_state

ROOT = Path(__file__).parents[2]
NOW = "2021-02-15T09:00:00+01:00"
HEAVY = ("telegram", "httpx", "icalendar", "sqlalchemy", "sqlite_utils", "dateparser", "asyncio", "logging")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, shipped: Path) -> Path:
    """A folder with a base, as the first command leaves it."""
    made = tmp_path_factory.mktemp("operator")
    (made / "var").mkdir()
    shutil.copy(shipped, made / "var")
    return made


@pytest.fixture(scope="module")
def base(folder: Path) -> Path:
    """The base in that folder."""
    return folder / "var" / "knowledge.db"


def bot(
    folder: Path, *arguments: str, typed: str | bytes = "", **environment: str
) -> "subprocess.CompletedProcess[str]":
    """Run a command of the bot."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "AIDE_MEMOIRE_"))}
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, "-m", "bot", *arguments],
        cwd=folder,
        env={**clean, "PYTHONPATH": str(ROOT), **environment},
        input=typed if isinstance(typed, bytes) else typed.encode(),
        capture_output=True,
        timeout=50,
        check=False,
    )
    return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())


def blocks(output: str) -> list[str]:
    """Return what is separated by blank lines."""
    return [block for block in output.strip().split("\n\n") if block]


def test_three_questions_by_a_pipe_are_three_answers(tmp_path: Path) -> None:
    """Whoever tries the bot in an empty folder gets one block an answer, each citing its letter, and a clean end."""
    done = bot(tmp_path, "chat", typed="quand a lieu le Forum du SMSI ?\net la date limite ?\nqui contacter ?\n")
    assert done.returncode == 0
    answers = blocks(done.stdout)
    assert len(answers) == 3
    assert all("CL-21/4" in answer for answer in answers)
    assert "17 au 21 mai 2021" in answers[0]
    assert "1er mars 2021" in answers[1]
    assert "wsis-info@itu.int" in answers[2]
    assert "\x1b" not in done.stdout


def test_the_terminal_has_commands_buttons_and_documents(folder: Path, tmp_path: Path) -> None:
    """Reminders are turned on by the number of their button; a path is a document; what nobody knows is answered."""
    paper = tmp_path / "lettre.pdf"
    paper.write_bytes(b"%PDF")
    done = bot(folder, "chat", "--now", NOW, typed=f"/rappels\n1\n/oublier\n{paper}\n\n/inconnu\n😀\n{'z' * 5000}\n")
    answers = blocks(done.stdout)
    assert done.returncode == 0
    assert "[1] Activer" in answers[0]
    assert "Désactiver les rappels" in answers[1]
    assert any("document" in answer for answer in answers)
    assert any("/aide" in answer for answer in answers)


def test_the_terminal_forgets_the_last_session(folder: Path) -> None:
    """A new session begins without memory of the one before, and one without a word ends well."""
    state = open_state(folder / "var" / "terminal.db", dt.timedelta(hours=2))
    now = dt.datetime.fromisoformat(NOW)
    state.talks.remember(Place(1), Dialogue(topic="event", letter="CL-21/4", said=now), now)
    done = bot(folder, "chat", "--now", NOW)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert state.talks.dialogue(Place(1), now) == Dialogue()
    state.close()


def test_whatever_is_piped_ends_well(folder: Path) -> None:
    """Blank lines, bytes that are no text, a last line without end: no error."""
    done = bot(folder, "chat", typed=b"\n\n\xff\xfe\x00\nquand ?")
    assert (done.returncode, done.stderr) == (0, "")


def test_ask_answers_one_question(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer is on stdout, nothing else is."""
    assert main(["ask", "--database", str(base), "--now", NOW, "quand a lieu le Forum du SMSI ?"]) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    assert "CL-21/4" in shown.out


def test_ask_answers_in_json(base: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Programs get the text, whether it is an answer, the letters, the intent and the confidence."""
    assert main(["ask", "--database", str(base), "--now", NOW, "--json", "quand a lieu le Forum du SMSI ?"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"text", "answered", "letters", "intent", "confidence"}
    assert answer["letters"] == ["CL-21/4"]


def test_ask_answers_json_lines(folder: Path) -> None:
    """In order, with their ids; a bad line is named on stderr, answered when it has an id, and the command fails."""
    lines = [
        json.dumps({"id": "a", "conversation": "c", "now": NOW, "text": "quand a lieu le Forum du SMSI ?"}),
        '{"id": "b"',
        '{"id": "c", "conversation": "c"}',
        json.dumps({"id": "d", "conversation": "c", "now": NOW, "text": "\ud800 et après ?"}),
    ]
    done = bot(folder, "ask", "--jsonl", typed="\n".join(lines))
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert [answer["id"] for answer in answers] == ["a", "c", "d"]
    assert "ligne 2" in done.stderr
    assert "ligne 3" in done.stderr
    assert "Traceback" not in done.stderr


def test_ask_takes_another_base(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--database FILE answers from that base, built when missing, wherever the option stands."""
    other = str(tmp_path / "other.db")
    assert main(["--database", other, "ask", "quand a lieu le Forum du SMSI ?"]) == 0
    assert Path(other).is_file()
    Path(other).write_bytes(b"damaged" * 200)
    capsys.readouterr()
    assert main(["ask", "quand a lieu le Forum du SMSI ?", "--database", other]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "python -m knowledge build" in shown.err
    assert len(shown.err.splitlines()) == 1


def test_a_question_loads_neither_telegram_nor_the_state(folder: Path, base: Path) -> None:
    """What makes a question slow is not imported for it."""
    program = (
        "import sys; sys.argv = ['bot', 'ask', 'quand a lieu le Forum du SMSI ?']\n"
        "from bot.__main__ import main; main()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(  # noqa: S603  # our own program
        [sys.executable, "-c", program],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=50,
        check=True,
    )
    assert done.stderr.strip() == "[]"


def test_the_simulator_is_a_table(folder: Path) -> None:
    """The command shows what would leave, and sends nothing."""
    done = bot(folder, "remind", "--from", "2021-01-01", "--to", "2021-12-31")
    assert done.returncode == 0
    assert "rappel" in done.stdout


def test_without_arguments_the_help_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever types the bare command reads what there is."""
    assert main([]) == 0
    shown = capsys.readouterr().out
    assert all(name in shown for name in ("run", "chat", "ask", "remind"))


def test_the_terminal_writes_the_file_of_a_calendar(folder: Path) -> None:
    """By command and by button; what is shown is where the file is."""
    done = bot(folder, "chat", "--now", NOW, typed="/calendrier\net la date limite du Forum du SMSI ?\n4\n")
    every, _, forum = blocks(done.stdout)
    written = [Path(block.rpartition("[fichier] ")[2]) for block in (every, forum)]
    assert [file.name for file in written] == ["echeances-et-evenements.ics", "forum-du-smsi-2021.ics"]
    assert all((folder / file).read_bytes().startswith(b"BEGIN:VCALENDAR\r\n") for file in written)
    assert {file.parent for file in written} == {Path("var")}


@pytest.mark.parametrize("name", ["run", "chat", "ask", "remind"])
def test_each_command_has_its_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """--help of a command tells its options."""
    with pytest.raises(SystemExit) as left:
        main([name, "--help"])
    assert left.value.code == 0
    assert "--config" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "--jsonl", "question"],
        ["ask", "--now", "hier", "question"],
        ["chat", "--now", "2021-02-30"],
        ["remind"],
        ["remind", "--from", "2021-01-01", "--to", "x"],
        ["remind", "--from", "2021-01-02", "--to", "2021-01-01"],
        ["dance"],
        ["ask", "--unknown", "x"],
    ],
)
def test_wrong_usage_is_told_and_exits_two(
    arguments: list[str], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A command mistyped is explained without a traceback."""
    try:
        code: object = main(["--database", str(folder / "knowledge.db"), *arguments])
    except SystemExit as left:
        code = left.code
    shown = capsys.readouterr()
    assert (code, shown.out) == (2, "")
    assert shown.err


@pytest.mark.parametrize(
    ("text", "said"),
    [("[bot]\ntimezon = 'UTC'\n", "timezon"), ("[bot", "other.toml"), ("[reminders]\nhour = 99", "hour")],
)
def test_a_faulty_configuration_is_one_sentence(
    tmp_path: Path, text: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sentence names what to correct."""
    file = tmp_path / "other.toml"
    file.write_text(text, "utf-8")
    assert main(["ask", "--config", str(file), "quand ?"]) == 1
    shown = capsys.readouterr()
    assert said in shown.err
    assert len(shown.err.splitlines()) == 1


def test_a_state_that_cannot_be_used_is_one_sentence(tmp_path: Path, folder: Path, base: Path) -> None:
    """A damaged state file is named, and left alone."""
    assert base.exists()  # else the first reading of the letters would be told too
    (tmp_path / "state.db").write_bytes(b"damaged" * 200)
    done = bot(folder, "chat", typed="quand ?", AIDE_MEMOIRE_STATE_TERMINAL=str(tmp_path / "state.db"))
    assert done.returncode == 1
    assert "state.db" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_backup_is_made_and_told(folder: Path, tmp_path: Path) -> None:
    """One sentence names the copy, or what is missing."""
    elsewhere = {"AIDE_MEMOIRE_STATE_DATABASE": str(tmp_path / "state.db")}
    missing = bot(folder, "backup", str(tmp_path / "copy.db"), **elsewhere)
    assert (missing.returncode, missing.stdout) == (1, "")
    assert "state.db" in missing.stderr
    open_state(tmp_path / "state.db", dt.timedelta(hours=2)).close()
    done = bot(folder, "backup", str(tmp_path / "copy.db"), **elsewhere)
    assert (done.returncode, done.stderr) == (0, "")
    assert "copy.db" in done.stdout
    assert (tmp_path / "copy.db").is_file()


def test_a_reader_that_stops_reading_is_no_error(folder: Path) -> None:
    """`| head -1` ends quietly."""
    program = f"{sys.executable} -m bot ask --jsonl | head -1"
    lines = json.dumps({"id": "a", "text": "quand ?"}) + "\n"
    done = subprocess.run(  # noqa: S602  # a pipe of our own
        program,
        shell=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        input=lines * 200,
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert len(done.stdout.splitlines()) == 1
