"""Where an event takes place."""

import re

from knowledge.reading.drafts import Draft
from knowledge.reading.passage import Passage
from knowledge.reading.times import Time

_CAP = r"[A-ZÀ-Þ][\w'’.-]*"
_CITY = rf"{_CAP}(?:(?: |-)(?:{_CAP}|de|du|la|le|sur)(?= |-|,|\)|\(|$|[.;:]))*"
_COUNTRY = r"\s*\((?P<country>[A-ZÀ-Þ][^()\d]{2,60})\)"
_AT = re.compile(
    rf"\b[àÀ]\s+(?P<city>{_CITY})(?:{_COUNTRY}|,\s+(?P<after>{_CAP}(?: (?:{_CAP}|du|de la|de))*)(?=\s*[,.;]|\s+(?:du|le|les|en)\b))?"
)
_IN = re.compile(rf"\b(?:en|au|aux)\s+(?P<country>{_CAP})(?=\s*[,.;]|\s+(?:du|le|les|qui)\b|$)")
_APPOSED = re.compile(
    rf"^[\s,(:;–—-]*(?P<city>{_CITY})(?:\s*\((?P<c1>[A-ZÀ-Þ][^()\d]{{2,60}})\)|\s*,\s*(?P<c2>{_CITY}))?\s*(?:,|\s)\s*(?:du|le|les|en)?\s*$"
)
_BRACKETED = re.compile(rf"^\s*\((?P<city>{_CITY})(?P<c1>(?!))?(?:\s*,\s*(?P<c2>{_CITY}))?\s*\)")
_VENUE = re.compile(
    rf"\b(?:au|à l['’]|à la|dans les locaux (?:de la |de l['’]|du )?)\s*(?P<venue>(?:siège|[Cc]entre|[Pp]alais|[Pp]alexpo|[Hh]ôtel|[Uu]niversité|[Mm]inistère|[Mm]aison|CICG)\b[^,.;]*?)(?=\s*[,.;]|\s+(?:du|le|les)\s+\d|$)"
)
_NOT_PLACES = frozenset({"UIT", "ITU", "Internet", "TIC", "ODD", "ONU", "SMSI", "Annexe", "Résolution", "Madame"})


def place_between(sentence: Passage, start: int, end: int) -> str | None:
    """Return the place told between a thing and its date: "(Tunis, Tunisie, …", ", qui se tiendra à Tunis (Tunisie)"."""
    if start >= end:
        return None
    gap = sentence.at(start, end).text.replace("\n", " ")
    told = place_in(gap)
    if told:
        return told
    match = _APPOSED.match(gap) or _BRACKETED.match(gap)
    if match and match["city"].split()[0] not in _NOT_PLACES and not re.search(r"\d", match["city"]):
        country = match["c1"] or match["c2"]
        return f"{match['city'].strip()} ({country.strip()})" if country else match["city"].strip()
    return None


def place_in(text: str) -> str | None:
    """Return the first place that a text tells after "à"."""
    for match in _AT.finditer(text):
        city = match["city"].strip(" .")
        if city.split()[0].split("-")[0] in _NOT_PLACES or (city.isupper() and len(city) < 6):
            continue
        country = match["country"] or match["after"]
        return f"{city} ({country.strip()})" if country else city
    return None


def place_near(sentence: Passage, time: Time, draft: Draft) -> str | None:
    """Return the place told right after a date: "du 21 au 25 septembre 2020, au Centre …", "le 18 juin, à Lomé (Togo)"."""
    low = sentence.low
    end = min([place for mark in (";", ". ") if (place := low.find(mark, time.end)) > 0] or [len(low)])
    if time.end >= end:
        return None
    after = sentence.at(time.end, end).text.replace("\n", " ")[:160]
    if re.match(r"\s*\)?\s*,?\s*au même endroit", after):
        return None
    close = re.match(r"^\s*\)?\s*,?\s*(?:(?:à|au|en|aux|dans)\b)", after)
    told = place_in(after) if close else None
    if told:
        return told
    venue = _VENUE.search(after) if close else None
    return venue["venue"].strip() if venue else None


def venue_in(text: str) -> str | None:
    """Return the building that a text tells: "au Centre international de conférences de Genève (CICG)"."""
    match = _VENUE.search(text)
    return match["venue"].strip() if match else None
