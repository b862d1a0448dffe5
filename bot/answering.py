"""One question answered: all that it may mean, ranked, and the likeliest of it said. Pure: no clock, no memory."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bot.answers import quotes
from bot.answers.doubt import reserved
from bot.answers.limits import answer as limits_of
from bot.answers.limits import fitting, told_by, with_rule
from bot.answers.limits import tell as tell_limits
from bot.answers.lists import list_rows, remembered
from bot.answers.refuse import strangers
from bot.phrasing import Answer
from bot.queries.candidates import Candidate, Way, all_told, facts, limits
from bot.queries.execute import Rows, execute
from bot.queries.frame import Kind, Verb
from bot.queries.grounds import DATED, due_by_words, eventless, grounded, is_of, speaks, undue
from bot.queries.needs import asks_limit, claims_day
from bot.queries.parse import listed
from bot.queries.passages import Passages
from bot.queries.proof import of_kind, proves, weighed
from bot.queries.quoting import postpones, quoting
from bot.queries.ranking import Features, Ranked, Situation, features, rank
from bot.queries.rows import Tables
from bot.queries.seek import wanted
from bot.queries.untold import asks_value, telling, untold_of
from bot.topics import (
    agenda,
    change,
    comparison,
    contact,
    countdown,
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
from bot.topics.clerk import Clerk
from bot.topics.refusal import cancelled, foreign_tongue, no_such_day, refuse
from bot.topics.sentence_search import comes_first, search
from bot.understanding.catalogue import Catalogue
from bot.understanding.focus import Focus
from bot.understanding.question import Meaning, Question
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
_QUOTED = "passage.passage"  # the aspect of what a sentence tells
_SHOWN = 4  # meanings explained, and features of each
_OPEN = ("help.not_told", "help.unknown", "help.untold")  # refusals that a sentence may be found for
_HALF = 0.5
_CLEAR = 0.7  # share of what must be told that a deadline tells, where nothing else may be meant
_FEW = 4  # deadlines told in full
UNTOLD = "help.untold"  # what letters seldom tell: refused, unless a sentence tells it


class Answering:
    """Answers questions, each by itself, on the letters of one catalogue."""

    def __init__(self, catalogue: Catalogue, clerk: Clerk) -> None:
        self.catalogue = catalogue
        self.clerk = clerk
        self.tables = Tables(catalogue)
        self._passages = Passages(self.tables)

    def prepare(self) -> None:
        """Make all the tables now."""
        self.tables.prepare()
        self._passages.prepare()

    def answer(self, question: Question) -> tuple[Question, Answer]:
        """Answer a question by the likeliest of what it may mean."""
        if (said := foreign_tongue(question, self.clerk) or no_such_day(question, self.clerk)) is not None:
            return question, said
        if not question.tokens:
            empty = Answer(text=self.clerk.say("help.empty"), answered=False, intent="help.empty", reason="help.empty")
            return question, empty
        if not self.open_to_meaning(question):
            return question, talk.answer(question, self.clerk)
        question = self._of_the_only(question)
        certain = self._certain(question)
        if certain is not None:
            return question, certain
        situation = self._situation(question)
        ranked = rank(self._candidates(situation), situation)
        bounds = self._bounds(situation)
        ranked = [each for each in ranked if not bounds or is_of(each.candidate, bounds)]
        meant, answer = self._told(ranked[0].candidate, situation)
        if not answer.answered and meant.aspect == "event.date" and meant.occurrences and meant.loose:
            meant, answer = self._limited(ranked, situation) or (meant, answer)
        if not proves(answer, meant):
            quoted = self._quoted(ranked, situation) if of_kind(meant) else None
            answer = quoted or self.clerk.not_told(meant)
        else:
            answer = self._completed(ranked[0].candidate, meant, answer, situation)
        answer = weighed(_pending(answer, meant), meant, situation.wants)
        meanings = tuple(map(_meaning, ranked[:_SHOWN]))
        return replace(meant, meanings=meanings), replace(answer, confidence=round(ranked[0].chance, 3))

    def _completed(self, chosen: Candidate, meant: Question, answer: Answer, situation: Situation) -> Answer:
        """Return the sentence that tells what an answer leaves untold; a denial of what is asked for by name."""
        if chosen.way is Way.QUOTE or (answer.reason.startswith("help.") and answer.reason not in _OPEN):
            return answer
        untold = untold_of(answer, meant, situation.wants, self.tables)
        if not untold.any:
            return answer
        rows = telling(untold, situation.wants, meant, self.tables, self._passages)
        quoted = quotes.quote(rows, self.tables, self.clerk) if rows else None
        if quoted and proves(quoted, meant):
            return quoted
        return self.clerk.not_told(meant) if answer.answered and untold.named else answer

    def _limited(self, ranked: list[Ranked], situation: Situation) -> tuple[Question, Answer] | None:
        """Return the deadline that tells all that is wanted: no day is denied to what has one."""
        for each in ranked:
            hit = each.candidate.hit
            if each.candidate.way is Way.LIMITS and hit is not None and hit.whole:
                return self._told(each.candidate, situation)
        return None

    def _of_the_only(self, question: Question) -> Question:
        """Return a question that names nothing as one of the only event that the letters announce."""
        every = self.catalogue.occurrences
        if len(every) != 1 or question.focus != Focus() or question.mentions.strangers or question.foreign:
            return question
        return replace(question, focus=Focus(occurrences=every, rule="only"))

    def _quoted(self, ranked: list[Ranked], situation: Situation) -> Answer | None:
        """Return the likeliest sentence that tells all that must be told, and what is asked of it."""
        bounds = self._named(situation)
        for each in ranked:
            hit = each.candidate.hit
            quoted = each.candidate.way is Way.QUOTE and hit is not None and hit.whole
            if quoted and (not bounds or is_of(each.candidate, bounds)):
                meant, answer = self._told(each.candidate, situation)
                if answer.answered and proves(answer, meant):
                    return answer
        return None

    def listing(self, question: Question) -> tuple[Rows, Answer] | None:
        """Answer a question that asks for rows; None when it asks for none, or leaves a word without a use."""
        frame = listed(question, self.tables)
        found = execute(frame, self.tables) if frame else None
        answer = self._listed(found, question) if found else None
        return None if answer is None or found is None else (found, answer)

    def page(self, kind: Kind, keys: Sequence[str], question: Question, first: int) -> Answer | None:
        """Return another page of rows told before; None when the letters have none of them any more."""
        found = remembered(kind, keys, self.tables)
        return list_rows(found, question, self.clerk, first if first < len(found.rows) else 0) if found.rows else None

    def _listed(self, found: Rows, question: Question) -> Answer | None:
        """Tell rows: the few deadlines of one event in full, others a line each."""
        of_one = {each.field for each in found.frame.where} <= {"event", "words"} and 0 < len(found.rows) <= _FEW
        told = found.frame.where and found.frame.target is Kind.DEADLINE and found.frame.verb is Verb.TELL
        if told and of_one:
            return tell_limits(found.rows, replace(question, aspect="deadline.date"), self.clerk)
        return list_rows(found, question, self.clerk)

    def open_to_meaning(self, question: Question) -> bool:
        """Tell whether a message may mean something else than what its cues choose: not small talk."""
        return bool(question.tokens) and (question.topic != "help" or question.aspect == UNTOLD)

    def consider(self, question: Question) -> list[tuple[Candidate, Features, Answer]]:
        """Return all that a question may mean, its features and what each would answer; nothing where it is certain."""
        if self.listing(question) is not None or not self.open_to_meaning(question) or self._certain(question):
            return []
        situation = self._situation(question)
        every = self._candidates(situation)
        told = (self._told(each, situation)[1] for each in every)
        return list(zip(every, features(every, situation), told, strict=True))

    def _certain(self, question: Question) -> Answer | None:
        """Return what is said whatever else a message may mean: that an event is cancelled, which of two is meant."""
        if cancelled(question, self.clerk):
            return change.answer(question, self.clerk)
        if question.aspect is None or question.foreign or len(question.focus.candidates) < 2:
            return None
        asking = question.scores[0].tokens if question.scores else frozenset[int]()
        alike = all_told(question.focus.candidates, wanted(question, self.tables, asking), self.tables)
        return self.clerk.which(question) if alike else None

    def _situation(self, question: Question) -> Situation:
        asking = question.scores[0].tokens if question.scores else frozenset[int]()
        refusal = refuse(question, self.clerk)
        return Situation(
            question=question,
            wants=wanted(question, self.tables, asking),
            tables=self.tables,
            vetoed=refusal.reason or "help.untold" if refusal else "",
        )

    def _candidates(self, situation: Situation) -> list[Candidate]:
        """Return all that a message may mean."""
        question, wants = situation.question, situation.wants
        listed = question.topic == "agenda" and question.period is None and not situation.vetoed
        told = None if listed else search(question, self.clerk)
        if strangers(question, self.tables, self.clerk):  # only a sentence may tell what no letter announces
            refusal = Candidate(way=Way.REFUSAL, aspect=question.aspect or "")
            by_sentence = told and question.topic in ("passage", "place", "letter", "event")
            return [refusal, self._by_search(question)] if by_sentence else [refusal]
        limited = list(limits(question, wants, self.tables))
        limited = [each for each in limited if grounded(each, situation)]
        whole = any(each.hit is not None and each.hit.whole and each.hit.told for each in limited)
        if asks_limit(question) and (by_words := self._by_words(limited, situation)):
            return by_words
        dated = claims_day(question) and (whole or bool(question.occurrences))
        return [
            Candidate(way=Way.REFUSAL, aspect=question.aspect or ""),
            *(
                each
                for each in facts(question, wants, self.tables)
                if not (whole and undue(each)) and speaks(each, question) and not eventless(each, question)
            ),
            *limited,
            *(quoting(question, self.tables, self._passages) if not dated else ()),
            *([self._by_search(question)] if told and not dated else []),
        ]

    def _by_words(self, limited: list[Candidate], situation: Situation) -> list[Candidate]:
        """Return the deadlines found by their own words: a day by which to act is theirs, and nobody else's.

        A refusal stays beside them, but where one tells most of what must be told.
        """
        question = situation.question
        bounds = self._bounds(situation) or self._named(situation)
        found = [each for each in limited if due_by_words(each, situation) and (not bounds or is_of(each, bounds))]
        clear = any(situation.share(each.hit.told) >= _CLEAR for each in found if each.hit)
        return found if clear or not found else [Candidate(way=Way.REFUSAL, aspect=question.aspect or ""), *found]

    def _named(self, situation: Situation) -> frozenset[str]:
        """Return the letters in view, unless none is named surely and they say less than half of what must be told."""
        letters = situation.question.letters
        said = frozenset[str]().union(*map(self.tables.roots_of, letters))
        sure = situation.wants.keys or situation.share(said) >= _HALF
        return frozenset(letter.reference for letter in letters) if sure else frozenset()

    def _bounds(self, situation: Situation) -> frozenset[str]:
        """Return the letters that alone may answer: of the events that a message may mean, or those in view.

        What goes on about a letter stays there, as long as that letter says all that must be told. None: any may.
        """
        question = situation.question
        meant = frozenset(each.letter.reference for each in question.focus.candidates)
        if meant:
            return meant
        going_on = question.focus.inherited and question.message is not None and question.message.form.inherits
        said = frozenset[str]().union(*map(self.tables.roots_of, question.letters))
        view = frozenset(letter.reference for letter in question.letters)
        return view if going_on and situation.wants.must.keys() <= said else frozenset()

    def _by_search(self, question: Question) -> Candidate:
        extra = {"first": float(comes_first(question, self.clerk))}
        return Candidate(way=Way.QUOTE, aspect=_QUOTED, source="search", extra=extra)

    def _told(self, meant: Candidate, situation: Situation) -> tuple[Question, Answer]:
        """Return what a candidate answers, and the question as it understands it."""
        question = situation.question
        if meant.way is Way.REFUSAL:
            unknown = strangers(question, self.tables, self.clerk) or refuse(question, self.clerk)
            unnamed = question.focus == Focus() and question.aspect and not situation.wants.must
            told = self.clerk.which(question) if unnamed else self.clerk.not_told(question)
            return question, unknown or told
        if meant.way is Way.QUOTE:
            old = search(question, self.clerk) if meant.source == "search" else None
            return question, old or quotes.quote(meant.rows, self.tables, self.clerk)
        if meant.way is Way.LIMITS:
            first = meant.rows[0]
            events = (first.event,) if first.event else self.catalogue.in_letter(first.letter)[:1]
            focus = replace(question.focus, occurrences=events, letters=(first.letter,), part=None, candidates=())
            question = replace(question, aspect=meant.aspect, focus=focus)
            rows = with_rule(fitting(meant.rows, situation.wants, question), situation.wants, self.tables)
            return question, tell_limits(rows, question, self.clerk, sure=told_by(rows, situation.wants))
        part = meant.hit.row.fact if meant.hit and isinstance(meant.hit.row.fact, Part) else None
        focus = Focus(occurrences=meant.events, part=part, rule="only")
        focus = question.focus if meant.events == question.occurrences else focus
        question = replace(question, aspect=meant.aspect, focus=focus)
        facts_told = (question.part,) if question.part else (each.event for each in question.occurrences)
        dated = question.topic in DATED and question.aspect != "status.possible"
        return question, reserved(self.of_topic(question), facts_told if dated else ())

    def of_topic(self, question: Question) -> Answer:
        """Answer a question by the topic of its aspect."""
        if question.topic == "deadline" or question.aspect == "status.possible":
            return limits_of(question, self.tables, self.clerk)
        return _TOPICS[question.topic or "event"](question, self.clerk)


def _pending(answer: Answer, question: Question) -> Answer:
    """Return a sentence quoted as a denial, where it only says that what is asked for will be told later."""
    quoted = answer.answered and answer.intent == _QUOTED and answer.sources and asks_value(question)
    text = "\n".join(source.quote for source in answer.sources) if quoted else ""
    return quotes.later(answer) if text and postpones(text, question) else answer


def _meaning(ranked: Ranked) -> Meaning:
    """Return a candidate as it is explained."""
    name = " ".join(filter(None, (ranked.candidate.way.value, ranked.candidate.aspect, ranked.candidate.source)))
    return Meaning(name=name, chance=round(ranked.chance, 3), because=ranked.because[:_SHOWN])
