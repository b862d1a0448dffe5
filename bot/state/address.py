"""Where the state is kept, as config.toml says it: a file of SQLite, or the address of a PostgreSQL server."""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

MARK = "://"
SERVERS = ("postgresql", "postgres", "postgresql+psycopg")


def is_server(address: str) -> bool:
    """Tell an address from a path."""
    return MARK in address


def is_there(address: str | Path) -> bool:
    """Tell whether a state was made: a file is looked for, a server is taken to have one."""
    return is_server(str(address)) or Path(address).is_file()


def is_known(address: str) -> bool:
    """Tell whether an address is of a server that we speak to, and can be read in one way only."""
    scheme, _, rest = address.partition(MARK)
    return scheme in SERVERS and not _is_twofold(rest)


def driven(address: str) -> str:
    """Return an address with the driver that SQLAlchemy is to take."""
    return f"postgresql+psycopg{MARK}{address.partition(MARK)[2]}"


def shown(address: str) -> str:
    """Return an address as it may be told: without who enters it, by which password, with which parameters."""
    if not is_server(address):
        return address
    scheme, _, rest = address.partition(MARK)
    if _is_twofold(rest):
        return f"{scheme}{MARK}…"
    return f"{scheme}{MARK}{rest.rpartition('@')[2].partition('?')[0]}"


def passwords(address: str) -> tuple[str, ...]:
    """Return the passwords of an address, as they are written and as they are meant."""
    if not is_server(address):
        return ()
    try:
        parts = urlsplit(address)
    except ValueError:
        return (address.partition(MARK)[2],)
    written = parts.password or ""
    return tuple(filter(None, {written, unquote(written), *parse_qs(parts.query).get("password", ())}))


def _is_twofold(rest: str) -> bool:
    """Tell whether a password seems to hold what separates the parts of an address."""
    before, at, _ = rest.partition("@")
    return bool(at) and (rest.count("@") > 1 or "?" in before or "/" in before)
