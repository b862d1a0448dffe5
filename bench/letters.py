"""Letters without end: each composed from parts that vary by its number, so that no two say the same."""

import datetime as dt
import re
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
_KINDS = ("Atelier", "Séminaire", "Colloque", "Forum", "Dialogue", "Congrès", "Symposium", "Webinaire")
_FIELDS = (
    "l'inclusion numérique", "les réseaux communautaires", "la cybersécurité", "les câbles sous-marins",
    "l'accessibilité des services", "la gestion du spectre", "les statistiques", "l'alerte avancée", "les satellites",
    "l'intelligence artificielle au service de la santé", "les villes durables", "la connectivité des écoles",
    "les chaînes de blocs", "la radiodiffusion numérique", "le commerce électronique", "l'agriculture de précision",
    "les déchets électroniques", "la protection des enfants en ligne", "les compétences numériques",
    "l'internet des objets", "la qualité de service", "le numérotage", "les services mobiles financiers",
    "la télésanté", "les télécommunications d'urgence", "le partage des infrastructures", "la tarification",
    "l'entrepreneuriat des femmes", "la météorologie spatiale", "les langues autochtones",
)  # fmt: skip
_REGIONS = (
    "pour l'Afrique", "pour les Amériques", "pour les États arabes", "pour l'Europe", "pour l'Asie et le Pacifique",
    "pour les pays enclavés", "pour les petits États insulaires", "pour les Balkans", "pour le Sahel",
    "pour les Caraïbes", "pour l'Asie centrale", "pour l'océan Indien",
)  # fmt: skip
_TOWNS = (
    "Genève (Suisse)", "Nairobi (Kenya)", "Lima (Pérou)", "Tunis (Tunisie)", "Séoul (République de Corée)",
    "Apia (Samoa)", "Riga (Lettonie)", "Dakar (Sénégal)", "Bakou (Azerbaïdjan)", "Lomé (Togo)", "Oslo (Norvège)",
    "Quito (Équateur)", "Manille (Philippines)", "Amman (Jordanie)", "Tbilissi (Géorgie)", "Maputo (Mozambique)",
)  # fmt: skip
_FIRST = (
    "Mme Aline", "M. Karim", "Mme Inès", "M. Paul", "Mme Rosa", "M. Tomas", "Mme Hanna", "M. Idriss", "Mme Lucia",
    "M. Viktor", "Mme Naledi", "M. Andrei", "Mme Salma", "M. Felipe", "Mme Ingrid", "M. Moussa", "Mme Clara",
    "M. Rashid", "Mme Olga", "M. Damien",
)  # fmt: skip
_STARTS = ("Duver", "Bensa", "Oko", "Lindq", "Quis", "Mba", "Tara", "Kova", "Nyem", "Sorel", "Hadda", "Ferra")
_ENDS = ("nay", "lah", "ro", "vist", "pe", "yeko", "sova", "lidze", "moto", "dini", "gnon", "berg", "rama", "tani")
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
    date = dt.date(2001, 1, 8) + dt.timedelta(days=index * 7 % 9100)
    service, reference = _pick(_SERVICES, index)
    kind, subject, town = _pick(_KINDS, index), _pick(_FIELDS, index), _pick(_TOWNS, index)
    name = f"{kind} sur {subject} {_pick(_REGIONS, index)}"
    called = f"{name} ({acronym})" if (acronym := _acronym(name)) else name
    slug = f"{kind.lower().replace('é', 'e')}{index}"
    start = date + dt.timedelta(days=60 + index % 90)
    joined = "au " if kind != "Atelier" else "à l'"
    opening = _pick(_OPENINGS, index).format(
        event=f"L'{called}" if kind == "Atelier" else f"Le {called}",
        low_event=f"l'{called}" if kind == "Atelier" else f"le {called}",
        to_event=f"{joined}{called}",
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
Contact: {_person(index)}
Téléphone: +41 22 730 {5000 + index % 4000}
Courriel: {slug}@itu.int

Aux États Membres de l'UIT

Objet: **{called}, {town}, {_days(start, index % 4)}**

Madame, Monsieur,

{" ".join(body)}

{request}

Veuillez agréer, Madame, Monsieur, l'assurance de ma haute considération.

{_person(index + 2).partition(" ")[2]}
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


def _person(index: int) -> str:
    return f"{_pick(_FIRST, index)} {_pick(_STARTS, index)}{_pick(_ENDS, index)}"


def _acronym(name: str) -> str | None:
    """Return the acronym that every other event has: three letters of its name, and two drawn by it."""
    drawn = zlib.crc32(name.encode())
    initials = "".join(word[0] for word in re.findall(r"\w{4,}", name))[:3].upper()
    plain = initials.replace("É", "E")
    return f"{plain}{chr(65 + drawn // 2 % 26)}{chr(65 + drawn // 52 % 26)}" if drawn % 2 else None


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
