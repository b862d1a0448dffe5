"""Letters without end: each composed from parts that vary by its number, so that no two say the same."""

import datetime as dt
import re
import zlib
from dataclasses import dataclass
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


_QUESTIONS = (
    "quand a lieu le {name} ?",
    "où se tient le {name} en {year} ?",
    "{acronym} {year}, c'est où ?",
    "c'est quand {acronym} ?",
    "c'est quand le {kind} ?",
    "le {kind} à {town} en {year}",
    "date limite pour le {name} {year} ?",
    "comment s'inscrire au {name} ?",
    "c'est encore possible de s'inscrire au {name} ?",
    "combien de temps dure le {name} ?",
    "y a-t-il des bourses pour le {name} ?",
    "qui contacter pour le {name} ?",
    "qui est {person} ?",
    "quel est le téléphone de {person} ?",
    "à qui appartient {slug}@itu.int ?",
    "de quoi parle la lettre {reference} ?",
    "qui signe la lettre {reference} ?",
    "quelles lettres du {limit} ?",
    "quelle lettre parle de {field} ?",
    "que faire avant le {limit} ?",
    "que se passe-t-il en {month} {year} ?",
    "quelles échéances en {month} {year} ?",
    "que se passe-t-il en {year} ?",
    "prochaine échéance ?",
    "prochain événement ?",
    "faut-il un visa pour {town} ?",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Drawn:
    """What a number draws."""

    service: str
    reference: str
    date: dt.date
    kind: str
    field: str
    name: str
    acronym: str | None
    town: str
    start: dt.date
    days: int  # further ones
    limit: dt.date
    person: str
    slug: str


def _drawn(index: int) -> _Drawn:
    date = dt.date(2001, 1, 8) + dt.timedelta(days=index * 7 % 9100)
    service, reference = _pick(_SERVICES, index)
    kind, field = _pick(_KINDS, index), _pick(_FIELDS, index)
    name = f"{kind} sur {field} {_pick(_REGIONS, index)}"
    start = date + dt.timedelta(days=60 + index % 90)
    return _Drawn(
        service=service,
        reference=reference.format(year=date.year % 100, number=1000 + index),
        date=date,
        kind=kind,
        field=field,
        name=name,
        acronym=_acronym(name),
        town=_pick(_TOWNS, index),
        start=start,
        days=index % 4,
        limit=start - dt.timedelta(days=21),
        person=_person(index),
        slug=f"{kind.lower().replace('é', 'e').replace('è', 'e')}{index}",
    )


def question(index: int) -> str:
    """Return a question about the letter of a number."""
    drawn = _drawn(index)
    return _QUESTIONS[index % len(_QUESTIONS)].format(
        name=drawn.name,
        acronym=drawn.acronym or drawn.name,
        kind=drawn.kind.lower(),
        field=drawn.field,
        town=drawn.town.partition(" (")[0],
        person=drawn.person.partition(" ")[2],
        slug=drawn.slug,
        reference=drawn.reference,
        limit=_day(drawn.limit),
        month=_MONTHS[drawn.start.month - 1],
        year=drawn.start.year,
    )


def letter(index: int) -> str:
    """Return the letter of a number."""
    drawn = _drawn(index)
    called = f"{drawn.name} ({drawn.acronym})" if drawn.acronym else drawn.name
    elided = drawn.kind == "Atelier"
    days = _days(drawn.start, drawn.days)
    opening = _pick(_OPENINGS, index).format(
        event=f"L'{called}" if elided else f"Le {called}",
        low_event=f"l'{called}" if elided else f"le {called}",
        to_event=f"à l'{called}" if elided else f"au {called}",
        when=days,
        town=drawn.town,
    )
    request = _pick(_REQUESTS, index).format(limit=_day(drawn.limit), slug=drawn.slug)
    fillers = (_pick(_FILLERS, 7 * index + step).format(resolution=100 + index % 90) for step in range(index % 4))
    return f"""{drawn.service}

Genève, le {_day(drawn.date)}

Réf.: **{drawn.reference}**
Contact: {drawn.person}
Téléphone: +41 22 730 {5000 + index % 4000}
Courriel: {drawn.slug}@itu.int

Aux États Membres de l'UIT

Objet: **{called}, {drawn.town}, {days}**

Madame, Monsieur,

{" ".join((opening, *fillers))}

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
