"""What is a deadline of the addressees, and what is none."""

import pytest

from tests.knowledge.extraction.bodies import day, deadline_of, letter_of

ASKED = (
    ("Je vous saurais gré de bien vouloir répondre avant le 15 mai 2024.", "2024-05-15", False, "répondre"),
    (
        "Les candidatures doivent parvenir à l'UIT au plus tard le 3 juin 2024.",
        "2024-06-03",
        True,
        "faire parvenir les candidatures à l'UIT",
    ),
    (
        "Les contributions devront être soumises d'ici au 7 mars 2024.",
        "2024-03-07",
        True,
        "soumettre les contributions",
    ),
    (
        "Veuillez retourner le formulaire pour le 30 avril 2024 au plus tard.",
        "2024-04-30",
        True,
        "retourner le formulaire",
    ),
    ("L'inscription sera ouverte du 1er mars au 12 avril 2024.", "2024-04-12", True, "s'inscrire (inscription)"),
    (
        "La date limite de dépôt des candidatures est fixée au 31 mai 2024.",
        "2024-05-31",
        True,
        "déposer les candidatures",
    ),
    ("Prière de confirmer votre présence avant le 1er mars 2024.", "2024-03-01", False, "confirmer votre présence"),
    (
        "Les formulaires sont à renvoyer dans les trente jours suivant la date de la présente lettre.",
        "2024-03-06",
        True,
        "renvoyer les formulaires",
    ),
    ("L'inscription sera close le 28 août 2024.", "2024-08-28", True, "s'inscrire (inscription)"),
    ("Pour vous inscrire, rendez-vous sur www.itu.int/x avant le 23 mai 2024.", "2024-05-23", False, "s'inscrire"),
    ("Inscription: jusqu'au 26 avril 2024 (www.itu.int/reg).", "2024-04-26", True, "s'inscrire (Inscription)"),
    ("Les exposants ont jusqu'au 26 avril 2024 pour réserver un stand.", "2024-04-26", True, "réserver un stand"),
    ("Les candidats disposent d'un délai expirant le 26 avril 2024 pour s'inscrire.", "2024-04-26", True, "s'inscrire"),
    (
        "Les demandes reçues après le 26 avril 2024 ne seront pas prises en considération.",
        "2024-04-26",
        True,
        "demandes",
    ),
    ("Votre réponse est attendue avant le 26 avril 2024.", "2024-04-26", False, "faire parvenir votre réponse"),
    (
        "Les inscriptions débuteront le 26 mars 2024 et se termineront le 26 avril 2024.",
        "2024-04-26",
        True,
        "s'inscrire (inscriptions)",
    ),
    (
        "Je vous saurais gré de m'indiquer, avant le 26 avril 2024, si vous viendrez.",
        "2024-04-26",
        False,
        "indiquer si vous viendrez",
    ),
    (
        "Les réponses devront nous parvenir dans un délai de six semaines à compter de la date de la présente lettre.",
        "2024-03-18",
        True,
        "faire parvenir les réponses",
    ),
)

NOT_ASKED = (
    "Le secrétariat publiera le programme d'ici au 14 mars 2024.",
    "Les résultats seront publiés au plus tard le 30 juin 2024.",
    "Les candidats retenus seront informés avant le 15 juillet 2024.",
    "Les réponses devaient être envoyées avant le 15 décembre 2023.",
    "L'épidémie a touché cent pays avant le 1er mars 2024.",
    "La Conférence se tiendra du 3 au 5 juin 2024.",
    "Ils devront confirmer leur participation dans un délai de dix jours suivant cette notification.",
    "Les données recueillies jusqu'au 31 décembre 2023 figurent dans le rapport.",
    "Les propositions seront examinées par le jury avant le 26 avril 2024.",
    "Une réduction est accordée aux personnes inscrites avant le 26 avril 2024.",
    "Nous vous ferons parvenir les documents avant le 2 avril 2024.",
)


@pytest.mark.parametrize(("sentence", "due", "inclusive", "action"), ASKED)
def test_asked(sentence: str, due: str, inclusive: bool, action: str) -> None:  # noqa: FBT001 - a column of the table
    """A sentence that asks something of the addressees by a day is a deadline, with its sense and its deed."""
    deadline = deadline_of(sentence)
    assert (deadline.due, deadline.inclusive, deadline.action) == (day(due), inclusive, action)


@pytest.mark.parametrize("sentence", NOT_ASKED)
def test_not_asked(sentence: str) -> None:
    """The secretariat's own days, past limits and days counted from the unknown are no deadlines."""
    assert letter_of(sentence).deadlines == ()


def test_audience() -> None:
    """Those whom the sentence names are the audience; a thing that is to be sent is none."""
    asked = deadline_of("Les titulaires d'une bourse sont priés de confirmer leur venue avant le 15 mai 2024.")
    assert asked.audience == "titulaires d'une bourse"
    assert deadline_of("Les projets doivent être soumis avant le 15 mai 2024.").audience is None


def test_reply_to_in_the_sentence() -> None:
    """The address of the sentence is where to answer."""
    deadline = deadline_of("Veuillez répondre avant le 15 mai 2024, par courriel, à l'adresse forum@itu.int.")
    assert deadline.reply_to == ("forum@itu.int",)
    assert deadline.action == "répondre"


def test_reply_to_elsewhere() -> None:
    """An address that another paragraph gives for the same act serves; one to know more does not."""
    body = "Les participants doivent s'inscrire avant le 15 mai 2024.\n\nL'inscription se fait sur www.itu.int/reg."
    assert deadline_of(body).reply_to == ("www.itu.int/reg",)
    body = "Veuillez répondre avant le 15 mai 2024. Pour plus d'informations: www.itu.int/info."
    assert deadline_of(body).reply_to == ()


def test_relative_to_the_opening() -> None:
    """A limit counted from the opening of the event is computed, once for each event when it says "chaque"."""
    body = (
        "Le Forum des villes se tiendra du 3 au 5 juin 2024. "
        "Les contributions doivent être soumises au plus tard six semaines avant l'ouverture du Forum."
    )
    assert deadline_of(body, subject="Forum des villes").due == day("2024-04-22")
    table = "| Réunion | Dates | Lieu |\n|---|---|---|\n| Réunion pour l'Afrique | 4-5 juin 2024 | Accra (Ghana) |\n"
    table += "| Réunion pour l'Europe | 11-12 juin 2024 | Rome (Italie) |\n\n"
    asked = "Les contributions doivent être soumises deux semaines avant l'ouverture de chaque réunion."
    found = letter_of(table + asked, "Réunions régionales").deadlines
    assert [each.due for each in found] == [day("2024-05-21"), day("2024-05-28")]


def test_table() -> None:
    """Each row of a table of deadlines is one, with its address."""
    table = (
        "Les échéances sont les suivantes:\n\n| Date limite | Mesure à prendre |\n|---|---|\n"
        "| 15 mars 2024 | Envoi des demandes de bourse (bourses@itu.int) |\n| 5 avril 2024 | Envoi des résumés |\n"
    )
    found = letter_of(table).deadlines
    assert [(each.due, each.reply_to) for each in found] == [
        (day("2024-03-15"), ("bourses@itu.int",)),
        (day("2024-04-05"), ()),
    ]


def test_items() -> None:
    """The items of a list that asks are deadlines, in the infinitive."""
    body = (
        "Je vous saurais gré de bien vouloir:\n\n- désigner un coordonnateur avant le 15 mars 2024;\n"
        "- remplir le questionnaire d'ici au 5 avril 2024."
    )
    assert [each.action for each in letter_of(body).deadlines] == [
        "désigner un coordonnateur",
        "remplir le questionnaire",
    ]


def test_moved_limit() -> None:
    """Of a limit and what it is put off to, the new one holds."""
    body = "La date limite d'inscription, initialement fixée au 30 mars 2024, est reportée au 4 mai 2024."
    assert deadline_of(body).due == day("2024-05-04")


def test_hour() -> None:
    """The hour of a limit and its zone are kept."""
    deadline = deadline_of("Les textes doivent être soumis au plus tard le 7 mars 2024 à 23 h 59 (heure de Genève).")
    assert (f"{deadline.time:%H:%M}", deadline.timezone) == ("23:59", "heure de Genève")
