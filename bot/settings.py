"""config.toml -> one frozen tree of settings; what is secret comes from the environment, or credentials, only."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.errors import BadDatabase, BadZone, UnknownSection
from knowledge.settings import FILE, Operators, fill, load_operators, read
from knowledge.settings import Settings as Knowledge
from knowledge.settings import load as load_knowledge

TELEGRAM_ITSELF = "https://api.telegram.org"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conversation:
    """The [bot] section."""

    timezone: str = "Europe/Zurich"  # where the letters are written: the bot's clock and its days
    memory_minutes: int = field(default=120, metadata={"least": 1})  # a conversation is forgotten after that silence
    gap_days: int = field(default=90, metadata={"least": 0})  # a question without an answer is kept for, masked

    @property
    def zone(self) -> ZoneInfo:
        """The time zone, as the standard library knows it."""
        return ZoneInfo(self.timezone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """The [state] section."""

    database: str = field(default="var/state.db", repr=False)  # chats, wishes, what was sent: a file or a postgresql://
    terminal: Path = Path("var/terminal.db")  # the same for the terminal, a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Telegram:
    """The [telegram] section."""

    api_url: str = TELEGRAM_ITSELF  # the Bot API server; TELEGRAM_API_URL overrides it too
    webhook_url: str = ""  # public https address that Telegram calls; empty: polling
    webhook_listen: str = "127.0.0.1"  # local address that the webhook listens on
    messages_a_second: int = field(default=30, metadata={"least": 1})  # that Telegram takes, all chats together
    webhook_port: int = field(default=8080, metadata={"least": 1, "most": 65535})  # local port of the webhook
    refused_seconds: int = field(default=300, metadata={"least": 1})  # a token refused for that long ends the process


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """The [reminders] section."""

    lead_days: tuple[int, ...] = field(
        default=(30, 14, 7, 3, 1, 0), metadata={"least": 0, "most": 365}
    )  # before the last day
    hour: int = field(default=9, metadata={"least": 0, "most": 23})  # local hour of the reminders
    audible_days: int = field(default=3, metadata={"least": 0})  # they make a sound from that many days before
    late_minutes: int = field(default=60, metadata={"least": 1})  # one that leaves later than that says that it is late
    tick_seconds: int = field(default=30, metadata={"least": 1})  # how often one looks for what is due
    settle_minutes: int = field(default=10, metadata={"least": 1})  # a send unconfirmed for that long is made again


@dataclass(frozen=True, slots=True, kw_only=True)
class Monitoring:
    """The [monitoring] section."""

    listen: str = "127.0.0.1"  # local address of /healthz and /metrics
    port: int = field(default=0, metadata={"least": 0, "most": 65535})  # local port of both; 0: closed
    json_lines: bool = False  # the log is an object of JSON a line, for programs


class Mode(StrEnum):
    """Who may talk to the bot. Operators always may."""

    OPEN = "open"  # everybody
    LIST = "list"  # those of `ids`
    INVITATION = "invitation"  # those, and whoever follows a link that an operator has made


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The [access] section."""

    mode: Mode = Mode.OPEN  # who may talk to the bot: everybody, the list, or whoever has a link
    ids: tuple[int, ...] = ()  # Telegram ids of people, and of groups, who may unless it is open to all
    invitation_days: int = field(default=7, metadata={"least": 1, "most": 365})  # how long a link lets people in
    invitation_uses: int = field(default=1, metadata={"least": 1, "most": 10_000})  # how many it lets in
    a_minute: int = field(default=30, metadata={"least": 0, "most": 6000})  # messages of a person, in the long run
    burst: int = field(default=60, metadata={"least": 1, "most": 6000})  # that may come at once


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """The [backup] section."""

    folder: str = ""  # where the state is copied to each day; empty: nowhere
    hour: int = field(default=3, metadata={"least": 0, "most": 23})  # local hour
    keep: int = field(default=7, metadata={"least": 1, "most": 3660})  # copies; older ones are deleted


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The [feed] section."""

    public_url: str = ""  # public https address under which calendars are served; empty: nobody subscribes to any
    listen: str = "127.0.0.1"  # local address to which that one leads
    port: int = field(default=0, metadata={"least": 0, "most": 65535})  # local port of it; 0: closed


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """All sections of config.toml."""

    knowledge: Knowledge = field(default_factory=Knowledge)
    bot: Conversation = field(default_factory=Conversation)
    state: Storage = field(default_factory=Storage)
    telegram: Telegram = field(default_factory=Telegram)
    reminders: Reminders = field(default_factory=Reminders)
    monitoring: Monitoring = field(default_factory=Monitoring)
    feed: Feed = field(default_factory=Feed)
    operators: Operators = field(default_factory=Operators)
    access: Access = field(default_factory=Access)
    backup: Backup = field(default_factory=Backup)


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """What the environment alone tells."""

    token: str = field(default="", repr=False)  # TELEGRAM_BOT_TOKEN
    webhook: str = field(default="", repr=False)  # TELEGRAM_WEBHOOK_SECRET, which Telegram repeats in each call
    keys: tuple[str, ...] = field(
        default=(), repr=False
    )  # AIDE_MEMOIRE_STATE_KEYS: the first seals the state, all open it


def load(path: Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings of a file, else of config.toml here, else the defaults.

    Raises ConfigurationError for a bad key or value, UnknownSection, BadZone, BadDatabase.
    """
    environ = _with_credentials(environ)
    table, folder = read(path)
    file = str(path or FILE)
    known = tuple(each.name for each in fields(Settings))
    for section in table:
        if section not in known:
            raise UnknownSection(file=file, section=section, known=", ".join(known))
    bot = fill(Conversation, table.get("bot", {}), "bot", environ=environ, file=file)
    _check_zone(bot.timezone, file)
    return Settings(
        knowledge=load_knowledge(path, environ),
        bot=bot,
        state=_anchored(fill(Storage, table.get("state", {}), "state", environ=environ, file=file), folder),
        telegram=_pointed(fill(Telegram, table.get("telegram", {}), "telegram", environ=environ, file=file), environ),
        reminders=fill(Reminders, table.get("reminders", {}), "reminders", environ=environ, file=file),
        monitoring=fill(Monitoring, table.get("monitoring", {}), "monitoring", environ=environ, file=file),
        feed=fill(Feed, table.get("feed", {}), "feed", environ=environ, file=file),
        operators=load_operators(path, environ),
        access=fill(Access, table.get("access", {}), "access", environ=environ, file=file),
        backup=_put(fill(Backup, table.get("backup", {}), "backup", environ=environ, file=file), folder),
    )


def secrets(environ: Mapping[str, str] = os.environ) -> Secrets:
    """Return the secrets of the environment; those not given are empty."""
    environ = _with_credentials(environ)
    return Secrets(
        token=environ.get("TELEGRAM_BOT_TOKEN", "").strip(),
        webhook=environ.get("TELEGRAM_WEBHOOK_SECRET", "").strip(),
        keys=tuple(environ.get("AIDE_MEMOIRE_STATE_KEYS", "").replace(",", " ").split()),
    )


def _with_credentials(environ: Mapping[str, str]) -> Mapping[str, str]:
    """Return the environment, and what systemd's LoadCredential or a container lays in files of that name."""
    folder = environ.get("CREDENTIALS_DIRECTORY", "")
    files = [each for each in sorted(Path(folder).glob("*")) if each.is_file()] if folder else []
    return {**{each.name: each.read_text("utf-8").strip() for each in files}, **environ}


def _check_zone(name: str, file: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise BadZone(file=file, key="bot.timezone", value=name) from None


def _anchored(storage: Storage, folder: Path) -> Storage:
    """Return the paths starting from the folder of the configuration file. Raises BadDatabase."""
    database = storage.database
    if not database:
        raise BadDatabase(file=database)
    if "://" not in database:
        database = str(folder / Path(database).expanduser())
    return replace(storage, database=database, terminal=folder / storage.terminal)


def _put(backup: Backup, folder: Path) -> Backup:
    """Return the section with its folder starting from that of the configuration file."""
    return replace(backup, folder=str(folder / Path(backup.folder).expanduser())) if backup.folder else backup


def _pointed(telegram: Telegram, environ: Mapping[str, str]) -> Telegram:
    """Return the section with the server that TELEGRAM_API_URL names, if any."""
    server = environ.get("TELEGRAM_API_URL", "").strip() or telegram.api_url or TELEGRAM_ITSELF
    return replace(telegram, api_url=server.rstrip("/"))
