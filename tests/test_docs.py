"""The documentation is under test: what it names exists, and its session is what the bot says."""

import contextlib
import io
import os
import re
import subprocess
import sys
from dataclasses import fields
from functools import cache
from pathlib import Path

import pytest

import bot.__main__ as bot_commands
import knowledge.__main__ as knowledge_commands
from bot.handlers.menu import load_menu
from bot.operators.opening import commands
from bot.settings import Settings

ROOT = Path(__file__).parents[1]
DECISIONS = ROOT / "docs" / "decisions"
PAGES = tuple(
    path
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("LICENSE"))
    if path.name != "temporal.md"  # a table of the temporal grammar, with a test of its own
)
README = (ROOT / "README.md").read_text("utf-8")
PROGRAMS = {"bot": bot_commands.main, "knowledge": knowledge_commands.main}
COMMAND = re.compile(r"python -m (bot|knowledge)((?: [\w-]+)*)")
LARGEST_PICTURE = 150_000  # bytes
SECRETS = {"TELEGRAM_BOT_TOKEN", "TELEGRAM_WEBHOOK_SECRET", "TELEGRAM_API_URL"}
page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())


@cache
def subcommands(program: str) -> frozenset[str]:
    """Return the commands of a program, as its help lists them."""
    listed = re.search(r"\{([\w,]+)\}", helped(program))
    assert listed
    return frozenset(listed[1].split(","))


@cache
def helped(program: str, *command: str) -> str:
    """Return what `--help` prints."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.suppress(SystemExit):
        PROGRAMS[program]([*command, "--help"])
    return printed.getvalue()


def lines_of_code(text: str) -> list[str]:
    """Return the lines of the fenced blocks for a shell, without their prompt and comment."""
    found = re.findall(r"^```(?:sh|console)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [line.removeprefix("$ ").partition(" #")[0].strip() for block in found for line in block.splitlines()]


@page
def test_each_command_that_a_page_names_exists(path: Path) -> None:
    """Whoever copies a command gets no usage error."""
    for program, rest in COMMAND.findall(path.read_text("utf-8")):
        command = rest.split()[0] if rest else None
        assert command is None or command in subcommands(program), f"python -m {program}{rest}"


def test_the_table_of_commands_is_complete() -> None:
    """Each command is told in the README, with options that it has."""
    told = set()
    for row in re.findall(r"^\| `python -m .*\|$", README, re.MULTILINE):
        match = COMMAND.search(row)
        assert match
        program, command = match[1], match[2].split()[0]
        told.add((program, command))
        for option in re.findall(r"--[a-z]+", row):
            assert option in helped(program, command), f"python -m {program} {command} {option}"
    assert told == {(program, command) for program in PROGRAMS for command in subcommands(program)}


def test_the_options_of_many_commands_are_theirs() -> None:
    """--config is of all, --database of all but dates, --now of four, as the README says."""
    having: dict[str, set[str]] = {"--config": set(), "--database": set(), "--now": set()}
    every = {(program, command) for program in PROGRAMS for command in subcommands(program)}
    for program, command in every:
        for option, found in having.items():
            if option in helped(program, command):
                found.add(command)
    names = {command for _, command in every}
    assert having == {"--config": names, "--database": names - {"dates"}, "--now": {"run", "chat", "ask", "dates"}}


@page
def test_each_target_of_make_that_a_page_names_exists(path: Path) -> None:
    """`make` knows what the documentation asks of it."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    text = path.read_text("utf-8")
    named = {line.split()[1] for line in lines_of_code(text) if line.startswith("make ")}
    named |= set(re.findall(r"`make ([a-z]+)", text))
    assert named <= targets


@page
def test_each_link_leads_somewhere(path: Path) -> None:
    """A relative link names a file of the project."""
    links = re.findall(r"\]\(([^)#]+)", path.read_text("utf-8"))
    assert [link for link in links if "://" not in link and not (path.parent / link).exists()] == []


@page
def test_each_picture_is_there_and_small(path: Path) -> None:
    """A page shows pictures of the project alone, none of which keeps a reader waiting."""
    for name in re.findall(r'<img src="([^"]+)"', path.read_text("utf-8")):
        content = (path.parent / name).read_bytes()
        assert content.startswith(b"\x89PNG"), name
        assert len(content) < LARGEST_PICTURE, name


def test_the_readme_shows_a_conversation() -> None:
    """Whoever comes sees what it looks like, before reading how it is run."""
    assert README.index("docs/pictures/conversation.png") < README.index("## Two commands")


@page
def test_no_page_names_a_place_of_one_machine(path: Path) -> None:
    """Documentation is read on every machine; where the units of deploy/ put the program is one place on all."""
    places = r"(?<![\w.}>])/(?:home|root|work|tmp|Users|mnt|opt(?!/aide-memoire))\b\S*"
    assert re.findall(places, path.read_text("utf-8")) == []


def test_the_tests_that_hold_off_threats_exist() -> None:
    """Each threat names a test, and the test is there."""
    page = (ROOT / "docs" / "threats.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")][2:]
    named = [re.search(r"\| `([\w/.]+)::(\w+)` \|$", row) for row in rows]
    assert len(named) > 20
    assert all(named)
    for match in filter(None, named):
        file = ROOT / match[1]
        assert file.is_file(), match[1]
        assert re.search(rf"^(?:async )?def {match[2]}\(", file.read_text("utf-8"), re.MULTILINE), match[0]


def test_the_settings_that_the_readme_names_exist() -> None:
    """A key, or its variable in the environment, is one of config.toml."""
    keys = {section.name: {key.name for key in fields(section.type)} for section in fields(Settings)}  # type: ignore[arg-type]  # a class
    variables = {f"AIDE_MEMOIRE_{section}_{key}".upper() for section, names in keys.items() for key in names}
    every = set().union(*keys.values())
    named = set(re.findall(r"AIDE_MEMOIRE_[A-Z_]+", README.replace("AIDE_MEMOIRE_<SECTION>_<KEY>", "")))
    assert named <= variables | {"AIDE_MEMOIRE_HOME", "AIDE_MEMOIRE_STATE_KEYS"}
    assert set(re.findall(r"\bTELEGRAM_[A-Z_]+", README)) == SECRETS
    assert {"shipped", "letters"} <= every
    assert set(re.findall(r"`([a-z]+_[a-z_]+)`", README)) <= every


def test_the_commands_of_the_chat_that_the_readme_names_exist() -> None:
    """/rappels and the others are in the menu."""
    named = set(re.findall(r"`/([a-z]+)`", README))
    assert named
    assert named <= {*load_menu(), *commands()}


def test_the_decisions_are_numbered_without_gaps() -> None:
    """0001, 0002 … and each title repeats its number."""
    files = sorted(DECISIONS.glob("*.md"))
    assert [int(file.name[:4]) for file in files] == list(range(1, len(files) + 1))
    for number, file in enumerate(files, 1):
        text = file.read_text("utf-8")
        assert text.startswith(f"# {number}. "), file.name
        assert {"## Context", "## Decision", "## Refused", "## Consequences"} <= set(text.splitlines()), file.name


def test_each_decision_that_a_page_cites_exists() -> None:
    """Whoever reads "decision 12" finds it."""
    numbers = {int(file.name[:4]) for file in DECISIONS.glob("*.md")}
    cited = {int(each) for path in PAGES for each in re.findall(r"decisions? (\d+)\b", path.read_text("utf-8"))}
    assert cited <= numbers


def test_the_session_of_the_readme_is_what_the_bot_says(tmp_path: Path) -> None:
    """Three questions by a pipe, on the day that the README says, give the very lines that it shows."""
    block = re.search(r"^```console\n\$ (.*?)\n(.*?)^```", README, re.MULTILINE | re.DOTALL)
    assert block
    typed, _, command = block[1].partition(" | ")
    questions = re.fullmatch(r"printf '(.*)'", typed)
    assert questions
    clean = {name: value for name, value in os.environ.items() if not name.startswith("AIDE_MEMOIRE_")}
    done = subprocess.run(  # noqa: S603  # our own command
        [sys.executable, *command.split()[1:]],
        cwd=tmp_path,  # where there is neither base nor state
        env={**clean, "PYTHONPATH": str(ROOT)},
        input=questions[1].replace("\\n", "\n"),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.strip() == block[2].strip()
