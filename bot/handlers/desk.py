"""What the handlers work with, and the exchange with one person that they carry on."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from telegram import Chat, Message, Update
from telegram.constants import ChatID, ChatType, ReactionEmoji
from telegram.error import BadRequest, ChatMigrated

from bot import gaps
from bot.assistant import Assistant, Reply
from bot.cards.offer import beside
from bot.entities.dialogue import Dialogue
from bot.handlers.albums import Albums
from bot.handlers.leases import Leases
from bot.handlers.menu import Menu
from bot.handlers.sending import Sender
from bot.handlers.sentences import Sentences
from bot.operators.opening import OperatorsDesk
from bot.phrasing import Answer, Suggestion, abreast
from bot.settings import Settings
from bot.state.leniency import leniently
from bot.state.records import Place
from bot.state.store import State
from bot.state.talks import UPDATES_KEPT, number_of
from bot.state.updates import Batch, Note

RECEIVED = ReactionEmoji.THUMBS_UP  # the mark on a message that asks for no answer


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
    albums: Albums
    knock: Callable[[], None]  # asks for a tick of the reminders now
    leases: Leases | None = None  # of the updates in hand; None: there is one process, which does not end
    operators: OperatorsDesk | None = None  # None: nobody is one
    answered: Callable[[Answer], None] = lambda _: None  # is told each answer to a question


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A message that came, and what is said to it."""

    desk: Desk
    place: Place
    private: bool  # one talks to the bot alone
    reply_to: int | None  # the message that the first answer points to: in groups
    now: dt.datetime
    update: int = 0  # its number; 0: of none
    author: int | None = None  # who writes; None: the group itself, whose administrator stays unnamed
    name: str | None = None  # the same, as people call them

    @classmethod
    def of(cls, desk: Desk, update: Update) -> "Exchange | None":
        """Return the exchange that an update opens, None where there is nobody to answer."""
        chat, message = update.effective_chat, update.effective_message
        if chat is None or (chat.type == ChatType.CHANNEL and update.callback_query is not None):
            return None
        private = chat.type == ChatType.PRIVATE
        author, user = _author(chat, update), update.effective_user
        points = message is not None and not private and update.callback_query is None
        return cls(
            desk=desk,
            place=_place(chat, message),
            private=private,
            reply_to=message.message_id if points and message is not None else None,
            now=desk.clock(),
            update=update.update_id,
            author=author,
            name=user.full_name if author is not None and user is not None else None,
        )

    def hears(self, update: Update) -> bool:
        """Tell whether a message says something new: an edit may change no word, a picture may be one of an album."""
        message, edited, talks = update.effective_message, update.edited_message is not None, self.desk.state.talks
        if message is None or not (edited or self.is_first(message)):
            return False
        if edited and message.edit_date is not None and message.edit_date - message.date > UPDATES_KEPT:
            return False
        words = message.text or message.caption or ""
        place, number = self.place.chat, message.message_id
        if edited:
            return leniently(lambda: talks.heard(place, number, words, self.now), lambda: True)
        self._keep(talks.hearing(place, number, words, self.now))
        return True

    def is_first(self, message: Message) -> bool:
        """Tell whether a message is none of an album, or the first of its pictures that is answered.

        Words are answered even after a picture was, but a picture is not after words were.
        """
        album, talks = message.media_group_id, self.desk.state.talks
        if album is None:
            return True
        kinds = ("pictures", "words") if message.caption else ("pictures",)
        numbers = [number_of(album, self.place.chat, each) for each in kinds]
        return leniently(lambda: [talks.first_sight(each, self.now) for each in numbers][-1], lambda: True)

    async def ask(self, text: str) -> None:
        """Answer a question, and remember what it was about."""
        await self.settle(self.understand(text))

    def understand(self, text: str) -> Reply:
        """Return the reply to a message, in the light of what was said; what the letters do not answer is counted."""
        talks, assistant = self.desk.state.talks, self.desk.assistant()
        reply = assistant.reply(text, self.memory(), self.now)

        self.desk.answered(reply.answer)

        def note() -> None:
            for question in gaps.missed(reply, assistant):
                talks.miss(question, self.now.date())

        leniently(note, lambda: None)
        return reply

    async def press(self, data: str) -> None:
        """Answer a button, and remember what it was about."""
        await self.settle(self.desk.assistant().press(data, self.memory(), self.now))

    async def tell(self, text: str, *buttons: Suggestion) -> None:
        """Say a sentence of ours."""
        await self.say(Answer(text=text.strip(), answered=True, intent="", suggestions=buttons))

    async def settle(self, reply: Reply) -> None:
        """Say a reply, and remember what it was about."""
        self._keep(self.desk.state.talks.remembering(self.place, reply.dialogue, self.now))
        answer = beside(reply.answer, self.desk.assistant().library)
        await self.say(replace(answer, suggestions=abreast(answer.suggestions)))

    async def receive(self, message: Message, reply: Reply) -> None:
        """Take note of thanks without a word, by a mark on the message; where no mark is allowed, say it."""
        try:
            await self.desk.sender.bot.set_message_reaction(self.place.chat, message.message_id, RECEIVED)
        except BadRequest:
            await self.settle(reply)

    async def introduce(self, phone: str, names: tuple[str, str], card: str) -> None:
        """Send somebody as a contact. Raises TelegramError."""
        sender = self.desk.sender
        await self._follow(lambda place, to: sender.contact(place, phone, names, card, reply_to=to))

    async def hand(self, file: tuple[str, bytes], caption: Answer) -> None:
        """Send a file under its name. Raises TelegramError."""
        sender = self.desk.sender
        await self._follow(lambda place, to: sender.document(place, file, caption, reply_to=to))

    async def say(self, answer: Answer) -> None:
        """Say an answer that is none to a question: nothing is remembered."""
        sender = self.desk.sender
        await self._follow(lambda place, to: sender.send(place, answer, reply_to=to))

    async def _follow(self, send: Callable[[Place, int | None], Awaitable[object]]) -> None:
        """Send; where the group has moved meanwhile, follow it there."""
        try:
            await send(self.place, self.reply_to)
        except ChatMigrated as moved:
            chats, old, new = self.desk.state.chats, self.place.chat, moved.new_chat_id
            if self.desk.leases is not None:
                self.desk.leases.write(self.update)  # of the group as it was called
            leniently(lambda: chats.rename(old, new), lambda: None)
            await send(Place(new), None)

    def _keep(self, note: Note) -> None:
        """Keep something of an update: with its end, or now when there is none to wait for."""
        leases, updates = self.desk.leases, self.desk.state.updates
        if leases is None or not leases.note(self.update, note):
            leniently(lambda: updates.write(Batch(notes=[note])), dict)

    def memory(self) -> Dialogue:
        """Return what was last spoken of: nothing, where that cannot be read."""
        return leniently(lambda: self.desk.state.talks.dialogue(self.place, self.now), Dialogue)


def _author(chat: Chat, update: Update) -> int | None:
    """Return who writes, None when it is an administrator of the group who stays unnamed."""
    message, user = update.effective_message, update.effective_user
    itself = message is not None and message.sender_chat is not None and message.sender_chat.id == chat.id
    return None if user is None or itself or user.id == ChatID.ANONYMOUS_ADMIN else user.id


def _place(chat: Chat, message: Message | None) -> Place:
    topic = message.message_thread_id if message is not None and message.is_topic_message else None
    return Place(chat.id, topic)
