"""How well an aspect fits what a message names: "comparison" makes no sense of one event."""

from collections.abc import Callable, Mapping

from bot.understanding.question import Question
from knowledge.french.stem import stem

Scores = Mapping[str, float]  # aspect -> weight of the cues that speak for it

SURE = 4.0  # weight of one sure cue
SPEAKS = 2.0  # weight that cues must have for an aspect to be chosen by them
_WHERE = "ou"  # "où", folded
_TALK = ("help.greeting", "help.thanks", "help.goodbye")
_TOWARD = tuple(
    map(stem, ("reste", "avant", "dans", "encore", "pour", "ici", "jusqu", "separe", "sommes", "moins", "il"))
)  # that count to
_LEFT = stem("reste")
_FIRM = ("help.insult", "help.injection", "help.untold")  # whatever else is named
_NONE, _LITTLE, _LESS, _HALF, _SAME, _MORE, _MUCH, _TWICE, _THRICE = 0.0, 0.3, 0.4, 0.5, 1.0, 1.2, 1.5, 2.0, 3.0


def fit(aspect: str, question: Question, scores: Scores) -> float:
    """Return the factor to weigh an aspect with; 0 when it makes no sense of the message."""
    judge = _JUDGES.get(aspect.partition(".")[0])
    return judge(aspect, question, scores) if judge else _SAME


def _agenda(_: str, question: Question, __: Scores) -> float:
    named = question.mentions
    if named.series or named.parts or named.letters or named.mailboxes or named.people:
        return _NONE
    if question.focus.inherited and not question.period:
        return _HALF  # "quelle est la date limite ?", said of the letter just spoken of
    if question.particular and question.period:
        return _SAME
    if question.loose or question.foreign:
        return _HALF
    return _MORE if question.period else _SAME


def _change(aspect: str, question: Question, __: Scores) -> float:
    if aspect == "change.reason" and any(each.event.reason for each in question.occurrences):
        return _THRICE
    return _MUCH if any(each.event.was for each in question.occurrences) else _SAME


def _comparison(_: str, question: Question, __: Scores) -> float:
    if len(question.occurrences) < 2:
        return _NONE
    return _TWICE if question.says("mem") else _MORE


def _contact(_: str, question: Question, __: Scores) -> float:
    return _MUCH if question.mentions.people else _SAME


def _countdown(_: str, question: Question, __: Scores) -> float:
    if (question.mentions.series or question.mentions.parts) and not question.says(*_TOWARD):
        return _HALF  # "les sessions, combien de jours ?": how long they last
    if question.counted is not None:
        return _NONE  # "combien d'ateliers", not of days
    acting = question.particular and question.says(_LEFT)  # "… reste-t-il pour annoncer mes activités ?"
    told = question.occurrences or question.period or question.mentions.mailboxes or acting
    return _SAME if told else _LITTLE


def _duration(_: str, question: Question, __: Scores) -> float:
    return _SAME if question.counted is None else _NONE


def _event(_: str, question: Question, __: Scores) -> float:
    return _LITTLE if question.mentions.people and not question.mentions.series else _SAME


def _letter(aspect: str, question: Question, scores: Scores) -> float:
    letters = bool(question.focus.letters)
    named = letters or question.occurrences or question.says("qui", "signatair", "auteur")
    if aspect == "letter.signed" and not named:
        return _NONE
    if aspect == "letter.annex":
        return _TWICE
    spoken = letters or question.says("lettr", "circulair") or (question.before or "").startswith("letter.")
    unnamed = aspect == "letter.date" and not spoken
    if unnamed or (aspect == "letter.audience" and _dates(scores)):
        return _LITTLE  # "le ministre est invité : c'est à quelles dates ?"
    if letters:
        told = aspect in ("letter.subject", "letter.summary")
        return _HALF if told and question.loose else _OF_A_LETTER.get(aspect, _SAME)
    of_event = question.mentions.series and not question.says("lettr", "circulair", "objet")
    latest = scores.get("letter.latest") and not question.occurrences  # "c'est quoi, la dernière circulaire ?"
    if aspect == "letter.subject" and (of_event or latest):
        return _NONE if of_event and scores.get("theme.theme") else _LITTLE  # "le sujet du Forum" is its theme
    return _LESS if question.mentions.people and not question.says("avec") else _SAME  # "qui a signé avec M. Zhao ?"


def _dates(scores: Scores) -> bool:
    """Tell whether a word asks for a date beside what an invitation says."""
    return max(scores.get("event.date", 0.0), scores.get("deadline.date", 0.0)) >= SURE


_OF_A_LETTER = {
    "letter.which": _HALF,
    "letter.subject": _MUCH,
    "letter.summary": _MUCH,
    "letter.date": _MUCH,
    "letter.place": _MUCH,
}


def _passage(aspect: str, question: Question, scores: Scores) -> float:
    if aspect == "passage.content":
        return _MORE if question.occurrences else _HALF
    facts = (weight for other, weight in scores.items() if not other.startswith(("passage.", "help.")))
    return _HALF if max(facts, default=0.0) >= SURE else _SAME


def _person(aspect: str, question: Question, scores: Scores) -> float:
    named = question.mentions
    if aspect == "person.whose":
        return _MUCH if named.mailboxes or named.numbers else _NONE
    if named.people:
        return _MUCH
    return _SAME if named.offices and not scores.get("organiser.president") else _NONE


def _status(aspect: str, question: Question, scores: Scores) -> float:
    period = question.period
    clock = period is not None and period.value.hours is not None
    if aspect == "status.over" and period is not None and (clock or period.value.first_day != question.now.date()):
        return _LITTLE
    if question.tokens[0].text == _WHERE and scores.get("place.place", 0.0) >= SURE:
        return _LITTLE  # "où c'est passé ?"
    return _HALF if question.mentions.places or not question.occurrences else _SAME


def _theme(_: str, question: Question, scores: Scores) -> float:
    """What a letter speaks of is its subject, unless its event's theme is named."""
    letter = question.focus.letters or (scores.get("letter.latest") and not question.occurrences)
    of_letter = letter and not question.mentions.series
    return _LITTLE if of_letter and not question.says("them", "thematiqu", "slogan", "devis") else _SAME


def _talk(aspect: str, question: Question, scores: Scores) -> float:
    """A greeting before a question is only a greeting."""
    if aspect in _FIRM:
        facts = (weight for other, weight in scores.items() if not other.startswith("help."))
        cross = aspect == "help.insult" and max(facts, default=0.0) >= SURE  # but asks all the same
        return _LITTLE if cross else _MUCH
    talk = frozenset().union(*(score.tokens for score in question.scores if score.aspect.startswith("help.")))
    asking = (score for score in question.scores if not score.tokens <= talk)  # "bonne fin de journée" asks nothing
    others = any(scores.get(score.aspect, 0.0) >= SPEAKS for score in asking)
    named = bool(question.mentions.tokens - talk)
    if aspect in _TALK:
        return _NONE if others or named else _SAME
    return _LITTLE if named else _SAME


_JUDGES: Mapping[str, Callable[[str, Question, Scores], float]] = {
    "agenda": _agenda,
    "change": _change,
    "comparison": _comparison,
    "contact": _contact,
    "countdown": _countdown,
    "duration": _duration,
    "event": _event,
    "help": _talk,
    "letter": _letter,
    "passage": _passage,
    "person": _person,
    "status": _status,
    "theme": _theme,
    "time": _event,
}
