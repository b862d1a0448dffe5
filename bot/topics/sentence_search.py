"""The sentence that holds all that is asked, where no fact that was read answers."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.phrasing import Answer
from bot.topics import passage
from bot.topics.clerk import Clerk
from bot.topics.expected_answer import covered, holds, kinds, sought
from bot.topics.lists import invited
from bot.topics.passage import lone
from bot.understanding.evidence import Passage, passages
from bot.understanding.fit import SURE
from bot.understanding.question import Question
from knowledge.french.content import stopwords
from knowledge.french.stem import stem
from knowledge.french.text import Span, words
from knowledge.model import Annex, Letter

_OPEN = ("agenda", "change", "event", "letter", "organiser", "passage", "person", "place", "theme")
_OF_ALL = ("passage.passage", "passage.history")  # what one letter says of an edition may hold for all
_UNTOLD = "help.untold"
_WHOLE = 0.72  # share of what is asked that the sentence must hold
_MASS = 6.0  # what the words found must tell together: two rare ones
_ALONE = 0.95  # share that one rare word must be of what is asked
_RARE = 3  # sentences that a word stands in which is enough by itself, at most
_APART = 9  # words between two of those asked for, at most, on the average
_CITED = re.compile(r"\d{1,3}")  # the number of a text
_OTHERS = ("autre", "autres")  # end a list before what it lists
_LIST = 100  # commas that such an end is worth
_LISTING = ("quels", "quelles", "lesquels", "lesquelles")


def search(question: Question, clerk: Clerk) -> Answer | None:
    """Return the sentence that answers; None when none does surely."""
    if question.mentions.strangers:
        return None
    if (listed := invited(question, clerk)) is not None:
        return _tell(listed, question, clerk)
    if (
        question.topic != "passage"
        and question.occurrences
        and not sought(question, clerk, _explained(question, clerk))
    ):
        return None  # "qui préside ?" asks of the event in view what its letter does not tell
    counting = question.aspect == _UNTOLD and question.counted is not None
    found = _find(question, clerk) if _open(question) or counting or _annex(question, clerk) else None
    return _tell(found, question, clerk) if found else None


def comes_first(question: Question, clerk: Clerk) -> bool:
    """Tell whether a sentence is looked for first: a name alone chose the answer, or a message is asked about."""
    named_only = question.topic == "person" and question.choice is not None and question.choice.by == "names"
    why_that_day = _of_day(question) and "cause" in kinds(question, clerk)
    return (
        named_only
        or invited(question, clerk) is not None
        or (question.topic == "passage" and (why_that_day or _annex(question, clerk) is not None))
    )


def _open(question: Question) -> bool:
    """Tell whether a sentence may stand in for the topic: one of what letters tell, or heard faintly."""
    scores = question.choice.scores if question.choice else ()
    faint = bool(scores) and scores[0].aspect == question.aspect and scores[0].weight < SURE
    if question.topic == "person" and question.mentions.offices and not question.mentions.people:
        return False  # who holds an office is told by a name
    return question.topic in _OPEN or (faint and question.topic == "link")


def _explained(question: Question, clerk: Clerk) -> frozenset[int]:
    """Return the positions of the words that the aspect chosen, a period or everyday speech explains."""
    aspect = question.choice.scores[:1] if question.choice else ()
    span = question.period.span if question.period else Span(0, 0)
    fillers, ordinary = clerk.catalogue.lexicon.fillers, clerk.catalogue.lexicon.ordinary
    common = ordinary if question.topic != "agenda" else frozenset[str]()
    everyday = (place for place, token in enumerate(question.tokens) if token.text in fillers or token.stem in common)
    places = (each.tokens for each in question.mentions.places)
    return question.mentions.tokens.union(
        *places, *(score.tokens for score in aspect), covered(question, span), everyday
    )


def _find(question: Question, clerk: Clerk) -> Passage | None:
    """Return the sentence that holds what is asked."""
    focus = question.focus
    if focus.missing_letter or clerk.catalogue.lexicon.untold & set(question.foreign):
        return None
    annex = _annex(question, clerk)
    title = {stem(word) for word in words(annex[1].title or "")} | _author(annex, clerk) if annex else set[str]()
    wanted = tuple(word for word in sought(question, clerk) if word not in title)
    if not any(_speaks(token.text) for token in question.tokens):
        return None  # figures and tying words alone say nothing of what is looked for
    figures = tuple(token.text for token in question.tokens if _CITED.fullmatch(token.text))
    if figures and question.says(*clerk.words["passage.cited"]) and not question.mentions.letters:
        wanted = (*clerk.words["passage.cited"], figures[0])  # a text cited by its number
    if "cause" in kinds(question, clerk) and (_of_day(question) or question.says(*clerk.words["passage.day"])):
        wanted = tuple(clerk.words["passage.commemoration"])  # why that day
    for letters in ((annex[0],),) if annex else _places(question, clerk):
        found = _best(wanted, letters, annex, question, clerk)
        if found is not None:
            return found
    return None


def _author(annex: tuple[Letter, Annex], clerk: Clerk) -> set[str]:
    """Return the stems of who an annex is by: the offices of those whom its letter names."""
    every = (each for person in annex[0].people for each in clerk.catalogue.stems_of(person.role or ""))
    return set(every)


def _of_day(question: Question) -> bool:
    period = question.period
    return period is not None and period.value.days == 1


def _places(question: Question, clerk: Clerk) -> Iterable[Sequence[Letter] | None]:
    """Yield where to look, the nearest first; None is everywhere."""
    people = [named.what for named in question.mentions.people]
    if people:
        yield clerk.catalogue.naming(people)
        return
    if question.letters:
        yield question.letters
    if question.focus.letters and not question.focus.inherited:
        return
    editions = [each for named in question.mentions.series for each in named.what.editions]
    if question.aspect not in _OF_ALL and len(editions) > 1:
        return
    yield tuple({each.letter.reference: each.letter for each in editions}.values()) if editions else None


def _best(
    wanted: Sequence[str],
    letters: Sequence[Letter] | None,
    annex: tuple[Letter, Annex] | None,
    question: Question,
    clerk: Clerk,
) -> Passage | None:
    """Return the sentence that holds what is asked, if one does: most of its words, near one another, of its kind.

    Of several as full, the one that lists most when a list is asked for: "quelles technologies … ?".
    """
    sure: list[Passage] = []
    for each in passages(wanted, letters, clerk.catalogue, _WHOLE):
        inside = annex is None or (each.letter is annex[0] and each.span.start > annex[1].span.start)
        whole = annex is not None and each.coverage >= _ALONE
        if not inside or not (whole or _strong(each, question, clerk)) or not _near(each):
            continue
        if holds(each.text, question, clerk):
            sure.append(each)
    listing = any(token.text in _LISTING for token in question.tokens)
    full = [each for each in sure if each.coverage == sure[0].coverage]
    return max(full, key=lambda each: _lists(each) if listing else 0, default=None)


def _lists(passage: Passage) -> int:
    """Return how much a sentence lists: its commas, and first of all "…, … et d'autres technologies"."""
    found = words(passage.text)
    others = any(first in _OTHERS and stem(second) in passage.matched for first, second in pairwise(found))
    return passage.text.count(",") + _LIST * others


def _annex(question: Question, clerk: Clerk) -> tuple[Letter, Annex] | None:
    """Return the annex that a question names, by its title too, or that holds the message of whom it names."""
    said = {token.stem for token in question.tokens}
    people = [each.what for each in question.mentions.people]
    if stem("annexe") in said or (people and clerk.words["passage.speech"] & said):
        for letter in question.letters or clerk.catalogue.naming(people):
            if letter.annexes:
                return letter, letter.annexes[0]
    return next(clerk.catalogue.annexes_titled([token.stem for token in question.tokens]), None) or _message(
        question, clerk
    )


def _message(question: Question, clerk: Clerk) -> tuple[Letter, Annex] | None:
    """Return the annex to which a sentence points as the message of whom the question names by office or body."""
    pointing = tuple(clerk.words["passage.pointing"])
    if not question.says(*clerk.words["passage.message"]) and not (
        question.mentions.offices and question.says(*clerk.words["passage.speech"])
    ):
        return None
    for each in passages((*pointing, *question.content), question.letters or None, clerk.catalogue):
        if set(pointing) < each.matched and each.letter.annexes:
            return each.letter, each.letter.annexes[0]
    return None


def _strong(passage: Passage, question: Question, clerk: Clerk) -> bool:
    """Tell whether the words found tell enough: one that is rare and all there is, or several."""
    catalogue, alone = clerk.catalogue, len(passage.matched) == 1
    if question.topic == "agenda" and question.period:
        return any(map(str.isdigit, passage.matched)) and passage.coverage >= _ALONE
    if lone(passage, question):
        return False
    if alone:
        rare = catalogue.frequencies.get(next(iter(passage.matched)), 0) <= _RARE
        return passage.coverage >= _ALONE and rare
    return sum(map(catalogue.rarity, passage.matched)) >= _MASS


def _near(passage: Passage) -> bool:
    """Tell whether the words found stand near one another, rather than anywhere in a long sentence."""
    found = [stem(word) for word in words(passage.text)]
    places = [place for place, each in enumerate(found) if each in passage.matched]
    return len(places) < 2 or places[-1] - places[0] <= _APART * len(places)


def _tell(found: Passage, question: Question, clerk: Clerk) -> Answer:
    return passage.tell(replace(question, aspect="passage.passage"), clerk, (found,))


def _speaks(word: str) -> bool:
    return len(word) > 1 and word.isalpha() and word not in stopwords()
