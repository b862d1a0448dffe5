"""A file that is sent is as large as config.toml allows, whatever its message says of it."""

from dataclasses import dataclass
from typing import Any, cast

import pytest
from telegram import Document

from bot.handlers.operators import fetched

MOST = 1000


@dataclass
class Sent:
    """A file as Telegram tells of it, in its message and when it is fetched."""

    content: bytes
    file_size: int | None  # as the message says
    when_fetched: int | None = None
    downloads: int = 0

    async def get_file(self) -> Any:
        """Return itself as what is to be fetched."""
        fetching = Sent(self.content, self.when_fetched)
        fetching.download_as_bytearray = self._download  # type: ignore[method-assign]  # counted here
        return fetching

    async def download_as_bytearray(self) -> bytearray:
        """Give what it holds."""
        return bytearray(self.content)

    async def _download(self) -> bytearray:
        self.downloads += 1
        return bytearray(self.content)


@pytest.mark.parametrize(
    ("size", "told", "when_fetched", "taken", "downloads"),
    [
        (MOST, MOST, None, True, 1),
        (MOST + 1, MOST + 1, None, False, 0),
        (MOST + 1, None, MOST + 1, False, 0),
        (MOST + 1, None, None, False, 1),
        (MOST + 1, 3, None, False, 1),
    ],
)
async def test_a_file_too_large_is_not_taken(
    size: int,
    told: int | None,
    when_fetched: int | None,
    taken: bool,  # noqa: FBT001  # of each row
    downloads: int,
) -> None:
    """Neither by what its message says, nor by what Telegram says, nor by what came."""
    sent = Sent(b"x" * size, told, when_fetched)
    found, content = await fetched(cast("Document", sent), MOST)
    assert found == size
    assert (content is not None) is taken
    assert sent.downloads == downloads
