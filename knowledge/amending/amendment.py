"""A letter that is being amended by another: what holds so far, and what could not be matched."""

import datetime as dt
import re
from dataclasses import dataclass, field, replace

from knowledge.extraction.names import name_of
from knowledge.french.text import Span, fold
from knowledge.model import Deadline, Event, Letter, Problem
from knowledge.phrases import say


@dataclass(kw_only=True)
class Amendment:
    """One letter amended by another."""

    target: Letter
    letter: Letter  # the one that amends
    events: list[Event]
    deadlines: list[Deadline]
    problems: list[Problem] = field(default_factory=list)
    told: set[dt.date] = field(default_factory=set)  # days that replacements have set

    @classmethod
    def of(cls, target: Letter, letter: Letter) -> "Amendment":
        """Return an amendment that has changed nothing yet."""
        return cls(target=target, letter=letter, events=list(target.events), deadlines=list(target.deadlines))

    @property
    def tabled(self) -> bool:
        """Whether an annex is replaced whole: its rows then need no words of moving."""
        return bool(re.search(r"\bannexe\b[^.]*\bremplac", fold(self.letter.text)))

    def moved(self, span: Span) -> Span:
        """Return where a span of the amending letter stands in the text of both."""
        shift = len(self.target.text) + 1
        return Span(span.start + shift, span.end + shift)

    def missed(self, old: str) -> None:
        """Tell that the amended letter does not say the words that are replaced."""
        for file in (self.letter.file, self.target.file):
            message = say("problem.not_found", file=file, old=old, amended=self.letter.amends)
            self.problems.append(Problem(file=file, message=message))

    def unsure(self, news: Deadline) -> None:
        """Tell, of both letters, that a deadline may be one of several, or none."""
        quote = " ".join(self.letter.cut(news.span).split())
        for file in (self.letter.file, self.target.file):
            message = say("problem.unmatched", file=file, quote=quote, amended=self.letter.amends)
            span = news.span if file == self.letter.file else None
            self.problems.append(Problem(file=file, message=message, span=span))

    def cited(self, news: Event) -> Event:
        """Return an event of the amending letter, each fact of it cited from there."""
        evidence = tuple(replace(each, span=self.moved(each.span)) for each in news.evidence)
        parts = tuple(replace(part, span=self.moved(part.span), evidence=()) for part in news.parts)
        reason = self.moved(news.reason) if news.reason else None
        return replace(news, span=self.moved(news.span), evidence=evidence, parts=parts, reason=reason)


def same_event(one: Event, other: Event) -> bool:
    """Tell whether a letter and the one that amends it speak of one event; a new date may change its year."""
    return same_event_name(one.name, other.name) or (one.acronym is not None and one.acronym == other.acronym)


def same_event_name(one: str, other: str) -> bool:
    """Tell whether one name says all that the other does."""
    keys = name_of(one, {}).key, name_of(other, {}).key
    return bool(keys[0] and keys[1]) and (keys[0] <= keys[1] or keys[1] <= keys[0])
