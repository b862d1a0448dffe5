"""What was read with a doubt is told as such, with the sentence that it comes from."""

from collections.abc import Iterable
from dataclasses import replace

from bot.answers.phrases import say
from bot.phrasing import Answer
from knowledge.model import Claim


def reserved(answer: Answer, facts: Iterable[object]) -> Answer:
    """Return an answer that rests on some facts, with its reserve when one of them is doubtful."""
    doubted = [fact for fact in facts if isinstance(fact, Claim) and fact.doubtful]
    if not doubted or not answer.answered:
        return answer
    against = [fact.against for fact in doubted if fact.against]
    line = say("doubt.against", against=against[0]) if against else say("doubt.doubtful")
    return replace(answer, text=f"{answer.text}\n{line}", doubtful=True)
