"""Commands."""

import pytest

from bot.handlers.menu import PLACES, load_menu
from bot.handlers.sentences import load_sentences
from tests.bot.telegram.office import GROUP, Office

MENU = load_menu()
SENTENCES = load_sentences()


@pytest.mark.parametrize("name", [name for name, entry in MENU.items() if entry.question])
async def test_a_command_asks_its_question(office: Office, name: str) -> None:
    """A command of the menu is a question that one need not write; what it shows besides comes before."""
    *_, call = await office.write(f"/{name}")
    assert MENU[name].question in call.text


@pytest.mark.parametrize("name", [name for name, entry in MENU.items() if entry.about])
async def test_words_after_a_command_say_about_what(office: Office, name: str) -> None:
    """/agenda digital world is about Digital World."""
    (call,) = await office.write(f"/{name} digital world")
    assert MENU[name].about.format(words="digital world") in call.text


@pytest.mark.parametrize("typed", [f"/{other}" for entry in MENU.values() for other in entry.also])
async def test_other_names_are_understood(office: Office, typed: str) -> None:
    """English and singular names do the same."""
    assert all(SENTENCES.unknown_command[:20] not in call.text for call in await office.write(typed))
    assert office.line.calls


@pytest.mark.parametrize(
    "typed", ["/échéances", "/Echeances", "/ÉCHÉANCES", "/echeances@aide_bot", "/echeances@Aide_Bot"]
)
async def test_accents_case_and_the_bot_s_name_do_not_matter(office: Office, typed: str) -> None:
    """A command is understood as people type it."""
    (call,) = await office.write(typed)
    assert "Échéances à venir (1)" in call.text


async def test_a_question_may_follow_its_command(office: Office) -> None:
    """In a group with privacy mode, /question is how one speaks to the bot; line breaks are part of the question."""
    (call,) = await office.write("/question\nquand ?", GROUP)
    assert "« quand ? »" in call.text
    assert call.parameters["reply_parameters"]["message_id"] == 7


async def test_a_command_without_question_asks_for_one(office: Office) -> None:
    """/question alone says how to use it."""
    (call,) = await office.write("/question")
    assert call.text == SENTENCES.no_question


@pytest.mark.parametrize(
    ("typed", "nearest"), [("/rapels", "/rappels"), ("/echeanses", "/echeances"), ("/agendda", "/agenda")]
)
async def test_a_slip_is_pointed_out(office: Office, typed: str, nearest: str) -> None:
    """A command mistyped gets the one that was meant."""
    (call,) = await office.write(typed)
    assert f"{nearest} ?" in call.text


@pytest.mark.parametrize("typed", ["/météo", "/", "//", "/<b>", "/" + "x" * 4000])
async def test_an_unknown_command_is_told_shortly(office: Office, typed: str) -> None:
    """Whatever follows a slash gets a short courteous answer that names /aide."""
    (call,) = await office.write(typed)
    assert "/aide" in call.text
    assert len(call.text) < 200


def test_the_menu_is_what_telegram_takes() -> None:
    """Names are Latin letters of at most 32, descriptions have 3 to 256 characters, no name is given twice."""
    names = [name for key, entry in MENU.items() for name in (key, *entry.also)]
    assert len(names) == len(set(names))
    assert {place for entry in MENU.values() for place in entry.places} == set(PLACES)
    assert all(name.isascii() and name.isalpha() and name.islower() and len(name) <= 32 for name in MENU)
    assert all(3 <= len(entry.description) <= 256 for entry in MENU.values())
