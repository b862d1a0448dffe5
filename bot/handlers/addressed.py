"""Whom a message is for. In a group the bot stays silent unless it is spoken to."""

from telegram import Message, MessageEntity
from telegram.constants import ChatType, MessageEntityType
from telegram.ext.filters import MessageFilter


def text_of(message: Message) -> str:
    """Return what a message says: its text or its caption, without the bot's own name."""
    text = message.text or message.caption or ""
    name = _name(message)
    for entity, said in _entities(message).items():
        if entity.type == MessageEntityType.MENTION and said.lower() == name:
            text = text.replace(said, " ")
    return text.strip()


class Addressed(MessageFilter):
    """Takes messages written to the bot: in private, by its name, or in reply to it."""

    def filter(self, message: Message) -> bool:
        """Tell whether a message is for the bot."""
        if message.chat.type == ChatType.PRIVATE:
            return True
        answered = message.reply_to_message
        if answered is not None and answered.from_user is not None and answered.from_user.id == message.get_bot().id:
            return True
        name = _name(message)
        return any(
            entity.type == MessageEntityType.MENTION and said.lower() == name
            for entity, said in _entities(message).items()
        )


def _name(message: Message) -> str:
    return f"@{message.get_bot().username}".lower()


def _entities(message: Message) -> dict[MessageEntity, str]:
    return message.parse_entities() if message.text else message.parse_caption_entities()


ADDRESSED = Addressed()
