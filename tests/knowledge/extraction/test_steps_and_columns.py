"""Tables whose rows are steps, or parts, and lists whose limits are counted from what their section announces."""

import pytest

from tests.knowledge.extraction.letters import dues, letter_of


def days(body: str, **frame: str) -> list[str]:
    """Return the days that bind in a letter with this body."""
    return sorted(day for day, _, _ in dues(body, **frame))


@pytest.mark.parametrize(
    "head",
    [
        "Clôture des inscriptions",
        "Fin des candidatures",
        "Documents à traduire, au plus tard le",
        "Date de clôture des dépôts",
        "Contributions",
    ],
)
def test_a_column_that_closes_an_act_holds_limits(head: str) -> None:
    """What a column calls the end of an act, or an act alone, is a limit, however its head is put."""
    body = f"Le calendrier est le suivant:\n\n| Réunion | Dates | {head} |\n|---|---|---|\n"
    body += "| Groupe 1A | 3-5 avril 2024 | 8 mars 2024 |\n| Groupe 1B | 6-8 mai 2024 | 9 avril 2024 |"
    assert days(body) == ["2024-03-08", "2024-04-09"]


@pytest.mark.parametrize("word", ["Phase", "Étape"])
def test_the_steps_of_a_process_are_no_events(word: str) -> None:
    """Under "Phase" or "Étape", a row is a step, whoever takes it; only what addressees do is asked."""
    body = f"Le concours se déroule ainsi:\n\n| {word} | Période |\n|---|---|\n"
    body += "| 1. Examen par le Groupe d'experts | 2 – 12 avril 2024 |\n| 2. Choix des lauréats | 3 – 14 mai 2024 |"
    letter, _ = letter_of(body)
    assert [(each.name, each.parts) for each in letter.events] == [("Forum mondial sur la résilience des câbles", ())]


def test_who_takes_a_step_is_no_event() -> None:
    """A group below "Qui" says who acts, and the act of the addressees ends on the last day of its row."""
    body = "Voici les phases:\n\n| Phase | Quoi | Qui | Quand |\n|---|---|---|---|\n"
    body += "| 1 | Soumission des projets | tous | du 10 janvier au 3 mars 2024 |\n"
    body += "| 2 | Examen des projets | Groupe d'experts | du 6 au 31 mars 2024 |"
    letter, _ = letter_of(body)
    assert [each.name for each in letter.events] == ["Forum mondial sur la résilience des câbles"]
    assert [each.due.isoformat() for each in letter.deadlines] == ["2024-03-03"]


def test_numbered_sessions_are_parts_of_the_course() -> None:
    """Rows that bear a number below "Session" are those of the course, and no events beside it."""
    body = "La formation est donnée trois fois:\n\n| Session | Langue | Dates |\n|---|---|---|\n"
    body += "| 1 | français | 6 – 24 mai 2024 |\n| 2 | anglais | 3 – 21 juin 2024 |"
    letter, _ = letter_of(body, subject="Formation en ligne «Mesurer le débit des réseaux»")
    assert len(letter.events) == 1
    assert [str(each.start.first) for each in letter.events[0].parts if each.start] == ["2024-05-06", "2024-06-03"]


def test_a_list_counts_from_what_its_section_announces() -> None:
    """Limits before "l'ouverture" are counted from the event told last above their list, not from the main one."""
    body = "1. Le Forum se tiendra à Lisbonne du 12 au 14 juin 2024.\n\n"
    body += "2. L'Atelier sur l'entretien des câbles se tiendra à Porto du 17 au 19 juin 2024. Échéances:\n\n"
    body += "- *deux semaines avant l'ouverture*: demandes de bourses, à adresser au secrétariat par les Membres;\n"
    body += "- *dix jours avant l'ouverture*: inscription en ligne par l'intermédiaire de tous les coordonnateurs."
    assert days(body) == ["2024-06-03", "2024-06-07"]


@pytest.mark.parametrize("clause", ["devant avoir été achevé", "qui doit avoir été mis en service"])
def test_what_must_have_been_done_is_a_condition(clause: str) -> None:
    """A day before which something must have been achieved says what is admitted, and asks for nothing by then."""
    assert days(f"Chaque organisme présente un seul projet, {clause} avant le 29 février 2024.") == []
    assert days("Les candidatures doivent avoir été reçues avant le 29 février 2024.") == ["2024-02-29"]


def test_what_opens_again_is_not_due() -> None:
    """Registration that is opened again on a day is due when it closes."""
    assert days(
        "*Vous n'étiez pas inscrit:* les inscriptions seront rouvertes le 2 février et closes le 22 avril 2024."
    ) == ["2024-04-22"]


def test_a_relative_pronoun_names_no_part() -> None:
    """“pour le mandat suivant, qui débutera en juillet 2024” names no event."""
    body = "J'invite les États Membres à proposer des candidats pour le mandat suivant, qui débutera en janvier 2025."
    body += "\n\nL'**Audition publique des candidats** aura lieu en septembre 2024, en ligne."
    letter, _ = letter_of(body, subject="Appel à candidatures, et audition publique des candidats")
    assert [part.name for each in letter.events for part in each.parts] == []
