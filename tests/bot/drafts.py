"""Letters written for a test: each fact stands where its sentence is written, and only what matters is said."""

import datetime as dt
from dataclasses import replace
from typing import Any

from knowledge.french.text import Span
from knowledge.library import Library
from knowledge.model import Contact, Deadline, Event, Letter, Mode, Part, Person, Plan, Signatory, Status
from knowledge.temporal.moment import Moment

GENEVA = dt.timezone(dt.timedelta(hours=2))


class Draft:
    """A letter in the writing: `event`, `deadline`… write a sentence and take its span; `letter` is what stands."""

    def __init__(self, reference: str, date: str, **header: Any) -> None:
        self.letter = Letter(
            file=f"{reference}.md", text="", reference=reference, date=dt.date.fromisoformat(date), **header
        )

    def write(self, sentence: str) -> Span:
        """Add a sentence and return where it stands."""
        start = len(self.letter.text)
        span = Span(start, start + len(sentence))
        self.letter = replace(
            self.letter, text=f"{self.letter.text}{sentence}\n", sentences=(*self.letter.sentences, span)
        )
        return span

    def event(self, sentence: str, name: str, start: str | None = None, end: str | None = None, **facts: Any) -> None:
        """Announce an event; `start` and `end` are "2024-06-03" or, for a whole month, "2024-06"."""
        event = Event(span=self.write(sentence), name=name, start=moment(start), end=moment(end), **facts)
        self.letter = replace(self.letter, events=(*self.letter.events, event))

    def deadline(self, sentence: str, due: str, action: str, *, inclusive: bool = False, **facts: Any) -> None:
        """Ask for something by a day."""
        deadline = Deadline(
            span=self.write(sentence), due=dt.date.fromisoformat(due), action=action, inclusive=inclusive, **facts
        )
        self.letter = replace(self.letter, deadlines=(*self.letter.deadlines, deadline))

    def contact(self, sentence: str, **facts: Any) -> None:
        """Name somebody to ask."""
        contact = Contact(span=self.write(sentence), **facts)
        self.letter = replace(self.letter, contacts=(*self.letter.contacts, contact))

    def person(self, sentence: str, name: str, role: str, title: str | None = None) -> None:
        """Name somebody for a function."""
        person = Person(span=self.write(sentence), name=name, role=role, title=title)
        self.letter = replace(self.letter, people=(*self.letter.people, person))

    def signatory(self, sentence: str, name: str, title: str) -> None:
        """Have it signed."""
        signatory = Signatory(span=self.write(sentence), name=name, title=title)
        self.letter = replace(self.letter, signatories=(*self.letter.signatories, signatory))


def moment(iso: str | None) -> Moment | None:
    """Return a day, a month or a year."""
    return Moment.parse(iso) if iso else None


def part(name: str, start: str, end: str | None = None) -> Part:
    """Return a dated part of an event, that stands in the first words of its letter."""
    return Part(span=Span(0, 40), name=name, start=moment(start), end=moment(end or start))


def at(iso: str) -> dt.datetime:
    """Return a minute of Geneva's summer: "2024-05-02T09:00"."""
    return dt.datetime.fromisoformat(iso).replace(tzinfo=GENEVA)


def workshop() -> Letter:
    """Return a letter with two deadlines, each for its audience, and two contacts, each for its purpose."""
    draft = Draft("DM-24/1010", "2024-03-04", subject="Atelier sur la cybersécurité", addressees=("États Membres",))
    draft.event(
        "L'Atelier sur la cybersécurité se tiendra à Tunis (Tunisie) du 3 au 5 juin 2024.",
        "Atelier sur la cybersécurité",
        "2024-06-03",
        "2024-06-05",
        edition=2024,
        mode=Mode.IN_PERSON,
        place="Tunis (Tunisie)",
        organisers=("UIT", "Agence nationale de la cybersécurité"),
    )
    draft.deadline(
        "Les orateurs sont priés d'envoyer leur exposé avant le 15 avril 2024 à exposes@itu.int.",
        "2024-04-15",
        "envoyer leur exposé",
        audience="orateurs",
        reply_to=("exposes@itu.int",),
    )
    draft.deadline(
        "Les boursiers doivent demander leur bourse au plus tard le 2 mai 2024.",
        "2024-05-02",
        "demander leur bourse",
        inclusive=True,
        audience="boursiers",
    )
    _contacts(draft)
    return draft.letter


def _contacts(draft: Draft) -> None:
    draft.contact(
        "M. Karim Haddad, logistique, karim.haddad@itu.int.",
        name="Karim Haddad",
        title="M.",
        email="karim.haddad@itu.int",
        purpose="logistique",
    )
    draft.contact(
        "Mme Lena Weiss, contenu, tél. +41 22 730 11 22.",
        name="Lena Weiss",
        title="Mme",
        phone="+41227301122",
        purpose="contenu",
    )


def symposium() -> Letter:
    """Return a letter that cancels an event and says why."""
    draft = Draft("CL-24/30", "2024-02-20", subject="Annulation du Colloque")
    reason = draft.write("La situation sanitaire dans la région ne permet pas de réunir les participants.")
    draft.event(
        "Le Colloque des régulateurs, prévu à Kigali du 1er au 4 juillet 2024, est annulé.",
        "Colloque des régulateurs",
        edition=2024,
        status=Status.CANCELLED,
        was=Plan(place="Kigali", start=moment("2024-07-01"), end=moment("2024-07-04")),
        reason=reason,
    )
    return draft.letter


def forum(name: str, reference: str, start: str, end: str, **facts: Any) -> Letter:
    """Return a letter that announces one forum."""
    draft = Draft(reference, "2024-01-10", subject=name)
    where = facts.get("place", "en ligne")
    draft.event(f"Le {name} aura lieu aux jours dits, {where}.", name, start, end, edition=int(start[:4]), **facts)
    return draft.letter


def seminar() -> Letter:
    """Return a letter for a hybrid event of one day, with its hours in UTC and a deadline at an hour."""
    draft = Draft("CR/512", "2024-04-01", subject="Séminaire sur le spectre", place="Genève", service="BR")
    draft.event(
        "Le Séminaire sur le spectre, à Dakar et en ligne, se tiendra le 12 septembre 2024 de 9 h à 17 h 30 UTC.",
        "Séminaire sur le spectre",
        "2024-09-12",
        edition=2024,
        mode=Mode.HYBRID,
        place="Dakar (Sénégal)",
        start_time=dt.time(9),
        end_time=dt.time(17, 30),
        timezone="UTC",
        theme="Partager les bandes",
    )
    draft.person("Mme Awa Ndiaye, Présidente du Séminaire, l'ouvrira.", "Awa Ndiaye", "Présidente du Séminaire")
    draft.signatory("Mario Costa, Directeur", "Mario Costa", "Directeur")
    return draft.letter


def conference() -> Letter:
    """Return a letter that moves an event to months whose days it does not give."""
    draft = Draft("CL-24/41", "2024-05-06", subject="Report de la Conférence de développement")
    draft.event(
        "La Conférence de développement, prévue en juin 2024, se tiendra d'octobre à novembre 2024.",
        "Conférence de développement",
        "2024-10",
        "2024-11",
        edition=2024,
        status=Status.CHANGED,
        was=Plan(start=moment("2024-06")),
    )
    return draft.letter


def registry() -> Library:
    """Return letters of many kinds, none of which the product ships."""
    return Library(
        (
            workshop(),
            symposium(),
            forum("Forum des jeunes", "CL-24/11", "2024-05-20", "2024-05-22", mode=Mode.VIRTUAL),
            forum("Forum de la connectivité", "CL-24/12", "2024-11-04", "2024-11-08", place="Nairobi (Kenya)"),
            seminar(),
            conference(),
        ),
        "drafts",
    )
