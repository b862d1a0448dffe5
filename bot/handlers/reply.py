"""/reponse: the reply that a deadline asks for, begun: to copy, for a mail program, for a word processor."""

import re
from collections.abc import Iterable

from telegram import CallbackQuery

from bot.calendars import choice
from bot.handlers import editing
from bot.handlers.desk import Exchange
from bot.phrasing import Answer, Suggestion, sentence
from bot.reminders.listing import pages
from bot.reminders.told import Told, ToldDeadline
from bot.replies.draft import Draft, draft
from bot.replies.files import docx, eml
from knowledge.french.text import fold

PREFIX = "1|reply|"
PAGE = "1|reply.page|"  # with it begins what a button to other deadlines carries
OFFERED = 8  # deadlines to choose from
LABEL = 60  # characters of a button


async def show(exchange: Exchange, words: str) -> None:
    """Begin the reply to the deadline that words name, or to the one that is to come; of several, ask which."""
    said, found = exchange.desk.sentences.reply, _asked(exchange, words)
    if len(found) == 1:
        await _give(exchange, found[0])
    elif found:
        await exchange.tell(said.which, *_choices(found, 0, paged=not words))
    else:
        await exchange.tell(said.none)


async def turn(exchange: Exchange, query: CallbackQuery) -> None:
    """Show other deadlines to choose from where the first ones stood."""
    first = (query.data or "").removeprefix(PAGE)
    found = _asked(exchange, "")
    start = int(first) if first.isdecimal() and len(first) < 6 and int(first) < len(found) else 0
    said = exchange.desk.sentences.reply
    await editing.show(exchange, query, said.which if found else said.none, _choices(found, start, paged=True))


def _asked(exchange: Exchange, words: str) -> list[ToldDeadline]:
    """Return the deadlines to come that words name, all when there are none; the next one first."""
    catalogue = exchange.desk.assistant().catalogue
    facts: Iterable[Told] = choice.everything(catalogue)
    if words:
        focus = exchange.desk.assistant().focus(words, exchange.now)
        of_letters = (each for letter in focus.letters for each in choice.of_letter(catalogue, letter))
        facts = (*of_letters, *choice.of_events(catalogue, focus.occurrences))
    found = [each for each in choice.coming(facts, exchange.now.date()) if isinstance(each, ToldDeadline)]
    return sorted(dict.fromkeys(found), key=lambda each: each.due)


def _choices(found: list[ToldDeadline], first: int, *, paged: bool) -> tuple[Suggestion, ...]:
    """Return the buttons of some deadlines, and those that lead to the others."""
    shown = tuple(map(_button, found[first : first + OFFERED]))
    return (*shown, *pages(PAGE, first, OFFERED, len(found))) if paged else shown


async def tap(exchange: Exchange, pressed: str) -> None:
    """Begin the reply that a button stands for."""
    found = choice.of_deadline(exchange.desk.assistant().catalogue, pressed.removeprefix(PREFIX))
    fact = next((each for each in found if isinstance(each, ToldDeadline)), None)
    if fact is None:
        await exchange.tell(exchange.desk.sentences.reply.gone)
    else:
        await _give(exchange, fact)


def _button(fact: ToldDeadline) -> Suggestion:
    label = sentence(fact.action)
    return Suggestion(label=label if len(label) <= LABEL else f"{label[: LABEL - 1]}…", data=PREFIX + fact.subject)


async def _give(exchange: Exchange, fact: ToldDeadline) -> None:
    made = _draft(exchange, fact)
    said = exchange.desk.sentences.reply
    if made is None:
        await exchange.tell(said.gone)
        return
    await exchange.tell(made.text)
    name = re.sub(r"[^a-z0-9]+", "-", fold(fact.origin.reference)).strip("-") or "reponse"
    files = [(f"{name}.docx", docx(made), said.document)]
    files += [(f"{name}.eml", eml(made), said.message)] if made.mailboxes else []
    for file, content, caption in files:
        answer = Answer(text=caption, answered=True, intent="")
        await exchange.desk.sender.document(exchange.place, (file, content), answer, reply_to=exchange.reply_to)


def _draft(exchange: Exchange, fact: ToldDeadline) -> Draft | None:
    """Return the draft for a deadline of the letters in force, None when they hold it no more."""
    letter = exchange.desk.assistant().library.letter(fact.origin.reference)
    asked = (each for each in letter.deadlines if (each.due, each.action) == (fact.due, fact.action)) if letter else ()
    deadline = next(iter(asked), None)
    return draft(deadline, letter) if deadline and letter else None
