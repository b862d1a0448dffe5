"""What a tap on the screen of the reminders makes of a wish: pure. Unknown choices change nothing."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from zoneinfo import available_timezones

from bot.reminders.audience import audiences
from bot.state.records import Follow, Wish

LONGEST_LEAD = 365
DIGEST_HOUR = 9  # of a digest, where the place has no hour of its own
NOTHING = "-"  # the choice that takes a setting back


def change(wish: Wish, what: str, choice: str, leads: tuple[int, ...], now: dt.datetime) -> Wish:
    """Return the wish with one thing changed. `leads`: the lead times that hold where the place chose none."""
    if what == "lead":
        return _lead(wish, choice, leads)
    if what == "event":
        return follow(wish, choice, now)
    if what in ("digest", "digest_hour"):
        return _digest(wish, what, choice, now)
    changed = _CHANGES.get(what)
    return wish if changed is None else changed(wish, choice)


def follow(
    wish: Wish, event: str, now: dt.datetime, *, wanted: bool | None = None, leads: tuple[int, ...] | None = None
) -> Wish:
    """Return the wish with an event followed, or no longer; what it already says of all events is not said twice.

    `wanted`: None turns it over. `leads`: its own lead times; None keeps those that it has.
    """
    others = tuple(each for each in wish.follows if each.event != event)
    before = next((each for each in wish.follows if each.event == event), None)
    was = before.wanted if before is not None else wish.everything
    wanted = not was if wanted is None else wanted
    kept = leads or (before.leads if before is not None and wanted else None)
    if wanted == wish.everything and kept is None:
        return replace(wish, follows=others)
    return replace(wish, follows=(*others, Follow(event=event, wanted=wanted, leads=kept, since=now)))


def _lead(wish: Wish, choice: str, leads: tuple[int, ...]) -> Wish:
    if not (choice.isdecimal() and len(choice) <= 3 and int(choice) <= LONGEST_LEAD):
        return wish
    chosen = set(leads if wish.leads is None else wish.leads) ^ {int(choice)}
    return replace(wish, leads=tuple(sorted(chosen, reverse=True)))


def _digest(wish: Wish, what: str, choice: str, now: dt.datetime) -> Wish:
    day, hour = wish.digest or (0, DIGEST_HOUR if wish.hour is None else wish.hour)
    if what == "digest" and choice == NOTHING:
        return replace(wish, digest=None, digest_since=None)
    if what == "digest" and choice in _DAYS:
        return replace(wish, digest=(int(choice), hour), digest_since=now)
    if what == "digest_hour" and choice in _HOURS and wish.digest is not None:
        return replace(wish, digest=(day, int(choice)), digest_since=now)
    return wish


def _everything(wish: Wish, choice: str) -> Wish:
    return replace(wish, everything=choice == "1", follows=tuple(each for each in wish.follows if each.leads))


def _audience(wish: Wish, choice: str) -> Wish:
    return replace(wish, audience=choice if choice in audiences() else None)


def _hour(wish: Wish, choice: str) -> Wish:
    return replace(wish, hour=int(choice)) if choice in _HOURS else wish


def _quiet(wish: Wish, choice: str) -> Wish:
    start, _, end = choice.partition("-")
    if start in _HOURS and end in _HOURS:
        return replace(wish, quiet=(int(start), int(end)) if start != end else None)
    return replace(wish, quiet=None) if choice == NOTHING else wish


def _zone(wish: Wish, choice: str) -> Wish:
    known = choice if choice in available_timezones() else wish.zone
    return replace(wish, zone=None if choice == NOTHING else known)


def _working_days(wish: Wish, choice: str) -> Wish:
    return replace(wish, working_days=choice == "1")


def _news(wish: Wish, choice: str) -> Wish:
    return replace(wish, news=choice == "1")


_DAYS = frozenset(map(str, range(7)))
_HOURS = frozenset(map(str, range(24)))
_CHANGES: Mapping[str, Callable[[Wish, str], Wish]] = {
    "all": _everything,
    "for": _audience,
    "hour": _hour,
    "quiet": _quiet,
    "zone": _zone,
    "work": _working_days,
    "news": _news,
}
