"""The port of the calendars: GET /TOKEN.ics, for whoever was given the link; nothing else, and nothing in the log."""

import asyncio
import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from tornado.web import RequestHandler

from bot.calendars.entries import load_sentences
from bot.calendars.subscribed import bell, subscribed
from bot.listening import Listener
from bot.reminders.plan import schedule
from bot.settings import Settings
from bot.state.records import Place, Wish
from bot.state.store import State
from bot.understanding.catalogue import Catalogue

CALENDAR = "text/calendar; charset=utf-8"
PATH = r"/(?:[\w-]+/)*([0-9a-f]{48})\.ics"  # below whatever path a proxy lays it
FRESH = 3600  # seconds for which a calendar need not ask again


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendars:
    """What tokens lead to."""

    settings: Settings
    state: State
    catalogue: Callable[[], Catalogue]
    clock: Callable[[], dt.datetime]

    def of(self, token: str) -> bytes | None:
        """Return the calendar of a token, None when it leads nowhere."""
        chat = self.state.feeds.chat_of(token)
        if chat is None:
            return None
        from bot.calendars.ics import write  # icalendar is loaded for a file only

        reminders, zone = self.settings.reminders, self.settings.bot.zone
        day = self.clock().astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
        wish = self.state.chats.wish_of(Place(chat)) or Wish(place=Place(chat), since=day)
        ring = bell(wish, schedule(reminders, zone), reminders.audible_days, day)
        made = subscribed(self.catalogue(), self.state.facts, wish, ring)
        return write(made.entries, load_sentences().name, day)


def listener(calendars: Calendars) -> Listener:
    """Return what answers on the port of the settings."""
    feed = calendars.settings.feed
    pages = ((PATH, _Feed, {"calendars": calendars}),)
    return Listener(section="feed", listen=feed.listen, port=feed.port, pages=pages)


class _Feed(RequestHandler):
    """One calendar."""

    def initialize(self, calendars: Calendars) -> None:  # tornado's way of giving arguments
        """Take what tokens lead to."""
        self.calendars = calendars

    async def get(self, token: str) -> None:
        """Give it; 304 to whoever has it already, 404 when the token leads nowhere."""
        content = await asyncio.to_thread(self.calendars.of, token)
        if content is None:
            self.set_status(HTTPStatus.NOT_FOUND)
            return
        self.set_header("Content-Type", CALENDAR)
        self.set_header("Cache-Control", f"private, max-age={FRESH}")
        self.set_header("X-Robots-Tag", "noindex")
        self.set_header("ETag", f'"{hashlib.sha256(content).hexdigest()[:32]}"')
        if self.check_etag_header():
            self.set_status(HTTPStatus.NOT_MODIFIED)
        else:
            self.write(content)

    head = get  # tornado leaves the body out
