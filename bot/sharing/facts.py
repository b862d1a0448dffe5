"""From a few words to facts that can be shared. No chat is looked at: whoever asks the same is shown the same."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.entities.editions import Occurrence
from bot.phrasing import Answer, Source, sentence
from bot.reminders.told import ToldDeadline, deadlines, limit_of
from bot.topics.clerk import button
from bot.welcome import links

MOST = 20  # facts
EVENTS = 4  # editions that a few words may mean
ASPECTS = ("event.date", "deadline.date", "contact.contact")  # what is told of each
TITLE = 80  # characters
LONGEST = 200  # characters of what is asked: beyond, nobody is looking for a fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A fact that can be shared."""

    title: str  # what it says, in brief
    beneath: str  # more of it
    answer: Answer  # what is dropped into the chat
    link: str  # what a link to it carries


def shared(assistant: Assistant, words: str, now: dt.datetime) -> tuple[Shared, ...]:
    """Return what the letters say to a few words; to none, the limits that are next."""
    found = _said(assistant, words[:LONGEST], now) if words.strip() else _next(assistant, now.date())
    by_text = {each.answer.text: each for each in found if each.answer.sources}
    return tuple(by_text.values())[:MOST]


def _said(assistant: Assistant, words: str, now: dt.datetime) -> Iterator[Shared]:
    reply = assistant.reply(words, Dialogue(), now)
    keys = reply.dialogue.events
    about = assistant.catalogue.occurrence(keys[0]) if len(keys) == 1 else None
    if reply.answer.answered:
        yield _shared(reply.answer, about, assistant)
    focus = assistant.focus(words, now)
    for event in (*focus.occurrences, *focus.candidates)[:EVENTS]:
        for aspect in ASPECTS:
            if _told_of(event, aspect):
                answer = assistant.press(button(aspect, event), Dialogue(), now).answer
                if answer.answered:
                    yield _shared(answer, event, assistant)


def _told_of(event: Occurrence, aspect: str) -> bool:
    has = {"deadline.date": bool(event.deadlines), "contact.contact": bool(event.letter.contacts)}
    return has.get(aspect, True)


def _next(assistant: Assistant, today: dt.date) -> Iterator[Shared]:
    coming = (each for each in deadlines(assistant.catalogue) if each.last_day >= today and not each.doubtful)
    for each in sorted(coming, key=lambda each: (each.last_day, each.title))[:MOST]:
        yield _limit(each)


def _limit(fact: ToldDeadline) -> Shared:
    source = Source(reference=fact.origin.reference, date=fact.origin.written, quote=fact.origin.quote)
    title = sentence(limit_of(fact))
    beneath = f"{sentence(fact.action)} ({fact.title})"
    answer = Answer(text=f"{title} – {beneath}", answered=True, intent="", sources=(source,))
    return Shared(title=title, beneath=beneath, answer=answer, link=links.to_limit(fact))


def _shared(answer: Answer, event: Occurrence | None, assistant: Assistant) -> Shared:
    first, _, rest = answer.text.partition("\n")
    letter = assistant.library.letter(answer.letters[0]) if answer.letters else None
    link = links.to_event(event) if event else links.to_letter(letter) if letter else links.carried(links.Kind.HELP)
    title = first if len(first) <= TITLE else f"{first[: TITLE - 1]}…"
    beneath = rest.replace("\n", " ") or (answer.sources[0].quote if answer.sources else "")
    return Shared(title=title, beneath=beneath, answer=replace(answer, suggestions=()), link=link)
