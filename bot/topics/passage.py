"""Anything else that a letter says: the sentence itself is the answer."""

import re
from itertools import takewhile

from bot.phrasing import Answer
from bot.topics.clerk import Clerk
from bot.topics.expected_answer import counts, verdict
from bot.understanding.evidence import Passage, passages
from bot.understanding.question import Question
from knowledge.french.content import stopwords
from knowledge.french.stem import stem
from knowledge.french.text import Span, words
from knowledge.model import Letter
from knowledge.temporal.lexicon import lexicon as time
from knowledge.temporal.moment import Grain

_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_CONTENTS = 2  # words of a programme that the sentence must hold
_SELDOM = 3  # sentences that a rare word stands in, at most
_STRONG = 0.62  # share of the words asked for that the sentence must hold
_APART = 5  # words between two of those asked for, at most, on the average
_SOMEWHERE = re.compile(
    r"\b(?:[àÀ]|[Aa]ux?|[Ee]n) (?:l['’])?[A-ZÉ]|\bwww\.|https?://|@"
)  # a town, a country, an address
_ITEMS = 5  # of a list that are cited
_NEAR = 0.9  # a second sentence is cited too when it holds nearly as much


def answer(question: Question, clerk: Clerk) -> Answer:
    """Cite the sentence that holds what is asked, when one holds enough of it; else decline."""
    narrower = question.focus.inherited and question.content  # "et l'expo, on y voit quoi ?"
    found = find(question, clerk) if narrower else ()
    if not found and question.aspect == "passage.content" and not question.foreign:
        found = _contents(question, clerk)
    found = found or find(question, clerk)
    return tell(question, clerk, found) if found else clerk.not_told(question)


def tell(question: Question, clerk: Clerk, found: tuple[Passage, ...]) -> Answer:
    """Cite some sentences."""
    line = clerk.say(f"passage.{verdict(found[0].text, question, clerk)}", reference=found[0].letter.reference)
    sources = [
        clerk.source(each.letter, span) for each in found for span in (*_opening(each), each.span, *_items(each))
    ]
    return clerk.answer(question, [line], sources)


def _opening(passage: Passage) -> list[Span]:
    """Return the sentence that opens the list of which one is an item: it tells whom it is about."""
    letter = passage.letter
    if not passage.text[:1].islower():
        return []
    before = reversed([span for span in letter.sentences if span.end <= passage.span.start])
    opens = next((span for span in before if not letter.cut(span)[:1].islower()), None)
    return [opens] if opens and letter.cut(opens).rstrip().endswith(":") else []


def _items(passage: Passage) -> list[Span]:
    """Return the items of the list that a sentence opens: "Les États Membres sont invités:"."""
    letter = passage.letter
    if not passage.text.rstrip().endswith(":"):
        return []
    after = (span for span in letter.sentences if span.start >= passage.span.end)
    return list(takewhile(lambda span: letter.cut(span)[:1].islower(), after))[:_ITEMS]


def _contents(question: Question, clerk: Clerk) -> tuple[Passage, ...]:
    """Return the sentence that tells what an event, or a part of it, is made of."""
    occurrence = question.occurrences[0] if question.occurrences else None
    if occurrence is None:
        return ()
    name = clerk.catalogue.stems_of(question.part.name if question.part else occurrence.event.name)
    parts = clerk.words["passage.contents"]
    weighed = []
    for letter in question.letters:
        for span in letter.sentences:
            stems = clerk.catalogue.stems_of(letter.cut(span))
            if stems & parts and (not question.part or len(stems & name) > len(name) / 2):
                weighed.append(
                    (
                        len(stems & parts),
                        Passage(letter=letter, span=span, coverage=1.0, matched=frozenset(stems & parts)),
                    )
                )
    best = max(weighed, key=lambda each: each[0], default=None)
    apart = question.focus.rule != "day"  # the day only names the event
    dated = apart and question.period is not None and question.period.grain is Grain.DAY
    return (best[1],) if best and best[0] >= _CONTENTS and not dated else ()


def lone(passage: Passage, question: Question) -> bool:
    """Tell whether a sentence has but one word of a question that asks who, or when: it need not tell that of it."""
    ends = {token.text for token in (*question.tokens[:1], *question.tokens[-1:])}
    undated = question.topic == "event" and not set(time().months) & set(words(passage.text))
    return len(passage.matched) == 1 and ("qui" in ends or undated)


def find(question: Question, clerk: Clerk) -> tuple[Passage, ...]:
    """Return the sentences that hold what is asked."""
    wanted = (*question.content, *map(stem, question.foreign), *_rare(question, clerk))
    # figures and tying words alone say nothing of what is looked for
    told = any(token.text.isalpha() and token.text not in stopwords() for token in question.tokens)
    if not told or all(word in stopwords() for word in wanted) or _in_another_sense(question, clerk):
        return ()
    found = passages(wanted, _letters(question, clerk), clerk.catalogue, _STRONG * _NEAR)
    answering = (each for each in found if _answers(each, question, clerk))
    first = next(answering, None)
    if first is None or first.coverage < _STRONG:
        return ()
    near = takewhile(lambda each: each.coverage >= first.coverage * _NEAR, answering)
    second = next((each for each in near if each.letter is first.letter), None)
    return (first, second) if second else (first,)


def _rare(question: Question, clerk: Clerk) -> list[str]:
    """Return the everyday words of a question that the letters use rarely: they help to find the sentence."""
    lexicon, named = clerk.catalogue.lexicon, question.mentions.tokens
    every = [
        token for place, token in enumerate(question.tokens) if place not in named and token.text in lexicon.everyday
    ]
    return [token.stem for token in every if 0 < clerk.catalogue.frequencies.get(token.stem, 0) <= _SELDOM]


def _answers(passage: Passage, question: Question, clerk: Clerk) -> bool:
    """Tell whether a sentence can answer: it holds a number when asked how many, a year when asked when."""
    if lone(passage, question):
        return False
    if question.says("combien") and not counts(passage.text, question, clerk):
        return False
    if question.topic == "event" and not (_YEAR.search(passage.text) and _together(passage)):
        return False
    if question.topic == "place" and not _tells_where(passage, question):
        return False
    untold = {stem(word) for word in question.foreign if word in clerk.catalogue.lexicon.untold}
    return not untold or untold <= clerk.catalogue.stems_of(passage.text)


def _in_another_sense(question: Question, clerk: Clerk) -> bool:
    """Tell whether a word of two senses is said without any that tells that of the letters."""
    said = {token.text for token in question.tokens}
    return any(word in said and not said & senses for word, senses in clerk.catalogue.lexicon.double.items())


def _tells_where(passage: Passage, question: Question) -> bool:
    """Tell whether a sentence holds all of what is asked, its year too, and names a town, a country or an address."""
    years = {str(named.what) for named in question.mentions.years}
    whole = passage.coverage >= _NEAR and (not years or years <= set(words(passage.text)))
    return whole and (bool(_SOMEWHERE.search(passage.text)) or not question.says("ou"))


def _together(passage: Passage) -> bool:
    """Tell whether the words found stand a few words apart, rather than anywhere in a long sentence."""
    found = [stem(word) for word in words(passage.text)]
    places = [place for place, each in enumerate(found) if each in passage.matched]
    room = _APART * len(passage.matched)
    return any(passage.matched <= set(found[place : place + room]) for place in places)


def _letters(question: Question, clerk: Clerk) -> tuple[Letter, ...] | None:
    """Return where to look: the letters in view, those that name the person spoken of, else all (None)."""
    names = [named.what for named in question.mentions.people]
    if names:
        return clerk.catalogue.naming(names)
    return question.letters if question.letters and not question.focus.inherited else None
