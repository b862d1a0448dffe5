"""Telegram is told to forget what was handled, and nothing else."""

import asyncio

from telegram import Update

from bot.handlers.confirming import Unconfirmed


def test_what_is_in_hand_is_asked_for_again() -> None:
    """The oldest update that is not handled holds back the offset; what was brought before is not new."""
    waiting = Unconfirmed()
    assert waiting.offset(0) == 0
    brought = [{"update_id": 5}, {"update_id": 6}]
    assert waiting.new(brought, 0) == brought
    assert waiting.offset(7) == 5
    waiting.end(Update(6))
    assert waiting.offset(7) == 5
    assert waiting.new([*brought, {"update_id": 7}], 7) == [{"update_id": 7}]
    waiting.end(Update(5))
    assert waiting.offset(8) == 7
    waiting.end(Update(7))
    assert waiting.offset(8) == 8


async def test_a_poll_that_brings_nothing_new_waits_for_what_is_in_hand() -> None:
    """The end of an update is not waited for longer than it takes."""
    waiting = Unconfirmed()
    waiting.new([{"update_id": 5}], 0)
    pausing = asyncio.create_task(waiting.pause())
    await asyncio.sleep(0)
    waiting.end(Update(5))
    await pausing
    assert waiting.offset(6) == 6
