"""Which aspect a question puts: the one that its words speak for, the one last spoken of, or what its names suggest."""

from bot.entities.dialogue import Dialogue
from bot.understanding.fit import SPEAKS, SURE, fit
from bot.understanding.intent import Choice, Score
from bot.understanding.question import Question
from knowledge.french.stem import stem

_ACTS = 3.0  # what a verb like "répondre" or "confirmer" adds to a question of time
_ACCEPTED = "deadline.accepted"
_PRESIDENT = "organiser.president"  # "de quel pays ?" asked next is about the person
_OF_TIME = ("event.", "duration.", "countdown.")  # "jusqu'à quand ?" asked next is about the event
_OF_TERMS = ("deadline.", "status.possible")  # "c'était quand ?" asked next is about the deadline
_OF_DELAYS = ("deadline.", "status.possible", "countdown.")
_OF_OTHERS = ("letter.signed", "organiser.organisers", "letter.audience")  # what a country may have done
_HOW = "procedure.how"
_UNTIL = ("jusqu", "jusque")
_STILL = tuple(map(stem, ("encore", "toujours")))
_HELD = tuple(map(stem, ("commence", "débuté", "lieu", "démarré")))  # said of an event, whatever is to be done for it
_IS = ("est", "c")  # before somebody who is put as the contact of an event
_SHORT = 8  # words of a message that may take over the aspect last spoken of


def choose(question: Question, dialogue: Dialogue, acts: frozenset[str]) -> Choice:
    """Return the aspect that a message puts, and what decided.

    `acts`: the stems of what letters ask to do; a question of time that holds one is about a deadline.
    """
    postponed = _put_off(question, dialogue)
    weights = {_ACCEPTED: _ACTS} if postponed else _scores(question, dialogue, acts)
    spoke = {score.aspect: score.tokens for score in question.scores}
    ordered = sorted(weights, key=lambda aspect: -weights[aspect])
    scores = tuple(Score(aspect, weights[aspect], spoke.get(aspect, frozenset())) for aspect in ordered)
    best = next((aspect for aspect in ordered if weights[aspect] >= SPEAKS), None)
    followed = _followed(question, dialogue)
    if best is not None and _firm(best, weights[best], gives_way=question.asks_else and followed is not None):
        return Choice(aspect=_of_names(best, question), by="cues", scores=scores)
    if followed:
        return Choice(aspect=followed, by="memory", scores=scores)
    if best is not None:
        return Choice(aspect=best, by="cues", scores=scores)
    if named := _named(question):
        return Choice(aspect=named, by="names", scores=scores)
    return Choice(aspect=next((each for each in ordered if weights[each] > 0), None), by="faint", scores=scores)


def _firm(aspect: str, weight: float, *, gives_way: bool) -> bool:
    """Tell whether cues alone choose an aspect: the agenda heard faintly does not.

    `gives_way`: "et l'année d'avant, c'était qui ?" asks of what was last spoken of.
    """
    return weight >= SURE or not (aspect.startswith("agenda.") and gives_way)


def _of_names(aspect: str, question: Question) -> str:
    """Return the aspect, turned to whom or what is named: "le contact de quoi est Theo Tunga ?" asks who that is."""
    if aspect.startswith("contact.") and question.mentions.numbers:
        return "person.whose"
    if aspect == "place.place" and question.mentions.people and question.says("pay", "vien", "vient"):
        return "person.who"
    if aspect == "procedure.how" and question.mentions.people and not question.occurrences:
        return "contact.mail"
    put = question.mentions.series and any(token.text in _IS for token in question.tokens)  # "est-ce Mme … ?"
    if aspect != "contact.contact" or not question.mentions.people or put:
        return aspect
    means = ("contact.phone", "contact.fax", "contact.mail")
    return next((score.aspect for score in question.scores if score.aspect in means), "person.who")


def _scores(question: Question, dialogue: Dialogue, acts: frozenset[str]) -> dict[str, float]:
    """Return how much speaks for each aspect, weighed by how well it fits what is named."""
    scores = {score.aspect: score.weight for score in question.scores}
    if scores.get("event.date") and question.says(*acts):
        scores["deadline.date"] = scores.get("deadline.date", 0.0) + _ACTS
    if scores.get("procedure.how") and question.says(*acts):
        scores["procedure.how"] += _ACTS / 2
    if scores.get("place.place") and question.says(*acts) and not question.mentions.places:
        scores["procedure.how"] = scores.get("procedure.how", 0.0) + scores["place.place"] / 2
    _of_acts(scores, question, acts)
    if _put_there(question):
        scores["place.place"] = scores.get("place.place", 0.0) + _ACTS
    of_time = (dialogue.topic or "").startswith(_OF_TIME)
    if scores.get("deadline.date") and of_time and question.says(*_UNTIL) and not question.says(*acts):
        scores["event.date"] = scores.get("event.date", 0.0) + _ACTS * (not question.mentions.tokens)
    if question.focus.inherited:
        _of_before(scores, dialogue.topic or "" if not question.content else "")
    if dialogue.topic == _PRESIDENT and scores.get("place.place") and question.focus.inherited:
        scores[_PRESIDENT] = scores["place.place"] + _ACTS
    return {aspect: weight * fit(aspect, question, scores) for aspect, weight in scores.items()}


def _of_acts(scores: dict[str, float], question: Question, acts: frozenset[str]) -> None:
    """Give to what is to be done for an event what its name alone takes away: "faut-il renvoyer quelque chose ?".

    What is over or not is then the time to do it: "nos activités peuvent-elles encore être communiquées ?".
    """
    if "status.over" in scores and question.says(*acts) and question.says(*_STILL) and not question.says(*_HELD):
        scores["status.possible"] = scores.get("status.possible", 0.0) + scores.pop("status.over")


def _of_before(scores: dict[str, float], topic: str) -> None:
    """Give to what was last spoken of what a few words ask of it: of a deadline, "c'est passé ?" asks whether it is."""
    if topic.startswith(_OF_DELAYS) and "status.over" in scores:
        scores["status.possible"] = scores.get("status.possible", 0.0) + scores.pop("status.over")
    if topic.startswith(_OF_TERMS) and "event.date" in scores:
        scores["deadline.date"] = scores.get("deadline.date", 0.0) + scores.pop("event.date")
    if topic == _HOW and "place.place" in scores:
        scores[topic] = scores.get(topic, 0.0) + scores.pop("place.place")


def _put_off(question: Question, dialogue: Dialogue) -> bool:
    """Tell whether another day is put for what was just to be done: "et si je le fais lundi ?"."""
    day = question.period is not None and question.period.value.days == 1
    to_do = (dialogue.topic or "").startswith((*_OF_DELAYS, _HOW))
    return day and to_do and question.focus.inherited and question.says("si") and question.yes_or_no


def _put_there(question: Question) -> bool:
    """Tell whether oui or non is asked of an event at a place: "l'atelier a-t-il lieu à Tunis ?"."""
    mentions, alone = question.mentions, len(question.mentions.series) == 1 and question.period is None
    signed = any(score.aspect in _OF_OTHERS and score.weight >= SPEAKS for score in question.scores)
    return bool(question.yes_or_no and mentions.places and alone) and not signed


def _followed(question: Question, dialogue: Dialogue) -> str | None:
    """Return the aspect last spoken of, when the message only names another event, edition or part."""
    if dialogue.topic is None or dialogue.topic.startswith(("help.", "agenda.")):
        return None
    mentions = question.mentions
    named = mentions.series or mentions.parts or mentions.letters
    short = len(question.tokens) - len(mentions.tokens) <= _SHORT
    return dialogue.topic if short and (named or question.focus.inherited) and not question.foreign else None


def _named(question: Question) -> str | None:
    """Return what is asked by merely naming something."""
    mentions = question.mentions
    if mentions.mailboxes or mentions.numbers:
        return "person.whose"
    if mentions.people:
        return "passage.passage" if question.loose and not question.yes_or_no else "person.who"
    if question.focus.letters or mentions.unknown_letter:
        return "passage.passage" if question.content and mentions.letters else "letter.summary"
    if (mentions.series or mentions.parts) and _bare(question):
        return "event.date"
    return _otherwise(question)


def _bare(question: Question) -> bool:
    """Tell whether a message does nothing but name: no word of it asks, or speaks of anything else."""
    if question.loose or question.foreign or question.asks_else or question.remainder.strange:
        return False
    parts = {question.tokens[place].stem for named in question.mentions.parts for place in named.tokens}
    dated = question.yes_or_no and question.period is not None
    return dated or not question.particular - parts


def _otherwise(question: Question) -> str | None:
    if (question.period or question.mentions.years) and not question.mentions.series and question.counted is None:
        return "agenda.events"
    return "passage.passage" if question.content else None
