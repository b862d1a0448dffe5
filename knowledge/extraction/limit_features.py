"""What speaks for and against a time being a limit on the addressees."""

import re

from knowledge.documents.model import Kind
from knowledge.extraction.cues import pattern
from knowledge.extraction.features import (
    Surroundings,
    closes_deed,
    column_role,
    first_words,
    in_column,
    is_coordinated,
    is_deed_label,
    is_introduced,
    is_linked,
    is_over,
    without_asides,
)
from knowledge.extraction.governing import ASKING, Verb, clause_of
from knowledge.extraction.mentions import Time

_BINDING = frozenset(("request", "must", "imperative", "future", "passive", "may", "close", "moved"))  # kinds of verbs
_ORDERS = frozenset(("request", "must", "imperative"))
_PRONOUN = re.compile(r"\s*(?:elles?|ils?|celles?-ci|ceux?-ci|celui-ci)\b")


def limit_features(around: Surroundings) -> frozenset[str]:
    """Return what speaks for and against a time being a limit on the addressees."""
    before, clause = _clause(around.time)
    pronoun = around.time.sentence.previous is not None and _PRONOUN.match(clause)
    deed = bool(pattern(r"\b{ledger.deeds}\b").search(f"{before if pronoun else ''} {clause}"))
    kind = _kind(around, before)
    holds = {
        **_form(around),
        **_words(around),
        **_standing(around, deed=deed),
        **_of_others(around, before),
        "deed": deed,
        "due": _is_due(around),
    }
    return frozenset(name for name, held in holds.items() if held) | ({kind} & _BINDING)


def _clause(time: Time) -> tuple[str, str]:
    """Return the clause that a time stands in, and what is said before it, the sentence before included."""
    low, previous = time.sentence.low, time.sentence.previous
    start, end = clause_of(low, time.start, time.end)
    return f"{previous.low if previous else ''} {low[:start]}", low[start:end]


def _form(around: Surroundings) -> dict[str, bool]:
    """How the time itself is said."""
    time, value = around.time, around.time.value
    return {
        "open": value.start is None and value.end is not None,
        "closed": value.start is not None,
        "latest": bool(pattern(r"\b{ledger.latest}").search(time.words + time.after[:22] + time.before[-22:])),
        "counted": time.counted or time.expression.rule == "from the letter",
        "past": is_over(time, around.anchor),
        "negated": nothing_after(around),
    }


def _words(around: Surroundings) -> dict[str, bool]:
    """What the words beside the time say."""
    time = around.time
    kind = around.verb.kind if around.verb else ""
    limited = bool(pattern(r"\b{deadlines.limits}").search(time.before[-160:] + time.words + time.after[:40]))
    named = is_deed_label(time) or is_coordinated(around)
    return {
        "limit_word": limited,
        "open_until": kind == "open",
        "address": bool(re.search(r"\S@\S|https?:|www\.|\.int/", time.sentence.low)),
        "limit_label": _is_that_of_limit(time),
        "coordinated": is_coordinated(around),
        "label_deed": is_deed_label(time),
        "takes": kind == "takes" and not limited,
        "adjacent": is_linked(around) and time.value.start is not None and not named,
    }


def _standing(around: Surroundings, *, deed: bool) -> dict[str, bool]:
    """Where the sentence stands: its block, its column, the heading and the lead-in above it."""
    time, sentence = around.time, around.time.sentence
    asking = around.verb is not None and around.verb.kind in ASKING
    under = bool(pattern(r"\b{ledger.deeds}\b").search(sentence.heading))
    listed = pattern(r"\b{deadlines.limits}").search(without_asides(sentence.introduced))
    return {
        "introduced": is_introduced(around),
        "limits_listed": bool(listed) and not sentence.columns,
        "column": in_column(time, "limits"),
        "window": time.is_range and ((asking and deed) or (under and (asking or bool(sentence.introduced)))),
        "heading_deed": under,
        "subject": sentence.block < 0,
        "heading": sentence.kind is Kind.HEADING,
        "on_the_day": deed and _is_ordered(around),
    }


def _is_that_of_limit(time: Time) -> bool:
    """“Clôture: 5 juin", "le terme du délai des amendements est le 5 juin", "la limite reste fixée au"."""
    noun = r"^\W*(?:le |la |les |l')?(?:terme du )?(?:{deadlines.limit_nouns}|limites?\b)"
    states = r"\b(?:est|sont|sera|seront|demeure|reste)(?:nt)?(?: \w*ment)?(?: (?:fixe|maintenu|arrete|porte)e?s?)?"
    clause = re.split(r"[;,]\s|\.\s", time.before)[-1]
    return bool(pattern(rf"{noun}[^:]{{0,110}}?(?::|{states})\s*(?:le |au )?$").search(clause))


def _is_ordered(around: Surroundings) -> bool:
    """Tell whether an order gives a day, on which nothing takes place: "doivent nous parvenir le 3 mai"."""
    one_day = around.time.value.start is not None and not around.time.is_range
    return one_day and not around.things and around.verb is not None and around.verb.kind in _ORDERS


def _is_due(around: Surroundings) -> bool:
    """“pour le 3 mai”, of what is asked."""
    time = around.time
    verb = around.verb.kind if around.verb else ""
    led = re.search(r"\b(?:pour|avant|sans depasser)(?: le| la)?\s*$", time.before) or time.words.startswith("pour ")
    return bool(led) and (verb in ASKING or is_introduced(around))


def _kind(around: Surroundings, before: str) -> str:
    """Return how the verb binds the addressees; nothing when what it closes is no deed, or who acts is nobody."""
    verb = around.verb
    return "" if verb is None or _is_idle(around, verb, before) else verb.kind


def _is_idle(around: Surroundings, verb: Verb, before: str) -> bool:
    closes_other = verb.kind == "close" and not closes_deed(around.time.sentence, verb)
    return closes_other or (verb.kind == "future" and not _by_persons(around.time.sentence.low, verb, before))


def _of_others(around: Surroundings, before: str) -> dict[str, bool]:
    """Whether somebody else acts: by the first words of the row or of the item, or by the verb."""
    time, verb = around.time, around.verb
    first = first_words(time.sentence)
    label = pattern(r"^\s*(?:la |l'|les? )?{ledger.theirs}\b[^:]*:").search(f"{first}:" if first else time.before)
    held = [each.cell.low for each in time.sentence.columns if column_role(each.header) == "audiences"]
    named = any(pattern(r"^(?:le |la )?{ledger.authors}$").match(cell) for cell in held)  # "Secrétariat" under "Qui"
    others = bool(label) or named or (verb is not None and _is_idle(around, verb, before))
    return {"others": others, "theirs": others and bool(first)}


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
