"""Each time of an event goes to what takes place then."""

from tests.knowledge.extraction.letters import letter_of


def _events(body: str, **frame: str) -> dict[str, tuple[str | None, str | None]]:
    letter, _ = letter_of(body, **frame)
    return {
        each.name: (each.start.iso if each.start else None, each.end.iso if each.end else None)
        for each in letter.events
    }


NO_EVENT = {"subject": "Questionnaire sur la large bande"}


def test_an_event_is_dated_by_its_verb() -> None:
    """“se tiendra du … au …” dates the thing that it is said of."""
    found = _events("L'Atelier sur la 5G se tiendra à Tunis (Tunisie) du 3 au 5 mai 2024.", **NO_EVENT)
    assert found == {"Atelier sur la 5G": ("2024-05-03", "2024-05-05")}


def test_what_follows_an_event_has_its_own_days() -> None:
    """“sera suivi, le …, de la réunion X” dates what comes after."""
    found = _events("Le Forum sera suivi, le 17 juin 2024, de la Réunion des coordonnateurs nationaux.")
    assert found["Réunion des coordonnateurs nationaux"] == ("2024-06-17", "2024-06-17")


def test_an_event_may_have_a_title_in_quotes() -> None:
    """A kind and a title in quotes are a name: Atelier «Accès numérique pour tous»."""
    found = _events("L'Atelier «Accès numérique pour tous» aura lieu le 3 mai 2024.", **NO_EVENT)
    assert found == {"Atelier «Accès numérique pour tous»": ("2024-05-03", "2024-05-03")}


def test_labels_below_a_title_date_what_it_names() -> None:
    """“Dates:” and "Lieu:" speak of what stands above them."""
    body = "**1. Atelier sur les tarifs**\n\nDates: du 3 au 5 mai 2024\nLieu: siège de l'ARTP, Lomé\n"
    letter, _ = letter_of(body, **NO_EVENT)
    event = letter.events[0]
    assert (event.name, event.start and event.start.iso) == ("Atelier sur les tarifs", "2024-05-03")
    assert event.place == "siège de l'ARTP, Lomé"


def test_a_row_of_a_table_is_one_event() -> None:
    """A table of meetings gives each its days, its hour and its limit."""
    body = (
        "| Groupe | Dates | Ouverture | Date limite pour les contributions |\n|---|---|---|---|\n"
        "| Groupe de travail 7B | 3-5 mai 2024 | 9 h 30 | 12 avril 2024 |"
    )
    letter, _ = letter_of(body, **NO_EVENT)
    event, deadline = letter.events[0], letter.deadlines[0]
    assert (event.name, event.end and event.end.iso) == ("Groupe de travail 7B", "2024-05-05")
    assert (deadline.due.isoformat(), deadline.event) == ("2024-04-12", "Groupe de travail 7B")


def test_a_plan_that_was_put_off_is_kept_beside() -> None:
    """“qui devait avoir lieu … se tiendra” tells the plan and the new days."""
    letter, _ = letter_of("Le Forum, qui devait avoir lieu du 5 au 7 juin 2024, se tiendra du 12 au 14 juin 2024.")
    event = letter.events[0]
    assert event.was is not None
    assert (event.was.start and event.was.start.iso, event.start and event.start.iso) == ("2024-06-05", "2024-06-12")


def test_the_list_of_days_is_one_event() -> None:
    """“les mardis 4, 11 et 18 juin” goes from the first to the last."""
    found = _events("L'Atelier sur la 5G se tiendra en ligne les 4, 11 et 18 juin 2024.", **NO_EVENT)
    assert found == {"Atelier sur la 5G": ("2024-06-04", "2024-06-18")}


def test_what_is_over_is_not_announced() -> None:
    """An event that ended before the letter was written is recalled."""
    body = "La Conférence mondiale de développement, qui s'est tenue du 9 au 20 octobre 2017, a adopté le plan."
    assert _events(body, **NO_EVENT) == {}


def test_a_column_may_be_one_event() -> None:
    """Where the rows are called "Jour" and "Inscriptions", each column is an event with its own limit."""
    letter = letter_of(
        "Nous tiendrons trois ateliers régionaux sur la large bande:\n\n"
        "| | Afrique | Amériques |\n| --- | --- | --- |\n"
        "| Jour | 14 mai 2024 | 16 mai 2024 |\n"
        "| Inscriptions | jusqu'au 7 mai 2024 | jusqu'au 9 mai 2024 |",
        **NO_EVENT,
    )[0]
    days = {event.name: event.start.iso for event in letter.events if event.start}
    assert days == {
        "Atelier régional sur la large bande – Afrique": "2024-05-14",
        "Atelier régional sur la large bande – Amériques": "2024-05-16",
    }
    assert [(each.due.isoformat(), each.event) for each in letter.deadlines] == [
        ("2024-05-07", "Atelier régional sur la large bande – Afrique"),
        ("2024-05-09", "Atelier régional sur la large bande – Amériques"),
    ]


def test_where_it_is_held_online_is_no_event() -> None:
    """“sur la plate-forme de l'Académie” tells where the Forum is held, and nothing that is held beside it."""
    letter, _ = letter_of(
        "Il se déroulera à distance, sur la plate-forme de l'Académie de l'UIT, du 12 au 14 juin 2024."
    )
    assert [(each.start and each.start.iso, each.parts) for each in letter.events] == [("2024-06-12", ())]
