"""Links that open the bot on a letter, an event, a limit or the reminders: what they carry, and what that means."""

import re
from dataclasses import dataclass
from enum import StrEnum

from bot.entities.editions import Occurrence, key_of
from bot.reminders.told import ToldDeadline, deadlines
from bot.topics.clerk import VERSION
from bot.understanding.catalogue import Catalogue
from knowledge.french.text import fold
from knowledge.model import Letter

LONGEST = 64  # characters that Telegram takes after "?start="
_PAYLOAD = re.compile(r"(\d+)-([a-z]+)(?:-([0-9a-f]{8,32}))?")


class Kind(StrEnum):
    """What a link leads to."""

    LETTER = "lettre"
    EVENT = "evenement"
    LIMIT = "echeance"
    REMINDERS = "rappels"
    HELP = "aide"
    DELEGATION = "delegation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where a link leads."""

    kind: Kind
    letter: Letter | None = None
    event: Occurrence | None = None
    limit: ToldDeadline | None = None
    code: str = ""  # of an invitation


def to_letter(letter: Letter) -> str:
    """Return what a link to a letter carries."""
    return carried(Kind.LETTER, key_of(letter.reference))


def to_event(event: Occurrence) -> str:
    """Return what a link to an edition of an event carries."""
    return carried(Kind.EVENT, event.key)


def to_limit(limit: ToldDeadline) -> str:
    """Return what a link to a limit carries."""
    return carried(Kind.LIMIT, limit.subject)


def carried(kind: Kind, key: str = "") -> str:
    """Return what a link carries: a version, a kind, and whose key."""
    return "-".join(filter(None, (VERSION, kind, key)))


def address(bot: str, payload: str) -> str:
    """Return the address of a link to a bot."""
    return f"https://t.me/{bot}?start={payload}"


def read(payload: str, catalogue: Catalogue) -> Target | None:
    """Return where a link leads; None when it is none of ours, or what it led to is no more.

    The reference of a letter, written as an address may hold it ("CL-21_4"), is taken too.
    """
    named = _named(payload, catalogue)
    if named is not None:
        return Target(kind=Kind.LETTER, letter=named)
    found = _PAYLOAD.fullmatch(payload)
    if found is None or found[1] != VERSION or found[2] not in set(Kind):
        return None
    kind, key = Kind(found[2]), found[3] or ""
    target = Target(
        kind=kind,
        letter=_letter(key, catalogue) if kind is Kind.LETTER else None,
        event=catalogue.occurrence(key) if kind is Kind.EVENT else None,
        limit=_limit(key, catalogue) if kind is Kind.LIMIT else None,
        code=key if kind is Kind.DELEGATION else "",
    )
    alone = kind in (Kind.REMINDERS, Kind.HELP)
    return target if alone or any((target.letter, target.event, target.limit, target.code)) else None


def _named(payload: str, catalogue: Catalogue) -> Letter | None:
    wanted = _bare(payload)
    return next((each for each in catalogue.library.letters if wanted and _bare(each.reference) == wanted), None)


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")


def _letter(key: str, catalogue: Catalogue) -> Letter | None:
    return next((each for each in catalogue.library.letters if key_of(each.reference) == key), None)


def _limit(subject: str, catalogue: Catalogue) -> ToldDeadline | None:
    return next((each for each in deadlines(catalogue) if each.subject == subject), None)
