"""Pictures sent together are one message, although Telegram gives each of them by itself."""

import asyncio
from collections import deque

from telegram import Message, Update

KEPT = 256  # albums whose captions are remembered
PAUSE = 0.5  # seconds in which the rest of an album comes


class Albums:
    """Knows which albums have words, before their pictures are handled one after the other."""

    def __init__(self) -> None:
        self._captioned: deque[str] = deque(maxlen=KEPT)

    def see(self, update: object) -> None:
        """Note an update as it comes in."""
        message = update.message if isinstance(update, Update) else None
        if message is not None and message.media_group_id and message.caption:
            self._captioned.append(message.media_group_id)

    async def speaks(self, message: Message) -> bool:
        """Tell whether a picture without words is of an album that has some, even if they come a moment later."""
        if message.media_group_id is None:
            return False
        if message.media_group_id not in self._captioned:
            await asyncio.sleep(PAUSE)
        return message.media_group_id in self._captioned
