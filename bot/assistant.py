"""The whole core: a message in, an answer and what to remember out. Pure: no clock, no file, no network."""

import datetime as dt
import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.answering import UNTOLD, Answering
from bot.answers.lists import LISTED, PAGE, REMEMBERED, name_of
from bot.answers.sides import tell as tell_sides
from bot.entities.dialogue import Dialogue
from bot.language.roots import root
from bot.language.tokens import legible
from bot.noting import noted, notes_of
from bot.phrasing import Answer, joined
from bot.queries.candidates import Candidate
from bot.queries.execute import Rows
from bot.queries.frame import Kind
from bot.queries.ranking import Features
from bot.queries.sides import sides
from bot.topics import (
    agenda,
    data,
)
from bot.topics.clerk import CALENDAR, VERSION, Clerk
from bot.topics.data import TOPICS
from bot.topics.implied import imply
from bot.understanding.catalogue import Catalogue
from bot.understanding.choice import choose
from bot.understanding.coordination import alone, coordinated
from bot.understanding.fit import SURE
from bot.understanding.focus import Focus
from bot.understanding.intent import Intents
from bot.understanding.lexicon import lexicon
from bot.understanding.question import Question, Understanding
from bot.understanding.splitting import split
from knowledge.french.language import language
from knowledge.library import Library

# Topics of facts that one message may ask two of.
_FACTS = frozenset(TOPICS) - {"help", "passage", "comparison", "agenda"}

_DIGITS = 4  # of the number of a row
_LISTED = {  # the topic that a list of rows is remembered as
    Kind.LETTER: "letter.list",
    Kind.EVENT: "agenda.events",
    Kind.PART: "agenda.events",
    Kind.DEADLINE: "agenda.deadlines",
    Kind.CONTACT: "contact.contact",
    Kind.PERSON: "person.who",
    Kind.LINK: "link.link",
    Kind.ANNEX: "letter.annex",
    Kind.SENTENCE: "passage.passage",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer, and the memory that the next message is understood with."""

    answer: Answer
    dialogue: Dialogue
    told: tuple[tuple[Question, Answer], ...] = ()  # each question heard in the message, and what is said to it


@cache
def _intents() -> Intents:
    """Return the cues of all topics, ready to be found: the same for every library."""
    return Intents(data.load().cues, lexicon().grammar)


class Assistant:
    """Answers questions about the letters of one library."""

    def __init__(self, library: Library) -> None:
        loaded = data.load()
        self.library = library
        self._notes = notes_of(library)
        self.catalogue = Catalogue(library, lexicon(), loaded.asked)
        self._understanding = Understanding(self.catalogue, _intents())
        self._aspects = {cue.aspect for cue in loaded.cues} - {UNTOLD}  # that a button may ask
        self._clerk = Clerk(self.catalogue, loaded.phrases, loaded.words, loaded.labels)
        self._answering = Answering(self.catalogue, self._clerk)

    def prepare(self) -> None:
        """Make now what the first questions would wait for: seconds, where there are thousands of letters.

        What is made stays: the garbage collector does not go through it again and again while somebody waits.
        """
        gc.unfreeze()  # of the letters before these
        self.catalogue.prepare(self._clerk.words["deadline.pointing"])
        self._understanding.prepare()
        self._answering.prepare()
        gc.collect()
        gc.freeze()

    def reply(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Answer a message. `now` is aware; whatever the text, no exception comes out."""
        text = legible(text)
        reply = self._replied(text, dialogue, now)
        note = None if reply.answer.answered else noted(text, self._notes)
        if note is not None:
            reply = replace(reply, answer=note, told=())
        memory = reply.dialogue
        if not memory.rows:  # a list can be paged until another one is told
            memory = replace(memory, kind=dialogue.kind, rows=dialogue.rows)
        return replace(reply, answer=self._in_french(text, reply.answer), dialogue=memory)

    def _in_french(self, text: str, answer: Answer) -> Answer:
        """Return an answer; to a message in English, with one English line that says in which language it is."""
        if not answer.text or language(text) != "english" or answer.reason.startswith("help.language"):
            return answer
        return replace(answer, text=f"{answer.text}\n{self._clerk.say('help.english_asked')}")

    def _replied(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Answer a message, question by question."""
        parts = split(text, self.catalogue.lexicon)
        questions = [self._ask(part, dialogue, now) for part in parts] if len(parts) > 1 else []
        topics = {question.topic for question in questions if _sure(question)}
        alike = [question for question in questions[1:] if self._stands(question)]
        if len(parts) < 2 or len(topics & _FACTS) + len(alike) < len(parts):
            return self._one(self._ask(text, dialogue, now), dialogue)
        replies: list[Reply] = []
        for part in parts:
            replies.append(self._reply(self._ask(part, dialogue, now), dialogue))
            dialogue = replies[-1].dialogue
        if replies[0].answer.reason == "help.which" and replies[-1].answer.answered:  # "où et quand a lieu … ?"
            replies[0] = self._reply(self._ask(parts[0], dialogue, now), dialogue)
        return _together(replies)

    def _stands(self, question: Question) -> bool:
        """Tell whether a part of a message asks of something else what the part before asks: "et celle du Forum"."""
        pronoun = question.tokens and question.tokens[0].text in self.catalogue.lexicon.shapes.standing
        return bool(pronoun and question.mentions.tokens) and not _sure(question)

    def _one(self, question: Question, dialogue: Dialogue) -> Reply:
        """Answer one question, or each of the facts that it asks for in one breath."""
        aspects = coordinated(question, _FACTS) if not question.foreign else ()
        replies = [self._reply(alone(question, aspect, aspects), dialogue) for aspect in aspects]
        told = [reply for reply in replies if reply.answer.answered]
        return _together(told) if len(told) > 1 else self._reply(question, dialogue)

    def focus(self, text: str, now: dt.datetime) -> Focus:
        """Return what a few words name: letters, events, or several events that they may mean."""
        return self._understanding.read(legible(text), Dialogue(), now).focus

    def _ask(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Question:
        """Understand one question, its aspect chosen and its event filled in."""
        question = self._understanding.read(text, dialogue, now)
        choice = choose(question, dialogue, self._clerk.words["deadline.acts"])
        return imply(replace(question, aspect=choice.aspect, choice=choice), self._clerk)

    def _reply(self, question: Question, dialogue: Dialogue) -> Reply:
        listing = self._answering.listing(question)
        if listing is not None:
            found, answer = listing
            seen = _with_pages(_seen(found, question, dialogue), found)
            return Reply(answer=answer, dialogue=seen, told=((question, answer),))
        asked = sides(question, self._answering.tables, lambda piece: self._ask(piece, Dialogue(), question.now))
        if asked is not None:
            answer = tell_sides(asked, self._clerk)
            return Reply(answer=answer, dialogue=replace(dialogue, said=question.now), told=((question, answer),))
        picked = dialogue.asked and question.occurrences and self._answering.open_to_meaning(question)
        told = self._answering.of_topic(question) if picked else None
        meant, answer = (question, told) if told is not None else self._answering.answer(question)
        if answer.reason == "help.which" and dialogue.asked:
            answer = self._clerk.decline(meant, "help.unclear")
        memory = _remember(meant, answer, dialogue, self._clerk)
        return Reply(answer=answer, dialogue=memory, told=((meant, answer),))

    def consider(self, text: str, dialogue: Dialogue, now: dt.datetime) -> list[tuple[Candidate, Features, Answer]]:
        """Return all that a message may mean, with its features and what each would answer."""
        return self._answering.consider(self._ask(legible(text), dialogue, now))

    def turn(self, data: str, dialogue: Dialogue, now: dt.datetime) -> Answer | None:
        """Return the page of a list that a button asks for; None when it is no more the one that is remembered."""
        name, _, first = data.rpartition("|")[2].partition(".")
        if not dialogue.rows or name != name_of(dialogue.rows) or not first.isdecimal() or len(first) > _DIGITS:
            return None
        question = self._understanding.read("", Dialogue(), now)
        return self._answering.page(Kind(dialogue.kind), dialogue.rows, question, int(first))

    def press(self, data: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Answer a button, from the data of a Suggestion. Unknown or foreign data is answered courteously."""
        version, _, rest = data.partition("|")
        aspect, _, key = rest.partition("|")
        if version == VERSION and aspect == PAGE and (page := self.turn(data, dialogue, now)) is not None:
            return Reply(answer=page, dialogue=dialogue)
        occurrence = self.catalogue.occurrence(key)
        if version == VERSION and aspect == CALENDAR and occurrence is not None:  # where no file can be sent
            text = self._clerk.say("help.calendar_file", title=occurrence.title)
            return Reply(answer=Answer(text=text, answered=True, intent=aspect), dialogue=dialogue)
        if version != VERSION or aspect not in self._aspects or (key and occurrence is None):
            return Reply(
                answer=Answer(text=self._clerk.say("help.stale"), answered=False, intent="help.stale"),
                dialogue=dialogue,
            )
        question = self._understanding.read("", Dialogue(), now)
        focus = Focus(occurrences=(occurrence,) if occurrence else ())
        question = replace(question, aspect=aspect, focus=focus)
        answer = self._answering.of_topic(question)
        return Reply(answer=answer, dialogue=_remember(question, answer, dialogue, self._clerk))

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is one of the language as people write it, or of the letters."""
        lexicon = self.catalogue.lexicon
        return word in lexicon.fillers or self.catalogue.reader.knows(word)


def _seen(found: Rows, question: Question, before: Dialogue) -> Dialogue:
    """Return what to remember of rows: the one that was told, with its event and its letter."""
    events = {row.event.key if row.event else None for row in found.rows}
    if len(found.rows) != 1 and (len(events) > 1 or None in events or not events):
        return replace(before, topic=_LISTED[found.frame.target], said=question.now)
    row = found.rows[0]
    keys = (row.event.key,) if row.event else ()
    return Dialogue(topic=_LISTED[row.kind], letter=row.letter.reference, events=keys, said=question.now)


def _with_pages(memory: Dialogue, found: Rows) -> Dialogue:
    """Return a memory with the rows that another page may be asked of."""
    if not LISTED < len(found.rows) <= REMEMBERED:
        return memory
    return replace(memory, kind=found.frame.target.value, rows=tuple(row.key for row in found.rows))


def _sure(question: Question) -> bool:
    """Tell whether the words of a question speak surely for some topic."""
    return bool(question.scores) and question.scores[0].weight >= SURE


def _together(replies: Sequence[Reply]) -> Reply:
    """Return several replies as one; the last one is remembered."""
    told = tuple(pair for reply in replies for pair in reply.told)
    return Reply(answer=joined([answer for _, answer in told]), dialogue=replies[-1].dialogue, told=told)


def _person(question: Question) -> str | None:
    """Return the name of the person spoken of: still the last one while only contacts are asked for."""
    named = next((named.what for named in question.mentions.people), None)
    return named or (question.person if question.topic == "contact" and not question.mentions.tokens else None)


def _asked_for(question: Question) -> tuple[str, ...]:
    """Return the roots of what a message asks for beside what it names; still the last ones where it says none."""
    named = question.mentions.tokens
    free = (token for place, token in enumerate(question.tokens) if place not in named)
    said = (root(token.text) for token in free if token.stem in question.content)
    return tuple(dict.fromkeys(said)) or question.recalled


def _remember(question: Question, answer: Answer, before: Dialogue, clerk: Clerk) -> Dialogue:
    """Return what to remember of an exchange; what was not understood leaves the memory as it was."""
    if answer.reason == "help.which":
        offered = tuple(each.data.rpartition("|")[2] for each in answer.suggestions)
        return Dialogue(topic=question.aspect, events=offered, asked=True, said=question.now)
    unnamed = not question.mentions.tokens and question.topic == "contact"
    beside = not question.occurrences or (question.focus.inherited and (question.topic == "passage" or unnamed))
    if question.topic == "help" or (not answer.answered and beside):
        return replace(before, said=question.now)
    occurrences = question.occurrences
    if question.topic == "agenda":
        following = agenda.subject(question, clerk) if question.period is None else None
        occurrences = (following,) if following else ()
    letter = clerk.catalogue.library.letter(answer.letters[0]) if len(answer.letters) == 1 and not occurrences else None
    if letter is not None:
        occurrences = clerk.catalogue.in_letter(letter)
    return Dialogue(
        topic=question.aspect,
        letter=letter.reference if letter else question.letters[0].reference if question.letters else None,
        events=tuple(each.key for each in occurrences),
        part=question.part.name if question.part else None,
        person=_person(question),
        words=_asked_for(question),
        said=question.now,
    )
