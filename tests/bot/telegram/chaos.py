"""Processes that push reminders and are killed at random: who was reached, who twice, and when that is explained."""

import asyncio
import datetime as dt
import multiprocessing
import os
import random
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise
from multiprocessing.process import BaseProcess
from pathlib import Path

from bot.application import assemble
from bot.settings import Reminders, Settings, Storage, Telegram
from bot.shelf import Shelf
from bot.state.records import Place, Stage
from bot.state.store import State, open_state
from tests.bot.builders import NOW
from tests.bot.telegram.standin import serving
from tests.bot.telegram.unruly import Accepted, Unruly

TOKEN = "123456789:AAF-standin_standin_standin_stand"
MEMORY = dt.timedelta(hours=2)
WINDOW = 1.0  # seconds before a kill in which a message accepted may not have been noted


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What is tried."""

    database: str  # address of a state, empty
    base: Path  # a base with one deadline
    chats: int  # one in ten is a group
    kills: int
    processes: int = 1
    odds: float = 0.05  # of a whim, twice a chat
    whims: tuple[str, ...] = ("busy", "failing", "blocked", "moved")
    lives: tuple[float, float] = (0.1, 0.5)  # seconds between two kills, after the process was started
    latency: float = 0.02  # seconds that the stand-in takes to say that it has accepted
    haste: int = 6  # how much faster the bot's clock goes: claims are abandoned after one of its minutes
    seed: int = 1
    longest: float = 1200.0  # seconds: an unlucky chat waits for an hour of the bot


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of it."""

    kills: int
    killed_pushing: int  # of them, before everybody was reached
    seconds: float
    missing: tuple[int, ...]  # chats that were not reached
    unsure: tuple[float, ...]  # doubles of messages accepted so many seconds before a kill
    late: int  # doubles of messages whose answer came too late
    unexplained: int  # other doubles
    unnoted: int  # steps that are not noted as sent


def chats_of(trial: Trial) -> list[int]:
    """Return the numbers of the chats."""
    return [-1000 - number if number % 10 == 0 else number for number in range(1, trial.chats + 1)]


def run(trial: Trial) -> Outcome:
    """Push to all chats while processes are killed; wait until all are reached."""
    chats = chats_of(trial)
    state = open_state(trial.database, MEMORY)
    server = Unruly(TOKEN, latency=trial.latency)
    server.plan(chats, trial.odds, trial.whims, trial.seed)
    try:
        for chat in chats:
            state.chats.wish(Place(chat), NOW)
        with serving(server):
            begun = time.monotonic()
            crew = _Crew(trial, server.url)
            try:
                kills = _kill(trial, crew, server)
                _until(lambda: _settled(state, server, len(chats)), begun + trial.longest)
            finally:
                crew.end()
        return _outcome(chats, server, state, kills, time.monotonic() - begun)
    finally:
        state.close()


def _settled(state: State, server: Unruly, count: int) -> bool:
    asleep = server.blocked - {wish.place.chat for wish in state.chats.wishes()}  # the bot has noted it
    for chat in server.unblock(asleep):
        state.chats.wake(chat, NOW)
    noted = [each for each in state.outbox.deliveries() if each.stage is Stage.SENT]
    return len(noted) == count and len(server.reached()) == count


def _kill(trial: Trial, crew: "_Crew", server: Unruly) -> list[float]:
    """Kill a process now and then, and put another in its place; return when."""
    chance = random.Random(trial.seed)  # noqa: S311  # a trial that can be repeated
    kills = []
    for _ in range(trial.kills):
        time.sleep(chance.uniform(*trial.lives))
        kills.append(crew.kill(chance.randrange(trial.processes)))
    return kills


def _until(done: Callable[[], bool], end: float) -> None:
    while not done() and time.monotonic() < end:
        time.sleep(0.25)


class _Crew:
    """The processes that push."""

    def __init__(self, trial: Trial, url: str) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([__name__])
        self._order = (trial.database, trial.base, url, trial.haste, time.time())
        self._members = [self._begin() for _ in range(trial.processes)]

    def kill(self, number: int) -> float:
        """Kill one; another begins. Return when."""
        member = self._members[number]
        at = time.monotonic()
        member.kill()
        member.join()
        self._members[number] = self._begin()
        return at

    def end(self) -> None:
        """Kill them all."""
        for member in self._members:
            member.kill()
            member.join()

    def _begin(self) -> BaseProcess:
        process = self._context.Process(target=push, args=self._order, daemon=True)
        process.start()
        return process


def push(database: str, base: Path, url: str, haste: int, begun: float) -> None:
    """Push reminders until killed, as `run` does: the whole application but what it receives."""
    default = Settings()
    settings = replace(
        default,
        knowledge=replace(default.knowledge, database=base),
        state=Storage(database=database),
        telegram=Telegram(api_url=url),
        reminders=Reminders(tick_seconds=1, settle_minutes=1),
    )
    parent = os.getppid()

    def clock() -> dt.datetime:
        return NOW + dt.timedelta(seconds=(time.time() - begun) * haste)

    async def serve() -> None:
        state = open_state(database, MEMORY)
        house = assemble(settings, Shelf(settings.knowledge), state, clock, TOKEN)
        async with house.application:
            serving = asyncio.create_task(house.postman.serve())
            while os.getppid() == parent:
                await asyncio.sleep(1)
                house.postman.knock()  # as whoever takes the bot back does
            serving.cancel()

    asyncio.run(serve())


def _outcome(chats: list[int], server: Unruly, state: State, kills: list[float], seconds: float) -> Outcome:
    by_chat: dict[int, list[Accepted]] = defaultdict(list)
    for each in server.accepted:
        by_chat[each.chat].append(each)
    doubled = [first for times in by_chat.values() for first, _ in pairwise(times)]
    unsure = [_before_kill(each, kills) for each in doubled if not each.late]
    everybody = max(times[0].at for times in by_chat.values()) if len(by_chat) == len(chats) else float("inf")
    return Outcome(
        kills=len(kills),
        killed_pushing=sum(kill < everybody for kill in kills),
        seconds=seconds,
        missing=tuple(sorted(set(chats) - set(by_chat))),
        unsure=tuple(wait for wait in unsure if wait <= WINDOW),
        late=sum(each.late for each in doubled),
        unexplained=sum(wait > WINDOW for wait in unsure),
        unnoted=len(chats) - sum(each.stage is Stage.SENT for each in state.outbox.deliveries()),
    )


def _before_kill(message: Accepted, kills: list[float]) -> float:
    """Return how long before the next kill a message was accepted."""
    return min((kill - message.at for kill in kills if kill >= message.at), default=float("inf"))
