"""However many letters there are, an answer stays short and says how much it leaves out."""

import datetime as dt
import re

import pytest

from bot.entities.dialogue import Dialogue
from bot.topics.clerk import OFFERED
from knowledge.library import Library
from tests.bot.drafts import Draft, at
from tests.bot.topics.conftest import NOW, Desk

COUNT = 60
_COLOURS = ("vert", "bleu", "jaune", "brun", "noir", "blanc", "rose", "gris", "violet", "orange")
_THINGS = ("lac", "pont", "phare", "moulin", "jardin", "tunnel")


def _letter(number: int) -> Draft:
    """Return a letter of one forum, of one person and of a deadline, in June 2024."""
    day = dt.date(2024, 6, 1) + dt.timedelta(days=number % 28)
    name = f"Forum du {_THINGS[number // 10]} {_COLOURS[number % 10]}"
    draft = Draft(f"CL-24/{100 + number}", f"2024-01-{1 + number % 28:02}", subject=name)
    draft.event(f"Le {name} se tiendra à Lomé, sous un drapeau.", name, f"{day}", f"{day}", edition=2024, place="Lomé")
    draft.deadline("Veuillez répondre avant le 2 mai 2024.", "2024-05-02", "répondre", event=name)
    draft.contact("Contact: M. Karim Haddad", name="Karim Haddad", title="M.", email="haddad@itu.int")
    return draft


@pytest.fixture(scope="module")
def crowded() -> Desk:
    """Return the desk of so many letters."""
    return Desk(Library(tuple(_letter(number).letter for number in range(COUNT))))


@pytest.mark.parametrize(
    ("question", "listed"),
    [
        ("que se passe-t-il en juin 2024 ?", 12),
        ("quelles échéances en mai 2024 ?", 12),
        ("quelle lettre parle de drapeau ?", 12),
        ("qui est Karim Haddad ?", 8),
    ],
)
def test_a_long_list_is_cut_and_counted(question: str, listed: int, crowded: Desk) -> None:
    """So many lines, then how many more there are."""
    answer = crowded.answer(question)
    assert f"… et {COUNT - listed} de plus." in answer.text
    assert len(answer.text.splitlines()) <= listed + 2
    assert len(answer.sources) <= listed


def test_a_few_are_offered_to_choose_from(crowded: Desk) -> None:
    """Of many events named alike a few are offered, and only those are remembered."""
    reply = crowded.assistant.reply("c'est quand le forum ?", Dialogue(), at(NOW))
    assert len(reply.answer.suggestions) == len(reply.dialogue.events) == OFFERED


@pytest.mark.parametrize("number", [0, 31, 59])
def test_one_among_many_is_found(number: int, crowded: Desk) -> None:
    """By its name, by its letter: the one that is meant, alone."""
    letter = _letter(number).letter
    (event,) = letter.events
    for question in (f"quand a lieu le {event.name} ?", f"résume la lettre {letter.reference}"):
        answer = crowded.answer(question)
        assert answer.letters == (letter.reference,)
        assert re.search(rf"{event.name}\b", answer.text)
