"""The ledger of a letter: each time that it prints has exactly one role."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from knowledge.extraction.cues import cue, pattern
from knowledge.extraction.features import (
    Surroundings,
    event_features,
    is_linked,
    is_over,
    right_before,
    score,
)
from knowledge.extraction.governing import Verb, governor
from knowledge.extraction.limit_features import limit_features, nothing_after
from knowledge.extraction.mentions import Time
from knowledge.extraction.roles import Entry, Role
from knowledge.extraction.things import Thing
from knowledge.temporal.moment import Grain

_WEEKLY = re.compile(r"(?:le )?(?:lun|mar|mercre|jeu|vendre|same)dis?(?:,? (?:a|de|vers) \d{1,2} ?h.*)?")
_HISTORY = dt.timedelta(days=366)


def entries(found: Sequence[Time], named: Sequence[Thing], anchor: dt.datetime) -> Iterator[Entry]:
    """Give each time of a sentence its role; `named` are the things that the sentence names."""
    last: Entry | None = None
    for time in found:
        others = tuple(each for each in found if each is not time)
        around = Surroundings(
            time=time, others=others, things=tuple(named), verb=governor(time, others), anchor=anchor, last=last
        )
        last = _entry(around)
        yield last


def _entry(around: Surroundings) -> Entry:
    veto = next((role for role, holds in _VETOES if holds(around)), None)
    if veto is not None:
        return Entry(time=around.time, role=veto, verb=around.verb, why=("veto",))
    event, limit = event_features(around), limit_features(around)
    weighed = ((Role.EVENT.value, event), (Role.LIMIT.value, limit))
    scores = {Role.EVENT: score("event", event), Role.LIMIT: _limit_score(around, limit)}
    role = max(scores, key=lambda each: scores[each])
    if scores[role] < 0:
        why, margin = event | limit, -scores[role]
        secretariat = around.verb is not None and around.verb.kind == "secretariat"
        role = Role.SECRETARIAT if secretariat else Role.UNEXPLAINED
    else:
        rival = max(value for each, value in scores.items() if each is not role)
        why, margin = event if role is Role.EVENT else limit, min(scores[role], scores[role] - rival)
    return Entry(time=around.time, role=role, verb=around.verb, margin=margin, why=tuple(sorted(why)), weighed=weighed)


def _limit_score(around: Surroundings, features: frozenset[str]) -> float:
    """Score a limit; what has no last day is none, unless nothing is taken after it."""
    bounded = around.time.value.end is not None and _day(around.time)
    told = score("limit", features)
    return told if bounded or nothing_after(around) else min(told, -1.0)


def _day(time: Time) -> bool:
    end = time.value.end
    return end is not None and (end.grain in (Grain.DAY, Grain.MINUTE) or time.value.start is None)


def _cited(around: Surroundings) -> bool:
    """“la lettre CL-20/3 du 22 janvier”, "(décret n° 12 du 3 mai 2019)", "paru le 3 mai"."""
    time = around.time
    if time.is_range or time.value.start is None or (around.verb is not None and right_before(around.verb, time)):
        return False
    if re.search(r"\b(?:pour|avant|d'ici|jusqu'\w*)(?: le| au)?\s*$", time.before):
        return False
    article = re.match(r"(?:du|le)\s", time.words)
    led = time.before + (article[0] if article else "")
    code = r"\b[a-z]{1,8}(?:[/.-][a-z]{1,6})*[-/ ](?:n[o°]\s*)?[\w/.-]*\d[\w/.-]*"
    named = rf"(?:{code}|\b{{ledger.documents}}(?: [^,;:.]{{0,70}})?)"
    dated = r"(?:en date\s+|datee?s?\s+|adoptee?s?\s+|signee?s?\s+|publiee?s?\s+)?(?:du|le|de)\s*$"
    return bool(
        pattern(rf"{named}\s*[,(]?\s*{dated}").search(led)
        and not pattern(r"{events.heads}\b[^,;:.]*$").search(led[-90:])
    )


def _replaced(around: Surroundings) -> bool:
    """“au lieu du 3 mai”, "et non du … au …", "initialement fixé au 3 mai"."""
    before = around.time.before
    if re.search(r"\b(?:au lieu|et non(?: plus| pas)?|plutot que|a la place)\s*(?:d\w*'?\s*|le\s|au\s|,\s*)*$", before):
        return True
    quoted = before.count('"') % 2 == 1
    instead = (
        pattern(r"\b{amendments.instead}\s*:?\s*[^\"]{0,40}$").search(before.rpartition('"')[0]) if quoted else None
    )
    offset = around.time.sentence.span.start + around.time.start
    for column in around.time.sentence.columns:
        if column.cell.span.start <= offset < column.cell.span.end and pattern(r"\b{amendments.former}").search(
            column.header
        ):
            return True
    if pattern(r"\b(?:{deadlines.limits}) (?:du|au)\s*$").search(before) and pattern(
        r"\s*(?:est|sont|sera)( \w+)? {acts.moved}"
    ).match(around.time.after):
        return True
    if pattern(r"\b(?:{deadlines.limit_nouns})\b").search(before) and re.search(
        r"\b(?:est|sont|sera|seront) (?:\w+ )?remplacee?s? par\b", around.time.after
    ):
        return True  # "Les délais indiqués (contributions: 14 mai; inscription: 26 avril) sont remplacés par …"
    replaced = quoted and re.match(r"[^\"]*\"\s*(?:est|sont) remplac", around.time.after)
    return bool(instead or replaced)


def _recalled(around: Surroundings) -> bool:
    """What the letter recalls: its verb tells the past, and the day is over or was planned otherwise."""
    verb, time = around.verb, around.time
    over = is_over(time, around.anchor) or not time.expression.year_given
    if verb is not None and verb.kind == "was":
        named = around.things or re.match(r"\W*(?:elles?|ils?|cel\w+-ci)\b|.*\b(?:elles?|ils?|qui)\s", time.before)
        limited = pattern(r"\b{deadlines.limits}" if named else r"\b(?:{deadlines.limits}|{ledger.deeds}|date)\b")
        former = bool(limited.search(time.before)) or _limit_before(verb, time) or _long_over(time, around.anchor)
        return time.value.start is None or former  # former days of an event are its plan
    recalled = verb is not None and verb.kind == "past" and verb.end <= time.start
    history = is_over(time, around.anchor) and pattern(r"\b{events.history}").search(time.sentence.low)
    told = is_over(time, around.anchor) and re.search(r"\b(?:(?:a|ont) ete|s'est|se sont|a eu|ont eu)\b", time.before)
    return bool((over and recalled) or history or told)


def _long_over(time: Time, anchor: dt.datetime) -> bool:
    """Tell whether a time is history: what was planned more than a year ago is put off no more."""
    last = time.value.end or time.value.start
    return last is not None and last.last < anchor.date() - _HISTORY


def _limit_before(verb: Verb, time: Time) -> bool:
    """“L'inscription, qui devait prendre fin le 27 mars”: what an act was to do is no plan of an event."""
    subject = re.split(r"[;:]\s|\.\s", time.sentence.low[: verb.start])[-1]
    head = r"(?:^\W*|,\s)(?:l[ea]s? |l'|des |une? |vos |votre )?(?:{deadlines.limit_nouns}|{ledger.deeds}|appels?)\b"
    held = re.search(r"\b(?:se (?:tenir|derouler|reunir)|avoir lieu)\b", time.sentence.low[verb.start : time.start])
    return held is None and bool(pattern(head).search(subject))


def _wished(around: Surroundings) -> bool:
    wish = next(iter(pattern(rf"\b{cue('governs', 'wish')}").finditer(around.time.before)), None)
    return wish is not None and not re.search(r"[;:]", around.time.before[wish.end() :])


def _bound(around: Surroundings) -> bool:
    return around.verb is not None and around.verb.kind == "bound"


def _secretariat(around: Surroundings) -> bool:
    verb = around.verb
    if verb is None or verb.kind != "secretariat":
        return False
    told = around.time.sentence.columns or pattern(r"\b{deadlines.limits}").search(around.time.before[-60:])
    return not told and not is_linked(around)


def _loose(around: Surroundings) -> bool:
    """“vers mi-juillet”, "au cours du premier semestre", "dans un délai de dix jours suivant cette notification"."""
    time = around.time
    if time.counted:
        return False
    if not re.search(r"\d", time.words) and not pattern(r"\b(?:{months.names}|{months.units})\b").search(time.words):
        return True  # "demain", in a title
    if _of_no_event(time):
        return True
    if re.search(r"\b(?:hotel|place|avenue|rue|boulevard|stade|palais|immeuble)(?: du| de la)?\s$", time.before):
        return True  # a day that a place is named after: "l'Hôtel 2 Février"
    if time.expression.grain is Grain.YEAR or re.search(r"\b(?:automne|printemps|ete|hiver)\b", time.words):
        return True
    vague = time.value.start is not None and time.expression.grain in (
        Grain.YEAR,
        Grain.QUARTER,
        Grain.SEMESTER,
        Grain.WEEK,
    )
    part = time.expression.rule == "part" or re.search(r"\b(?:vers|environ|courant)\s*(?:la |le )?$", time.before)
    return vague or bool(part) or _from_elsewhere(time)


def _of_no_event(time: Time) -> bool:
    """“Une séance le mardi à 14 heures” is held every week; "le 9 juin ayant été déclaré chômé" tells of a day."""
    weekly = time.value.start is not None and _WEEKLY.fullmatch(time.words)
    said = re.match(r"\s*,?\s*(?:ayant ete|(?:est|sera|etant)(?: un)?(?: jour)? (?:chome|ferie))\b", time.after)
    return bool(weekly or said)


def _from_elsewhere(time: Time) -> bool:
    """“dans un délai de dix jours suivant cette notification” counts from what the letter does not date."""
    if (
        time.counted
        or not re.search(r"\b(?:jours?|semaines?|mois|heures?|huitaine|quinzaine)\b", time.words)
        or re.search(r"\d{4}", time.words)
    ):
        return False
    if pattern(r"\b{acts.counted_from}").search(time.words):
        return time.expression.rule == "from the letter" and not pattern(r"\b{acts.own_letter}\b").search(time.words)
    return bool(pattern(r"\s*(?:ouvres|ouvrables|calendaires)?\s*\b{acts.counted_from}").match(time.after))


def _begins(around: Surroundings) -> bool:
    """“L'inscription, qui débutera le 1er septembre”, "ouverte à partir du 10 janvier": no act is due then."""
    time, verb = around.time, around.verb
    if time.is_range or time.value.start is None:
        return False
    said = time.sentence.low[verb.start : verb.end] if verb is not None else ""
    if re.search(r"\bau plus tot (?:le )?$", time.before):
        return True
    opened = re.search(r"\br?ouverte?s?(?: depuis| des)? (?:le )?$", time.before)
    started = (
        opened
        or re.search(r"\b(?:debut|commenc|r?ouvrir|r?ouvre|r?ouvert)", said)
        or re.match(r"(?:a partir|a compter|des|depuis)\b", time.words)
    )
    subject = time.before[: verb.start] if verb is not None and verb.start < time.start else time.before
    subject = re.sub(r"\S*[@/]\S*", "", subject)
    named = list(pattern(r"\b(?:{events.heads}|{ledger.deeds})\b").finditer(subject))
    deed = bool(named) and pattern(r"^{ledger.deeds}$").match(named[-1][0]) is not None
    return bool(started) and (deed or bool(not named and pattern(r"\b{ledger.deeds}\b").search(time.sentence.heading)))


def is_negated(entry: Entry) -> bool:
    """Tell whether an entry is the last day because nothing is taken after it."""
    around = Surroundings(
        time=entry.time, others=(), things=(), verb=entry.verb, anchor=dt.datetime.min.replace(tzinfo=dt.UTC)
    )
    return nothing_after(around)


_VETOES = (
    (Role.REPLACED, _replaced),
    (Role.CITED, _cited),
    (Role.HOURS, lambda around: around.time.clock_only),
    (Role.LOOSE, _loose),
    (Role.WISH, _wished),
    (Role.BOUND, _bound),
    (Role.PAST, _recalled),
    (Role.WINDOW, _begins),
    (Role.SECRETARIAT, _secretariat),
)
