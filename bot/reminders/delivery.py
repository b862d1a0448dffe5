"""The tick: what is due is claimed, sent, confirmed. Each way in which a send may end has its rule.

    sent                        the steps are confirmed with the number of the message
    RetryAfter                  they wait as long as Telegram asks
    401, 404, 5xx, no network   they wait, twice as long each time, as after anything else of which we know nothing
    Forbidden, chat not found   they are released and the chat sleeps until it takes the bot back
    ChatMigrated                they are released, the chat's rows take its new number, the next tick sends
    topic closed or deleted     they are released, the topic's rows become those of General, the next tick sends
    General closed, no right    they wait an hour: somebody may open it again, or tell where the group has gone
    any other 400               they are refused for good, and the operator is told

A process that dies between Telegram's receipt and our confirmation leaves its claim behind. Whether that message
arrived cannot be known: after `settle_minutes` it is sent again. This, and a send that times out after Telegram had
accepted it, are the only windows in which somebody may read a reminder twice. No other end loses or doubles a step.

Several processes may tick on one database: whoever claims a step sends it. What is planned is read a page of chats at
a time, and planned anew for each page: a tick that takes minutes neither fills the memory nor sends what is no longer
wanted. A page is planned beside the loop, so that questions are answered meanwhile. Between two ticks something becomes
due at a quarter of an hour (the hours of all zones begin at one), when the letters change, when somebody knocks, or
when a row says so; `serve` plans at no other time.
"""

import asyncio
import contextlib
import datetime as dt
import logging
import time
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from telegram.error import BadRequest, ChatMigrated, Forbidden, RetryAfter, TelegramError

from bot.errors import BotError, SendsWait, TroubledState, Unnoted
from bot.phrasing import Answer
from bot.reminders.changes import notices, withdrawn_keys
from bot.reminders.digest import SUBJECT, Known, digests
from bot.reminders.holding import Hold
from bot.reminders.observing import Observer
from bot.reminders.parcels import Parcel, Writing, parcels
from bot.reminders.plan import Plan, schedule
from bot.reminders.watching import Watched, watch
from bot.reminders.wording import Sentences
from bot.settings import Reminders
from bot.state.records import Place, Step
from bot.state.store import State
from knowledge.library import Library

_LOG = logging.getLogger(__name__)
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=1)
TIDYING = dt.timedelta(minutes=30)  # how often what is too old is dropped
AT_ONCE = 20  # sends under way: thirty a second, each taking up to two thirds of one
QUARTER = 900  # seconds
PAGE = 100  # places planned for at a time: three seconds of sending
CONFIRMING = (0.1, 1.0, 5.0, 20.0)  # seconds between tries to note what was sent
NOWHERE = ("chat not found", "chat_restricted", "peer_id_invalid")
TOPIC_GONE = ("topic_closed", "topic_deleted", "thread not found", "topic_id_invalid")
SHUT = (
    "topic_closed",
    "no rights to send",
    "not enough rights",
    "chat_write_forbidden",
    "chat_send_plain_forbidden",
    "upgraded to a supergroup",
)


class Sends(Protocol):
    """Whatever takes a message to a place and returns its number. Raises TelegramError."""

    async def send(self, place: Place, answer: Answer, *, silent: bool) -> int | None: ...  # noqa: D102  # said above


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """When and on which letters a tick began."""

    at: dt.datetime
    library: Library


@dataclass(slots=True, kw_only=True)
class Postman:
    """Looks at each tick for what is due, and sends it once."""

    library: Callable[[], Library]
    state: State
    sends: Sends
    settings: Reminders
    zone: dt.tzinfo
    clock: Callable[[], dt.datetime]
    sentences: Sentences
    observer: Observer | None = None  # None: changes are not told
    hold: Hold | None = None  # None: what is published is told at once
    admitted: Callable[[Collection[int]], Collection[int]] = frozenset  # those of some chats that may hear of anything
    pushed: tuple[Callable[[int], None], ...] = ()  # told how many messages left in a tick
    timer: Callable[[], float] = time.monotonic
    trusted: Callable[[], bool] = lambda: True  # tells whether the clock agrees with Telegram's
    _turned: float | None = None  # when the loop last turned, or a message left
    _knocked: asyncio.Event = field(default_factory=asyncio.Event)
    _closing: bool = False
    _troubled: bool = False  # the database failed somebody: the next tick looks at everything again
    _unnoted: dict[tuple[Step, ...], int] = field(default_factory=dict)  # sent by a message, and not noted yet
    _sent: int = 0  # messages that left
    _tidied: dt.datetime | None = None  # when what is too old was last dropped
    _looked: "_Look | None" = None  # None: the last tick did not end

    def knock(self) -> None:
        """Ask for a tick now."""
        self._knocked.set()

    def close(self) -> None:
        """Ask `serve` to end once what is under way has been sent and noted."""
        self._closing = True
        self._knocked.set()

    def still_for(self) -> float:
        """Return for how many seconds nothing has turned."""
        return 0.0 if self._turned is None else self.timer() - self._turned

    async def serve(self) -> None:
        """Tick until closed; a tick that fails is told and the next one comes."""
        while not self._closing:
            self._turned = self.timer()
            try:
                if self._is_due():
                    self._knocked.clear()  # one that comes meanwhile is for the next tick
                    await self.tick()
            except Exception as error:  # noqa: BLE001  # whatever fails in a tick, the next one must come
                _tell("tick", error)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._knocked.wait(), self.settings.tick_seconds)

    async def tick(self) -> int:
        """Send what is due; return how many messages left."""
        before, begun = self._sent, _Look(at=self.clock(), library=self.library())
        self._looked, self._troubled = None, False
        self._note()
        self._tidy(begun.at)
        await self._observe()
        room = asyncio.Semaphore(AT_ONCE)
        async with asyncio.TaskGroup() as group:
            async for parcel in self._parcels():
                await room.acquire()
                if self._closing:
                    break
                group.create_task(self._deliver(parcel)).add_done_callback(lambda _: room.release())
        self._looked = None if self._troubled else begun
        if self._sent > before:
            for tell in self.pushed:
                tell(self._sent - before)
        return self._sent - before

    def _is_due(self) -> bool:
        """Tell whether something may be due that was not at the last tick."""
        now, last = self.clock(), self._looked
        if last is None or self._knocked.is_set() or self.library() is not last.library:
            return True
        if self.hold is not None and self.hold.ended(last.at, now):
            return True
        if last.at.timestamp() // QUARTER != now.timestamp() // QUARTER:
            return True
        settle = dt.timedelta(minutes=self.settings.settle_minutes)
        return self.state.outbox.opened(last.at, now, settle) or self.state.facts.ended(last.at, now)

    async def _observe(self) -> None:
        """See whether the letters have changed: of many that takes a moment, for which questions do not wait."""
        if self.observer is not None and not self._holds():
            try:
                await asyncio.to_thread(self.observer.look, self.observer.catalogue())
            except Exception as error:  # noqa: BLE001  # what is due is sent all the same
                _tell("changes", error)

    def _holds(self) -> bool:
        """Tell whether what was published last is not to be told yet."""
        return self.hold is not None and self.hold.until(self.clock()) is not None

    def _watched(self) -> tuple[Watched, ...]:
        """Return the deadlines to be reminded of: while pushes are held, those that chats may have heard of."""
        watched = watch(self.library())
        if self.observer is None or not self._holds():
            return watched
        known = self.observer.known()
        return tuple(each for each in watched if each.key in known)

    def _tidy(self, now: dt.datetime) -> None:
        """Drop what is too old, now and then: by a clock that is years ahead all would be, and sent again."""
        if not self.trusted() or (self._tidied is not None and abs(now - self._tidied) < TIDYING):
            return
        self._tidied = now
        self.state.talks.tidy(now)
        self.state.outbox.tidy(now)
        self.state.pace.tidy(now)
        self.state.database.erase()

    async def _parcels(self) -> AsyncIterator[Parcel]:
        """Yield what is due, each page planned when its turn comes."""
        pages = self._pages()
        while (page := await asyncio.to_thread(next, pages, None)) is not None:
            for parcel in page:
                yield parcel

    def _pages(self) -> Iterator[tuple[Parcel, ...]]:
        watched, plan = self._watched(), schedule(self.settings, self.zone)
        subjects, noted = {each.key for each in watched}, self.observer.noted() if self.observer is not None else ()
        numbers = {str(each.number) for each in noted} | withdrawn_keys(noted)
        subjects |= {SUBJECT}
        letters = {letter.reference for letter in self.library().letters}
        for every in self.state.chats.pages(PAGE):
            now, admitted = self.clock(), self.admitted({each.place.chat for each in every})
            wishes = tuple(each for each in every if each.place.chat in admitted)
            places = [each.place for each in wishes]
            closed = self.state.outbox.closed(places, subjects | numbers, now, self._abandoned(now)) | self._left()
            held = self.state.facts.settled({each.chat for each in places})
            pushes = Plan(watched, wishes, plan, held).due(closed, now)
            free = tuple(each for each in wishes if plan.terms(each).allows(now)) if noted else ()
            told = notices(noted, free, closed, now.astimezone(self.zone).date(), letters)
            zones, writing = {each.place: plan.terms(each).zone for each in free}, self._writing(now)
            known = Known(watched=watched, noted=noted, held=held, letters=letters)
            yield (*parcels(pushes, told, zones, writing), *digests(wishes, plan, known, closed, writing))

    def _writing(self, now: dt.datetime) -> Writing:
        audible = self.settings.audible_days
        return Writing(now=now, zone=self.zone, sentences=self.sentences, audible_days=audible)

    def _abandoned(self, now: dt.datetime) -> dt.datetime:
        return now - dt.timedelta(minutes=self.settings.settle_minutes)

    async def _deliver(self, parcel: Parcel) -> None:
        self._turned = self.timer()
        try:
            self._sent += await self._post(parcel)
        except Exception as error:  # noqa: BLE001  # whatever fails for one, the others get theirs
            self._troubled = self._troubled or isinstance(error, TroubledState)
            _tell("push", error)

    async def _post(self, parcel: Parcel) -> bool:
        now = self.clock()
        wanted = set(parcel.steps) - self._left()
        steps = self.state.outbox.claim(wanted, now, self._abandoned(now))
        if not steps:
            return False
        answer, silent = parcel.write(steps)
        try:
            number = await self.sends.send(parcel.place, answer, silent=silent)
        except TelegramError as error:
            self._settle(error, parcel.place, steps, self.clock())
            return False
        _LOG.info("push", extra={"chat": parcel.place.chat, "steps": [f"{each.subject}/{each.mark}" for each in steps]})
        await self._confirm(steps, number or 0)
        return True

    async def _confirm(self, steps: tuple[Step, ...], number: int) -> None:
        """Note that steps were sent, however busy the database is: unnoted, they would be sent again."""
        for wait in CONFIRMING:
            try:
                self.state.outbox.confirm(steps, number)
            except TroubledState:
                await asyncio.sleep(wait)
            else:
                return
        self._unnoted[steps] = number
        _LOG.error("%s", Unnoted())

    def _note(self) -> None:
        """Note what was sent while the database was in trouble. Raises TroubledState when it still is."""
        for steps, number in tuple(self._unnoted.items()):
            self.state.outbox.confirm(steps, number)
            del self._unnoted[steps]

    def _left(self) -> frozenset[Step]:
        """Return the steps that left, and are not noted yet."""
        return frozenset(step for steps in tuple(self._unnoted) for step in steps)

    def _settle(self, error: TelegramError, place: Place, steps: tuple[Step, ...], now: dt.datetime) -> None:
        """Apply the rule of a send that failed."""
        match error:
            case RetryAfter():
                self.state.outbox.postpone(steps, now + wait_of(error))
            case ChatMigrated(new_chat_id=new):
                self.state.outbox.release(steps)
                self.state.chats.rename(place.chat, new)
                self.knock()
            case Forbidden():
                self._sleep(place, steps, now)
            case BadRequest():
                self._refused(error, place, steps, now)
            case _:
                _LOG.warning("%s", SendsWait(reason=error))
                self.state.outbox.postpone(steps, now + self._patience(steps))

    def _refused(self, error: BadRequest, place: Place, steps: tuple[Step, ...], now: dt.datetime) -> None:
        """Apply the rule of a message that Telegram does not take there."""
        reason = str(error).lower()
        if any(each in reason for each in NOWHERE):
            self._sleep(place, steps, now)
        elif place.topic is not None and any(each in reason for each in TOPIC_GONE):
            _LOG.warning("%s: %s", place.chat, error)
            self.state.outbox.release(steps)
            self.state.chats.leave_topic(place)
            self.knock()
        elif any(each in reason for each in SHUT):
            self.state.outbox.postpone(steps, now + LONGEST_WAIT)
        else:
            self._give_up(error, place, steps)

    def _give_up(self, error: TelegramError, place: Place, steps: tuple[Step, ...]) -> None:
        _LOG.warning("%s: %s", place.chat, error)
        self.state.outbox.refuse(steps)

    def _sleep(self, place: Place, steps: tuple[Step, ...], now: dt.datetime) -> None:
        self.state.outbox.release(steps)
        self.state.chats.put_to_sleep(place.chat, now)

    def _patience(self, steps: tuple[Step, ...]) -> dt.timedelta:
        attempts = self.state.outbox.attempts(steps)
        return min(LONGEST_WAIT, FIRST_WAIT * (1 << max(1, min(attempts, 10)) - 1))


def _tell(where: str, error: Exception) -> None:
    """Tell the operator what failed: in a sentence where there is one, else with its trace."""
    if isinstance(error, BotError):
        _LOG.error("%s", error)
    else:
        _LOG.error("%s", where, exc_info=error)


def wait_of(error: RetryAfter) -> dt.timedelta:
    """Return how long Telegram asks to wait; python-telegram-bot gives seconds or a duration."""
    wait = error.retry_after
    return dt.timedelta(seconds=wait) if isinstance(wait, int) else wait
