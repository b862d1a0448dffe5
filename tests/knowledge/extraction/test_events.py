"""What takes place, when, where, and what has become of it."""

import pytest

from knowledge.model import Mode, Status
from tests.knowledge.extraction.bodies import event_of, letter_of


def iso(moment: object) -> str:
    """Return a moment in ISO."""
    return str(getattr(moment, "iso", moment))


NAMES = (
    ("Invitation au Forum virtuel 2024 de la jeunesse", "Forum de la jeunesse", None),
    ("Cinquième session du Conseil des ports (CP-5)", "Session du Conseil des ports", "CP-5"),
    (
        "Colloque mondial sur les données ouvertes (CMDO), Rome, 3-5 juin 2024",
        "Colloque mondial sur les données ouvertes",
        "CMDO",
    ),
    ("Invitation à participer à Global Data World 2024", "Global Data World", None),
    ("17e Séminaire sur le spectre", "Séminaire sur le spectre", None),
    ("Édition de 2024 de la Semaine du numérique", "Semaine du numérique", None),
    ("Exercice régional de cybersécurité", "Exercice régional de cybersécurité", None),
)


@pytest.mark.parametrize(("subject", "name", "acronym"), NAMES)
def test_name(subject: str, name: str, acronym: str | None) -> None:
    """A name keeps neither year nor rank nor form; its acronym is told apart."""
    alias = name[0].lower() + name[1:] if not name.startswith("Global") else name
    event = event_of(f"Le {alias} aura lieu du 3 au 5 juin 2024.", subject)
    assert (event.name, event.acronym, event.edition) == (name, acronym, 2024)
    assert (iso(event.start), iso(event.end)) == ("2024-06-03", "2024-06-05")


def test_place_and_hours() -> None:
    """A place keeps its country; hours keep their zone."""
    body = "L'Atelier sur la 6G se tiendra à Dakar (Sénégal) le 4 juin 2024 de 9 h 00 à 12 h 30 (heure de Dakar)."
    event = event_of(body, "Atelier sur la 6G")
    assert event.place == "Dakar (Sénégal)"
    assert (str(event.start_time), str(event.end_time), event.timezone) == ("09:00:00", "12:30:00", "heure de Dakar")


MODES = (
    ("Le Forum des ports se tiendra en ligne le 4 juin 2024.", Mode.VIRTUAL),
    ("Le Forum des ports se tiendra à Rome (Italie) le 4 juin 2024, en présentiel.", Mode.IN_PERSON),
    ("Le Forum des ports se tiendra sous forme hybride le 4 juin 2024.", Mode.HYBRID),
    ("Le Forum des ports se tiendra à Rome le 4 juin 2024. La participation à distance sera possible.", Mode.HYBRID),
    ("Le Forum des ports se tiendra à Rome le 4 juin 2024. L'inscription se fait exclusivement en ligne.", None),
)


@pytest.mark.parametrize(("body", "mode"), MODES)
def test_mode(body: str, mode: Mode | None) -> None:
    """The form of an event is told of the event, not of an inscription made online."""
    assert event_of(body, "Forum des ports").mode is mode


def test_moved() -> None:
    """An event that is moved keeps what had been planned."""
    body = "Le Forum des ports, qui devait avoir lieu à Rome (Italie) du 3 au 5 mai 2024, se tiendra du 2 au 4 juillet."
    event = event_of(body, "Report du Forum des ports")
    assert event.status is Status.CHANGED
    assert (iso(event.start), event.place) == ("2024-07-02", "Rome (Italie)")
    assert event.was is not None
    assert (iso(event.was.start), event.was.place) == ("2024-05-03", None)


def test_cancelled() -> None:
    """A cancelled event has no date left but what had been planned."""
    body = "Le Forum des ports, qui devait se tenir à Rome (Italie) du 3 au 5 mai 2024, est annulé."
    event = event_of(body, "Annulation du Forum des ports")
    assert event.status is Status.CANCELLED
    assert event.start is None
    assert event.was is not None
    assert (iso(event.was.start), event.was.place) == ("2024-05-03", "Rome (Italie)")


def test_cancelling_something_else_leaves_the_event() -> None:
    """What is cancelled is what the sentence names, never the event by default."""
    body = "Le Forum des ports se tiendra du 3 au 5 mai 2024. Le dîner de gala a été annulé."
    assert event_of(body, "Forum des ports: annulation du dîner de gala").status is Status.PLANNED


def test_parts() -> None:
    """Dated moments within an event are its parts; what stands weeks before is an event of its own."""
    body = (
        "Le Forum des ports se tiendra du 3 au 7 juin 2024. Les sessions de haut niveau auront lieu les 4 et 5 juin. "
        "Un webinaire préparatoire sera organisé le 26 avril 2024."
    )
    forum, webinar = letter_of(body, "Forum des ports").events
    assert [part.name for part in forum.parts] == ["Sessions de haut niveau"]
    assert (webinar.name, webinar.mode) == ("Webinaire préparatoire", Mode.VIRTUAL)


def test_follower() -> None:
    """The date of what follows an event is not the event's."""
    body = (
        "L'Atelier sur la 6G se tiendra à Tunis (Tunisie) les 14 et 15 mai 2024. Il sera suivi, les 16 et 17 mai "
        "2024, au même endroit, de la réunion du Groupe régional pour l'Afrique."
    )
    workshop, meeting = letter_of(body, "Atelier sur la 6G").events
    assert (iso(workshop.start), iso(meeting.start), meeting.place) == ("2024-05-14", "2024-05-16", "Tunis (Tunisie)")


def test_organisers_and_theme() -> None:
    """Organisers are the agents of "organisé par"; a theme is what stands between quotation marks."""
    body = (
        'Le Forum des ports se tiendra le 4 juin 2024. Il a pour thème "Des ports ouverts". Le Forum est organisé '
        "conjointement par l'UIT, l'UNESCO et le Ministère des postes et des communications du Bénin."
    )
    event = event_of(body, "Forum des ports")
    assert event.theme == "Des ports ouverts"
    assert event.organisers == ("UIT", "UNESCO", "Ministère des postes et des communications du Bénin")


DATED = (
    (
        "Le Forum des ports se tiendra les 3, 4 et 5 juin 2024, à Rome (Italie).",
        "2024-06-03",
        "2024-06-05",
        "Rome (Italie)",
    ),
    ("La date du Forum des ports a été fixée au 4 juin 2024.", "2024-06-04", "2024-06-04", None),
    (
        "Le Forum des ports s'ouvrira le 3 juin 2024 à 9 heures et s'achèvera le 5 juin 2024.",
        "2024-06-03",
        "2024-06-05",
        None,
    ),
    ("Les travaux du Forum se dérouleront du 3 au 5 juin 2024.", "2024-06-03", "2024-06-05", None),
    (
        "Le Forum des ports (3-5 juin 2024) se déroulera à Kigali (Rwanda).",
        "2024-06-03",
        "2024-06-05",
        "Kigali (Rwanda)",
    ),
    ("C'est à Rome, du 3 au 5 juin 2024, que se tiendra le Forum des ports.", "2024-06-03", "2024-06-05", "Rome"),
    ("Le Forum se tient chaque année. L'édition de cette année aura lieu le 3 juin.", "2024-06-03", "2024-06-03", None),
)


@pytest.mark.parametrize(("body", "start", "end", "place"), DATED)
def test_dated(body: str, start: str, end: str, place: str | None) -> None:
    """A date goes to the event however the sentence is built."""
    event = event_of(body, "Forum des ports")
    assert (iso(event.start), iso(event.end), event.place) == (start, end, place)
    assert event.parts == ()


CHANGED = (
    (
        "Le Forum des ports, prévu du 3 au 5 juin 2024, est reporté aux 9 et 10 juillet 2024.",
        "2024-07-09",
        "2024-06-03",
        None,
    ),
    ("Le Forum des ports aura lieu le 9 juillet 2024 (au lieu du 3 juin 2024).", "2024-07-09", "2024-06-03", None),
    (
        "Le Forum des ports (3 juin 2024) n'aura pas lieu à Rome (Italie), mais à Lima (Pérou).",
        "2024-06-03",
        "None",
        "Rome (Italie)",
    ),
    (
        "Le Forum des ports, initialement prévu à Rome, se tiendra en ligne le 3 juin 2024.",
        "2024-06-03",
        "None",
        "Rome",
    ),
    (
        "Le Forum des ports, qui devait se tenir à Rome en juin 2024, est reporté à l'année prochaine.",
        "None",
        "2024-06",
        "Rome",
    ),
)


@pytest.mark.parametrize(("body", "start", "was", "place"), CHANGED)
def test_changed(body: str, start: str, was: str, place: str | None) -> None:
    """What had been planned is told from what is, whichever of date, place or form has changed."""
    event = event_of(body, "Forum des ports")
    assert event.status is Status.CHANGED
    assert event.was is not None
    assert (iso(event.start), iso(event.was.start), event.was.place) == (start, was, place)


NO_EVENT = (
    "La Résolution a été adoptée le 3 mars 2020 par la Conférence de plénipotentiaires.",
    "Par ma lettre CL-24/3 du 22 janvier 2024, je vous ai consultés.",
    "À compter du 1er mars 2024, les lettres seront diffusées par voie électronique.",
    "Le Conseil, à sa session tenue du 9 au 18 juin 2020, a approuvé ce texte.",
)


@pytest.mark.parametrize("body", NO_EVENT)
def test_no_event(body: str) -> None:
    """Dates of letters, of decisions and of other changes announce nothing."""
    assert letter_of(body).events == ()
