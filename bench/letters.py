"""Letters without end: each composed from parts that vary by its number, so that no two say the same."""

import datetime as dt
import zlib
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")

_MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_SERVICES = (
    ("Secrétariat général (SG)", "CL-{year}/{number}"),
    ("Bureau de développement des télécommunications (BDT)", "BDT/DKH/{number}"),
    ("Bureau de la normalisation des télécommunications (TSB)", "Circulaire TSB {number}"),
    ("Bureau des radiocommunications (BR)", "CR/{number}"),
)
_KINDS = ("Atelier", "Séminaire", "Colloque", "Forum", "Dialogue")
_FIELDS = (
    "l'inclusion numérique", "les réseaux communautaires", "la cybersécurité", "les câbles sous-marins",
    "l'accessibilité des services", "la gestion du spectre", "les statistiques", "l'alerte avancée", "les satellites",
    "l'intelligence artificielle au service de la santé", "les villes durables", "la connectivité des écoles",
)  # fmt: skip
_REGIONS = (
    "pour l'Afrique", "pour les Amériques", "pour les États arabes", "pour l'Europe", "pour l'Asie et le Pacifique",
    "pour les pays enclavés", "pour les petits États insulaires",
)  # fmt: skip
_TOWNS = (
    "Genève (Suisse)", "Nairobi (Kenya)", "Lima (Pérou)", "Tunis (Tunisie)", "Séoul (République de Corée)",
    "Apia (Samoa)", "Riga (Lettonie)", "Dakar (Sénégal)",
)  # fmt: skip
_PEOPLE = ("Mme Aline Duvernay", "M. Karim Bensalah", "Mme Inès Okoro", "M. Paul Lindqvist", "Mme Rosa Quispe")
_OPENINGS = (
    "J'ai l'honneur de vous inviter à participer {to_event}, qui se tiendra {when} à {town}.",
    "{event} aura lieu {when} à {town}. Les travaux seront conduits en français et en anglais.",
    "J'ai le plaisir de vous informer que {low_event} se tiendra {when} à {town}, à l'invitation du pays hôte.",
)
_REQUESTS = (
    "Les participants sont priés de s'inscrire en ligne au plus tard le {limit} à l'adresse https://www.itu.int/go/{slug}.",
    "Je vous saurais gré de bien vouloir confirmer votre participation avant le {limit}, à l'adresse {slug}@itu.int.",
    "Les contributions doivent parvenir au secrétariat d'ici au {limit}, par courrier électronique à {slug}@itu.int.",
)
_FILLERS = (
    "Les documents de la réunion seront publiés sur le site web au fur et à mesure de leur disponibilité.",
    "Un nombre limité de bourses pourra être accordé aux participants des pays les moins avancés.",
    "Conformément à la Résolution {resolution} (Rév. Dubaï, 2018), la parité sera recherchée parmi les orateurs.",
    "L'ordre du jour provisoire figure dans l'Annexe 1.",
    "Les délégués qui ont besoin d'un visa sont invités à en faire la demande dès que possible.",
    "Je vous encourage à faire circuler cette lettre auprès des parties prenantes de votre pays.",
)


def letter(index: int) -> str:
    """Return the letter of a number."""
    date = dt.date(2015, 1, 5) + dt.timedelta(days=index * 7 % 3600)
    service, reference = _pick(_SERVICES, index)
    kind, subject, town = _pick(_KINDS, index), _pick(_FIELDS, index), _pick(_TOWNS, index)
    name = f"{kind} sur {subject} {_pick(_REGIONS, index)}"
    slug = f"{kind.lower().replace('é', 'e')}{index}"
    start = date + dt.timedelta(days=60 + index % 90)
    joined = "au " if kind != "Atelier" else "à l'"
    opening = _pick(_OPENINGS, index).format(
        event=f"L'{name}" if kind == "Atelier" else f"Le {name}",
        low_event=f"l'{name}" if kind == "Atelier" else f"le {name}",
        to_event=f"{joined}{name}",
        when=_days(start, index % 4),
        town=town,
    )
    request = _pick(_REQUESTS, index).format(limit=_day(start - dt.timedelta(days=21)), slug=slug)
    body = (
        opening,
        *(_pick(_FILLERS, 7 * index + step).format(resolution=100 + index % 90) for step in range(index % 4)),
    )
    return f"""{service}

Genève, le {_day(date)}

Réf.: **{reference.format(year=date.year % 100, number=1000 + index)}**
Contact: {_pick(_PEOPLE, index)}
Téléphone: +41 22 730 {5000 + index % 4000}
Courriel: {slug}@itu.int

Aux États Membres de l'UIT

Objet: **{name}, {town}, {_days(start, index % 4)}**

Madame, Monsieur,

{" ".join(body)}

{request}

Veuillez agréer, Madame, Monsieur, l'assurance de ma haute considération.

{_pick(_PEOPLE, index + 2).partition(" ")[2]}
Directeur
"""


def write(folder: Path, count: int) -> None:
    """Write the letters of the first numbers into a new folder."""
    folder.mkdir()
    for index in range(count):
        (folder / f"{index:05}.md").write_text(letter(index), "utf-8")


def _pick(choices: tuple[T, ...], index: int) -> T:
    """Return one of some choices, each list by a dice of its own, and always the same for a number."""
    return choices[zlib.crc32(f"{index} {choices[0]}".encode()) % len(choices)]


def _day(day: dt.date) -> str:
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def _days(start: dt.date, more: int) -> str:
    end = start + dt.timedelta(days=more)
    if not more:
        return f"le {_day(start)}"
    first = f"{'1er' if start.day == 1 else start.day}"
    if (start.year, start.month) == (end.year, end.month):
        return f"du {first} au {_day(end)}"
    return f"du {_day(start)} au {_day(end)}"
