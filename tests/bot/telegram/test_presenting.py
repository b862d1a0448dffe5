"""How the bot presents itself at its start."""

import logging

import pytest

from bot.handlers.menu import load_menu
from bot.handlers.presenting import SCOPES, present
from bot.handlers.sentences import load_sentences
from bot.state.schema import OF_A_CHAT
from tests.bot.telegram.office import Office, refusal


async def test_each_place_has_its_commands(office: Office) -> None:
    """In a group one asks by /question; what concerns the group as a whole is its administrators'."""
    await present(office.house.application.bot, load_menu(), load_sentences())
    menus = [call for call in office.line.calls if call.name == "setMyCommands"]
    shown = {
        place: {each["command"] for each in call.parameters["commands"]}
        for place, call in zip(SCOPES, menus, strict=True)
    }
    assert [call.parameters["scope"]["type"] for call in menus] == [scope.type for scope in SCOPES.values()]
    assert "question" in shown["groups"] & shown["administrators"] - shown["private"]
    assert "oublier" in shown["private"] & shown["administrators"] - shown["groups"]
    assert not shown["private"] & {"start", "stop"}


async def test_what_telegram_refuses_of_it_stops_nothing(office: Office, caplog: pytest.LogCaptureFixture) -> None:
    """One refusal is one line of the log; the other calls are made."""
    office.line.verdicts = [None, refusal(429, "Too Many Requests", retry_after=90), None, refusal(502, "Bad Gateway")]
    with caplog.at_level(logging.WARNING):
        await present(office.house.application.bot, load_menu(), load_sentences())
    assert len(office.line.calls) == 5
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]


def test_what_is_kept_has_a_name_for_each_table() -> None:
    """No row is left out of /mesdonnees for want of a word."""
    named = load_sentences().privacy.tables
    assert {table.name for table in OF_A_CHAT} == set(named.__slots__)
