"""What a list of a letter asks of some of its readers: "Les États Membres sont invités: …"."""

from bot.topics.clerk import Clerk
from bot.understanding.evidence import Passage, passages
from bot.understanding.question import Question
from knowledge.french.stem import stem

_WHOLE = 0.999  # share of the words that the opening sentence must hold
_INVITED = stem("invites")


def invited(question: Question, clerk: Clerk) -> Passage | None:
    """Return the sentence that opens the list of what those named are invited to do; None when no list is meant.

    Its items are cited with it.
    """
    plain = clerk.catalogue.lexicon.synonyms
    said = {plain.get(token.stem, token.stem) for token in question.tokens}
    groups = said & clerk.words["passage.groups"]
    if not groups or not said & clerk.words["passage.inviting"] or not question.says_what:
        return None
    found = passages((_INVITED, *groups), question.letters or None, clerk.catalogue, _WHOLE)
    opening = [each for each in found if each.text.rstrip().endswith(":")]
    return min(opening, key=lambda each: len(each.text), default=None)
