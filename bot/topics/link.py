"""Addresses of the web that the letters give."""

from bot.phrasing import Answer
from bot.topics.clerk import Clerk
from bot.understanding.question import Question
from knowledge.model import Letter, Link

_ROOT = 6  # letters that "confirmer" and "confirmation" share
_SAID = 0.5
_LESS = 0.9  # what a word weighs that stands only in the sentence before


def answer(question: Question, clerk: Clerk) -> Answer:
    """Tell the address meant; one that the letter mentions without printing it is said to be missing."""
    letter = question.letters[0] if question.letters else _about(question, clerk)
    if letter is None:
        return clerk.which(question)
    title = question.occurrences[0].title if question.occurrences else letter.reference
    if not letter.links:
        return clerk.decline(question, "link.none", reference=letter.reference)
    acts = [token.stem for token in question.tokens if token.stem in clerk.words["deadline.acts"]]
    every = dict.fromkeys((*question.content, *acts, *_told(question, letter, clerk)))
    wanted = [word for word in every if word not in clerk.words["link.generic"]]
    chosen = _to_reply(acts, letter, clerk) or _choose(wanted, letter, clerk)
    if not chosen:
        return clerk.decline(question, "link.no_such", reference=letter.reference)
    lines = [clerk.say("link.link", title=title, url=link.url) for link in chosen]
    return clerk.answer(question, lines, [clerk.source(letter, link.span) for link in chosen])


def _to_reply(acts: list[str], letter: Letter, clerk: Clerk) -> list[Link]:
    """Return the links by which to do what is asked, when that is named: "le lien pour confirmer"."""
    roots = {act[:_ROOT] for act in acts}
    asked = [each for each in letter.deadlines if roots & _roots(clerk.catalogue.stems_of(each.action))]
    if not asked and set(acts) & clerk.words["link.reply"]:
        asked = list(letter.deadlines)  # whatever it asks, one replies to it
    return [link for link in letter.links if any(link.url in each.reply_to for each in asked)]


def _about(question: Question, clerk: Clerk) -> Letter | None:
    """Return the letter whose sentence speaks of what is asked, when no event is named."""
    wanted = [word for word in question.content if word not in clerk.words["link.generic"]]
    found = clerk.passage(None, wanted, _SAID)
    return found.letter if found else None


def _told(question: Question, letter: Letter, clerk: Clerk) -> list[str]:
    """Return the stems of the words that the sentence of a link says too, even those that ask: "partenaire"."""
    lexicon, names = clerk.catalogue.lexicon, question.mentions.names
    said = frozenset().union(*(clerk.catalogue.stems_of(letter.cut(link.span)) for link in letter.links))
    plain = [
        lexicon.synonyms.get(token.stem, token.stem)
        for place, token in enumerate(question.tokens)
        if place not in names and token.text not in lexicon.fillers
    ]
    return [word for word in plain if word in said]


def _before(link: Link, letter: Letter) -> str:
    """Return the sentence before that of a link: "… son ordre du jour … Pour y accéder: www…"."""
    return next((letter.cut(span) for span in reversed(letter.sentences) if span.end <= link.span.start), "")


def _weight(link: Link, letter: Letter, wanted: list[str], clerk: Clerk) -> float:
    """Return the share of some words that stand in the sentence of a link, or, less surely, in the one before it."""
    rarity = clerk.catalogue.rarity
    own = _roots(clerk.catalogue.stems_of(f"{link.label or ''} {letter.cut(link.span)}"))
    before = _roots(clerk.catalogue.stems_of(_before(link, letter)))
    told = sum(rarity(w) * (1.0 if w[:_ROOT] in own else _LESS if w[:_ROOT] in before else 0.0) for w in wanted)
    return told / sum(map(rarity, wanted))


def _roots(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:_ROOT] for word in stems)


def _choose(wanted: list[str], letter: Letter, clerk: Clerk) -> list[Link]:
    """Return the links whose sentence holds most of the words that say which one; all when none says."""
    if not wanted:
        return [next((link for link in letter.links if not _purposeful(link, letter)), letter.links[0])]
    weights = [_weight(link, letter, wanted, clerk) for link in letter.links]
    best = max(weights)
    return [link for link, weight in zip(letter.links, weights, strict=True) if weight == best] if best >= _SAID else []


def _purposeful(link: Link, letter: Letter) -> bool:
    """Tell whether a link serves one purpose (to register, to reply) rather than all who read."""
    return any(link.url in deadline.reply_to for deadline in letter.deadlines)
