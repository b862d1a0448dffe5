"""The composition root: settings, letters, state, clock, handlers in their order, over Telegram or in a terminal."""

import asyncio
import datetime as dt
import logging
import os
import re
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from telegram.error import InvalidToken, NetworkError
from telegram.request import BaseRequest

from bot.assistant import Assistant
from bot.clocks import take_the_newest
from bot.entities.dialogue import Dialogue
from bot.errors import EarlierClock, MissingSecret, MissingToken, RefusedToken, Unreachable
from bot.handlers import TAKEN, bound
from bot.handlers.access import Door
from bot.handlers.albums import Albums
from bot.handlers.bringing import PTB, application, hang_up
from bot.handlers.desk import Desk
from bot.handlers.leases import Leases
from bot.handlers.line import LARGEST_SKEW, Pulse, TokenDoubted
from bot.handlers.menu import load_menu
from bot.handlers.sending import Sender
from bot.handlers.sentences import load_sentences
from bot.handlers.trouble import trouble
from bot.handlers.turns import Turns
from bot.journal import open_journal
from bot.monitoring.measures import Measures
from bot.operators.opening import Line, hold_of, open_desk
from bot.reminders import wording
from bot.reminders.delivery import Postman
from bot.reminders.observing import Observer
from bot.reminders.record import Record
from bot.rounds import Rounds
from bot.settings import Access, Secrets, Settings
from bot.sharing.facts import shared
from bot.shelf import Progress, Shelf
from bot.state.address import passwords
from bot.state.pace import overall
from bot.state.records import Place
from bot.state.store import State, open_state
from bot.telephones import spaced
from bot.terminal import sentences as terminal_sentences
from bot.terminal.conversation import Conversation, piped, typed
from bot.terminal.greeting import greeting
from bot.terminal.request import CHAT, TerminalRequest
from bot.terminal.screen import Screen
from knowledge.history import History
from knowledge.library import Library
from knowledge.temporal.workdays import Workdays

_LOG = logging.getLogger(__name__)
Clock = Callable[[], dt.datetime]
LOADING, NOBODY = dt.datetime(2001, 1, 1, tzinfo=dt.UTC), "+41000000000"  # load what days (a Monday) and numbers need
TOKEN = re.compile(r"\d+:[A-Za-z0-9_-]+")
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
NO_TOKEN = "0:terminal"  # noqa: S105  # python-telegram-bot wants one; no server reads it
BOOTSTRAP_TRIES = 5  # over some fifteen seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An application ready to serve, and who sends its reminders."""

    application: PTB
    postman: Postman
    rounds: Rounds


def run(settings: Settings, secrets: Secrets, now: dt.datetime | None, progress: Progress) -> int:
    """Serve Telegram until told to stop. Raises BotError, KnowledgeError."""
    if not secrets.token:
        raise MissingToken
    if not TOKEN.fullmatch(secrets.token):
        raise RefusedToken
    if settings.telegram.webhook_url and not SECRET.fullmatch(secrets.webhook):
        raise MissingSecret
    hidden = (secrets.token, secrets.webhook, *secrets.keys, *passwords(settings.state.database))
    open_journal(*hidden, as_json=settings.monitoring.json_lines)
    shelf = Shelf(settings.knowledge, _prepared, progress)
    state = open_state(settings.state.database, _memory(settings), settings.bot.gap_days, secrets.keys)
    clock = clock_of(settings, now)
    try:
        newest = state.talks.newest()
        if newest is not None and newest > clock() + LARGEST_SKEW:
            _LOG.warning("%s", EarlierClock(moment=newest.astimezone(settings.bot.zone)))
        serve(lambda: assemble(settings, shelf, state, clock, secrets.token), settings, secrets)
    finally:
        state.close()
    return 0


def serve(make: Callable[[], House], settings: Settings, secrets: Secrets) -> None:
    """Serve Telegram with an application made in the loop that will run it.

    Raises RefusedToken, Unreachable, or whatever its supervisor ends it with.
    """
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    house = make()
    try:
        _serve(house.application, settings, secrets)
    except (InvalidToken, TokenDoubted):
        raise RefusedToken from None
    except NetworkError as error:
        raise Unreachable(server=settings.telegram.api_url, reason=error) from None
    finally:
        loop.run_until_complete(hang_up(house.application))
        loop.close()
    if house.rounds.verdict is not None:
        raise house.rounds.verdict


def _prepared(library: Library) -> Assistant:
    """Return an assistant whom no first question keeps waiting."""
    assistant = Assistant(library)
    assistant.prepare()
    Workdays().is_one(LOADING.date())
    spaced(NOBODY)
    for event in assistant.catalogue.occurrences[:1]:
        shared(assistant, event.title, LOADING)  # the grammars are compiled as they are used
    return assistant


def chat(settings: Settings, now: dt.datetime | None, progress: Progress) -> int:
    """Talk in the terminal until its lines end. Raises BotError, KnowledgeError."""
    open_journal(level=logging.WARNING)
    settings = replace(settings, access=Access(a_minute=0))  # whoever sits here has the files anyway
    shelf = Shelf(settings.knowledge, progress=progress)
    state = open_state(settings.state.terminal, _memory(settings), settings.bot.gap_days)
    said = terminal_sentences.load_sentences()
    clock = clock_of(settings, now)
    line = TerminalRequest(Screen(sys.stdout), said, lambda: int(clock().timestamp()), settings.state.terminal.parent)
    state.talks.remember(Place(CHAT["id"]), Dialogue(), clock())  # what was spoken of the last time is over
    house = assemble(settings, shelf, state, clock, NO_TOKEN, line)
    talk = Conversation(application=house.application, line=line, tick=house.postman.tick, first_update=time.time_ns())
    try:
        if sys.stdin.isatty() and sys.stdout.isatty():
            print(greeting(said, shelf.library(), clock().astimezone(settings.bot.zone).date()))
            talk.hold(typed(said.prompt))
        else:
            talk.hold(piped(sys.stdin))
    finally:
        state.close()
    return 0


def assemble(
    settings: Settings, shelf: Shelf, state: State, clock: Clock, token: str, line: BaseRequest | None = None
) -> House:
    """Return the application over Telegram, or over another side of the line."""
    _settle()
    pulse, albums, leaving, measures = Pulse(), Albums(), asyncio.Event(), Measures()
    leases = Leases(updates=state.updates, clock=clock)
    made = application(settings, token, line or pulse, leases, albums, measures.took)
    turns = None if line is not None else _turns(settings, state)
    sends = Sender(bot=made.bot, turns=turns, pushes=True, patience=0.0, leaving=leaving)
    postman = _postman(settings, shelf, state, clock, sends, (pulse, measures))
    desk = Desk(
        assistant=shelf.assistant,
        state=state,
        clock=clock,
        settings=settings,
        sentences=load_sentences(),
        menu=load_menu(),
        sender=Sender(bot=made.bot, turns=turns, leaving=leaving),
        albums=albums,
        leases=leases,
        knock=postman.knock,
        operators=open_desk(settings, state, shelf.library, shelf.catalogue, clock, _operators(settings, line)),
        answered=measures.answered,
    )
    _listen(made, desk)
    rounds = Rounds(desk, postman, pulse, measures)
    made.post_init, made.post_stop = rounds.begin, rounds.end
    return House(application=made, postman=postman, rounds=rounds)


def _postman(
    settings: Settings, shelf: Shelf, state: State, clock: Clock, sends: Sender, watched: tuple[Pulse, Measures]
) -> Postman:
    """Return who sends reminders: what left is noted beside the base, and counted."""
    rows, (pulse, measures) = Record(History(settings.knowledge.database), clock), watched
    return Postman(
        library=shelf.library,
        state=state,
        sends=sends,
        settings=settings.reminders,
        zone=settings.bot.zone,
        clock=clock,
        trusted=pulse.right,
        sentences=wording.load_sentences(),
        observer=Observer(state.facts, lambda: shelf.assistant().catalogue, clock, rows.release),
        hold=hold_of(settings),
        admitted=Door(settings.access, state, settings.operators.telegram).among,
        pushed=(rows.push, measures.pushed),
    )


def _turns(settings: Settings, state: State) -> Turns:
    return Turns(
        pace=state.pace, overall=overall(settings.telegram.messages_a_second), clock=lambda: dt.datetime.now(dt.UTC)
    )


def _settle() -> None:
    """Take what the process as a whole needs."""
    take_the_newest()
    os.environ["PTB_TIMEDELTA"] = "true"  # durations as durations: the library's coming default


def _listen(application: PTB, desk: Desk) -> None:
    """Let a desk hear what comes in, and what goes wrong."""
    for group, handlers in bound(desk).items():
        application.add_handlers(handlers, group)
    application.add_error_handler(trouble(desk))


def _operators(settings: Settings, line: BaseRequest | None) -> Line:
    """Return who is an operator: those of the settings; whoever sits at the terminal has the files anyway."""
    if isinstance(line, TerminalRequest):
        return Line(ids=frozenset((CHAT["id"],)), who="terminal")
    return Line(ids=frozenset(settings.operators.telegram), who="telegram:")


def _serve(application: PTB, settings: Settings, secrets: Secrets) -> None:
    telegram = settings.telegram
    common: dict[str, Any] = {"allowed_updates": TAKEN, "bootstrap_retries": BOOTSTRAP_TRIES, "close_loop": False}
    if not telegram.webhook_url:
        application.run_polling(**common)
        return
    application.run_webhook(
        listen=telegram.webhook_listen,
        port=telegram.webhook_port,
        url_path=urlsplit(telegram.webhook_url).path.strip("/"),
        webhook_url=telegram.webhook_url,
        secret_token=secrets.webhook,
        **common,
    )


def _memory(settings: Settings) -> dt.timedelta:
    return dt.timedelta(minutes=settings.bot.memory_minutes)


def clock_of(settings: Settings, now: dt.datetime | None) -> Clock:
    """Return a clock that always tells `now`, or the time when there is none."""
    return (lambda: dt.datetime.now(settings.bot.zone)) if now is None else (lambda: now)
