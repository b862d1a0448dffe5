"""The calendar that a chat subscribes to: what is to come of what it wants to be reminded of; the same all day long."""

import datetime as dt
from collections.abc import Iterable, Iterator

from bot.calendars import choice
from bot.calendars.entries import Bell, Sheet, load_sentences, sheet
from bot.reminders.plan import Schedule, concerns
from bot.reminders.told import Kind, Told, ToldDeadline, load
from bot.reminders.watching import watch
from bot.state.facts import Facts
from bot.state.records import Change, Wish
from bot.understanding.catalogue import Catalogue

EVER = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


def withdrawn(changes: Iterable[Change], present: Iterable[Told]) -> tuple[Told, ...]:
    """Return, as they last were, the facts that letters once held and hold no more."""
    held = {each.subject for each in present}
    last = {each.subject: each for each in changes if each.kind != Kind.LETTER}
    gone = (each for each in last.values() if each.after is None and each.before and each.subject not in held)
    return tuple(load(Kind(each.kind), each.before or "") for each in gone)


def bell(wish: Wish, schedule: Schedule, audible_days: int, now: dt.datetime) -> Bell:
    """Return when a calendar warns: as its place is reminded."""
    terms = schedule.terms(wish)
    near = tuple(each for each in terms.leads if each <= audible_days)
    return Bell(lead_days=terms.leads, event_days=near, hour=terms.hour, zone=terms.zone, now=now)


def subscribed(catalogue: Catalogue, facts: Facts, wish: Wish, bell: Bell) -> Sheet:
    """Return what is to come of what a place wants."""
    present = choice.everything(catalogue)
    gone = withdrawn(facts.changes(EVER), present)
    every = choice.coming(_wanted((*present, *gone), catalogue, wish), bell.now.date())
    named = frozenset(each.subject for each in gone)
    more = choice.beside(catalogue.library.letters)
    return sheet(every, load_sentences(), bell, gone=named, changed=facts.revisions(), beside=more)


def _wanted(every: Iterable[Told], catalogue: Catalogue, wish: Wish) -> Iterator[Told]:
    """Yield the deadlines that concern a place, and the events that it has not put aside."""
    foreign = {each.key for each in watch(catalogue.library) if not concerns(each, wish)}
    follows = {each.event: each.wanted for each in wish.follows}
    for fact in every:
        if isinstance(fact, ToldDeadline):
            wanted = fact.key not in foreign and follows.get(fact.event or "", wish.everything)
        else:
            wanted = follows.get(fact.subject, wish.everything)
        if wanted:
            yield fact
