"""The whole core: a message in, an answer and what to remember out. Pure: no clock, no file, no network."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from bot.phrasing import Answer
from bot.topics import (
    agenda, change, comparison, contact, countdown, data, deadline, duration, event, help, letter, link, organiser, passage, place,
    procedure, status, theme, time,
)  # fmt: skip
from bot.topics.desk import VERSION, Desk
from bot.understanding.catalogue import Catalogue
from bot.understanding.choice import choose
from bot.understanding.evidence import passages, widely
from bot.understanding.dialogue import Dialogue
from bot.understanding.focus import Focus
from bot.understanding.intent import Intents
from bot.understanding.lexicon import lexicon
from bot.understanding.question import Question, Understanding
from knowledge.library import Library

_LONGEST = 4096  # characters of a message that are read
_TOPICS: Mapping[str, Callable[[Question, Desk], Answer]] = {
    "agenda": agenda.answer,
    "change": change.answer,
    "comparison": comparison.answer,
    "contact": contact.answer,
    "countdown": countdown.answer,
    "deadline": deadline.answer,
    "duration": duration.answer,
    "event": event.answer,
    "help": help.answer,
    "letter": letter.answer,
    "link": link.answer,
    "organiser": organiser.answer,
    "passage": passage.answer,
    "place": place.answer,
    "procedure": procedure.answer,
    "status": status.answer,
    "theme": theme.answer,
    "time": time.answer,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, and the memory that the next message is understood with."""

    answer: Answer
    dialogue: Dialogue


class Assistant:
    """Answers questions about the letters of one library."""

    def __init__(self, library: Library) -> None:
        loaded = data.load()
        self.library = library
        self._catalogue = Catalogue(library, lexicon(), loaded.asked)
        self._understanding = Understanding(self._catalogue, Intents(loaded.cues, lexicon().grammar))
        self._desk = Desk(self._catalogue, loaded.phrases, loaded.words, loaded.labels)

    def reply(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Answer a message. `now` is aware; whatever the text, no exception comes out."""
        question = self._understanding.read(text[:_LONGEST], dialogue, now)
        aspect, followed = choose(question, dialogue, self._desk.words["deadline.acts"])
        question = self._to_deadline(self._on_day(replace(question, aspect=aspect, followed=followed)))
        answer = self._answer(question)
        return Reply(answer=answer, dialogue=_remember(question, answer, dialogue, self._desk))

    def press(self, data: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Answer a button, from the data of a Suggestion. Unknown or foreign data is answered courteously."""
        version, _, rest = data.partition("|")
        aspect, _, key = rest.partition("|")
        occurrence = self._catalogue.occurrence(key)
        topic = aspect.partition(".")[0]
        if version != VERSION or topic not in _TOPICS or (key and occurrence is None):
            return Reply(answer=Answer(text=self._desk.say("help.stale"), answered=False, intent="help.stale"), dialogue=dialogue)
        question = self._understanding.read("", Dialogue(), now)
        focus = Focus(occurrences=(occurrence,) if occurrence else ())
        question = replace(question, aspect=aspect, focus=focus)
        answer = _TOPICS[topic](question, self._desk)
        return Reply(answer=answer, dialogue=_remember(question, answer, dialogue, self._desk))

    def _answer(self, question: Question) -> Answer:
        """Answer a question, unless something in it forbids it."""
        desk = self._desk
        focus = question.focus
        if not question.tokens:
            return Answer(text=desk.say("help.empty"), answered=False, intent="help.empty")
        if question.topic == "help" and question.aspect != "help.untold":
            return help.answer(question, desk)
        if focus.missing_letter:
            return desk.decline(question, "help.unknown_letter", reference=focus.missing_letter)
        if focus.missing_edition and question.topic == "passage" and (found := passage.find(question, desk)):
            return passage.tell(question, desk, found)
        if focus.missing_edition:
            series, year = focus.missing_edition
            known = desk.enumerate_titles(series.editions)
            return desk.decline(question, "help.no_edition" if year > 1 else "help.no_first", year=year, known=known)
        if (year := self._other_year(question)) is not None:
            known = desk.enumerate_titles(self._catalogue.series_of(question.occurrences[0]).editions)
            return desk.decline(question, "help.no_edition", year=year, known=known)
        if question.aspect is None:
            return desk.not_told(question)
        if question.aspect == "help.untold" or (question.foreign and not self._listed(question)) or self._elsewhere(question):
            found = passage.find(question, desk) if question.topic not in _OF_EVENTS else ()
            return passage.answer(question, desk) if found else desk.not_told(question)
        return _TOPICS[question.topic or ""](question, desk)

    def _other_year(self, question: Question) -> int | None:
        """Return the year spoken of when the event in view is known in other years only: "demain", said a year later."""
        value, occurrences = question.period.value if question.period else None, question.occurrences
        if value is None or value.start is None or question.topic not in (*_OF_EVENTS, "event") or len(occurrences) != 1:
            return None
        event, year = occurrences[0].event, value.start.first.year
        years = {event.edition} | {moment.first.year for moment in (event.start, event.end) if moment}
        return None if year in years or question.mentions.years else year

    def _on_day(self, question: Question) -> Question:
        """Fill in the event of a question that names only its day: "le 17 mai 2021, c'est à quelle heure ?"."""
        focus, value = question.focus, question.period.value if question.period else None
        if focus != Focus() or question.topic not in (*_OF_EVENTS, *_TO_ACT) or value is None:
            return question
        found = tuple(each for each in self._catalogue.occurrences if each.event.start and value.start == each.event.start)
        return replace(question, focus=Focus(occurrences=found)) if len(found) == 1 else question

    def _listed(self, question: Question) -> bool:
        """Tell whether a name that no letter knows may be answered by the list that it is not in: "l'OMS organise-t-elle … ?"."""
        untold = self._catalogue.lexicon.untold
        return question.yes_or_no and question.aspect in _LISTS and not untold & set(question.foreign)

    def _to_deadline(self, question: Question) -> Question:
        """Fill in the event of a question that names only what is to be done, or the day: "pour demander la parole"."""
        focus = question.focus
        named = focus.candidates or focus.missing_edition or focus.missing_letter or focus.letters or focus.part
        if question.topic not in _TO_ACT or named or (focus.occurrences and not focus.inherited):
            return question
        if focus.inherited and not self._desk.spoken_elsewhere(question):
            return question
        found = self._desk.by_deed(question)
        if found is None and question.topic == "procedure" and not focus.occurrences:
            told = passages(question.content, widely(question.content, self._catalogue), self._catalogue)
            letters = (told[0].letter,) if told and told[0].coverage >= _TOLD else ()
            return replace(question, focus=Focus(occurrences=self._catalogue.in_letter(letters[0]) if letters else (), letters=letters))
        return replace(question, focus=Focus(occurrences=(found,), inherited=focus.inherited)) if found else question

    def _elsewhere(self, question: Question) -> bool:
        """Tell whether the words that nothing explains speak of something other than the event in view."""
        if question.topic in _OF_EVENTS and not question.occurrences and question.loose:
            return question.aspect not in ("theme.theme", "organiser.organisers")
        if question.topic == "agenda" and len(question.loose) > 1 and question.period is None:
            return True
        if question.topic in _LOOSE or not question.loose:
            return False
        if question.focus.occurrences and not question.focus.inherited:
            return False
        held = self._catalogue.stems_of(" ".join(letter.text for letter in question.letters)) if question.letters else frozenset()
        return len([word for word in question.loose if word not in held]) > 0


_TOLD = 0.5  # share of a question's words that a sentence must hold for its letter to be the one meant
_LISTS = ("organiser.organisers", "organiser.president", "letter.audience", "letter.signed", "contact.contact")
_TO_ACT = ("deadline", "status", "countdown", "procedure")
_OF_EVENTS = ("place", "theme", "organiser", "time", "duration", "change")  # facts that only events have
_LOOSE = ("passage", "letter", "procedure", "deadline", "contact", "link", "status", "agenda")


def _remember(question: Question, answer: Answer, before: Dialogue, desk: Desk) -> Dialogue:
    """Return what to remember of an exchange; what was not understood leaves the memory as it was."""
    if question.topic == "help" or (not answered(answer) and not question.occurrences):
        return replace(before, said=question.now)
    occurrences = question.occurrences
    if question.topic == "agenda":
        following = agenda.subject(question, desk) if question.period is None else None
        occurrences = (following,) if following else ()
    letter = desk.catalogue.library.letter(answer.letters[0]) if len(answer.letters) == 1 and not occurrences else None
    if letter is not None:
        occurrences = desk.catalogue.in_letter(letter)
    return Dialogue(
        topic=question.aspect,
        letter=letter.reference if letter else question.letters[0].reference if question.letters else None,
        events=tuple(each.key for each in occurrences),
        part=question.part.name if question.part else None,
        person=question.mentions.people[0].what if question.mentions.people else None,
        said=question.now,
    )


def answered(answer: Answer) -> bool:
    """Tell whether the letters told."""
    return answer.answered
