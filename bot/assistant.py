"""The whole core: a message in, an answer and what to remember out. Pure: no clock, no file, no network."""

import datetime as dt
import gc
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from bot.answers import quotes
from bot.answers.doubt import reserved
from bot.answers.limits import answer as limits_of
from bot.answers.limits import tell as tell_limits
from bot.answers.lists import list_rows
from bot.answers.refuse import strangers
from bot.answers.sides import tell as tell_sides
from bot.language.roots import root
from bot.language.tokens import legible
from bot.phrasing import Answer, joined
from bot.queries.candidates import Candidate, Way, all_told, facts, limits
from bot.queries.execute import Rows, execute
from bot.queries.frame import Kind, Verb
from bot.queries.parse import listed
from bot.queries.passages import Passages
from bot.queries.quoting import quoting
from bot.queries.ranking import Features, Ranked, Situation, features, rank
from bot.queries.rows import Tables
from bot.queries.seek import wanted
from bot.queries.sides import sides
from bot.topics import (
    agenda,
    change,
    comparison,
    contact,
    countdown,
    data,
    duration,
    event,
    letter,
    link,
    organiser,
    passage,
    person,
    place,
    procedure,
    status,
    theme,
    time,
)
from bot.topics import help as talk
from bot.topics.clerk import CALENDAR, VERSION, Clerk
from bot.topics.implied import imply
from bot.topics.refusal import cancelled, foreign_tongue, no_such_day, refuse
from bot.topics.resort import first, resort
from bot.understanding.catalogue import Catalogue
from bot.understanding.choice import choose
from bot.understanding.coordination import alone, coordinated
from bot.understanding.dialogue import Dialogue
from bot.understanding.fit import SURE
from bot.understanding.focus import Focus
from bot.understanding.intent import Intents
from bot.understanding.lexicon import lexicon
from bot.understanding.question import Meaning, Question, Understanding
from bot.understanding.splitting import split
from knowledge.library import Library
from knowledge.model import Part

_TOPICS: Mapping[str, Callable[[Question, Clerk], Answer]] = {
    "agenda": agenda.answer,
    "change": change.answer,
    "comparison": comparison.answer,
    "contact": contact.answer,
    "countdown": countdown.answer,
    "duration": duration.answer,
    "event": event.answer,
    "help": talk.answer,
    "letter": letter.answer,
    "link": link.answer,
    "organiser": organiser.answer,
    "passage": passage.answer,
    "person": person.answer,
    "place": place.answer,
    "procedure": procedure.answer,
    "status": status.answer,
    "theme": theme.answer,
    "time": time.answer,
}


_FACTS = frozenset(_TOPICS) | {"deadline"} - {
    "help",
    "passage",
    "comparison",
    "agenda",
}  # topics that one message may ask two of

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

# Topics that tell what was read of an event.
_DATED = ("event", "place", "theme", "organiser", "time", "duration", "countdown", "status", "change")
_SHOWN = 4  # meanings explained, and features of each
_FEW = 4  # deadlines told in full
_UNTOLD = "help.untold"  # what letters seldom tell: refused, unless a sentence tells it


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
        self.catalogue = Catalogue(library, lexicon(), loaded.asked)
        self._understanding = Understanding(self.catalogue, _intents())
        self._aspects = {cue.aspect for cue in loaded.cues} - {_UNTOLD}  # that a button may ask
        self._tables = Tables(self.catalogue)
        self._passages = Passages(self._tables)
        self._clerk = Clerk(self.catalogue, loaded.phrases, loaded.words, loaded.labels)

    def prepare(self) -> None:
        """Make now what the first questions would wait for: seconds, where there are thousands of letters.

        What is made stays: the garbage collector does not go through it again and again while somebody waits.
        """
        gc.unfreeze()  # of the letters before these
        self.catalogue.prepare(self._clerk.words["deadline.pointing"])
        self._understanding.prepare()
        self._tables.prepare()
        self._passages.prepare()
        gc.collect()
        gc.freeze()

    def reply(self, text: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Answer a message. `now` is aware; whatever the text, no exception comes out."""
        text = legible(text)
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
        listing = self._listing(question, dialogue)
        if listing is not None:
            return listing
        asked = sides(question, self._tables, lambda piece: self._ask(piece, Dialogue(), question.now))
        if asked is not None:
            answer = tell_sides(asked, self._clerk)
            return Reply(answer=answer, dialogue=replace(dialogue, said=question.now), told=((question, answer),))
        picked = dialogue.asked and question.occurrences and self._open(question)
        told = self._of_topic(question) if picked else None
        meant, answer = (question, told) if told is not None else self._answer(question)
        if answer.reason == "help.which" and dialogue.asked:
            answer = self._clerk.decline(meant, "help.unclear")
        memory = _remember(meant, answer, dialogue, self._clerk)
        return Reply(answer=answer, dialogue=memory, told=((meant, answer),))

    def _open(self, question: Question) -> bool:
        """Tell whether a message may mean something else than what its cues choose: not small talk."""
        return bool(question.tokens) and (question.topic != "help" or question.aspect == _UNTOLD)

    def _certain(self, question: Question) -> Answer | None:
        """Return what is said whatever else a message may mean: that an event is cancelled, which of two is meant."""
        if cancelled(question, self._clerk):
            return change.answer(question, self._clerk)
        if question.aspect is None or question.foreign or len(question.focus.candidates) < 2:
            return None
        asking = question.scores[0].tokens if question.scores else frozenset[int]()
        alike = all_told(question.focus.candidates, wanted(question, self._tables, asking), self._tables)
        return self._clerk.which(question) if alike else None

    def consider(self, text: str, dialogue: Dialogue, now: dt.datetime) -> list[tuple[Candidate, Features, Answer]]:
        """Return all that a message may mean, with its features and what each would answer."""
        question = self._ask(legible(text), dialogue, now)
        if self._listing(question, dialogue) is not None or not self._open(question) or self._certain(question):
            return []
        situation = self._situation(question)
        every = self._candidates(situation)
        told = (self._told(each, situation)[1] for each in every)
        return list(zip(every, features(every, situation), told, strict=True))

    def _situation(self, question: Question) -> Situation:
        asking = question.scores[0].tokens if question.scores else frozenset[int]()
        refusal = refuse(question, self._clerk)
        return Situation(
            question=question,
            wants=wanted(question, self._tables, asking),
            tables=self._tables,
            vetoed=refusal.reason or "help.untold" if refusal else "",
        )

    def _candidates(self, situation: Situation) -> list[Candidate]:
        """Return all that a message may mean."""
        question, wants = situation.question, situation.wants
        listed = question.topic == "agenda" and question.period is None and not situation.vetoed
        told = None if listed else resort(question, self._clerk)
        if strangers(question, self._tables, self._clerk):  # only a sentence may tell what no letter announces
            refusal = Candidate(way=Way.REFUSAL, aspect=question.aspect or "")
            by_sentence = told and question.topic in ("passage", "place", "letter", "event")
            return [refusal, self._by_resort(question)] if by_sentence else [refusal]
        limited = list(limits(question, wants, self._tables))
        whole = any(each.hit is not None and each.hit.whole and each.hit.told for each in limited)
        return [
            Candidate(way=Way.REFUSAL, aspect=question.aspect or ""),
            *(
                each
                for each in facts(question, wants, self._tables)
                if not (whole and _undue(each)) and _spoken(each, question)
            ),
            *limited,
            *quoting(question, self._tables, self._passages),
            *([self._by_resort(question)] if told else []),
        ]

    def _by_resort(self, question: Question) -> Candidate:
        extra = {"first": float(first(question, self._clerk))}
        return Candidate(way=Way.QUOTE, aspect="passage.passage", source="resort", extra=extra)

    def _told(self, meant: Candidate, situation: Situation) -> tuple[Question, Answer]:
        """Return what a candidate answers, and the question as it understands it."""
        question = situation.question
        if meant.way is Way.REFUSAL:
            unknown = strangers(question, self._tables, self._clerk) or refuse(question, self._clerk)
            unnamed = question.focus == Focus() and question.aspect and not situation.wants.must
            told = self._clerk.which(question) if unnamed else self._clerk.not_told(question)
            return question, unknown or told
        if meant.way is Way.QUOTE:
            old = resort(question, self._clerk) if meant.source == "resort" else None
            return question, old or quotes.quote(meant.rows, self._tables, self._clerk)
        if meant.way is Way.LIMITS:
            first = meant.rows[0]
            events = (first.event,) if first.event else self.catalogue.in_letter(first.letter)[:1]
            focus = replace(question.focus, occurrences=events, letters=(first.letter,), part=None, candidates=())
            question = replace(question, aspect=meant.aspect, focus=focus)
            return question, tell_limits(meant.rows, question, self._clerk)
        part = meant.hit.row.fact if meant.hit and isinstance(meant.hit.row.fact, Part) else None
        focus = Focus(occurrences=meant.events, part=part, rule="only")
        focus = question.focus if meant.events == question.occurrences else focus
        question = replace(question, aspect=meant.aspect, focus=focus)
        facts_told = (question.part,) if question.part else (each.event for each in question.occurrences)
        dated = question.topic in _DATED and question.aspect != "status.possible"
        return question, reserved(self._of_topic(question), facts_told if dated else ())

    def _of_topic(self, question: Question) -> Answer:
        """Answer a question by the topic of its aspect."""
        if question.topic == "deadline" or question.aspect == "status.possible":
            return limits_of(question, self._tables, self._clerk)
        return _TOPICS[question.topic or "event"](question, self._clerk)

    def _listing(self, question: Question, dialogue: Dialogue) -> Reply | None:
        """Answer a question that asks for rows; None when it asks for none, or leaves a word without a use."""
        frame = listed(question, self._tables)
        found = execute(frame, self._tables) if frame else None
        answer = self._listed(found, question) if found else None
        if answer is None or found is None:
            return None
        return Reply(answer=answer, dialogue=_seen(found, question, dialogue), told=((question, answer),))

    def _listed(self, found: Rows, question: Question) -> Answer | None:
        """Tell rows: the few deadlines of one event in full, others a line each."""
        of_one = {each.field for each in found.frame.where} <= {"event", "words"} and 0 < len(found.rows) <= _FEW
        told = found.frame.where and found.frame.target is Kind.DEADLINE and found.frame.verb is Verb.TELL
        if told and of_one:
            return tell_limits(found.rows, replace(question, aspect="deadline.date"), self._clerk)
        return list_rows(found, question, self._clerk)

    def press(self, data: str, dialogue: Dialogue, now: dt.datetime) -> Reply:
        """Answer a button, from the data of a Suggestion. Unknown or foreign data is answered courteously."""
        version, _, rest = data.partition("|")
        aspect, _, key = rest.partition("|")
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
        answer = self._of_topic(question)
        return Reply(answer=answer, dialogue=_remember(question, answer, dialogue, self._clerk))

    def knows(self, word: str) -> bool:
        """Tell whether a folded word is one of the language as people write it, or of the letters."""
        lexicon = self.catalogue.lexicon
        return word in lexicon.fillers or self.catalogue.reader.knows(word)

    def _answer(self, question: Question) -> tuple[Question, Answer]:
        """Answer a question by the likeliest of what it may mean."""
        if (said := foreign_tongue(question, self._clerk) or no_such_day(question, self._clerk)) is not None:
            return question, said
        if not question.tokens:
            empty = Answer(text=self._clerk.say("help.empty"), answered=False, intent="help.empty", reason="help.empty")
            return question, empty
        if not self._open(question):
            return question, talk.answer(question, self._clerk)
        certain = self._certain(question)
        if certain is not None:
            return question, certain
        situation = self._situation(question)
        ranked = rank(self._candidates(situation), situation)
        meant, answer = self._told(ranked[0].candidate, situation)
        meanings = tuple(map(_meaning, ranked[:_SHOWN]))
        return replace(meant, meanings=meanings), replace(answer, confidence=round(ranked[0].chance, 3))


def _spoken(candidate: Candidate, question: Question) -> bool:
    """Tell whether a letter that is to be told in short speaks of what is asked of it, asking words apart."""
    if candidate.aspect not in ("letter.subject", "letter.summary") or candidate.hit is None:
        return True
    asking = {root(question.tokens[place].text) for score in question.scores for place in score.tokens}
    return candidate.hit.missed <= asking


def _undue(candidate: Candidate) -> bool:
    """Tell whether a deadline is asked of events that have none."""
    asked = candidate.aspect.startswith("deadline.") or candidate.aspect == "status.possible"
    return asked and not any(each.deadlines for each in candidate.events)


def _meaning(ranked: Ranked) -> Meaning:
    """Return a candidate as it is explained."""
    name = " ".join(filter(None, (ranked.candidate.way.value, ranked.candidate.aspect, ranked.candidate.source)))
    return Meaning(name=name, chance=round(ranked.chance, 3), because=ranked.because[:_SHOWN])


def _seen(found: Rows, question: Question, before: Dialogue) -> Dialogue:
    """Return what to remember of rows: the one that was told, with its event and its letter."""
    events = {row.event.key if row.event else None for row in found.rows}
    if len(found.rows) != 1 and (len(events) > 1 or None in events or not events):
        return replace(before, topic=_LISTED[found.frame.target], said=question.now)
    row = found.rows[0]
    keys = (row.event.key,) if row.event else ()
    return Dialogue(topic=_LISTED[row.kind], letter=row.letter.reference, events=keys, said=question.now)


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
        said=question.now,
    )
