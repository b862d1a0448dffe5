"""Links that lead into the bot."""

import re

import pytest

from bot.assistant import Assistant
from bot.reminders.told import deadlines
from bot.welcome.links import LONGEST, Kind, address, carried, read, to_event, to_letter, to_limit


def test_a_link_to_whatever_the_letters_hold_leads_there(assistant: Assistant) -> None:
    """Each letter, event and limit has one, of the characters that Telegram takes."""
    catalogue = assistant.catalogue
    for letter in catalogue.library.letters:
        found = read(to_letter(letter), catalogue)
        assert found is not None
        assert found.letter == letter
    for event in catalogue.occurrences:
        found = read(to_event(event), catalogue)
        assert found is not None
        assert found.event == event
    for limit in deadlines(catalogue):
        payload = to_limit(limit)
        found = read(payload, catalogue)
        assert re.fullmatch(r"[A-Za-z0-9_-]+", payload)
        assert len(payload) <= LONGEST
        assert found is not None
        assert found.limit == limit


@pytest.mark.parametrize("payload", ["", "-", "1-", "1-lettre", "1-lettre-xyz", "1-lettre-00000000", "2-rappels", "é"])
def test_what_is_no_link_of_ours_leads_nowhere(assistant: Assistant, payload: str) -> None:
    """Nor does one to what is no more."""
    assert read(payload, assistant.catalogue) is None


def test_an_address_opens_the_bot() -> None:
    """As Telegram writes it."""
    assert address("aide_bot", carried(Kind.REMINDERS)) == "https://t.me/aide_bot?start=1-rappels"
