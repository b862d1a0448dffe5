"""Many chats at once, each in its own order."""

import asyncio

from telegram import Update

from bot.handlers.order import InOrder
from tests.bot.telegram.office import PRIVATE, message


def said(number: int, chat: int) -> Update:
    """Return a message of a chat."""
    return Update.de_json({"update_id": number, "message": message(text="x", chat={**PRIVATE, "id": chat})}, None)


async def test_a_slow_chat_holds_up_itself_only() -> None:
    """While one chat waits for Telegram, another is answered, and its own messages keep their order."""
    gate, done = asyncio.Event(), []
    processor = InOrder(8)

    async def handle(name: str, *, wait: bool) -> None:
        if wait:
            await gate.wait()
        done.append(name)

    tasks = [
        asyncio.create_task(processor.process_update(said(1, 1), handle("slow", wait=True))),
        asyncio.create_task(processor.process_update(said(2, 1), handle("after", wait=False))),
        asyncio.create_task(processor.process_update(said(3, 2), handle("other", wait=False))),
        asyncio.create_task(processor.process_update(Update(4), handle("nobody", wait=False))),
    ]
    while len(done) < 2:
        await asyncio.sleep(0)
    assert done == ["other", "nobody"]
    gate.set()
    await asyncio.gather(*tasks)
    assert done[2:] == ["slow", "after"]


async def test_an_error_frees_its_chat() -> None:
    """A message whose handling fails does not hold up the next one; the time of both is told."""
    times: list[float] = []
    processor = InOrder(8, took=times.append)

    async def fail() -> None:
        raise ValueError

    async def succeed() -> None:
        done.append(1)

    done: list[int] = []
    results = await asyncio.gather(
        processor.process_update(said(1, 1), fail()),
        processor.process_update(said(2, 1), succeed()),
        return_exceptions=True,
    )
    assert isinstance(results[0], ValueError)
    assert done == [1]
    assert len(times) == 2
    assert min(times) >= 0
