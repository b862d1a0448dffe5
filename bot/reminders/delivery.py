"""The tick: what is due is claimed, sent, confirmed. Each way in which a send may end has its rule.

    sent                        the steps are confirmed with the number of the message
    RetryAfter                  they wait as long as Telegram asks
    5xx, no network, time out   they wait, twice as long each time
    Forbidden, chat not found   they are released and the chat sleeps until it takes the bot back
    ChatMigrated                they are released, the chat's rows take its new number, the next tick sends
    any other refusal           they are refused for good, and the operator is told

A process that dies between Telegram's receipt and our confirmation leaves its claim behind. Whether that message
arrived cannot be known: after `settle_minutes` it is sent again. This, and a send that times out after Telegram had
accepted it, are the only windows in which somebody may read a reminder twice. No other end loses or doubles a step.
"""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError

from bot.phrasing import Answer
from bot.reminders.plan import Push, due, schedule, watch
from bot.reminders.wording import Sentences, phrase
from bot.settings import Reminders
from bot.state.records import Delivery, Place, Stage, Step
from bot.state.store import State
from knowledge.library import Library

_LOG = logging.getLogger(__name__)
FIRST_WAIT = dt.timedelta(minutes=1)
LONGEST_WAIT = dt.timedelta(hours=1)
NOWHERE = "chat not found"


class Sends(Protocol):
    """Whatever takes a message to a place and returns its number. Raises TelegramError."""

    async def send(self, place: Place, answer: Answer, *, silent: bool) -> int | None: ...  # noqa: D102  # said above


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
    _knocked: asyncio.Event = field(default_factory=asyncio.Event)

    def knock(self) -> None:
        """Ask for a tick now."""
        self._knocked.set()

    async def serve(self) -> None:
        """Tick until cancelled; a tick that fails is told and the next one comes."""
        while True:
            try:
                await self.tick()
            except Exception:  # noqa: BLE001  # whatever fails in a tick, the next one must come
                _LOG.exception("tick")
            try:
                await asyncio.wait_for(self._knocked.wait(), self.settings.tick_seconds)
            except TimeoutError:
                continue
            self._knocked.clear()

    async def tick(self) -> int:
        """Send what is due; return how many messages left."""
        now = self.clock()
        self.state.talks.tidy(now)
        wishes = self.state.chats.wishes()
        if not wishes:
            return 0
        settled = {each.step for each in self.state.outbox.deliveries() if not self._free(each, now)}
        sent = 0
        for push in due(watch(self.library()), wishes, settled, schedule(self.settings, self.zone), now):
            sent += await self._deliver(push, now)
            await asyncio.sleep(self.settings.pause_milliseconds / 1000)
        return sent

    def _free(self, delivery: Delivery, now: dt.datetime) -> bool:
        """Tell whether a step noted may be sent (again)."""
        if delivery.stage is Stage.WAITING:
            return delivery.not_before is None or delivery.not_before <= now
        return delivery.stage is Stage.CLAIMED and delivery.claimed <= self._abandoned(now)

    def _abandoned(self, now: dt.datetime) -> dt.datetime:
        return now - dt.timedelta(minutes=self.settings.settle_minutes)

    async def _deliver(self, push: Push, now: dt.datetime) -> bool:
        steps = self.state.outbox.claim((each.step for each in push.reminders), now, self._abandoned(now))
        taken = tuple(each for each in push.reminders if each.step in steps)
        if not taken:
            return False
        silent = min(each.days for each in taken) > self.settings.audible_days
        answer = phrase(Push(place=push.place, reminders=taken), self.sentences, self.zone)
        try:
            number = await self.sends.send(push.place, answer, silent=silent)
        except TelegramError as error:
            self._settle(error, push.place, steps, now)
            return False
        self.state.outbox.confirm(steps, number or 0)
        return True

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
            case BadRequest() if NOWHERE in str(error).lower():
                self._sleep(place, steps, now)
            case NetworkError() if not isinstance(error, BadRequest):
                self.state.outbox.postpone(steps, now + self._patience(steps))
            case _:
                _LOG.warning("%s: %s", place.chat, error)
                self.state.outbox.refuse(steps)

    def _sleep(self, place: Place, steps: tuple[Step, ...], now: dt.datetime) -> None:
        self.state.outbox.release(steps)
        self.state.chats.put_to_sleep(place.chat, now)

    def _patience(self, steps: tuple[Step, ...]) -> dt.timedelta:
        attempts = max(each.attempts for each in self.state.outbox.deliveries() if each.step in steps)
        return min(LONGEST_WAIT, FIRST_WAIT * (1 << min(attempts, 10) - 1))


def wait_of(error: RetryAfter) -> dt.timedelta:
    """Return how long Telegram asks to wait; python-telegram-bot gives seconds or a duration."""
    wait = error.retry_after
    return dt.timedelta(seconds=wait) if isinstance(wait, int) else wait
