"""Files for calendars: one deadline, one event, one letter, or all."""

import re
from dataclasses import dataclass

from bot.calendars import choice
from bot.calendars.entries import Bell, Sheet, load_sentences, sheet
from bot.calendars.subscribed import EVER, bell, withdrawn
from bot.handlers.desk import Exchange
from bot.phrasing import Answer, Suggestion, count, enumerate_all
from bot.reminders.plan import schedule
from bot.reminders.told import Told, ToldDeadline
from bot.state.records import Wish
from bot.topics.clerk import CALENDAR, VERSION
from knowledge.french.text import fold

KIND, EVENT = CALENDAR.split(".")
DEADLINE, LETTER = "deadline", "letter"
PREFIX = f"{VERSION}|{KIND}."
NAMED = 8  # titles that a caption shows
OFFERED = 8  # events to choose from


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Facts to be put into a file, and what the file is called."""

    facts: tuple[Told, ...]
    title: str
    gone: frozenset[str] = frozenset()  # subjects that no letter in force holds any more


def data(what: str, key: str) -> str:
    """Return what a button that gives a file carries."""
    return f"{PREFIX}{what}|{key}"


async def show(exchange: Exchange, words: str) -> None:
    """Send what words name, all that is to come when there are none, all there is when they say so."""
    said, catalogue = exchange.desk.sentences.calendar, exchange.desk.assistant().catalogue
    if not words or fold(words) in said.words_all:
        facts = choice.everything(catalogue)
        facts = facts if words else choice.coming(facts, exchange.now.date())
        kept = _withdrawn(exchange, facts)
        kept = kept if words else choice.coming(kept, exchange.now.date())
        chosen = Choice(facts=(*facts, *kept), title=said.all, gone=frozenset(each.subject for each in kept))
        await _send(exchange, chosen, otherwise=said.none_coming)
        return
    focus = exchange.desk.assistant().focus(words, exchange.now)
    if focus.letters:
        letters = [each for letter in focus.letters for each in choice.of_letter(catalogue, letter)]
        title = enumerate_all([each.reference for each in focus.letters])
        await _send(exchange, Choice(facts=tuple(dict.fromkeys(letters)), title=title))
    elif focus.occurrences:
        title = enumerate_all([each.title for each in focus.occurrences])
        await _send(exchange, Choice(facts=choice.of_events(catalogue, focus.occurrences), title=title))
    elif focus.candidates:
        offered = (Suggestion(label=each.title, data=data(EVENT, each.key)) for each in focus.candidates[:OFFERED])
        await exchange.tell(said.which, *offered)
    else:
        await exchange.tell(said.not_found)


async def tap(exchange: Exchange, pressed: str) -> None:
    """Send what a button stands for; of what the letters no longer hold, the entry that cancels it."""
    what, _, key = pressed.removeprefix(PREFIX).partition("|")
    chosen = _pressed(exchange, what, key)
    if chosen is None:
        await exchange.tell(exchange.desk.sentences.calendar.gone)
    else:
        await _send(exchange, chosen)


def _pressed(exchange: Exchange, what: str, key: str) -> Choice | None:
    catalogue = exchange.desk.assistant().catalogue
    occurrence = catalogue.occurrence(key) if what == EVENT else None
    if occurrence is not None:
        return Choice(facts=choice.of_events(catalogue, (occurrence,)), title=occurrence.title)
    letter = next((each for each in catalogue.library.letters if choice.letter_key(each) == key), None)
    if what == LETTER and letter is not None:
        return Choice(facts=choice.of_letter(catalogue, letter), title=letter.reference)
    facts = choice.of_deadline(catalogue, key) if what == DEADLINE else ()
    gone = () if facts else tuple(each for each in _withdrawn(exchange, ()) if each.subject == key)
    found = (*facts, *gone)
    titles = [each.title for each in found]
    return Choice(facts=found, title=titles[0], gone=frozenset(each.subject for each in gone)) if titles else None


def _withdrawn(exchange: Exchange, present: tuple[Told, ...]) -> tuple[Told, ...]:
    return withdrawn(exchange.desk.state.facts.changes(EVER), present)


async def _send(exchange: Exchange, chosen: Choice, otherwise: str | None = None) -> None:
    said = exchange.desk.sentences.calendar
    wording = load_sentences()
    revisions = exchange.desk.state.facts.revisions()
    more = choice.beside(exchange.desk.assistant().library.letters)
    made = sheet(chosen.facts, wording, _bell(exchange), gone=chosen.gone, changed=revisions, beside=more)
    if not made.entries:
        await exchange.tell(otherwise or said.nothing.format(title=chosen.title))
        return
    from bot.calendars.ics import write  # icalendar is loaded for a file only

    content = write(made.entries, wording.name, exchange.now)
    caption = Answer(text=_caption(exchange, chosen, made), answered=True, intent="")
    await exchange.hand((_file_name(chosen.title), content), caption)


def _caption(exchange: Exchange, chosen: Choice, made: Sheet) -> str:
    said = exchange.desk.sentences.calendar
    deadlines = sum(isinstance(each, ToldDeadline) for each in chosen.facts)
    counted = [count(deadlines, "deadline")] if deadlines else []
    rest = len(made.entries) - deadlines
    counted += [count(rest, "event")] if rest else []
    lines = [said.caption.format(title=chosen.title, count=enumerate_all(counted)), said.hint]
    if made.dayless:
        named = made.dayless[:NAMED]
        more = len(made.dayless) - len(named)
        titles = enumerate_all([*named, said.others.format(count=more)] if more else list(named))
        lines.append(said.dayless.format(titles=titles))
    return "\n".join(lines)


def _bell(exchange: Exchange) -> Bell:
    settings = exchange.desk.settings
    wish = exchange.desk.state.chats.wish_of(exchange.place) or Wish(place=exchange.place, since=exchange.now)
    terms = schedule(settings.reminders, settings.bot.zone)
    return bell(wish, terms, settings.reminders.audible_days, exchange.now)


def _file_name(title: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:60].strip("-")
    return f"{slug or 'agenda'}.ics"
