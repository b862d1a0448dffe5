"""A letter as its operator corrects it: each change remembered, with the span that it stands on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from knowledge.corrections import Change, Sheet
from knowledge.errors import ConfigurationError, NoSuchFact, NoSuchWords
from knowledge.french.text import Span, fold, fold_in_place
from knowledge.model import CONFIRMED, Contact, Correction, Deadline, Event, Evidence, Fact, Letter, Note, Part
from knowledge.temporal.moment import Moment
from knowledge.temporal.wording import say_day, say_moment

RULE = "correction"  # of the evidence of a corrected field
SETTLING = frozenset(("name", "due", "inclusive", "action", "start", "end", "status"))  # changed, they settle a doubt
F = TypeVar("F", Event, Deadline, Contact)
C = TypeVar("C", Event, Deadline, Contact, Part)


def correct(letter: Letter, sheet: Sheet, was: Letter | None = None) -> tuple[Letter, tuple[ConfigurationError, ...]]:
    """Return a letter with the corrections of a sheet, and the faults of those that do not apply to it.

    `was`: the letter as it was read before another amended it; a field that the amendment changed keeps its new value.
    """
    work = _Work(letter, sheet.file, was)
    events = work.facts(Event, letter.events, was.events if was else (), sheet.events)
    names = {old.name: new.name for old, new in work.renamed}
    events = tuple(work.parts(events, sheet.parts))
    of_events = tuple(replace(each, event=names.get(each.event or "", each.event)) for each in letter.deadlines)
    deadlines = work.facts(Deadline, of_events, was.deadlines if was else (), sheet.deadlines)
    contacts = work.facts(Contact, letter.contacts, was.contacts if was else (), sheet.contacts)
    values, evidence = work.fields(letter, was, sheet.header, "", Span(0, 0))
    made = replace(
        letter,
        **values,
        provisional=letter.provisional and "reference" not in sheet.header.given,
        events=events,
        deadlines=deadlines,
        contacts=contacts,
        notes=tuple(work.notes(sheet.notes)),
        evidence=_renewed(letter.evidence, evidence),
        corrections=tuple(work.made),
    )
    return made, tuple(work.faults)


def _renewed(old: tuple[Evidence, ...], new: Sequence[Evidence]) -> tuple[Evidence, ...]:
    fresh = {each.field for each in new}
    return (*new, *(each for each in old if each.field not in fresh))


@dataclass
class _Held(Generic[C]):
    """A fact, with what it was before the corrections that came first."""

    states: list[C]
    gone: bool = False

    @property
    def now(self) -> C:
        return self.states[-1]

    def was(self, wanted: str) -> bool:
        """Tell whether words mean it as it is or as it once was."""
        return any(designates(wanted, state) for state in self.states)


def _left(parts: Sequence[_Held[Part]]) -> tuple[Part, ...]:
    return tuple(each.now for each in parts if not each.gone)


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
        """Return the facts of a kind, corrected by each change in turn."""
        held = [_Held([each]) for each in facts]
        for change in changes:
            quoted = self._quoted(change)
            if change.replaces is None:
                held.append(_Held([self._added(kind, change, quoted)]))
            elif (target := self._target(held, change)) is not None:
                printed = next((each for each in before if any(_means(each, old) for old in target.states)), None)
                self._settle(target, printed, change, quoted)
        return tuple(each.now for each in held if not each.gone)

    def _settle(self, target: _Held[C], printed: C | None, change: Change, quoted: Span | None) -> None:
        """Take a fact away, or give it another state."""
        if change.remove:
            self._note(target.now, None, _name(target.now), None, quoted or target.now.span)
            target.gone = True
        else:
            target.states.append(self._changed(target.now, printed, change, quoted))

    def parts(self, events: Sequence[Event], changes: Sequence[Change]) -> Iterator[Event]:
        """Yield events with their parts corrected."""
        held = [(event, [_Held([part]) for part in event.parts]) for event in events]
        for change in changes:
            of = change.given.get("event")
            mine = [parts for event, parts in held if of is None or designates(str(of), event)]
            own = replace(change, values=tuple(pair for pair in change.values if pair[0] != "event"))
            if change.replaces is not None:
                target = self._target([part for parts in mine for part in parts], change)
                if target is not None:
                    self._settle(target, None, own, None if change.remove else self._quoted(change))
            elif len(mine) == 1:
                mine[0].append(_Held([self._part(own)]))
            else:
                self._unknown(f"{change.key}.event", of, [event for event, _ in held])
        for event, parts in held:
            yield replace(event, parts=_left(parts)) if parts else event

    def notes(self, changes: Sequence[Change]) -> Iterator[Note]:
        """Yield what the operator answers where the letter does not tell."""
        for change in changes:
            question, text = (str(change.given.get(key) or "") for key in ("question", "text"))
            self.made.append(Correction(fact=question, field=None, before=None, after=text, span=Span(0, 0)))
            yield Note(span=Span(0, 0), question=question, text=text)

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

    def _changed(self, target: C, printed: C | None, change: Change, quoted: Span | None) -> C:
        values, evidence = self.fields(target, printed, change, _name(target), quoted or Span(0, 0))
        span = next((each.span for each in evidence if each.field == "due"), target.span)
        made = replace(target, **values, span=span, evidence=_renewed(target.evidence, evidence))
        if isinstance(target, Event) and isinstance(made, Event):
            self.renamed.append((target, made))
        return self._settled(made, change, values)

    def _settled(self, made: C, change: Change, values: dict[str, Any]) -> C:
        """Return a fact without its doubt, where the operator says that it is right or what is."""
        if isinstance(made, Contact) or not (change.confirmed or SETTLING & values.keys()):
            return made
        if change.confirmed:
            self.made.append(Correction(fact=_name(made), field=CONFIRMED, before=None, after=None, span=made.span))
        return replace(made, doubtful=False, confidence=1.0, against=None)

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

    def _part(self, change: Change) -> Part:
        """Return a part that the operator adds."""
        given: dict[str, Any] = {"end": None, **change.given}
        stands = (self._stands(value, change) for value in given.values())
        span = self._quoted(change) or next((each for each in stands if each), None) or self.letter.where("subject")
        part = Part(span=span, **given)
        self._note(part, None, None, part.name, span)
        return part

    def _target(self, held: Sequence[_Held[C]], change: Change) -> _Held[C] | None:
        """Return the one fact that a change means, as it is or as it was; None for one already taken away."""
        wanted = change.replaces or ""
        present = [each for each in held if not each.gone]
        found = [each for each in present if designates(wanted, each.now)]
        found = found or [each for each in present if each.was(wanted)]
        if len(found) == 1:
            return found[0]
        if found or not any(each.was(wanted) for each in held):
            self._unknown(f"{change.key}.replaces", wanted, [each.now for each in present])
        return None

    def _unknown(self, key: str, wanted: object, facts: Sequence[Fact]) -> None:
        known = " ; ".join(_label(each) for each in facts) or "—"
        self.faults.append(NoSuchFact(file=self.file, key=key, value=wanted, known=known))

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


def _means(printed: Fact, fact: Fact) -> bool:
    """Tell whether a fact is another one before its values changed."""
    return any(designates(each, fact) for each in _calls(printed) if each)


def _name(fact: Fact) -> str:
    match fact:
        case Event() | Contact() | Part():
            return fact.name or getattr(fact, "email", None) or ""
        case Deadline():
            return fact.action
        case _:
            return ""


def _label(fact: Fact) -> str:
    return f"{fact.due.isoformat()} {fact.action}" if isinstance(fact, Deadline) else _name(fact)


def designates(wanted: str, fact: Fact) -> bool:
    """Tell whether a correction means a fact."""
    return fold(wanted) in {fold(each) for each in _calls(fact) if each} or (
        isinstance(fact, Deadline) and len(wanted) > 5 and fold(fact.action).startswith(fold(wanted))
    )


def _calls(fact: Fact) -> Iterator[str | None]:
    match fact:
        case Event():
            yield from (fact.name, fact.acronym)
        case Part():
            yield fact.name
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
