"""What speaks for and against a time being an event's or a limit on the addressees."""

import datetime as dt
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
    """Return the sum of the weights of the features that hold."""
    table = weights()[role]
    return sum(table.get(each, 0.0) for each in features) + table.get("bias", 0.0)


def right_before(verb: Verb, time: Time) -> bool:
    """Tell whether a verb stands right before a time, with nothing but small words between."""
    gap = time.before[verb.end :]
    return verb.end <= time.start and bool(re.fullmatch(r"[\s,]*(?:(?:le|du|au|aux|a|d'ici)\s*)*", gap))


def is_over(time: Time, anchor: dt.datetime) -> bool:
    """Tell whether a time lies wholly before the letter."""
    last = time.value.end or time.value.start
    return last is not None and last.last < anchor.date()


def limit_features(around: Surroundings) -> frozenset[str]:
    """Return what speaks for and against a time being a limit on the addressees."""
    time, verb, low = around.time, around.verb, around.time.sentence.low
    near = time.before[-160:] + time.words + time.after[:40]
    value, kind = time.value, verb.kind if verb else ""
    limited = bool(pattern(r"\b{deadlines.limits}").search(near))
    clause = _clause(time)
    named = _deed_label(time) or _coordinated(around)
    under = bool(pattern(r"\b{ledger.deeds}\b").search(time.sentence.heading))
    said = time.sentence.low[: time.sentence.low.find(clause)] if clause else ""
    before = f"{time.sentence.previous.low if time.sentence.previous else ''} {said}"
    pronoun = time.sentence.previous is not None and re.match(
        r"\s*(?:elles?|ils?|celles?-ci|ceux?-ci|celui-ci)\b", clause
    )
    deed = bool(pattern(r"\b{ledger.deeds}\b").search(f"{before if pronoun else ''} {clause}"))
    holds = {
        "open": value.start is None and value.end is not None,
        "closed": value.start is not None,
        "latest": bool(pattern(r"\b{ledger.latest}").search(time.words + time.after[:22] + time.before[-22:])),
        "limit_word": limited,
        "due": (kind in ASKING or _introduced(around))
        and bool(
            re.search(r"\b(?:pour|avant|sans depasser)(?: le| la)?\s*$", time.before) or time.words.startswith("pour ")
        ),
        "open_until": kind == "open",
        "deed": deed,
        "address": bool(re.search(r"\S@\S|https?:|www\.|\.int/", low)),
        "introduced": _introduced(around),
        "limit_label": bool(
            pattern(r"^\W*{deadlines.limit_nouns}[^:]{0,60}:\s*(?:le |au )?$").search(time.before[-90:])
        ),
        "limits_listed": bool(pattern(r"\b{deadlines.limits}").search(time.sentence.introduced))
        and not time.sentence.columns,
        "column": _column(time, "limits"),
        "counted": time.counted or time.expression.rule == "from the letter",
        "window": time.is_range
        and ((kind in ASKING and deed) or (under and (kind in ASKING or bool(time.sentence.introduced)))),
        "negated": nothing_after(around),
        "coordinated": _coordinated(around),
        "label_deed": _deed_label(time),
        "heading_deed": under,
        "takes": kind == "takes" and not limited,
        "adjacent": is_linked(around) and value.start is not None and not named,
        "past": is_over(time, around.anchor),
        "subject": time.sentence.block < 0,
        "heading": time.sentence.kind is Kind.HEADING,
    }
    cells = (re.sub(r"^\W+", "", each.cell.low) for each in time.sentence.columns if each.cell)
    first = next((low for low in cells if not re.search(r"\d{4}", low[:30])), "")
    others = bool(
        pattern(r"^\s*(?:la |l'|les? )?{ledger.theirs}\b[^:]*:").search(f"{first}:" if first else time.before)
    )
    if kind == "close" and verb is not None and not _closes(time.sentence, verb):
        kind, others = "", True
    if kind == "future" and verb is not None and not _by_persons(time.sentence.low, verb, before):
        kind, others = "", True
    holds["others"], holds["theirs"] = others, others and bool(first)
    kinds = {kind} if kind in ("request", "must", "imperative", "future", "passive", "may", "close", "moved") else set()
    return frozenset(name for name, held in holds.items() if held) | kinds


def _deed_label(time: Time) -> bool:
    """“Inscription: du 3 au 21 septembre”, or a row that begins with what addressees do; no phase of an event."""
    listed = not time.sentence.columns
    if listed and pattern(r"\b(?:{events.takes}|phases?)\b").search(time.sentence.introduced):
        return False
    if not listed:
        cells = [each.cell.low for each in time.sentence.columns if each.cell]
        offset = time.sentence.span.start + time.start
        own = [each for each in time.sentence.columns if each.cell.span.start <= offset < each.cell.span.end]
        head = own[0].header if own else ""
        first = next((low for low in cells if not re.search(r"\d{4}", low[:30])), "")
        return column_role(head) in (None, "limits", "dates") and bool(_deed_first().match(first))
    told = re.match(r"[^:]{3,100}:(?!//)", time.before) or labelled(time)
    return told is not None and begins_with_deed(time.before)


def begins_with_deed(text: str) -> bool:
    """Tell whether words begin with an act: "Inscription au Forum", "Soumettre les résumés"."""
    return bool(_deed_first().match(fold(text)))


@cache
def _deed_first() -> re.Pattern[str]:
    acts = "|".join(sorted(cue_words("deadlines", "act_nouns"), key=len, reverse=True))
    heads = cue("events", "heads")
    return re.compile(rf"\W*(?:la |l'|les? |vos |votre )?(?!{heads}\b)(?:(?:{acts})\b|{_INFINITIVE})")


def _closes(sentence: Sentence, verb: Verb) -> bool:
    """“Les inscriptions seront closes”, not "les bureaux seront fermés"."""
    subject = re.split(r"[;:]\s", sentence.low[: verb.end])[-1]
    if re.match(r"\s*(?:elles?|ils?|celles?-ci|ceux?-ci|celui-ci)\b", subject):
        return True
    told = pattern(r"\b{ledger.deeds}\b")
    return bool(
        told.search(subject)
        or (sentence.first and not sentence.low[: verb.start].strip() and told.search(sentence.heading))
    )


def _by_persons(low: str, verb: Verb, before: str) -> bool:
    """A future is an order when people do it: "les participants indiqueront", not "les numéros resteront"."""
    subject = re.split(r"[;:]|\.\s", low[: verb.start])[-1]
    if pattern(r"\b{ledger.persons}\b[^;:]*\bqui\s+(?:\w{1,4}\s+)*$").search(subject):
        return True
    if re.search(r"(?:^|,)\s*(?:ils|elles)\s(?:\w+ )?(?:s')?$", subject):
        return bool(pattern(r"\b{ledger.persons}\b").search(before))
    return bool(
        pattern(
            r"(?:^|[,)]\s|\bet\s)\s*(?:les?|la|l'|chaque|tou(?:t|te|s|tes)|ces|ceux|celles|leurs|vos)?\s*(?:les\s)?{ledger.persons}\b"
        ).search(subject)
    )


def _coordinated(around: Surroundings) -> bool:
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
    time, verb = around.time, around.verb
    kind = verb.kind if verb else ""
    near = time.before[-120:]
    holds = {
        "takes": kind in ("takes", "was")
        or any(happens(verb, thing, time) or occasion(thing, time) for thing in around.things)
        or (kind == "close" and bool(around.things) and verb is not None and not _closes(time.sentence, verb))
        or (kind == "moved" and time.value.start is not None),
        "adjacent": is_linked(around) and not _deed_label(time) and not _coordinated(around),
        "thing": any(thing.end <= time.start for thing in around.things),
        "subject": time.sentence.block < 0,
        "label": labelled(time) is not None and not _deed_label(time),
        "label_deed": _deed_label(time),
        "column": any(_column(time, each) for each in ("dates", "openings", "ends")) or is_card(time.sentence),
        "ahead": _heads_line(time, around.things),
        "open": time.value.start is None,
        "asked": kind in ASKING and not _heads_line(time, around.things),
        "limit_word": bool(pattern(r"\b{deadlines.limits}").search(near)),
        "past": is_over(time, around.anchor),
        "introduced": _introduced(around) or _column(time, "limits"),
        "heading": time.sentence.kind is Kind.HEADING,
    }
    return frozenset(name for name, held in holds.items() if held)


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


def _clause(time: Time) -> str:
    low = time.sentence.low
    start = low.rfind(";", 0, time.start)
    end = low.find(";", time.end)
    return low[start + 1 : len(low) if end < 0 else end]


def is_linked(around: Surroundings) -> bool:
    """Tell whether only a place or small words stand between a thing and the time."""
    return any(adjacent(thing, around.time) for thing in around.things)


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


def _introduced(around: Surroundings) -> bool:
    lead = around.time.sentence.introduced
    if not lead:
        return False
    asking = {verb.kind for verb in verbs(lead)} & (ASKING - {"future", "may"})
    if asking and pattern(r"\b{ledger.deeds}\b").search(lead):
        return True
    return bool(pattern(r"\b(?:{deadlines.limits}|{ledger.leading})").search(lead)) or any(
        each.search(lead[-160:]) is not None for each in _asks()
    )


@cache
def _asks() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(rf"\b{cue('governs', kind)}[^.]*:?\s*$") for kind in ("request", "must"))


def nothing_after(around: Surroundings) -> bool:
    """“ne seront plus acceptées après le 3 mai”: the day after which it is too late is the last one."""
    verb = around.verb
    words = re.match(r"(?:apres|passe)\b", around.time.words) or re.search(
        r"\b(?:apres|passe)(?: le)?\s*$", around.time.before
    )
    low = around.time.sentence.low
    return bool(words) and (
        (verb is not None and verb.kind == "close") or bool(re.search(r"\bne (?:sera|seront|pourr\w+)\b", low))
    )


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


def _column(time: Time, role: str) -> bool:
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
    return next((role for role in roles if pattern(f"{{tables.{role}}}").fullmatch(header)), None)
