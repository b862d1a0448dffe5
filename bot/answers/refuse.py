"""What is not answered, and why: said with what came near."""

from bot.answers.phrases import say
from bot.entities.entity import Missing, UnknownRef
from bot.language.roots import roots
from bot.phrasing import Answer, enumerate_all
from bot.queries.rows import Tables
from bot.topics.clerk import Clerk
from bot.understanding.question import Question

_REASONS = {
    Missing.LETTER: "help.unknown_letter",
    Missing.EDITION: "help.no_edition",
    Missing.EVENT: "help.unknown_word",
    Missing.PERSON: "help.unknown_word",
}
_NEAR = 3  # editions told that come near


def strangers(question: Question, tables: Tables, clerk: Clerk) -> Answer | None:
    """Say that the letters do not hold what a message names; None where they hold all of it."""
    if question.message is None or (question.topic == "help" and question.aspect != "help.untold"):
        return None
    for unknown in question.message.about.unknown:
        if unknown.kind is Missing.EVENT and _told(unknown.text, tables):
            continue
        if unknown.kind in (Missing.EVENT, Missing.EDITION, Missing.LETTER):
            return _answer(unknown, question, clerk)
    return None


def _told(text: str, tables: Tables) -> bool:
    """Tell whether all the words of a name stand in one letter: that it announces no such event does not deny it."""
    holding = [tables.letters_with.get(word, frozenset[str]()) for word in roots(text)]
    return bool(holding) and bool(frozenset.intersection(*holding))


def _answer(unknown: UnknownRef, question: Question, clerk: Clerk) -> Answer:
    found = (clerk.catalogue.occurrence(key) for key in unknown.near)
    near = [each.title for each in found if each is not None][:_NEAR]
    phrase = unknown.kind.value if near or unknown.kind is not Missing.EDITION else Missing.EVENT.value
    lines = [say(f"refuse.{phrase}", text=unknown.text, near=enumerate_all(near))]
    if near and unknown.kind is Missing.EVENT:
        lines.append(say("refuse.near", near=enumerate_all(near)))
    return Answer(
        text="\n".join(lines),
        answered=False,
        intent=question.aspect or "",
        confidence=0.9,
        reason=_REASONS[unknown.kind],
    )
