"""What the operator configures, and what is said when it is wrong."""

import re
import tomllib
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from bot.errors import BotError
from bot.settings import Settings, load, secrets
from knowledge.errors import KnowledgeError

SHIPPED = Path(__file__).parents[2] / "config.toml"


def written(folder: Path, text: str) -> Path:
    """Write a configuration file."""
    file = folder / "config.toml"
    file.write_text(text, "utf-8")
    return file


def test_the_shipped_file_states_every_default() -> None:
    """config.toml holds each setting with the default that the code has, and no other."""
    table = tomllib.loads(SHIPPED.read_text("utf-8"))
    for section in fields(Settings):
        default = getattr(Settings(), section.name)
        assert set(table[section.name]) == {each.name for each in fields(default)}
    root = SHIPPED.parent
    loaded = load(SHIPPED, {})
    assert loaded.bot == Settings().bot
    assert loaded.telegram == Settings().telegram
    assert loaded.reminders == Settings().reminders
    assert loaded.state.database == str(root / Settings().state.database)
    assert loaded.state.terminal == root / Settings().state.terminal


def test_each_shipped_setting_has_its_comment() -> None:
    """An operator reads in config.toml what each setting does."""
    lines = [line for line in SHIPPED.read_text("utf-8").splitlines() if re.match(r"\w+ = ", line)]
    assert lines
    assert all(re.search(r" # \w", line) for line in lines)


def test_each_setting_of_the_code_is_commented() -> None:
    """Each section of the settings is a frozen dataclass."""
    for section in fields(Settings):
        default = getattr(Settings(), section.name)
        assert is_dataclass(default)
        with pytest.raises(AttributeError):
            setattr(default, fields(default)[0].name, None)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[bott]\ntimezone = 'UTC'", "bott"),
        ("token = 'x'", "token"),
        ("[bot]\ntimezon = 'UTC'", "bot.timezon"),
        ("[bot]\ntimezone = 'Mars/Olympe'", "bot.timezone"),
        ("[bot]\ntimezone = '../../etc/passwd'", "bot.timezone"),
        ("[bot]\ntimezone = 3", "bot.timezone"),
        ("[bot]\nmemory_minutes = 0", "bot.memory_minutes"),
        ("[reminders]\nhour = 24", "reminders.hour"),
        ("[reminders]\nhour = 'neuf'", "reminders.hour"),
        ("[reminders]\nlead_days = [7, -1]", "reminders.lead_days"),
        ("[reminders]\nlead_days = 7", "reminders.lead_days"),
        ("[telegram]\nwebhook_port = 70000", "telegram.webhook_port"),
        ("[telegram]\ntoken = 'x'", "telegram.token"),
        ("[state]\ndatabase = ''", "state.database"),
        ("[knowledge]\ndatabse = 'x'", "knowledge.databse"),
        ("[bot", "config.toml"),
    ],
)
def test_a_fault_is_one_sentence_that_names_its_key(tmp_path: Path, text: str, key: str) -> None:
    """A wrong configuration is refused by one sentence naming what to correct."""
    with pytest.raises((BotError, KnowledgeError)) as caught:
        load(written(tmp_path, text), {})
    assert key in str(caught.value)
    assert "\n" not in str(caught.value).strip()


def test_the_environment_overrides_the_file(tmp_path: Path) -> None:
    """AIDE_MEMOIRE_<SECTION>_<KEY> wins over the file; TELEGRAM_API_URL names the server."""
    file = written(tmp_path, "[reminders]\nhour = 8\n")
    settings = load(file, {"AIDE_MEMOIRE_REMINDERS_HOUR": "10", "TELEGRAM_API_URL": "http://127.0.0.1:8081/"})
    assert settings.reminders.hour == 10
    assert settings.telegram.api_url == "http://127.0.0.1:8081"


def test_paths_start_from_the_configuration_file(tmp_path: Path) -> None:
    """A relative path means the same whatever the current folder."""
    assert load(written(tmp_path, ""), {}).state.database == str(tmp_path / "var" / "state.db")


def test_secrets_come_from_the_environment_and_are_never_shown() -> None:
    """A token does not appear when secrets are printed."""
    found = secrets({"TELEGRAM_BOT_TOKEN": " 123:abc \n"})
    assert found.token == "123:abc"
    assert "abc" not in repr(found)
    assert secrets({}).token == ""


def test_a_secret_may_be_a_credential_in_a_file(tmp_path: Path) -> None:
    """What a supervisor hands over in files is taken by their names; the environment goes before."""
    held = tmp_path / "held"
    held.mkdir()
    (held / "TELEGRAM_BOT_TOKEN").write_text("123:abc\n")
    (held / "AIDE_MEMOIRE_STATE_DATABASE").write_text("postgresql://aide:hush@db/state\n")
    environ = {"CREDENTIALS_DIRECTORY": str(held)}
    assert secrets(environ).token == "123:abc"
    assert secrets({**environ, "TELEGRAM_BOT_TOKEN": "9:z"}).token == "9:z"
    assert load(written(tmp_path, ""), environ).state.database == "postgresql://aide:hush@db/state"
    assert secrets({"CREDENTIALS_DIRECTORY": str(tmp_path / "nowhere")}).token == ""


@pytest.mark.parametrize("written_as", ["new,old", "new, old", "new\nold\n", " new old "])
def test_keys_of_the_state_may_be_several_and_are_never_shown(tmp_path: Path, written_as: str) -> None:
    """In their order, from the environment or from a file; config.toml has no place for them."""
    (tmp_path / "AIDE_MEMOIRE_STATE_KEYS").write_text(written_as)
    for environ in ({"AIDE_MEMOIRE_STATE_KEYS": written_as}, {"CREDENTIALS_DIRECTORY": str(tmp_path)}):
        found = secrets(environ)
        assert found.keys == ("new", "old")
        assert "old" not in repr(found)
    assert secrets({}).keys == ()
    with pytest.raises(KnowledgeError, match=r"state\.keys"):
        load(written(tmp_path, '[state]\nkeys = "new"\n'), {})


def test_the_state_may_be_a_server_s(tmp_path: Path) -> None:
    """Its address, which may hold a password, comes from the environment as well, and is not shown."""
    address = "postgresql://aide:hush@db.example.org/state"
    settings = load(written(tmp_path, ""), {"AIDE_MEMOIRE_STATE_DATABASE": address})
    assert settings.state.database == address
    assert "hush" not in repr(settings)
