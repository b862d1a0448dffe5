"""/reponse: the draft of the reply that a deadline asks for."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.handlers.reply import PREFIX
from knowledge import store
from knowledge.library import Library
from tests.bot.builders import deadline, letter
from tests.bot.telegram.office import Call, Office


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of two letters, each with a deadline to come; the first gives a mailbox for it."""
    file = tmp_path_factory.mktemp("base") / "knowledge.db"
    first = letter(replace(deadline(), reply_to=("reponse@itu.int",)))
    other = letter(
        replace(deadline(), action="envoyer le questionnaire", reply_to=("https://itu.int/q",)), reference="CL-21/99"
    )
    store.save(file, Library((first, other), "v1"))
    return file


def files(calls: list[Call]) -> dict[str, bytes]:
    """Return the files sent, by name."""
    return {name: content for call in calls for name, content in call.files.items()}


async def test_of_several_deadlines_one_is_chosen(office: Office) -> None:
    """The command alone asks which; a button begins that reply, with its files."""
    (asked,) = await office.write("/reponse")
    assert len(asked.buttons) == 2
    assert all(data.startswith(PREFIX) for data in asked.buttons.values())
    chosen = next(data for label, data in asked.buttons.items() if "questionnaire" in label)
    calls = await office.tap(chosen)
    assert any("CL-21/99" in call.text and "envoyer le questionnaire" in call.text for call in calls)
    assert [name for name in files(calls) if name.endswith(".docx")]


async def test_a_mailbox_gets_a_message(office: Office) -> None:
    """Where the letter gives an address, the draft is a message to it; where it gives none, there is no message."""
    (asked,) = await office.write("/reponse")
    sent = [files(await office.tap(data)) for data in asked.buttons.values()]
    messages = [content for made in sent for name, content in made.items() if name.endswith(".eml")]
    assert len(messages) == 1
    assert messages[0].startswith(b"To: reponse@itu.int")


async def test_what_is_no_more_is_told(office: Office) -> None:
    """A button of a deadline that no letter in force asks gets a word, and no draft."""
    (call,) = [each for each in await office.tap(f"{PREFIX}00000000") if each.name == "sendMessage"]
    assert "ne demandent plus" in call.text
