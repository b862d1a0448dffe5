"""What is said: updates already handled, what was last spoken of, questions without an answer."""

import datetime as dt
import hashlib
from collections.abc import Collection
from typing import Any

from sqlalchemy import Column, ColumnElement, and_, bindparam, delete, func, not_, select

from bot.entities.dialogue import Dialogue
from bot.state.database import Database, add, put
from bot.state.records import Gap, Place
from bot.state.rows import columns
from bot.state.schema import DIALOGUES, GAPS, HEARD, LONGEST_GAP, UPDATES
from bot.state.updates import Note

GAPS_A_DAY = 500  # different questions kept of one day, at most
UPDATES_KEPT = dt.timedelta(days=2)  # Telegram itself forgets an update after one, and lets no message be edited then


_MEMORY = select(DIALOGUES.c.memory, DIALOGUES.c.said).where(
    DIALOGUES.c.chat == bindparam("chat"), DIALOGUES.c.topic == bindparam("topic")
)


class Talks:
    """Updates, dialogues and gaps."""

    def __init__(self, database: Database, memory: dt.timedelta, gap_days: int) -> None:
        self._database = database
        self._memory = memory  # how long a dialogue is remembered
        self._gap_days = gap_days  # how many days a question without an answer is kept, its own counted; 0: not at all

    def first_sight(self, number: int, now: dt.datetime) -> bool:
        """Take an update for handling; False when it was taken before, by whichever process."""
        with self._database.writing() as connection:
            return add(connection, UPDATES, [{"update": number, "seen": now}]) > 0

    def heard(self, chat: int, message: int, words: str, now: dt.datetime) -> bool:
        """Note the words of a message by a digest; False when they were noted before: an edit that changed none."""
        known = select(HEARD.c.digest).where(HEARD.c.chat == chat, HEARD.c.message == message)
        with self._database.writing() as connection:
            if connection.execute(known).scalar_one_or_none() == self._digest(chat, message, words):
                return False
            self.hearing(chat, message, words, now)(connection)
        return True

    def _digest(self, chat: int, message: int, words: str) -> str:
        return self._database.digest(f"{chat} {message} {words}")

    def hearing(self, chat: int, message: int, words: str, now: dt.datetime) -> Note:
        """Return what notes the words of a message."""
        row = {"chat": chat, "message": message, "digest": self._digest(chat, message, words), "seen": now}
        return lambda connection: put(connection, HEARD, row)

    def newest(self) -> dt.datetime | None:
        """Return when the last update was handled, None: none was."""
        with self._database.reading() as connection:
            newest: dt.datetime | None = connection.execute(select(func.max(UPDATES.c.seen))).scalar_one()
        return newest

    def tidy(self, now: dt.datetime) -> None:
        """Drop the updates too old to come again, the dialogues and the questions whose time is over."""
        with self._database.writing() as connection:
            for table in (UPDATES, HEARD):
                connection.execute(delete(table).where(not_(_lately(table.c.seen, now, UPDATES_KEPT))))
            connection.execute(delete(DIALOGUES).where(not_(_lately(DIALOGUES.c.said, now, self._memory))))
            connection.execute(delete(GAPS).where(GAPS.c.day <= now.date() - dt.timedelta(days=self._gap_days)))

    def dialogue(self, place: Place, now: dt.datetime) -> Dialogue:
        """Return what was last spoken of in a place; nothing once it is old."""
        with self._database.reading() as connection:
            row = connection.execute(_MEMORY, columns(place)).one_or_none()
        return Dialogue() if row is None or abs(now - row.said) >= self._memory else Dialogue.parse(row.memory)

    def remember(self, place: Place, dialogue: Dialogue, now: dt.datetime) -> None:
        """Keep what was spoken of."""
        with self._database.writing() as connection:
            self.remembering(place, dialogue, now)(connection)

    def remembering(self, place: Place, dialogue: Dialogue, now: dt.datetime) -> Note:
        """Return what keeps what was spoken of."""
        row = {**columns(place), "memory": dialogue.dump(), "said": now}
        return lambda connection: put(connection, DIALOGUES, row)

    def miss(self, question: str, day: dt.date) -> None:
        """Count a question, already masked, that the letters did not answer; beyond so many new ones a day, none."""
        if not self._gap_days:
            return
        question = question[:LONGEST_GAP]
        key = (GAPS.c.day == day, GAPS.c.question == question)
        with self._database.writing() as connection:
            counted = connection.execute(GAPS.update().where(*key).values(times=GAPS.c.times + 1))
            day_full = select(func.count()).select_from(GAPS).where(GAPS.c.day == day)
            if not counted.rowcount and connection.execute(day_full).scalar_one() < GAPS_A_DAY:
                put(connection, GAPS, {"day": day, "question": question, "times": 1})

    def gaps(self) -> tuple[Gap, ...]:
        """Return the questions that were not answered, by day."""
        with self._database.reading() as connection:
            rows = connection.execute(select(GAPS).order_by(GAPS.c.day, GAPS.c.question)).all()
        return tuple(Gap(question=row.question, day=row.day, times=row.times) for row in rows)

    def forget_gaps(self, questions: Collection[str]) -> None:
        """Drop questions that somebody has dealt with."""
        with self._database.writing() as connection:
            connection.execute(delete(GAPS).where(GAPS.c.question.in_(questions)))


def number_of(album: str, chat: int, said: str) -> int:
    """Return a number for what is said of an album, as if it were an update: below those of Telegram's."""
    return -int(hashlib.sha256(f"{album} {chat} {said}".encode()).hexdigest()[:15], 16)


def _lately(column: Column[Any], now: dt.datetime, span: dt.timedelta) -> ColumnElement[bool]:
    """Return the condition that a moment is at most so long ago: one as far in the future is of a wrong clock."""
    return and_(column > now - span, column < now + span)
