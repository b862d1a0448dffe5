"""When the letters do not tell: what forbids an answer, and what is said instead."""

from itertools import pairwise

from bot.entities.editions import Series
from bot.phrasing import Answer
from bot.topics import change, passage
from bot.topics.clerk import Clerk
from bot.topics.expected_answer import holds
from bot.topics.implied import OF_EVENTS
from bot.understanding.evidence import Passage
from bot.understanding.question import Question
from knowledge.french.language import certainly, language
from knowledge.french.stem import stem
from knowledge.model import Status

_SIGNED = "letter.signed"
_LOOSE = (
    "person",
    "passage",
    "letter",
    "procedure",
    "deadline",
    "contact",
    "link",
    "status",
    "agenda",
)  # that use further words
_LISTS = ("organiser.organisers", "organiser.president", "letter.audience", "letter.signed", "contact.contact")
_BY_WORDS = ("theme.theme", "organiser.organisers")  # that find their event by further words
_OF_PLANS = ("event", "place", "time", "duration", "countdown")  # topics that a cancelled event leaves no answer to
_TO_ACT = ("deadline", "status", "countdown", "procedure")  # topics of what is to be done
_WHOLE = 0.99  # share of an edition's name that a sentence must hold to be of it
_ROOT = 6  # letters that "remboursement" and "remboursés" share
_MEASURED = ("duration", "time")  # topics of figures that belong to the event itself
_ENGLISH = "english"
_UNDERSTOOD = ("french", _ENGLISH)  # languages of which events are asked for
_OF = ("de", "d", "du")
_NEAR = 3  # words from "de" to somebody's name, at most
_SEVERAL = 2  # words that nothing explains


def refuse(question: Question, clerk: Clerk) -> Answer | None:
    """Return what is said when an answer is forbidden; None when nothing forbids it."""
    missing = _missing(question, clerk)
    if missing is not None or question.aspect is None:
        return missing or _other_language(question, clerk) or clerk.not_told(question)
    if _beside_somebody(question, clerk) or (question.mentions.strangers and not question.mentions.series):
        return clerk.not_told(question)
    if cancelled(question, clerk):
        return change.answer(question, clerk)
    foreign = _strange(question, clerk) and not _listed(question, clerk) and not _asked_for(question, clerk)
    if question.aspect != "help.untold" and not foreign and not _elsewhere(question, clerk):
        return None
    seldom = question.aspect == "help.untold" and not clerk.catalogue.lexicon.untold & set(question.foreign)
    beside = question.topic in OF_EVENTS and (question.topic != "place" or question.mentions.series)
    told = () if beside or seldom else passage.find(question, clerk)
    found = tuple(each for each in told if holds(each.text, question, clerk))
    return (
        passage.tell(question, clerk, found) if found else _other_language(question, clerk) or clerk.not_told(question)
    )


def _strange(question: Question, clerk: Clerk) -> bool:
    """Tell whether a message says a word that neither the letters know nor the one of whose subject it speaks."""
    named = question.letters if question.focus.letters and not question.focus.inherited else ()
    said = frozenset[str]().union(*(clerk.catalogue.stems_of(letter.text) for letter in named))
    return any(stem(word) not in said for word in question.foreign)


def _beside_somebody(question: Question, clerk: Clerk) -> bool:
    """Tell whether something else than who it is is asked of somebody named: "quand est né … ?", "l'adjoint de …"."""
    named = frozenset[int]().union(*(each.tokens for each in question.mentions.people))
    entourage = (
        token.stem in clerk.words["person.entourage"]
        and following.text in _OF
        and not named.isdisjoint(range(end, end + _NEAR))
        for end, (token, following) in enumerate(pairwise(question.tokens), start=2)
    )
    by_name = question.aspect == "person.who" and question.choice is not None and question.choice.by == "names"
    return any(entourage) or (by_name and any(token.text in ("quand", "combien") for token in question.tokens))


def no_such_day(question: Question, clerk: Clerk) -> Answer | None:
    """Say that the calendar has no such day as one that is written: "le 30 février"."""
    if question.no_such_day is None:
        return None
    return clerk.decline(question, "help.no_such_day", day=question.no_such_day)


def foreign_tongue(question: Question, clerk: Clerk) -> Answer | None:
    """Say that the bot speaks French to a message that is certainly in another language.

    English may be understood, as long as it names something.
    """
    spoken = certainly(question.text)
    if spoken not in (None, *_UNDERSTOOD):
        return _speak_french(question, spoken, clerk)
    idle = question.topic in (None, "passage") and not question.mentions.tokens
    return _speak_french(question, _ENGLISH, clerk) if idle and language(question.text) == _ENGLISH else None


def _other_language(question: Question, clerk: Clerk) -> Answer | None:
    """Say it to a message that seems to be in another language, and was not understood."""
    spoken = language(question.text)
    return _speak_french(question, spoken, clerk) if spoken not in (None, "french") else None


def _speak_french(question: Question, spoken: str | None, clerk: Clerk) -> Answer:
    """Say it in that language, in French where no phrase is in it."""
    phrase = f"language_{spoken}"
    return clerk.decline(question, f"help.{phrase if phrase in clerk.phrases['help'] else 'language_other'}")


def _missing(question: Question, clerk: Clerk) -> Answer | None:
    """Say which edition is asked for and not known."""
    if question.focus.missing_edition is None:
        return None
    series, edition = question.focus.missing_edition
    if question.topic == "passage" and (found := passage.find(question, clerk)):
        return passage.tell(question, clerk, found)
    if question.topic == "place" and (said := _said_of(series, edition, clerk)):
        return passage.tell(question, clerk, (said,))
    known = clerk.enumerate_titles(series.editions)
    return clerk.decline(question, "help.no_edition" if edition > 1 else "help.no_first", year=edition, known=known)


def _said_of(series: Series, edition: int, clerk: Clerk) -> Passage | None:
    """Return the sentence that names an edition that no letter announces, and says that it was held online."""
    alias = max(series.aliases, key=len, default=())
    found = clerk.passage(None, (*alias, str(edition)), _WHOLE) if len(alias) > 1 else None
    return found if found and clerk.words["place.online"] & clerk.catalogue.stems_of(found.text) else None


def cancelled(question: Question, clerk: Clerk) -> bool:
    """Tell whether what is asked of an event makes no sense since it is cancelled: when, where, in how long."""
    told = question.aspect == "status.over" or question.topic in _OF_PLANS
    awaited = question.topic == "countdown" and question.says(*clerk.words["countdown.to_act"])
    statuses = {each.event.status for each in question.occurrences}
    return told and not awaited and statuses == {Status.CANCELLED}


def _listed(question: Question, clerk: Clerk) -> bool:
    """Tell whether a list answers for a name that no letter knows: "l'OMS organise-t-elle … ?"."""
    untold = clerk.catalogue.lexicon.untold
    return question.yes_or_no and question.aspect in _LISTS and untold.isdisjoint(question.foreign)


def _asked_for(question: Question, clerk: Clerk) -> bool:
    """Tell whether a deadline or a link in view is for what letters seldom tell: "délai de remboursement"."""
    stems_of = clerk.catalogue.stems_of
    if question.topic == "link":
        said = [stems_of(letter.cut(each.span)) for letter in question.letters for each in letter.links]
    elif question.topic in _TO_ACT:
        every = [(each, letter) for letter in question.letters for each in letter.deadlines]
        said = [stems_of(f"{each.action} {letter.cut(each.span)}") for each, letter in every]
        if question.topic == "procedure":
            said += [stems_of(letter.cut(each.span)) for letter in question.letters for each in letter.links]
    else:
        return False
    roots = {word[:_ROOT] for word in frozenset().union(*said)}
    meant = clerk.catalogue.lexicon.synonyms
    return {meant.get(stem(word), stem(word))[:_ROOT] for word in question.foreign} <= roots


def _elsewhere(question: Question, clerk: Clerk) -> bool:
    """Tell whether the words that nothing explains speak of something other than the event in view."""
    if not question.loose:
        return False
    if question.topic == "agenda":
        return len(question.loose) >= _SEVERAL and question.period is None
    if question.topic in OF_EVENTS and (not question.occurrences or _by_place_only(question)):
        return question.aspect not in _BY_WORDS
    measured = question.topic in _MEASURED and question.part is None and not _of_one_day(question, clerk)
    if measured or (question.aspect == _SIGNED and not question.letters):
        return True  # "qui a signé la Convention … ?" asks of no letter
    if question.topic in _LOOSE or (question.occurrences and not question.focus.inherited):
        return False
    held = clerk.catalogue.stems_of(" ".join(letter.text for letter in question.letters))
    return not set(question.loose) <= held


def _of_one_day(question: Question, clerk: Clerk) -> bool:
    """Tell whether an event of one day has no parts, and its letter speaks of what is asked: it is held then."""
    first = question.occurrences[0]
    alone = first.event.end in (None, first.event.start)
    return alone and set(question.loose) <= clerk.catalogue.stems_of(first.letter.text)


def _by_place_only(question: Question) -> bool:
    """Tell whether nothing names the event but a place: "la population du Viet Nam"."""
    mentions = question.mentions
    return bool(mentions.places) and not mentions.series
