"""What a question seeks in a sentence: its words, and the kind of thing that must stand there."""

import re

from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.french.content import stopwords
from knowledge.french.stem import stem
from knowledge.french.text import Span, fold, words

_EVERYDAY = 4  # sentences that a word of every day stands in which helps to find one, at most
_COUNTED = 4  # words between a figure and what it counts, at most
_FIGURE = re.compile(r"\d+(?:[.,]\d+)?(?:e|eme|er)?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d")
_NUMBER = re.compile(r"(?<![\w,.-])\d+(?:[.,]\d+)?(?!\w)")
_DAY = re.compile(r"\b(?:1er|\d\d?)\s+\w+\s+(?:1[89]|20)\d\d\b")
_MONTH = re.compile(r"\b(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b")
_SOMEWHERE = re.compile(
    r"\b(?:[àÀ]|[Aa]ux?|[Ee]n) (?:l['’])?[A-ZÉ]|\([A-ZÉ]\w+|\((?:Rév\.)? ?[A-Z]|\bwww\.|https?://|@"
)
_SIGNED = "letter.signed"
_KINDS = ("number", "date", "place", "cause")
_ASKING = ("frame", "number", "date", "cause")  # words that ask, and are not looked for


def sought(question: Question, clerk: Clerk, apart: frozenset[int] = frozenset()) -> tuple[str, ...]:
    """Return the stems that a sentence must hold: not the names, nor what asks or ties, nor words set apart."""
    catalogue, lexicon = clerk.catalogue, clerk.catalogue.lexicon
    asking = frozenset[str]().union(*(clerk.words[f"passage.{kind}"] for kind in _ASKING))
    named = question.mentions.names | apart | _dated(question, clerk)
    found: list[str] = []
    for place, token in enumerate(question.tokens):
        plain = lexicon.synonyms.get(token.stem, token.stem)
        common = catalogue.frequencies.get(plain, 0)
        letter = len(token.text) < 2 and not token.text.isdigit()
        if (
            letter
            or place in named
            or token.text in lexicon.grammar
            or token.text in stopwords()
            or token.stem in asking
        ):
            continue
        filling = token.text in lexicon.fillers
        if (filling and 0 < common <= _EVERYDAY) or (not filling and (common or token.text in question.foreign)):
            found.append(plain)
    return tuple(dict.fromkeys(found))


def _dated(question: Question, clerk: Clerk) -> frozenset[int]:
    """Return the positions of the words of a time that may be an event's: the sentence need not repeat it."""
    period = question.period
    first = period.value.first_day if period else None
    if period is None or first is None or (period.year_given and first.year not in clerk.catalogue.editions):
        return frozenset()
    return covered(question, period.span)


def covered(question: Question, span: Span) -> frozenset[int]:
    """Return the positions of the words that stand in a span of the message."""
    return frozenset(p for p, token in enumerate(question.tokens) if span.start <= token.span.start < span.end)


def kinds(question: Question, clerk: Clerk) -> frozenset[str]:
    """Return the kinds of things that are asked for: "number", "date", "place", "cause"."""
    said = {token.stem for token in question.tokens}
    return frozenset(kind for kind in _KINDS if said & clerk.words[f"passage.{kind}"])


def holds(sentence: str, question: Question, clerk: Clerk) -> bool:
    """Tell whether a sentence holds the kind of thing that is asked: a figure, a day, a place, a reason."""
    asked = kinds(question, clerk)
    day = (_DAY if question.says("jour") else _MONTH) if question.topic == "event" else _YEAR
    if "number" in asked and not counts(sentence, question, clerk):
        return False
    if "date" in asked and "number" not in asked and not day.search(sentence):
        return False
    if "place" in asked and not _SOMEWHERE.search(sentence):
        return False
    if question.aspect == _SIGNED and not any(name in sentence for name in clerk.catalogue.names):
        return False  # who signed is told by a name
    return "cause" not in asked or bool(clerk.catalogue.stems_of(sentence) & clerk.words["passage.reason"])


def counts(sentence: str, question: Question, clerk: Clerk) -> bool:
    """Tell whether a sentence says how many there are of what is counted: "combien de personnes"."""
    found = words(fold(sentence))
    figures = [p for p, word in enumerate(found) if _figure(word, clerk) and not _YEAR.fullmatch(word)]
    counted, plain = question.counted, clerk.catalogue.lexicon.synonyms
    stems = [plain.get(stem(word), stem(word)) for word in found]
    ahead = (stems[figure + 1 : figure + 1 + _COUNTED] for figure in figures)
    return bool(figures) and (counted is None or any(counted in each for each in ahead))


def _figure(word: str, clerk: Clerk) -> bool:
    return bool(_FIGURE.fullmatch(word)) or stem(word) in clerk.words["passage.figures"]


# Figures put for a oui or a non --------------------------------------------------------------------------------------


def verdict(text: str, question: Question, clerk: Clerk) -> str:
    """Return what to say of the figures put: "confirmed", "denied", or "found" when none is, or none answers it."""
    named = {str(year) for year in clerk.catalogue.editions} | {
        question.tokens[place].text for each in question.mentions.letters for place in each.tokens
    }
    asked = question.yes_or_no and not question.says_what
    put = set(_NUMBER.findall(question.text)) - named if asked and not question.says("ou") else set()
    told = set(_NUMBER.findall(text))
    if not put or put <= told:
        whole = set(sought(question, clerk)) <= clerk.catalogue.stems_of(text)
        return "confirmed" if put and whole else "found"
    return "denied" if any(_rivals(each, question.text, text) for each in put - told) else "found"


def _rivals(number: str, asked: str, text: str) -> bool:
    """Tell whether a text measures by another number what the question measures by this one."""
    if _YEAR.fullmatch(number):
        return len(set(_YEAR.findall(text))) == 1
    unit = re.search(rf"{re.escape(number)}\s+(\w+)", asked)
    said = re.search(rf"({_NUMBER.pattern})\s+{re.escape(fold(unit[1]))}\b", fold(text)) if unit else None
    return said is not None and said[1] != number
