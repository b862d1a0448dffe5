"""The letters themselves: which, of what date, about what, to whom, by whom, with what."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.phrasing import Answer, count, enumerate_all
from bot.topics import passage
from bot.topics.clerk import Clerk
from bot.topics.deadline_resolution import meant, told
from bot.understanding.evidence import Passage, passages, speaking
from bot.understanding.question import Question
from knowledge.french.stem import stem
from knowledge.french.text import Span, words
from knowledge.model import Letter
from knowledge.temporal.wording import say_day

_ROOT = 6  # letters that "régulateurs" and "régulation" share
_SAID = 0.6
_MOST = 12  # letters told in one answer
_CITED = 2  # texts cited of which the sentence is shown


def answer(question: Question, clerk: Clerk) -> Answer:
    """Answer about the letters in view, one aspect at a time."""
    if question.aspect == "letter.list":
        return _list(question, clerk)
    several = len(question.focus.letters) > 1 or not question.occurrences or question.focus.inherited
    if question.aspect == "letter.latest" and several:
        return _latest(question, clerk)
    if (best := of_part(question, question.aspect or "", question.loose, clerk)) is not None:
        return passage.tell(question, clerk, (best,))
    letters = question.letters or _naming(question, clerk) or _every(question, clerk) or _about(question, clerk)
    if not letters:
        return clerk.not_told(question) if question.content else clerk.which(question)
    answers = _ASPECTS.get(question.aspect or "", _which)
    told, rest = answers(letters[:_MOST], question, clerk), len(letters[_MOST:])
    one = answers in _OF_ONE or not rest
    return told if one else replace(told, text=f"{told.text}\n{clerk.say('help.more', count=rest)}")


def _every(question: Question, clerk: Clerk) -> tuple[Letter, ...]:
    """Return all letters when they are spoken of together: "qui signe toutes les lettres ?"."""
    together = question.says(*clerk.words["letter.every"]) and question.says(*clerk.words["letter.letters"])
    return tuple(clerk.catalogue.timeline.earliest_first) if together else ()


def of_part(question: Question, aspect: str, said: Iterable[str], clerk: Clerk) -> Passage | None:
    """Return the sentence that tells for whom, or about what, a part of an event is; None when no part is spoken of.

    `said`: the stems that name the part, when it has no date of its own.
    """
    cues = clerk.words.get(f"{aspect}_of_part", frozenset())
    named = map(stem, words(question.part.name)) if question.part else said
    name = {word for word in named if clerk.catalogue.rarity(word)} - clerk.words["letter.audience"]
    if not cues or not name:
        return None
    found = passages((*name, *cues), question.letters or None, clerk.catalogue)
    telling = (each for each in found if each.matched & cues and each.matched & name)
    return max(telling, key=lambda each: len(each.matched & name), default=None)


def _about(question: Question, clerk: Clerk) -> tuple[Letter, ...]:
    """Return the letters that speak most of the words asked for."""
    wanted = [word for word in question.content if word not in clerk.words["letter.generic"]]
    return speaking(wanted, clerk.catalogue, _SAID)


def _naming(question: Question, clerk: Clerk) -> tuple[Letter, ...]:
    """Return the letters that name a person spoken of, or that are dated on the day that was put."""
    names = [named.what for named in question.mentions.people]
    if names:
        return clerk.catalogue.naming(names)
    start = question.period.value.start if question.period else None
    return tuple(clerk.catalogue.timeline.dated.touching(start.first, start.first)) if start else ()


def _head(letter: Letter, clerk: Clerk) -> str:
    date = say_day(letter.date, weekday=False) if letter.date else "?"
    return clerk.say("letter.which", reference=letter.reference, date=date, subject=letter.subject or "?")


def _which(letters: tuple[Letter, ...], question: Question, clerk: Clerk) -> Answer:
    return clerk.answer(
        question,
        [_head(each, clerk) for each in letters],
        [clerk.source(each, each.where("subject")) for each in letters],
    )


def _latest(question: Question, clerk: Clerk) -> Answer:
    """Tell the latest letter, or the oldest, or the one that most people sign, of those named or of all."""
    named = () if question.focus.inherited else question.focus.letters
    every = named or clerk.catalogue.timeline.latest_first
    dated = sorted((each for each in every if each.date), key=lambda each: str(each.date), reverse=True)
    if not dated:
        return clerk.not_told(question)
    if question.says(*clerk.words["letter.signatories"]):
        most = max(dated, key=lambda each: len(each.signatories))
        return _field((most,), replace(question, aspect="letter.signed"), clerk)
    if question.says(*clerk.words["letter.oldest"]):
        return _which((dated[-1],), question, clerk)
    return _which((dated[0],), question, clerk) if named else _summary((dated[0],), question, clerk)


def _summary(letters: tuple[Letter, ...], question: Question, clerk: Clerk) -> Answer:
    letter = letters[0]
    lines = [_head(letter, clerk)]
    for occurrence in clerk.catalogue.in_letter(letter):
        lines.append(clerk.held(occurrence))
        lines += [clerk.say("event.parts", part=part.name, dates=clerk.dates(part)) for part in occurrence.event.parts]
    for deadline in letter.deadlines:
        lines.append(clerk.say("letter.deadline", limit=clerk.limit(deadline), action=deadline.action))
    if letter.contacts:
        lines.append(clerk.say("help.contact", contact=clerk.reach(letter.contacts[0])))
    return clerk.answer(question, lines, [clerk.source(letter, letter.where("subject"))])


def _audience(letters: tuple[Letter, ...], question: Question, clerk: Clerk) -> Answer:
    lines, asked_of = [], _asked_of(letters, question, clerk)
    if asked_of is not None:
        return asked_of
    for letter in letters:
        asked = {token.stem for token in question.tokens} & clerk.words["letter.audience"]
        phrase = "letter.audience"
        if asked and question.yes_or_no:
            held = {stem(word)[:_ROOT] for group in letter.addressees for word in words(group)}
            phrase = "letter.audience_yes" if {word[:_ROOT] for word in asked} <= held else "letter.audience_no"
        lines.append(clerk.say(phrase, reference=letter.reference, addressees=enumerate_all(letter.addressees)))
    return clerk.answer(question, lines, [clerk.source(each, each.where("addressees")) for each in letters])


def _asked_of(letters: tuple[Letter, ...], question: Question, clerk: Clerk) -> Answer | None:
    """Tell of whom a deadline asks what the question speaks of: "qui peut prendre la parole ?"."""
    deadlines = [each for each in letters[0].deadlines if each.audience]
    chosen = [each for each in meant(question, deadlines, letters[0], clerk) if told(question, each, letters[0], clerk)]
    if len(letters) > 1 or not chosen:
        return None
    lines = [clerk.say("letter.asked_of", audience=each.audience, action=each.action) for each in chosen]
    return clerk.answer(question, lines, [clerk.source(letters[0], each.span) for each in chosen])


def _annex(letters: tuple[Letter, ...], question: Question, clerk: Clerk) -> Answer:
    letter = letters[0]
    if not letter.annexes:
        return clerk.decline(question, "letter.no_annex", reference=letter.reference)
    lines, sources = [], []
    asked = {token.text for before, token in pairwise(question.tokens) if before.stem == stem("annexe")}
    numbers = {str(annex.number) for annex in letter.annexes}
    if any(each.isdigit() for each in asked) and not asked & numbers:
        return clerk.decline(question, "letter.no_such_annex", reference=letter.reference, count=len(numbers))
    for annex in letter.annexes:
        phrase = "letter.annex" if annex.title else "letter.annex_untitled"
        lines.append(clerk.say(phrase, number=annex.number, reference=letter.reference, title=annex.title))
        inside = (span for span in letter.sentences if annex.span.start <= span.start < annex.span.end)
        heading = words(annex.title or "")
        titled = (span for span in inside if heading and words(letter.cut(span))[: len(heading)] == heading)
        sources += [clerk.source(letter, span) for span in titled][:1]
        announcing = clerk.passage(letters, [stem("annexe"), *map(stem, words(annex.title or ""))], 0.3)
        sources += [clerk.source(letter, announcing.span)] if announcing else []
    return clerk.answer(question, lines, sources)


def _list(question: Question, clerk: Clerk) -> Answer:
    letters = clerk.catalogue.timeline.earliest_first
    lines = [clerk.say("letter.list", count=count(len(letters), "letter"))]
    for letter in letters[-_LISTED:]:
        date = say_day(letter.date, weekday=False) if letter.date else "?"
        lines.append(clerk.say("letter.item", reference=letter.reference, date=date, subject=letter.subject or ""))
    return clerk.answer(question, lines, ())


@dataclass(frozen=True, slots=True, kw_only=True)
class _Field:
    """What is told of one field of a letter."""

    read: Callable[[Letter], str]  # empty: the letter does not tell it
    spans: Callable[[Letter], Iterable[Span]]
    alone: bool = False  # told of the first letter alone


def _field(letters: tuple[Letter, ...], question: Question, clerk: Clerk) -> Answer:
    """Tell one field of the letters that have it, in the sentence of its name."""
    name = (question.aspect or "").partition(".")[2]
    field = _FIELDS[name]
    told = [each for each in letters[: 1 if field.alone else None] if field.read(each)]
    if not told:
        return clerk.decline(question, f"letter.no_{name}", reference=letters[0].reference)
    lines = [clerk.say(f"letter.{name}", reference=each.reference, **{name: field.read(each)}) for each in told]
    return clerk.answer(question, lines, [clerk.source(each, span) for each in told for span in field.spans(each)])


def _signatories(letter: Letter) -> str:
    return " ; ".join(", ".join(filter(None, (e.name, e.title, e.organisation))) for e in letter.signatories)


_FIELDS: Mapping[str, _Field] = {
    "date": _Field(
        read=lambda letter: say_day(letter.date) if letter.date else "", spans=lambda letter: (letter.where("date"),)
    ),
    "subject": _Field(read=lambda letter: letter.subject or "", spans=lambda letter: (letter.where("subject"),)),
    "signed": _Field(read=_signatories, spans=lambda letter: (each.span for each in letter.signatories)),
    "place": _Field(read=lambda letter: letter.place or "", spans=lambda letter: (letter.where("place"),), alone=True),
    "service": _Field(
        read=lambda letter: letter.service or "", spans=lambda letter: (letter.where("service"),), alone=True
    ),
    "cited": _Field(
        read=lambda letter: enumerate_all([each.text for each in letter.cited]),
        spans=lambda letter: (each.span for each in letter.cited[:_CITED]),
        alone=True,
    ),
}
_LISTED = 20
_ASPECTS: Mapping[str, Callable[[tuple[Letter, ...], Question, Clerk], Answer]] = {
    "letter.which": _which,
    "letter.date": _field,
    "letter.subject": _field,
    "letter.summary": _summary,
    "letter.audience": _audience,
    "letter.annex": _annex,
    "letter.cited": _field,
    "letter.signed": _field,
    "letter.place": _field,
    "letter.service": _field,
}
_OF_ONE = (_summary, _annex)  # that tell of the first letter alone
