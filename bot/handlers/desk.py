"""What the handlers work with, and the exchange with one person that they carry on."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from telegram import Chat, Message, Update
from telegram.constants import ChatType

from bot import gaps
from bot.assistant import Assistant, Reply
from bot.handlers.sending import Sender
from bot.handlers.sentences import Menu, Sentences
from bot.phrasing import Answer, Suggestion
from bot.settings import Settings
from bot.state.leniency import leniently
from bot.state.records import Place
from bot.state.store import State
from bot.understanding.dialogue import Dialogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What all exchanges share."""

    assistant: Callable[[], Assistant]  # the one of the base in force
    state: State
    clock: Callable[[], dt.datetime]
    settings: Settings
    sentences: Sentences
    menu: Menu
    sender: Sender
    knock: Callable[[], None]  # asks for a tick of the reminders now


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A message that came, and what is said to it."""

    desk: Desk
    place: Place
    private: bool  # one talks to the bot alone
    reply_to: int | None  # the message that the first answer points to: in groups
    now: dt.datetime

    @classmethod
    def of(cls, desk: Desk, update: Update) -> "Exchange | None":
        """Return the exchange that an update opens, None where there is nobody to answer."""
        chat, message = update.effective_chat, update.effective_message
        if chat is None or chat.type == ChatType.CHANNEL:
            return None
        private = chat.type == ChatType.PRIVATE
        points = message is not None and not private and update.callback_query is None
        return cls(
            desk=desk,
            place=_place(chat, message),
            private=private,
            reply_to=message.message_id if points and message is not None else None,
            now=desk.clock(),
        )

    async def ask(self, text: str) -> None:
        """Answer a question, and remember what it was about."""
        await self.settle(self.understand(text))

    def understand(self, text: str) -> Reply:
        """Return the reply to a message, in the light of what was said; what the letters do not answer is counted."""
        talks, assistant = self.desk.state.talks, self.desk.assistant()
        reply = assistant.reply(text, self._memory(), self.now)

        def note() -> None:
            for question in gaps.missed(reply, assistant):
                talks.miss(question, self.now.date())

        leniently(note, lambda: None)
        return reply

    async def press(self, data: str) -> None:
        """Answer a button, and remember what it was about."""
        await self.settle(self.desk.assistant().press(data, self._memory(), self.now))

    async def tell(self, text: str, *buttons: Suggestion) -> None:
        """Say a sentence of ours."""
        answer = Answer(text=text.strip(), answered=True, intent="", suggestions=buttons)
        await self.desk.sender.send(self.place, answer, reply_to=self.reply_to)

    async def settle(self, reply: Reply) -> None:
        """Say a reply, and remember what it was about."""
        talks = self.desk.state.talks
        leniently(lambda: talks.remember(self.place, reply.dialogue, self.now), lambda: None)
        await self.desk.sender.send(self.place, reply.answer, reply_to=self.reply_to)

    def _memory(self) -> Dialogue:
        """Return what was last spoken of: nothing, where that cannot be read."""
        return leniently(lambda: self.desk.state.talks.dialogue(self.place, self.now), Dialogue)


def _place(chat: Chat, message: Message | None) -> Place:
    topic = message.message_thread_id if message is not None and message.is_topic_message else None
    return Place(chat.id, topic)
