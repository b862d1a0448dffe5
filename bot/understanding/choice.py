"""Which aspect a question puts, among those that its words speak for and what it names."""

from bot.understanding.dialogue import Dialogue
from bot.understanding.question import Question

_ACTS = 3.0  # what a verb like "répondre" or "confirmer" adds to a question of time
_PRESIDENT = "organiser.president"  # "de quel pays ?" asked next is about the person
_STRONG = 4.0  # weight of one sure cue
_SPEAKS = 2.0  # weight that a cue must have for an aspect to be chosen by it
_TALK = ("help.greeting", "help.thanks", "help.goodbye")


def choose(question: Question, dialogue: Dialogue, acts: frozenset[str]) -> tuple[str | None, bool]:
    """Return the aspect, and whether it was taken over from what was said before; None when nothing tells.

    `acts`: the stems of what letters ask to do; a question of time that holds one is about a deadline.
    """
    scores = {score.aspect: score.weight for score in question.scores}
    if scores.get("event.date") and question.says(*acts):
        scores["deadline.date"] = scores.get("deadline.date", 0.0) + _ACTS
    if scores.get("procedure.how") and question.says(*acts):
        scores["procedure.how"] += _ACTS / 2
    if dialogue.topic == _PRESIDENT and scores.get("place.place") and question.focus.inherited:
        scores[_PRESIDENT] = scores["place.place"] + _ACTS
    for aspect, weight in scores.items():
        scores[aspect] = weight * _fit(aspect, question, scores)
    ordered = sorted(scores, key=lambda aspect: -scores[aspect])
    best = next((aspect for aspect in ordered if scores[aspect] >= _SPEAKS), None)
    if best and best.startswith("passage.") and (followed := _followed(question, dialogue)):
        return followed, True
    if best is not None:
        return best, False
    if followed := _followed(question, dialogue):
        return followed, True
    return _named(question) or next((aspect for aspect in ordered if scores[aspect] > 0), None), False


def _fit(aspect: str, question: Question, scores: dict[str, float]) -> float:
    """Return how well an aspect fits what the message names: 0 when it makes no sense of it."""
    topic = aspect.partition(".")[0]
    focus, mentions = question.focus, question.mentions
    if topic == "comparison":
        return (2.0 if question.says("mem") else 1.2) if len(focus.occurrences) > 1 else 0.0
    if topic == "agenda":
        return 0.0 if mentions.series or mentions.parts or mentions.letters or mentions.mailboxes or mentions.people else 1.3 if question.period or mentions.years else 1.0
    if topic == "help":
        return _talk(aspect, question, scores)
    if aspect == "letter.signed" and not focus.letters and not question.says("qui", "signatair", "auteur"):
        return 0.0
    if aspect == "contact.person":
        return 1.5 if mentions.people else 0.0
    if aspect == "contact.mailbox":
        return 1.5 if mentions.mailboxes or mentions.numbers else 0.0
    if aspect in ("letter.subject", "letter.summary", "letter.date"):
        return 1.5 if focus.letters else 0.8 if aspect != "letter.date" or question.says("lettr", "circulair") else 0.3
    if (mentions.people or mentions.numbers) and topic == "contact":
        return 1.5
    if topic == "letter" and mentions.people and not focus.letters:
        return 0.4
    if topic == "change" and any(each.event.was for each in focus.occurrences):
        return 1.5
    if aspect == "letter.annex":
        return 2.0
    if aspect == "letter.place" and focus.letters:
        return 1.5
    if aspect == "status.over" and question.period is not None and question.period.value.first_day != question.now.date():
        return 0.5
    if topic == "status" and not focus.occurrences:
        return 0.7
    if aspect == "passage.content":
        return 1.2 if focus.occurrences else 0.5
    if topic == "passage":
        return 1.5 if mentions.people and question.content else 0.5 if _sure(scores) else 1.0
    if topic in ("event", "time") and mentions.people and not mentions.series:
        return 0.3
    return 1.0


def _sure(scores: dict[str, float]) -> bool:
    """Tell whether a sure cue speaks for anything that the letters state as a fact."""
    return any(weight >= _STRONG for aspect, weight in scores.items() if not aspect.startswith(("passage.", "help.")))


def _talk(aspect: str, question: Question, scores: dict[str, float]) -> float:
    """Return the weight of small talk: a greeting before a question is only a greeting."""
    if aspect in ("help.insult", "help.injection", "help.untold"):
        return 1.5
    others = [weight for other, weight in scores.items() if not other.startswith("help.") and weight >= _SPEAKS]
    talk = frozenset().union(*(score.tokens for score in question.scores if score.aspect.startswith("help.")))
    named = bool(question.mentions.tokens - talk)
    if aspect in _TALK:
        return 0.0 if others or named else 1.0
    return 0.3 if named else 1.0


def _followed(question: Question, dialogue: Dialogue) -> str | None:
    """Return the aspect last spoken of, when the message only names another event, edition or part."""
    if dialogue.topic is None or dialogue.topic.startswith(("help.", "agenda.")):
        return None
    mentions = question.mentions
    named = mentions.series or mentions.years or mentions.parts or mentions.letters or question.edition
    short = len(question.tokens) <= _SHORT
    return dialogue.topic if short and (named or question.focus.inherited) and not question.foreign else None


_SHORT = 8


def _named(question: Question) -> str | None:
    """Return what is asked by merely naming something."""
    mentions = question.mentions
    if mentions.mailboxes or mentions.numbers:
        return "contact.mailbox"
    if mentions.people:
        return "passage.passage" if question.loose and not question.yes_or_no else "contact.person"
    if question.focus.letters or mentions.unknown_letter:
        return "passage.passage" if question.content and mentions.letters else "letter.summary"
    if (mentions.series or mentions.parts) and not question.loose and not question.foreign:
        return "event.date"
    if question.period or mentions.years:
        return "agenda.events"
    return "passage.passage" if question.content else None
