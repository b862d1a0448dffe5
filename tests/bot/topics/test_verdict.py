"""Oui or non, when a day or a month is put."""

import datetime as dt

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import plain

NOW = dt.datetime(2021, 5, 8, 9, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("La WTISD 2021 tombe le 17 mai ?", "Oui."),
        ("La WTISD 2021 tombe-t-elle le 18 mai ?", "Non."),
        ("Les sessions de haut niveau ont-elles lieu en mars ?", "Oui."),
        ("Les tables rondes ministérielles commencent-elles le 12 octobre ?", "Oui."),
        ("Les tables rondes ministérielles finissent-elles le 12 octobre ?", "Non."),
        ("La WTISD 2021 tombe un week-end ?", "Non."),
        ("La WTISD 2021 tombe-t-elle un lundi ?", "Oui."),
        ("La WTISD 2021 a-t-elle lieu en semaine ?", "Oui."),
        ("La WTISD 2021 tombe-t-elle un lundi ou un mardi ?", "Journée mondiale"),
        ("Les tables rondes ministérielles finissent-elles un mardi ?", "Non."),
        ("Digital World tombe un week-end ?", "ITU Digital World 2021"),
        ("Digital World commence le 1er septembre ?", "ITU Digital World 2021"),
        ("Quand a lieu la WTISD, le 17 mai ?", "Journée mondiale"),
    ],
)
def test_a_day_that_is_put_gets_its_verdict(text: str, first: str, assistant: Assistant) -> None:
    """A day is held against the event, its beginning or its end; a month that holds it is not told to be that day."""
    assert plain(assistant.reply(text, Dialogue(), NOW).answer).startswith(first)
