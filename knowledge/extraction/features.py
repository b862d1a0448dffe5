"""What speaks for and against a time being an event's or a limit on the addressees."""

import datetime as dt
import math
import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from knowledge.documents.model import Kind
from knowledge.documents.passage import Passage
from knowledge.extraction.cues import cue, cue_words, pattern
from knowledge.extraction.governing import ASKING, Verb, verbs
from knowledge.extraction.mentions import Sentence, Time
from knowledge.extraction.roles import Entry, Role
from knowledge.extraction.things import Thing
from knowledge.french.text import fold

_INFINITIVE = (
    r"(?:s'|se )?\w{3,}(?:er|ir|re)\s"
    r"(?:l[ea]s?|un|une|des|vos|votre|leurs?|son|sa|a|au|aux|si|en|sur|pour|dans|par)\b"
)
_SMALL = (
    r"\b(?:à|au|aux|en|le|les|du|de|la|dès|[dl]['’]|et|pour|puis|prévue?s?|nouvelles? dates?|dates?|siège|ainsi que"
    r"|en ligne|à distance|en présentiel|virtuelle?)(?=\W)"
)
_CARD = 2  # cells of a row that is a label and its value
_NAME = r"[A-ZÀ-Þ][\w'’.-]*\)?"
_ITSELF = rf"(?:[\s,:;(«»\"–—-]|{_SMALL}|{_NAME})*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a time."""

    time: Time
    others: tuple[Time, ...]
    things: tuple[Thing, ...]
    verb: Verb | None
    anchor: dt.datetime
    last: "Entry | None" = None  # the time before it in its sentence, with its role


@cache
def weights() -> dict[str, dict[str, float]]:
    """Return the weights of the features, by role."""
    return tomllib.loads(Path(__file__).with_name("weights.toml").read_text("utf-8"))


def score(role: str, features: frozenset[str]) -> float:
    """Return the sum of the weights of the features that hold, the same whatever the order of a set is."""
    table = weights()[role]
    return math.fsum((table.get("bias", 0.0), *(table.get(each, 0.0) for each in features)))


def right_before(verb: Verb, time: Time) -> bool:
    """Tell whether a verb stands right before a time, with nothing but small words between."""
    gap = time.before[verb.end :]
    return verb.end <= time.start and bool(re.fullmatch(r"[\s,]*(?:(?:le|du|au|aux|a|d'ici)\s*)*", gap))


def is_over(time: Time, anchor: dt.datetime) -> bool:
    """Tell whether a time lies wholly before the letter."""
    last = time.value.end or time.value.start
    return last is not None and last.last < anchor.date()


def closes_deed(sentence: Sentence, verb: Verb) -> bool:
    """“Les inscriptions seront closes”, not "les bureaux seront fermés"."""
    subject = re.split(r"[;:]\s", sentence.low[: verb.end])[-1]
    if re.match(r"\s*(?:elles?|ils?|celles?-ci|ceux?-ci|celui-ci)\b", subject):
        return True
    told = pattern(r"\b(?:{ledger.deeds}|delai)\b")
    return bool(
        told.search(subject)
        or (sentence.first and not sentence.low[: verb.start].strip() and told.search(sentence.heading))
    )


def without_asides(text: str) -> str:
    """Return a text without what stands in parentheses: addresses, and colons that part nothing."""
    return re.sub(r"\s*\([^()]*\)", "", text)


def is_deed_label(time: Time) -> bool:
    """“Inscription: du 3 au 21 septembre”, or a row that begins with what addressees do; no phase of an event."""
    if time.sentence.columns:
        return _is_deed_row(time)
    if pattern(r"\b(?:{events.takes}|phases?)\b").search(time.sentence.introduced):
        return False
    told = re.match(r"[^:]{3,100}:(?!//)", without_asides(time.before)) or labelled(time)
    return told is not None and begins_with_deed(time.before)


def _is_deed_row(time: Time) -> bool:
    offset = time.sentence.span.start + time.start
    own = (each.header for each in time.sentence.columns if each.cell.span.start <= offset < each.cell.span.end)
    return column_role(next(own, "")) in (None, "limits", "dates") and bool(
        _deed_first().match(first_words(time.sentence))
    )


def first_words(sentence: Sentence) -> str:
    """Return what a row begins with, past its number and its days: "2. Soumission des projets"."""
    cells = (re.sub(r"^\W*(?:\d{1,2}\b\W*)?", "", each.cell.low) for each in sentence.columns if each.cell)
    return next((low for low in cells if low and not re.search(r"\d{4}", low[:30])), "")


def begins_with_deed(text: str) -> bool:
    """Tell whether words begin with an act: "Inscription au Forum", "Soumettre les résumés"."""
    return bool(_deed_first().match(fold(text)))


@cache
def _deed_first() -> re.Pattern[str]:
    acts = "|".join(sorted(cue_words("deadlines", "act_nouns"), key=len, reverse=True))
    heads = cue("events", "heads")
    return re.compile(rf"\W*(?:la |l'|les? |vos |votre )?(?!{heads}\b)(?:(?:{acts})\b|{_INFINITIVE})")


def is_coordinated(around: Surroundings) -> bool:
    """“le 6 décembre pour X et le 20 janvier pour Y”: what binds the first binds the second."""
    last, time = around.last, around.time
    if last is None or last.role is not Role.LIMIT:
        return False
    gap = time.sentence.low[last.time.end : time.start]
    after = re.match(r"\s*(?:a |\()?[^;.]{0,20}\bpour\b", time.after)
    return (
        bool(after)
        and bool(re.search(r"(?:,|\bet\b|\bou\b)\s*(?:avant\s|au\s)?(?:le\s)?$", gap))
        and not re.search(r"[;]", gap)
    )


def event_features(around: Surroundings) -> frozenset[str]:
    """Return what speaks for and against something taking place at a time."""
    time = around.time
    deed, ahead = is_deed_label(time), _heads_line(time, around.things)
    holds = {
        "takes": _takes_place(around),
        "adjacent": is_linked(around) and not deed and not is_coordinated(around),
        "thing": any(thing.end <= time.start for thing in around.things),
        "subject": time.sentence.block < 0,
        "label": labelled(time) is not None and not deed,
        "label_deed": deed,
        "column": _is_dated_cell(time),
        "ahead": ahead,
        "open": time.value.start is None,
        "asked": _is_asked(around) and not ahead,
        "limit_word": bool(pattern(r"\b{deadlines.limits}").search(time.before[-120:])),
        "past": is_over(time, around.anchor),
        "introduced": is_introduced(around) or in_column(time, "limits"),
        "heading": time.sentence.kind is Kind.HEADING,
    }
    return frozenset(name for name, held in holds.items() if held)


def _is_dated_cell(time: Time) -> bool:
    return any(in_column(time, each) for each in ("dates", "openings", "ends")) or is_card(time.sentence)


def _is_asked(around: Surroundings) -> bool:
    return around.verb is not None and around.verb.kind in ASKING


def _takes_place(around: Surroundings) -> bool:
    """Tell whether the verb says that something takes place: "se tiendra", "prendra fin", "est reporté au"."""
    verb = around.verb
    if any(happens(verb, thing, around.time) or occasion(thing, around.time) for thing in around.things):
        return True
    match verb.kind if verb else "":
        case "takes" | "was":
            return True
        case "close" if verb is not None:
            return bool(around.things) and not closes_deed(around.time.sentence, verb)
        case "moved":
            return around.time.value.start is not None
    return False


def happens(verb: Verb | None, thing: Thing, time: Time) -> bool:
    """“Un atelier sera donné le 4 mai”: what is done with an event, or what it will do, is done when it takes place."""
    if verb is None or verb.kind not in ("passive", "future") or not thing.end <= verb.start < time.start:
        return False
    low = time.sentence.low
    done = low.startswith("ser", verb.start)
    if time.value.start is None or not (done or right_before(verb, time)):
        return False
    subject = re.search(r"(?:^|[,;:.]|\bet|\bqu[e']?)\s*(?:l[ea]s?\s|l'|une?\s|cet?(?:te)?\s)?$", low[: thing.start])
    gap = r"[\s,]*(?:\([^)]*\))?[\s,]*(?:(?:en|a) \w+\s+|y\s+)?"
    return bool(subject) and re.fullmatch(gap, low[thing.end : verb.start]) is not None


def occasion(thing: Thing, time: Time) -> bool:
    """“Le 3 mars, de 10 heures à midi, lors d'une audition”: what takes place then is told after its day."""
    led = r"[^.;]{0,60}?\b(?:lors|au cours|dans le cadre|a l'occasion|durant|pendant)\b(?: d')?\s?une?\s$"
    gap = time.sentence.low[time.end : thing.start]
    return thing.start >= time.end and thing.determiner == "indefinite" and re.match(led, gap) is not None


def _heads_line(time: Time, named: Sequence[Thing]) -> bool:
    """“13-15 octobre 2026 : colloque”: a line that begins with its days, before what takes place."""
    gap = re.match(r"\s*\)?\s*[:,–-]\s*(?:l[ea]s? |l'|une? |des )?", time.after)
    begins = not re.sub(r"\W|\b(?:l[ea]s?|du)\b", "", time.before)
    return bool(gap) and begins and any(thing.start == time.end + gap.end() for thing in named if gap)


def is_linked(around: Surroundings) -> bool:
    """Tell whether only a place or small words stand between a thing and the time; what a row limits is no thing's."""
    return not in_column(around.time, "limits") and any(adjacent(thing, around.time) for thing in around.things)


def adjacent(thing: Thing, time: Time) -> bool:
    """Tell whether only a place or small words stand between a thing and a time after it."""
    if thing.end > time.start:
        return False
    gap = time.sentence.passage.at(thing.end, time.start).text if thing.end < time.start else ""
    return len(gap) < 120 and bool(re.fullmatch(_ITSELF, re.sub(r"\([^()]*\)", "", gap)))


def labelled(time: Time) -> re.Match[str] | None:
    """Return the words that an item, a line or a sentence sets before its days: "Vote public: du 3 au 5 mai"."""
    if time.sentence.columns:
        return None
    return re.match(
        r"(?P<label>[^;:.]{4,140}?|[^;:.]{4,100}?:[^;:.]{4,80}?)"
        r"\s*(?:[:,(–-]\s*)+(?:du|le|les|de|dates?\s*:|a partir du)?\s*$",
        time.before,
    )


def is_introduced(around: Surroundings) -> bool:
    """Tell whether what introduces its list or table asks for something, or names limits."""
    lead = without_asides(around.time.sentence.introduced)
    if not lead:
        return False
    asking = {verb.kind for verb in verbs(lead)} & (ASKING - {"future", "may"})
    if asking and pattern(r"\b{ledger.deeds}\b").search(lead):
        return True
    return bool(pattern(r"\b(?:{deadlines.limits}|{ledger.leading}|{ledger.header_limits})").search(lead)) or any(
        each.search(lead[-160:]) is not None for each in _asks()
    )


@cache
def _asks() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b{cue('governs', kind)}[^.]*:?\s*$") for kind in ("request", "must"))


def is_card(sentence: Sentence) -> bool:
    """Tell whether a row only says when: "Dates | du 9 avril au 4 mai 2029"."""
    return len(sentence.columns) > 1 and column_role(sentence.columns[0].cell.low) == "dates"


def turned(time: Time) -> Passage | None:
    """Return the head of a time's column in a table whose rows are "Date", "Horaire", "Inscriptions": what it is of."""
    columns = time.sentence.columns
    if len(columns) <= _CARD or columns[0].header or not columns[0].cell:
        return None
    first, offset = columns[0].cell.low, time.sentence.span.start + time.start
    if column_role(first) not in ("dates", "openings") and not begins_with_deed(first):
        return None
    return next((each.head for each in columns if each.cell.span.start <= offset < each.cell.span.end), None)


def in_column(time: Time, role: str) -> bool:
    """Tell whether a time stands under words that head a column of a kind."""
    offset = time.sentence.span.start + time.start
    for column in time.sentence.columns:
        span = column.cell.span
        if span.start <= offset < span.end:
            return column_role(column.header) == role
    return False


@cache
def column_role(header: str) -> str | None:
    """Return what a column holds by the words that head it."""
    header = re.sub(r"\s*\([^()]*\)", "", header).strip(" :.*")
    roles = ("ends", "limits", "openings", "places", "replies", "dates", "names", "actions", "audiences")
    told = next((role for role in roles if pattern(f"{{tables.{role}}}").fullmatch(header)), None)
    return "limits" if told is None and header in cue_words("deadlines", "act_nouns") else told
