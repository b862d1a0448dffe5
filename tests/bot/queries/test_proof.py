"""What an answer must hold to answer what is asked."""

from dataclasses import replace

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer
from bot.queries.proof import proves
from tests.bot.drafts import at


@pytest.mark.parametrize(
    ("question", "told", "proved"),
    [
        ("quel est le montant de la bourse ?", "Une bourse par administration.", False),
        ("quel est le montant de la bourse ?", "La bourse s'élève à 1 200 CHF.", True),
        ("combien coûte l'atelier ?", "La participation est gratuite.", True),
        ("combien de pays ont déjà répondu ?", "Les pays sont invités à répondre.", False),
        ("nous avons déjà répondu, c'est tout ?", "Les pays sont invités à répondre.", True),
        ("dans quelle salle se tient l'atelier ?", "Siège de l'UIT, Genève.", False),
        ("dans quelle salle se tient l'atelier ?", "Salle Popov, Genève.", True),
        ("l'atelier c dans kelle salle", "Siège de l'UIT, Genève.", False),
        ("l'atelier c dans kelle salle", "Salle Popov, Genève.", True),
        ("le Gabon a-t-il déjà répondu à l'enquête ?", "Non, l'atelier n'a pas encore eu lieu.", False),
        ("quelle est l'adresse postale du bureau ?", "Réponse à : atelier@itu.int.", False),
        ("quelle est l'adresse postale du bureau ?", "Place des Nations, CH-1211 Genève 20", True),
        ("sur quel compte bancaire payer ?", "S'inscrire sur la plate-forme.", False),
        ("sur quel compte bancaire payer ?", "Virement sur le compte 12-345 de l'Union.", True),
        ("qui préside la commission d'études 20 ?", "La Commission d'études 3, du 20 au 22 juin.", False),
        ("qui préside la commission d'études 20 ?", "La Commission d'études 20 a son président.", True),
        ("qui préside l'atelier ?", "Résumé du président. Clôture de la session.", False),
        ("qui préside l'atelier ?", "L'atelier sera présidé par Awa Diop.", True),
        ("qui préside l'atelier ?", "Awa Diop, Présidente de la Commission", True),
        ("qui animera l'atelier ?", "OACI", False),
        ("qui animera l'atelier ?", "Mme Aubin", True),
    ],
)
def test_an_answer_holds_the_kind_of_thing_asked(question: str, told: str, *, proved: bool, small: Assistant) -> None:
    """A sum, a room, somebody or what others did is answered only by a text that holds one."""
    answer = Answer(text=told, answered=True, intent="passage.passage")
    asked = small.reply(question, Dialogue(), at("2024-04-10T09:00")).told[0][0]
    assert proves(answer, asked) == proved
    assert proves(replace(answer, answered=False), asked)


@pytest.mark.parametrize(
    ("question", "proved"),
    [
        ("qui prononcera le discours d'ouverture du séminaire ?", False),
        ("et qui sont les candidats déjà déclarés ?", False),
        ("le séminaire qui se tient à Lomé, c'est quand ?", True),
        ("qui se réunit à Lomé, et quand ?", True),
    ],
)
def test_no_day_tells_who(question: str, *, proved: bool, small: Assistant) -> None:
    """Who does something is no question of days, unless it asks for one as well."""
    answer = Answer(text="Séminaire mondial : du 3 au 7 juin 2024.", answered=True, intent="event.date")
    asked = small.reply(question, Dialogue(), at("2024-04-10T09:00")).told[0][0]
    assert proves(answer, asked) == proved
