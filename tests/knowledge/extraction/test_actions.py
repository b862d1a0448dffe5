"""Actions are sentences that a delegate can act on."""

import pytest

from tests.knowledge.extraction.letters import dues, letter_of

ACTIONS = [
    (
        "Les contributions doivent être soumises au plus tard le 3 mai 2024, à l'adresse x@itu.int.",
        "soumettre les contributions",
    ),
    ("Les contributions sont à envoyer avant le 3 mai 2024.", "envoyer les contributions"),
    ("Indiquez votre choix avant le 3 mai 2024.", "indiquer votre choix"),
    ("La date limite d'envoi des résumés est fixée au 3 mai 2024.", "envoyer les résumés"),
    ("Vous voudrez bien nous communiquer vos observations d'ici au 3 mai 2024.", "communiquer vos observations"),
    (
        "Les offices qui n'ont pas encore nommé de points focaux sont invités à le faire d'ici au 3 mai 2024.",
        "nommer des points focaux",
    ),
    (
        "Ceux qui n'ont pas encore désigné d'expert sont priés de le faire, de préférence avant le 3 mai 2024.",
        "désigner un(e) expert",
    ),
    (
        "Les sociétés qui souhaitent exposer un projet le feront savoir à Mme Lind (x@itu.int) avant le 3 mai 2024.",
        "faire savoir à Mme Lind que vous souhaitez exposer un projet",
    ),
]


@pytest.mark.parametrize(("sentence", "action"), ACTIONS)
def test_an_action_says_what_to_do(sentence: str, action: str) -> None:
    """The day, the address and the channel are told on their own; the act is an infinitive or its noun."""
    assert [text for _, _, text in dues(sentence)] == [action]


def test_a_pronoun_takes_what_it_stands_for() -> None:
    """“Elle est ouverte jusqu'au …” speaks of what the sentence before it does."""
    body = "L'inscription est obligatoire. Elle sera ouverte jusqu'au 3 mai 2024."
    assert "inscri" in dues(body)[0][2]


def test_an_item_takes_its_lead_in() -> None:
    """An item under "sont invités:" is asked; one that says only for whom takes the deed of its lead-in."""
    body = (
        "Les demandes de bourse doivent parvenir au secrétariat:\n\n"
        "- jusqu'au 1er mars 2024 pour les pays les moins avancés;\n- jusqu'au 3 mai 2024 pour les autres pays.\n"
    )
    letter, _ = letter_of(body)
    assert [(each.due.isoformat(), each.audience) for each in letter.deadlines] == [
        ("2024-03-01", "pays les moins avancés"),
        ("2024-05-03", "autres pays"),
    ]
    assert all("demandes de bourse" in each.action for each in letter.deadlines)


def test_those_who_are_asked_are_told() -> None:
    """The subject of a request is its audience, unless it is simply everybody."""
    body = "Les délégués qui ont besoin d'un visa sont priés d'en faire la demande avant le 3 mai 2024."
    letter, _ = letter_of(body)
    assert letter.deadlines[0].audience == "délégués qui ont besoin d'un visa"


def test_those_who_are_asked_end_before_a_pronoun() -> None:
    """“Les sociétés intéressées le feront savoir”: the pronoun belongs to the verb."""
    letter, _ = letter_of(
        "Les sociétés qui veulent exposer le feront savoir à Mme Lind (x@itu.int) avant le 3 mai 2024."
    )
    assert letter.deadlines[0].audience == "sociétés qui veulent exposer"


def test_those_who_are_asked_end_before_what_they_do_first() -> None:
    """“Les pays disposent d'un délai et peuvent répondre”: of two verbs, the first ends those who are asked."""
    body = "Les pays les moins avancés disposent d'un délai supplémentaire et peuvent répondre jusqu'au 3 mai 2024."
    letter, _ = letter_of(body)
    assert letter.deadlines[0].audience == "pays les moins avancés"


def test_a_limit_keeps_its_hour_and_zone() -> None:
    """“avant le 24 avril à midi, heure de Genève” is open until noon that day."""
    letter, _ = letter_of("Veuillez répondre au questionnaire avant le 24 avril 2024 à midi, heure de Genève.")
    deadline = letter.deadlines[0]
    assert (deadline.time and deadline.time.hour, deadline.timezone) == (12, "heure de Genève")


def test_the_address_is_that_of_the_reply() -> None:
    """An address where something lies to be read is none to answer to."""
    body = (
        "Le questionnaire, disponible à l'adresse www.itu.int/q, est à renvoyer à reponses@itu.int avant le 3 mai 2024."
    )
    letter, _ = letter_of(body)
    assert letter.deadlines[0].reply_to == ("reponses@itu.int",)


def test_an_address_may_stand_below_the_list() -> None:
    """“Les réponses seront envoyées à …” below a list is the address of its items."""
    body = (
        "Les administrations sont priées de:\n\n- nommer un coordonnateur avant le 1er mars 2024;\n"
        "- remplir le questionnaire avant le 3 mai 2024.\n\nLes réponses seront envoyées à reponses@itu.int."
    )
    letter, _ = letter_of(body)
    assert [each.reply_to for each in letter.deadlines] == [("reponses@itu.int",), ("reponses@itu.int",)]
