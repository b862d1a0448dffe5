"""What a letter that was read says, on a phone: its doubts first, then its limits, its events, what it changes."""

from collections.abc import Iterator

from bot.operators.candidates import Candidate
from bot.operators.facts import line, numbered, short
from bot.operators.incoming import Item
from bot.operators.sentences import OfSummary, Sentences
from bot.phrasing import Suggestion
from knowledge.doubtful import named
from knowledge.model import Claim, Letter
from knowledge.sheet import told
from knowledge.telling import change_lines
from knowledge.temporal.wording import say_day

VERSION = "1"
PREFIX = f"{VERSION}|op."  # with it begins what the buttons of operators carry: 1|op.deed|item|fact
MOST = 6  # lines of a kind
DOUBTS = 5  # that have buttons at once: the others follow once these are settled
CHANGES = 4  # lines of one letter elsewhere


def data(deed: str, *carried: object) -> str:
    """Return what a button carries."""
    return "|".join((f"{PREFIX}{deed}", *map(str, carried)))


def summary(candidate: Candidate, said: Sentences) -> tuple[str, tuple[Suggestion, ...]]:
    """Return the text of a summary, and its buttons."""
    if candidate.letter is None:
        reasons = [said.summary.reason.format(message=each) for each in candidate.refusals]
        text = "\n".join([said.summary.refused.format(name=candidate.item.name), *reasons])
        return text, (Suggestion(label=said.button.reject, data=data("rej", candidate.item.id)),)
    return "\n".join(_lines(candidate, candidate.letter, said)), tuple(_buttons(candidate, said))


def _lines(candidate: Candidate, letter: Letter, said: Sentences) -> Iterator[str]:
    of = said.summary
    yield from _head(candidate, letter, of)
    if candidate.doubts:
        yield ""
        yield of.doubts.format(count=len(candidate.doubts))
        for number, doubt in enumerate(candidate.doubts[:DOUBTS], start=1):
            yield of.doubt.format(number=number, fact=line(doubt.named, said), quote=short(doubt.quote))
            yield from (of.against.format(reason=short(reason)) for reason in doubt.against[:1])
        if len(candidate.doubts) > DOUBTS:
            yield of.more.format(count=len(candidate.doubts) - DOUBTS)
    if candidate.remarks:
        yield from _section(
            of.remarks, (of.remark.format(message=short(each.message)) for each in candidate.remarks), of
        )
    yield from _facts(letter, said)
    yield from _elsewhere(candidate, of)
    if letter.corrections:
        yield from _section(of.corrected, (of.entry.format(fact=short(told(each))) for each in letter.corrections), of)
    yield ""
    yield of.footer


def _head(candidate: Candidate, letter: Letter, of: OfSummary) -> Iterator[str]:
    date = say_day(letter.date, weekday=False) if letter.date else of.undated
    yield of.title.format(reference=letter.reference, date=date)
    if letter.provisional:
        yield of.provisional
    if letter.subject:
        yield of.subject.format(subject=short(letter.subject))
    if letter.amends:
        yield of.amends.format(reference=letter.amends)
    if candidate.item.revises:
        yield of.revision


def _facts(letter: Letter, said: Sentences) -> Iterator[str]:
    of = said.summary
    every = named(letter)
    for title, sections in (
        (of.deadlines, ("deadlines",)),
        (of.events, ("events", "parts")),
        (of.contacts, ("contacts",)),
    ):
        lines = [
            (of.mark if isinstance(each.fact, Claim) and each.fact.doubtful else of.entry).format(fact=line(each, said))
            for each in every
            if each.section in sections
        ]
        if lines:
            yield from _section(title, iter(lines), of)
    if not any(each.section != "contacts" for each in every):
        yield ""
        yield of.nothing


def _elsewhere(candidate: Candidate, of: OfSummary) -> Iterator[str]:
    if candidate.elsewhere:
        yield ""
        yield of.elsewhere
    for other in candidate.elsewhere[:MOST]:
        yield of.letter.format(reference=other.reference)
        lines = (of.change.format(line=each) for each in change_lines(other.changes))
        yield from numbered(lines, CHANGES, of.more)
    if len(candidate.elsewhere) > MOST:
        yield of.more.format(count=len(candidate.elsewhere) - MOST)


def _section(title: str, lines: Iterator[str], of: OfSummary) -> Iterator[str]:
    yield ""
    yield title
    yield from numbered(lines, MOST, of.more)


def _buttons(candidate: Candidate, said: Sentences) -> Iterator[Suggestion]:
    item, of = candidate.item, said.button
    for number, doubt in enumerate(candidate.doubts[:DOUBTS], start=1):
        key = doubt.named.key
        yield Suggestion(label=of.right.format(number=number), data=data("ok", item.id, key))
        yield Suggestion(label=of.correct.format(number=number), data=data("fix", item.id, key), beside=True)
        yield Suggestion(label=of.none.format(number=number), data=data("no", item.id, key), beside=True)
    if item.sheets:
        yield Suggestion(label=of.back, data=data("back", item.id))
    yield from settling(item, said)


def settling(item: Item, said: Sentences) -> Iterator[Suggestion]:
    """Yield the buttons that settle an item."""
    yield Suggestion(label=said.button.publish, data=data("pub", item.id))
    yield Suggestion(label=said.button.later, data=data("wait", item.id), beside=True)
    yield Suggestion(label=said.button.reject, data=data("rej", item.id), beside=True)
