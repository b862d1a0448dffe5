"""Where an event takes place."""

import re

from knowledge.documents.passage import Passage
from knowledge.extraction.cues import pattern
from knowledge.extraction.mentions import Time
from knowledge.french.text import fold

_CAP = r"[A-ZÀ-Þ][\w'’.-]*"
_CITY = rf"{_CAP}(?:(?: |-)(?:{_CAP}|de|du|la|le|sur)(?= |-|,|\)|\(|$|[.;:]))*"
_COUNTRY = r"\s*\((?P<country>[A-ZÀ-Þ][^()\d]{2,60})\)"
_AFTER = rf",\s+(?P<after>{_CAP}(?: (?:{_CAP}|du|de la|de))*)(?=\s*[,.;]|\s+(?:du|le|les|en)\b)"
_AT = re.compile(rf"\b[àÀ]\s+(?P<city>{_CITY})(?:{_COUNTRY}|{_AFTER})?")

_WHERE = rf"(?P<city>{_CITY})(?:\s*\((?P<c1>[A-ZÀ-Þ][^()\d]{{2,60}})\)|\s*,\s*(?P<c2>{_CITY}))?"
_APPOSED = re.compile(rf"^[\s,(:;–—-]*{_WHERE}\s*(?:,|\s)\s*(?:du|le|les|en)?\s*$")
_BRACKETED = re.compile(rf"^\s*\({_WHERE}\s*\)")
_BUILDINGS = (
    r"(?:[Ss]i[èe]ge|[Cc]entre|[Pp]alais|[Pp]alexpo|[Hh][ôo]tel|[Uu]niversité|[Mm]inistère|[Mm]aison|CICG|[Bb]ureaux|[Ll]ocaux|[Ii]mmeuble|[Aa]uditorium|[Cc]ité|[Ss]alle"
    rf"|(?:{_CAP} ){{1,3}}(?:Centre|Center|Palace|Hotel|Complex))"
)
_ADDRESSED = re.compile(  # "dans nos locaux (rue de l'Avenir 44, Bienne)"
    rf"\b(?:dans (?:l[ae]s?|l['’]|nos|ses|une)|au|à (?:la|l['’]))\s*{_BUILDINGS}\b[^,.;:()]*"
    r"\((?P<address>[^()]*,[^()]*)\)"
)
_IN = r"(?:\b(?:au|à la|dans l[ae]s?|dans [ns]os)\s+|\b(?:à|dans) l['’]\s*)"
_VENUE = re.compile(
    rf"(?:{_IN}|[,(]\s*)(?P<venue>{_BUILDINGS}\b[^,.;:()]*?)"
    r"(?=\s*[,.;:()]|\s+(?:du|le|les)\s+(?:[a-z]+di\b|dimanche\b|\d{1,2}(?! [A-ZÀ-Þ]))|\s+à\s|$)"
)
_JOINED = 14  # characters between a town and what stands in it
_REACH = 160  # characters after a date in which its place may stand
_NOT_PLACES = frozenset({"UIT", "ITU", "Internet", "TIC", "ODD", "ONU", "SMSI", "Annexe", "Résolution", "Madame"})


def place_between(sentence: Passage, start: int, end: int) -> str | None:
    """Return the place told before a date: "(Tunis, Tunisie, …", ", qui se tiendra à Tunis (Tunisie)"."""
    if start >= end:
        return None
    gap = sentence.at(start, end).text.replace("\n", " ")
    told = place_in(gap)
    if told:
        return told
    match = _APPOSED.match(gap) or _BRACKETED.match(gap)
    online = match and pattern(r"^{events.modes_words}").match(fold(match["city"]))
    if match and not online and match["city"].split()[0] not in _NOT_PLACES and not re.search(r"\d", match["city"]):
        country = match["c1"] or match["c2"]
        return f"{match['city'].strip()} ({country.strip()})" if country else match["city"].strip()
    return None


def place_in(text: str) -> str | None:
    """Return the first place that a text tells: a town after "à", with the building that it names beside it."""
    if addressed := _ADDRESSED.search(text):
        return addressed["address"].strip()
    venue = _VENUE.search(text)
    hall = venue["venue"].strip() if venue else None
    for match in _AT.finditer(text):
        city = re.sub(r"(?: (?:de|du|la|le|sur))+$", "", match["city"].strip(" ."))
        if city.split()[0].split("-")[0] in _NOT_PLACES or (city.isupper() and len(city) < 6):
            continue
        if venue and venue.start("venue") <= match.start("city") < venue.end("venue"):
            continue
        country = match["country"] or match["after"]
        if venue and match["after"] and venue.start("venue") <= match.start("after") <= venue.end("venue"):
            country = None
        town = f"{city} ({country.strip()})" if country else city
        further = None if country else re.match(rf"\s*,\s*{_AT.pattern}", text[match.end() :])
        if further is not None:  # "à Palexpo, à Genève (Suisse)"
            return f"{city}, {place_in(text[match.end() :])}"
        gap = max(match.start(), venue.start()) - min(match.end(), venue.end()) if venue else _JOINED
        return f"{hall}, {town}" if gap < _JOINED else town
    return hall


def joined(town: str | None, hall: str | None) -> str | None:
    """Return a building with the town known before: "Libreville (Gabon)" and then "Hôtel Boulevard"."""
    building = re.compile(rf"{_BUILDINGS}\b")
    alone = town and hall and building.match(hall) and "," not in hall and not building.match(town)
    return f"{hall}, {town}" if alone else hall


def place_near(sentence: Passage, time: Time) -> str | None:
    """Return the place told right after a date: "le 18 juin, à Lomé (Togo)", "du 21 au 25 mai, au Centre …"."""
    low = sentence.low
    end = min([place for mark in (";", ". ") if (place := low.find(mark, time.end)) > 0] or [len(low)])
    verb = pattern(r"\s*\)\s*{events.takes}(?![\w-])").match(low[time.end : end])
    if not verb and not re.match(r"\s*\)?\s*,?\s*(?:a|aux?|dans)\b(?! meme)", low[time.end : end]):
        return None
    after = sentence.at(time.end, end).text.replace("\n", " ")[:_REACH]
    after = re.split(r",?\s(?:qui|lors|pendant|en marge|dans le cadre|et sera)\b", after)[0]
    return place_in(after)
