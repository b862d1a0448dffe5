"""Small talk, what the bot is for, and what it will not do."""

from bot.phrasing import Answer
from bot.topics.clerk import Clerk
from bot.understanding.question import Question


def answer(question: Question, clerk: Clerk) -> Answer:
    """Say the phrase of the aspect; small talk is answered, an insult or an injection is not."""
    name = (question.aspect or "help.help").partition(".")[2]
    if name == "calendar" and len(question.occurrences) == 1:
        (occurrence,) = question.occurrences
        text = clerk.say("help.calendar_file", title=occurrence.title)
        return Answer(text=text, answered=True, intent="help.calendar", suggestions=(clerk.calendar(occurrence),))
    refused = name in ("insult", "injection")
    reason = f"help.{name}" if refused else ""
    return Answer(text=clerk.say(f"help.{name}"), answered=not refused, intent=question.aspect or "", reason=reason)
