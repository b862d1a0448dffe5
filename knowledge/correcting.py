"""A letter as its operator corrects it: each change remembered, with the span that it stands on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from knowledge.corrections import Change, Sheet
from knowledge.errors import ConfigurationError, NoSuchFact, NoSuchWords
from knowledge.french.text import Span, fold, fold_in_place
from knowledge.model import Contact, Correction, Deadline, Event, Evidence, Fact, Letter
from knowledge.temporal.moment import Moment
from knowledge.temporal.wording import say_day, say_moment

RULE = "correction"  # of the evidence of a corrected field
F = TypeVar("F", Event, Deadline, Contact)


def correct(letter: Letter, sheet: Sheet, was: Letter | None = None) -> tuple[Letter, tuple[ConfigurationError, ...]]:
    """Return a letter with the corrections of a sheet, and the faults of those that do not apply to it.

    `was`: the letter as it was read before another amended it; a field that the amendment changed keeps its new value.
    """
    work = _Work(letter, sheet.file, was)
    events = work.facts(Event, letter.events, was.events if was else (), sheet.events)
    names = {old.name: new.name for old, new in work.renamed}
    of_events = tuple(replace(each, event=names.get(each.event or "", each.event)) for each in letter.deadlines)
    deadlines = work.facts(Deadline, of_events, was.deadlines if was else (), sheet.deadlines)
    contacts = work.facts(Contact, letter.contacts, was.contacts if was else (), sheet.contacts)
    values, evidence = work.fields(letter, was, sheet.header, "", Span(0, 0))
    made = replace(
        letter,
        **values,
        provisional=letter.provisional and "reference" not in values,
        events=events,
        deadlines=deadlines,
        contacts=contacts,
        evidence=_renewed(letter.evidence, evidence),
        corrections=tuple(work.made),
    )
    return made, tuple(work.faults)


def _renewed(old: tuple[Evidence, ...], new: Sequence[Evidence]) -> tuple[Evidence, ...]:
    fresh = {each.field for each in new}
    return (*new, *(each for each in old if each.field not in fresh))


@dataclass
class _Work:
    letter: Letter
    file: str
    was: Letter | None
    made: list[Correction] = field(default_factory=list)
    faults: list[ConfigurationError] = field(default_factory=list)
    renamed: list[tuple[Event, Event]] = field(default_factory=list)

    def facts(
        self, kind: type[F], facts: tuple[F, ...], before: tuple[F, ...], changes: tuple[Change, ...]
    ) -> tuple[F, ...]:
        """Return the facts of a kind, corrected."""
        current = list(facts)
        for change in changes:
            quoted = self._quoted(change)
            if change.replaces is None:
                current.append(self._added(kind, change, quoted))
                continue
            target = self._target(facts, change)
            if target is None or target not in current:
                continue
            place = current.index(target)
            if change.remove:
                self._note(target, None, _name(target), None, quoted or target.span)
                del current[place]
                continue
            printed = next((each for each in before if _designates(change.replaces, each)), None)
            current[place] = self._changed(target, printed, change, quoted)
        return tuple(current)

    def fields(
        self, fact: Letter | Fact, was: Letter | Fact | None, change: Change, name: str, quoted: Span
    ) -> tuple[dict[str, Any], list[Evidence]]:
        """Return the new values of a fact, those apart that an amendment has changed since, and what they stand on."""
        values, evidence = {}, []
        for key, value in change.values:
            old = getattr(fact, key)
            if old == value or (was is not None and getattr(was, key) != old):
                continue
            values[key] = () if value is None and isinstance(old, tuple) else value
            span = self._stands(value, change) or (fact.where(key) if quoted == Span(0, 0) else quoted)
            evidence.append(Evidence(field=key, span=span, rule=RULE))
            self.made.append(Correction(fact=name, field=key, before=_told(old), after=_told(value), span=span))
        return values, evidence

    def _changed(self, target: F, printed: F | None, change: Change, quoted: Span | None) -> F:
        values, evidence = self.fields(target, printed, change, _name(target), quoted or Span(0, 0))
        span = next((each.span for each in evidence if each.field == "due"), target.span)
        made = replace(target, **values, span=span, evidence=_renewed(target.evidence, evidence))
        if isinstance(target, Event) and isinstance(made, Event):
            self.renamed.append((target, made))
        return made

    def _added(self, kind: type[F], change: Change, quoted: Span | None) -> F:
        values: dict[str, Any] = {key: value for key, value in change.values if value is not None}
        stands = (self._stands(value, change) for _, value in change.values)
        span = quoted or next((each for each in stands if each), None) or self.letter.where("subject")
        evidence = tuple(Evidence(field=key, span=span, rule=RULE) for key in values)
        fact = kind(span=span, evidence=evidence, **values)
        self._note(fact, None, None, _name(fact), span)
        return fact

    def _note(self, fact: Fact, key: str | None, before: str | None, after: str | None, span: Span) -> None:
        self.made.append(Correction(fact=_name(fact), field=key, before=before, after=after, span=span))

    def _target(self, facts: Sequence[F], change: Change) -> F | None:
        found = [each for each in facts if _designates(change.replaces or "", each)]
        if len(found) == 1:
            return found[0]
        known = " ; ".join(_label(each) for each in facts) or "—"
        key = f"{change.key}.replaces"
        self.faults.append(NoSuchFact(file=self.file, key=key, value=change.replaces, known=known))
        return None

    def _quoted(self, change: Change) -> Span | None:
        if change.quote is None:
            return None
        found = self._sentence(change.quote)
        if found is None:
            self.faults.append(NoSuchWords(file=self.file, key=f"{change.key}.quote", value=change.quote))
        return found

    def _stands(self, value: object, change: Change) -> Span | None:
        """Return the sentence of the letter that says a value; what is as short as a number says nothing."""
        said = _said(value)
        return self._sentence(said) if said and change.quote is None else None

    def _sentence(self, words: str) -> Span | None:
        """Return the sentence or line that holds some words, however they are spaced and accented."""
        text = fold_in_place(self.letter.text)
        wanted = " ".join(fold(words).split())
        start = text.text.replace("\n", " ").find(wanted)
        if not wanted or start < 0:
            return None
        place = text.origin(start, start + len(wanted))
        holding = (each for each in self.letter.sentences if each.start <= place.start and place.end <= each.end)
        return next(holding, place)


def _name(fact: Fact) -> str:
    match fact:
        case Event() | Contact():
            return fact.name or getattr(fact, "email", None) or ""
        case Deadline():
            return fact.action
        case _:
            return ""


def _label(fact: Fact) -> str:
    return f"{fact.due.isoformat()} {fact.action}" if isinstance(fact, Deadline) else _name(fact)


def _designates(wanted: str, fact: Fact) -> bool:
    """Tell whether a correction means a fact."""
    return fold(wanted) in {fold(each) for each in _calls(fact) if each} or (
        isinstance(fact, Deadline) and len(wanted) > 5 and fold(fact.action).startswith(fold(wanted))
    )


def _calls(fact: Fact) -> Iterator[str | None]:
    match fact:
        case Event():
            yield from (fact.name, fact.acronym)
        case Deadline():
            yield from (fact.due.isoformat(), fact.action)
        case Contact():
            yield from (fact.name, fact.email, fact.phone, fact.fax)


def _said(value: object) -> str | None:
    """Return how a letter writes a value, None when it may write it in many ways."""
    match value:
        case Moment():
            return say_moment(value)
        case str() if type(value) is str and len(value) > 3:
            return value
        case _ if hasattr(value, "year"):
            return say_day(value, weekday=False)  # type: ignore[arg-type]  # a date
        case _:
            return None


def _told(value: object) -> str | None:
    match value:
        case None | ():
            return None
        case tuple():
            return ", ".join(map(str, value))
        case Moment():
            return value.iso
        case _:
            return str(value)
