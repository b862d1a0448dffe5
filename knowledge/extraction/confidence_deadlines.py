"""What speaks for and against a deadline."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.extraction.cues import pattern
from knowledge.extraction.deadlines import Found
from knowledge.french.content import stems
from knowledge.french.text import fold
from knowledge.model import Deadline, Event, Letter
from knowledge.temporal.moment import Grain

_MANY = 32  # words above which an action is no longer one
_PLAIN = 1.0  # margin of the ledger
_FAR, _SOON = 900, 7  # days between a letter and what it asks, above and below which that is strange
_LIMITED = frozenset(("column", "limit_word", "label_deed", "coordinated", "due", "close", "negated"))
_ASKED, _LOOSE = (
    frozenset(("request", "must", "imperative")),
    frozenset(("may", "future", "passive", "open_until", "close")),
)
_DEBRIS = re.compile(
    r"^(?:\W|.{1,2}\s(?!inscri|enreg)|\d|et |ou |pour |afin |dont |qui |que |elles? |ils? |leur |sur |par |dans )"
    r"|https?|@|\b(?:est|sont|sera|seront) \w+e?s?$|[:(]$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A deadline among what else its letter says."""

    found: Found
    others: Sequence[Found]
    letter: Letter
    events: Sequence[Event]

    @property
    def deadline(self) -> Deadline:
        return self.found.deadline

    @property
    def why(self) -> frozenset[str]:
        return frozenset(self.found.entry.why)

    @property
    def from_event(self) -> bool:
        """Whether its day is counted from an event's, and not from the letter or from another limit."""
        time = self.found.entry.time
        return time.counted and time.expression.rule not in ("counted from the letter", "counted from the limit")

    @property
    def ahead(self) -> int | None:
        """How many days after the letter it falls; None when the letter has no date."""
        return (self.deadline.due - self.letter.date).days if self.letter.date is not None else None


def deadline_signs(found: Found, others: Sequence[Found], letter: Letter, events: Sequence[Event]) -> frozenset[str]:
    """Return what speaks for and against a deadline."""
    case = _Case(found=found, others=others, letter=letter, events=events)
    return frozenset(name for told in (_asked, _said, _timed, _placed) for name, held in told(case).items() if held)


def _asked(case: _Case) -> dict[str, bool]:
    """How it is asked, and by what its deed was read."""
    rule, why = case.found.rule, case.why
    return {
        "narrow": case.found.entry.margin < _PLAIN,
        "limit_word": bool({"limit_word", "column"} & why),
        "asked": bool(_ASKED & why),
        "loosely_asked": bool(_LOOSE & why),
        "unaddressed": bool({"future", "passive"} & why) and not case.deadline.reply_to,
        "row": rule == "row",
        "label": rule in ("label", "listed"),
        "address": bool(case.deadline.reply_to),
    }


def _said(case: _Case) -> dict[str, bool]:
    """Whether what is asked is an act, whole."""
    action = case.deadline.action
    return {
        "act": begins_with_act(action),
        "unclear": case.found.rule == "clause",
        "debris": len(action.split()) > _MANY or not stems(action) or bool(_DEBRIS.search(fold(action))),
        "unclosed": action.count("(") != action.count(")"),
    }


def _timed(case: _Case) -> dict[str, bool]:
    """How its day is told."""
    time = case.found.entry.time
    unit = re.search(r"\b(?:jours?|semaines?|mois)\b", time.words)
    opened = [each for each in case.events if each.start]
    return {
        "weekday": time.expression.conflict == "weekday",
        "no_year": not time.expression.year_given and not time.counted and not unit,
        "counted": time.counted,
        "elsewhere": case.from_event and len(opened) > 1,
        "unsure_opening": case.from_event and _is_unsure(case),
        "one_day": time.value.start is not None and not time.is_range and not _LIMITED & case.why,
    }


def _placed(case: _Case) -> dict[str, bool]:
    """Where its day falls among the other days of the letter."""
    ahead, counted = case.ahead, case.found.entry.time.counted
    return {
        "in_event": _in_event(case.deadline, case.events) and not counted,
        "twice": any(_same_deed(each, case.found) for each in case.others),
        "far": ahead is not None and ahead > _FAR,
        "soon": ahead is not None and ahead < _SOON,
    }


def begins_with_act(action: str) -> bool:
    """Tell whether an action begins with an infinitive or the noun of an act."""
    low = fold(action)
    return bool(
        re.match(r"(?:s'|se |y |ne pas )?\w+(?:er|ir|re|oir)\b", low)
        or pattern(r"(?:la |l'|les? |leurs? )?{ledger.deeds}\b").match(low)
    )


def _in_event(deadline: Deadline, events: Sequence[Event]) -> bool:
    """Tell whether a limit falls on an event's days: the last day of grants, not of asking for them."""
    spans = [
        (event.start, event.end or event.start) for event in events if event.start and event.start.grain is Grain.DAY
    ]
    return any(first.first <= deadline.due <= last.last for first, last in spans if last is not None)


def _is_unsure(case: _Case) -> bool:
    """Tell whether the event that a limit is counted from is not known, or doubtful itself."""
    event = next((each for each in case.events if each.name == case.deadline.event), None)
    return event is None or event.doubtful


def _same_deed(one: Found, other: Found) -> bool:
    """Two limits for one deed contradict each other, unless one count tells both: "la veille de chaque webinaire"."""
    same = fold(one.deadline.action) == fold(other.deadline.action) and one.deadline.audience == other.deadline.audience
    return (
        one.entry.time.key != other.entry.time.key
        and same
        and one.deadline.due != other.deadline.due
        and one.deadline.event == other.deadline.event
    )
