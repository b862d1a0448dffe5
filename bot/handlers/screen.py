"""The screen of the reminders: what a place wants, in words, and the buttons that change it."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from bot.handlers.choices import NOTHING
from bot.handlers.sentences import OfReminders
from bot.phrasing import Suggestion, abreast, enumerate_all, sentence
from bot.reminders.audience import audiences
from bot.reminders.listing import pages
from bot.state.records import Follow, Wish
from knowledge.temporal.wording import say_clock, say_day

PREFIX = "r|"  # with it begins what these buttons carry: r|what|choice
ON, OFF = f"{PREFIX}on", f"{PREFIX}off"
PAGE = "page"
LEADS = (30, 14, 7, 3, 1, 0)
HOURS = (6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20)
QUIETS = ((20, 7), (22, 7), (22, 8), (0, 6))
_ROW = 4  # short buttons of one row
_SHORT = ("leads", "hour")  # pages of short buttons
MOST = 12  # events shown at once


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What the screen is drawn from."""

    wish: Wish | None  # None: reminders are off
    said: OfReminders
    leads: tuple[int, ...]  # that hold where the place chose none
    hour: int
    zone: str  # what the time zone is called: "Genève"
    events: Mapping[str, str]  # that one may follow: key -> title
    following: dt.datetime | None = None  # when the next reminder comes, by the clock of the place

    @property
    def own_leads(self) -> tuple[int, ...]:
        """The lead times that hold here."""
        return self.leads if self.wish is None or self.wish.leads is None else self.wish.leads

    @property
    def own_hour(self) -> int:
        """The hour that holds here."""
        return self.hour if self.wish is None or self.wish.hour is None else self.wish.hour


def draw(view: View, page: str = "") -> tuple[str, tuple[Suggestion, ...]]:
    """Return the text and the buttons of a page; the first one when there is no such page."""
    said = view.said
    if view.wish is None:
        text = said.off.format(leads=in_words(view.leads, said), hour=view.hour, zone=view.zone)
        return text.strip(), (Suggestion(label=said.turn_on, data=ON),)
    page, _, first = page.partition("-")
    buttons = _PAGES.get(page)
    if buttons is None:
        return "\n".join(_lines(view, view.wish)), abreast(tuple(_main(view, view.wish)))
    back = Suggestion(label=said.back, data=_data(PAGE, ""))
    shown = tuple(buttons(view, view.wish))
    if page in _SHORT:
        shown = tuple(_in_rows(shown))
    if page == "events":
        shown = tuple(_turned(shown, first))
    return str(getattr(said.asks, page)), (*shown, back)


def _turned(shown: tuple[Suggestion, ...], first: str) -> Iterator[Suggestion]:
    """Yield the switch of all events, a page of theirs, and the buttons that turn it."""
    every, *events = shown
    start = int(first) if first.isdecimal() and len(first) < 6 and int(first) < len(events) else 0
    yield every
    yield from events[start : start + MOST]
    yield from pages(_data(PAGE, "events-"), start, MOST, len(events))


def page_of(view: View, what: str, choice: str) -> str:
    """Return the page on which a button stands: of an event, the one that shows it."""
    if what == PAGE:
        return choice
    page, keys = PAGE_OF.get(what, ""), list(view.events)
    return f"{page}-{keys.index(choice) // MOST * MOST}" if what == "event" and choice in keys else page


def _lines(view: View, wish: Wish) -> Iterator[str]:
    said = view.said
    yield said.on
    yield said.deadlines.format(which=_which(view, wish))
    if wish.audience is not None:
        yield said.audience.format(label=audiences()[wish.audience].label.lower())
    yield said.leads.format(leads=in_words(view.own_leads, said) or said.no_leads)
    yield said.at.format(hour=view.own_hour, zone=view.zone)
    if wish.quiet is not None:
        yield said.quiet.format(start=wish.quiet[0], end=wish.quiet[1])
    if wish.working_days:
        yield said.working_days
    if wish.news:
        yield said.news
    if wish.digest is not None:
        day, hour = wish.digest
        yield said.digest.format(day=said.weekdays[day], hour=hour)
    if view.following is not None:
        at = view.following
        yield said.following.format(day=say_day(at.date()), hour=say_clock(at.time()))


def _which(view: View, wish: Wish) -> str:
    unwanted = [_title(view, each) for each in wish.follows if not each.wanted]
    followed = [_title(view, each) for each in wish.follows if each.wanted]
    if not wish.everything:
        return enumerate_all(followed) if followed else view.said.none
    if unwanted:
        return view.said.all_but.format(events=enumerate_all(unwanted))
    return view.said.all_with.format(events=enumerate_all(followed)) if followed else view.said.all


def _title(view: View, follow: Follow) -> str:
    title = view.events.get(follow.event, view.said.other_event)
    if not follow.leads or not follow.wanted:
        return title
    return view.said.with_leads.format(title=title, leads=in_words(follow.leads, view.said))


def _main(view: View, wish: Wish) -> Iterator[Suggestion]:
    said = view.said
    for page in _PAGES:
        yield Suggestion(label=str(getattr(said.pages, page)), data=_data(PAGE, page))
    yield _switch(said.only_working_days, "work", on=wish.working_days)
    yield _switch(said.tell_news, "news", on=wish.news)
    yield Suggestion(label=said.turn_off, data=OFF)


def _events(view: View, wish: Wish) -> Iterator[Suggestion]:
    yield _switch(view.said.every_deadline, "all", on=wish.everything)
    follows = {each.event: each.wanted for each in wish.follows}
    for key, title in view.events.items():
        yield _choice(title, "event", key, chosen=follows.get(key, wish.everything))


def _audiences(view: View, wish: Wish) -> Iterator[Suggestion]:
    yield _choice(view.said.everybody, "for", NOTHING, chosen=wish.audience is None)
    for key, each in audiences().items():
        yield _choice(each.label, "for", key, chosen=wish.audience == key)


def _lead_times(view: View, _: Wish) -> Iterator[Suggestion]:
    for lead in sorted({*LEADS, *view.own_leads}, reverse=True):
        label = view.said.lead.format(days=lead) if lead else view.said.lead_day
        yield _choice(label, "lead", str(lead), chosen=lead in view.own_leads)


def _hours(view: View, _: Wish) -> Iterator[Suggestion]:
    for hour in HOURS:
        yield _choice(say_clock(dt.time(hour)), "hour", str(hour), chosen=hour == view.own_hour)


def _quiets(view: View, wish: Wish) -> Iterator[Suggestion]:
    yield _choice(view.said.no_quiet, "quiet", NOTHING, chosen=wish.quiet is None)
    for start, end in QUIETS:
        label = view.said.quiet_hours.format(start=start, end=end)
        yield _choice(label, "quiet", f"{start}-{end}", chosen=wish.quiet == (start, end))


def _digests(view: View, wish: Wish) -> Iterator[Suggestion]:
    yield _choice(view.said.no_digest, "digest", NOTHING, chosen=wish.digest is None)
    for day, name in enumerate(view.said.weekdays):
        chosen = wish.digest is not None and wish.digest[0] == day
        yield replace(_choice(sentence(name), "digest", str(day), chosen=chosen), beside=bool(day % _ROW))
    for place, hour in enumerate(HOURS if wish.digest is not None else ()):
        chosen = wish.digest is not None and wish.digest[1] == hour
        shown = _choice(say_clock(dt.time(hour)), "digest_hour", str(hour), chosen=chosen)
        yield replace(shown, beside=bool(place % _ROW))


def _zones(view: View, wish: Wish) -> Iterator[Suggestion]:
    yield _choice(view.said.letters_zone, "zone", NOTHING, chosen=wish.zone is None)


_PAGES: Mapping[str, Callable[[View, Wish], Iterator[Suggestion]]] = {
    "events": _events,
    "audience": _audiences,
    "leads": _lead_times,
    "hour": _hours,
    "zone": _zones,
    "quiet": _quiets,
    "digest": _digests,
}
PAGE_OF = {
    "all": "events",
    "event": "events",
    "for": "audience",
    "lead": "leads",
    "hour": "hour",
    "quiet": "quiet",
    "zone": "zone",
    "digest": "digest",
    "digest_hour": "digest",
}


def _in_rows(buttons: tuple[Suggestion, ...]) -> Iterator[Suggestion]:
    for place, each in enumerate(buttons):
        yield replace(each, beside=bool(place % _ROW))


def _switch(label: str, what: str, *, on: bool) -> Suggestion:
    return _choice(label, what, "0" if on else "1", chosen=on)


def _choice(label: str, what: str, choice: str, *, chosen: bool) -> Suggestion:
    return Suggestion(label=f"✓ {label}" if chosen else label, data=_data(what, choice))


def _data(what: str, choice: str) -> str:
    return f"{PREFIX}{what}|{choice}"


def in_words(lead_days: tuple[int, ...], said: OfReminders) -> str:
    """Return lead times as one says them: "7 et 3 jours avant, la veille et le jour même"."""
    days = sorted(set(lead_days), reverse=True)
    named = {1: said.eve, 0: said.same_day}
    before = [str(day) for day in days if day not in named]
    told = [said.days_before.format(days=enumerate_all(before))] if before else []
    return enumerate_all([*told, *(named[day] for day in days if day in named)])
