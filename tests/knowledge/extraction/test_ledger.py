"""Every date of a letter has exactly one role."""

import pytest

from tests.knowledge.extraction.letters import dues, letter_of

LIMITS = [
    ("Veuillez retourner le formulaire avant le 3 mai 2024.", "2024-05-03", False),
    ("Les résumés doivent parvenir au secrétariat au plus tard le 3 mai 2024.", "2024-05-03", True),
    ("Les participants indiqueront leur choix d'ici au 3 mai 2024.", "2024-05-03", True),
    ("Les résumés sont à envoyer avant le 3 mai 2024, dernier délai.", "2024-05-03", False),
    ("L'inscription s'effectuera en ligne du 4 mars au 3 mai 2024.", "2024-05-03", True),
    ("Les demandes ne seront plus acceptées après le 3 mai 2024.", "2024-05-03", True),
    ("Les inscriptions seront ouvertes le 4 mars 2024 et closes le 3 mai 2024.", "2024-05-03", True),
    ("Les demandes de visa sont à envoyer huit (8) semaines avant l'ouverture du Forum.", "2024-04-17", True),
    ("Le nom des délégués doit nous être notifié pour le 3 mai 2024.", "2024-05-03", True),
    ("Adressez vos propositions au secrétariat jusqu'au 3 mai 2024.", "2024-05-03", True),
    ("Merci de confirmer votre présence le 3 mai 2024 au plus tard.", "2024-05-03", True),
]


@pytest.mark.parametrize(("sentence", "due", "inclusive"), LIMITS)
def test_what_is_asked_by_a_day_is_a_limit(sentence: str, due: str, *, inclusive: bool) -> None:
    """A request, an obligation, an order in the future or a window that closes sets a limit, in its sense."""
    found = dues(sentence)
    assert [(day, sense) for day, sense, _ in found] == [(due, inclusive)]


OTHERS = [
    "Le Secrétariat publiera les résultats au plus tard le 3 mai 2024.",
    "Les résultats seront annoncés avant le 3 mai 2024.",
    "Plusieurs États Membres ont demandé que le délai soit reporté au 3 mai 2024.",
    "La date de naissance ne pourra être antérieure au 3 mai 2024.",
    "Par sa lettre CL-23/40 du 3 mai 2024, le Conseil a fixé les règles.",
    "Le présent appel se fonde sur la loi n° 2024-12 du 3 mai 2024.",
    "Les anciens numéros resteront en service jusqu'au 3 mai 2024.",
    "Le questionnaire avait été envoyé avant le 3 mai 2023.",
]


@pytest.mark.parametrize("sentence", OTHERS)
def test_the_days_of_others_bind_nobody(sentence: str) -> None:
    """What the secretariat will do, what somebody wishes, what is cited, bounded or recalled is no deadline."""
    assert dues(sentence) == []


def test_a_row_of_a_table_is_one_limit() -> None:
    """Each row has its own act and day; the publication of results is not asked of anybody."""
    table = (
        "Les formalités que les participants doivent accomplir sont les suivantes, avec le jour de chacune:\n\n"
        "| Démarche | Date limite |\n|---|---|\n| Demande de bourse | 1er mars 2024 |\n"
        "| Inscription en ligne | 3 mai 2024 |\n"
        "| Publication des résultats | 24 mai 2024 |"
    )
    assert [(day, action) for day, _, action in dues(table)] == [
        ("2024-03-01", "demande de bourse"),
        ("2024-05-03", "inscription en ligne"),
    ]


def test_a_limit_without_a_deed_is_told() -> None:
    """A day that nothing explains asserts nothing and is a doubt with its sentence."""
    letter, problems = letter_of("Le 3 mai 2024 sera pour beaucoup une date à part.")
    assert letter.deadlines == ()
    assert any("3 mai 2024" in each.message for each in problems)


def test_replaced_words_hold_no_longer() -> None:
    """“au lieu du 3 mai” takes its day out of the game."""
    body = "Les résumés pourront être envoyés jusqu'au 17 mai 2024, au lieu du 3 mai 2024."
    assert [day for day, _, _ in dues(body)] == ["2024-05-17"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Le délai d'inscription, qui devait expirer le 27 mars 2024, est prolongé jusqu'au 8 mai 2024.",
        "L'inscription au Forum, qui devait prendre fin le 27 mars 2024, est prolongée jusqu'au 8 mai 2024.",
        "Initialement, le dépôt des résumés devait se terminer le 27 mars 2024. Il est prolongé jusqu'au 8 mai 2024.",
    ],
)
def test_the_former_limit_of_an_act_is_no_plan_of_an_event(sentence: str) -> None:
    """What was to end was the act: the event keeps its days, and the day that holds is the limit."""
    letter, _ = letter_of(sentence)
    assert [event.was for event in letter.events] == [None]
    assert [each.due.isoformat() for each in letter.deadlines] == ["2024-05-08"]


def test_a_former_day_stays_that_of_the_event_beside_an_act() -> None:
    """“Les candidatures au Forum, qui devait se tenir …” tells when the Forum was to be held."""
    letter, _ = letter_of("Les candidatures au Forum, qui devait se tenir du 3 au 5 avril 2024, restent valables.")
    was = letter.events[0].was
    assert was is not None
    assert was.start is not None
    assert was.start.first.isoformat() == "2024-04-03"
