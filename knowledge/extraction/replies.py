"""Where to answer: by every address that the letter gives for an act."""

import re
from collections.abc import Iterable, Sequence

from knowledge.documents.model import Document
from knowledge.documents.values import MAIL, urls
from knowledge.extraction.acts import acts_in
from knowledge.extraction.cues import pattern
from knowledge.extraction.governing import clause_of
from knowledge.extraction.mentions import Sentence, Time
from knowledge.french.text import Span, fold

_SAME = re.compile(
    r"\b(?:la|les|cette|ces|ladite) (?:meme )?adresses?\b(?! suivante)(?! [a-z]*\S?@)"
    r"|\badresses? (?:susmentionnee|susvisee|precitee|indiquee ci-dessus|ci-dessus)"
    r"|\bmeme (?:adresse|courriel|site|formulaire)"
)


def addresses(document: Document, span: Span) -> tuple[str, ...]:
    """Return the addresses printed in a span or carried by its words, in order, once each."""
    text = document.text[span.start : span.end]
    found = [(match.start(), match[0].rstrip(".")) for match in MAIL.finditer(text)]
    found += [(offset, url) for url, offset in urls(text)]
    for block in document.blocks:
        if block.span.start <= span.start < block.span.end or span.start <= block.span.start < span.end:
            for run in block.runs:
                if run.link and span.start <= run.span.start < span.end:
                    link = run.link.removeprefix("mailto:").split("?")[0]
                    if re.match(r"https?:|www\.", link) or "@" in link:
                        found.append((run.span.start - span.start, link))
    kept = [(offset, each) for offset, each in sorted(found) if not _about(text, offset)]
    ways = [each for offset, each in kept if not _lies(text, offset)]
    return tuple(dict.fromkeys(ways or [each for _, each in kept]))


def _lies(text: str, offset: int) -> bool:
    """Tell whether the words before an address say that something is to be found there, not sent."""
    led = fold(text[max(0, offset - 60) : offset])
    return bool(pattern(r"\b{organisers.sources}\b[^.;,@]*$").search(led))


def _about(text: str, offset: int) -> bool:
    """Tell whether the words before an address say that it is there to know more."""
    before = re.split(r"[.;]\s", fold(text[max(0, offset - 150) : offset]))[-1]
    return bool(pattern(r"\b{acts.about}[^.;]*$").search(before))


def reply_to(
    document: Document, time: Time, action: str, nearby: Sequence[Sentence], every: Sequence[Sentence]
) -> tuple[str, ...]:
    """Return where to answer: in the clause, the sentence, its neighbours, or where the letter says it unmistakably."""
    sentence = time.sentence
    here = _fitting(document, _clause(time), action) or _fitting(document, sentence.span, action)
    if here:
        return here
    if _SAME.search(sentence.low):
        before = (each for each in reversed(every) if each.span.start < sentence.span.start)
        if found := _first(document, before):
            return found
    near = (each for each in _around(sentence, nearby) if _related(action, each) and not _limited(each))
    below = (each for each in _below(sentence, every) if pattern(r"\b{acts.sending}").search(each.low))
    found = _first(document, near, action) or _first(document, below, action)
    return found or _elsewhere(document, action, every) or _only(document, every)


def _first(document: Document, told: Iterable[Sentence], action: str = "") -> tuple[str, ...]:
    """Return the addresses of the first sentence that gives any."""
    return next((found for each in told if (found := _fitting(document, each.span, action))), ())


def _fitting(document: Document, span: Span, action: str) -> tuple[str, ...]:
    """Return of the addresses of a span those that stand with the act: "les contributions à A, l'inscription à B"."""
    found, acts = addresses(document, span), acts_in(action)
    text, place, kept, fits = document.text[span.start : span.end], 0, [], False
    for each in found:
        offset = max(text.find(each, place), place)
        named = acts_in(text[place:offset])
        fits = bool(acts & named) if named else fits
        kept += [each] * fits
        place = offset + len(each)
    return tuple(kept) or found


def _clause(time: Time) -> Span:
    return time.sentence.passage.at(*clause_of(time.sentence.low, time.start, time.end)).span


def _around(sentence: Sentence, nearby: Sequence[Sentence]) -> list[Sentence]:
    """Return the sentences that may give the address, the nearest first; an item borrows from none beside it."""
    own = [each for each in nearby if each.block == sentence.block or sentence.lead is None]
    before = [each for each in own if each.span.start < sentence.span.start]
    after = [each for each in own if each.span.start > sentence.span.start]
    return [*reversed(before), *after[:2]]


def _below(sentence: Sentence, every: Sequence[Sentence]) -> list[Sentence]:
    """Return what introduces the list of an item and what stands right below it: "Les réponses seront envoyées à …"."""
    if sentence.lead is None:
        return []
    after = [
        each
        for each in every
        if each.span.start > sentence.span.start and (each.lead is None or each.lead.span != sentence.lead.span)
    ]
    lead = [each for each in every if each.span == sentence.lead.span]
    return [*lead, *after[:2]]


def _only(document: Document, every: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the address of the letter when it gives one alone for what is sent to it."""
    sending = (
        each
        for each in every
        if not each.columns and pattern(r"\b{acts.sending}").search(each.low) and not _limited(each)
    )
    given = {address for each in sending for address in addresses(document, each.span)}
    return tuple(given) if len(given) == 1 else ()


def _limited(sentence: Sentence) -> bool:
    return bool(re.search(r"\b(?:avant le|au plus tard|jusqu'au|d'ici au|dernier delai)\b", sentence.low))


def _related(action: str, other: Sentence) -> bool:
    """Tell whether a sentence may give the address for an action: both name one act, or one of them names none."""
    mine, theirs = acts_in(action), acts_in(other.passage.text)
    return not mine or not theirs or bool(mine & theirs)


def _elsewhere(document: Document, action: str, every: Sequence[Sentence]) -> tuple[str, ...]:
    """Return the address that another sentence gives unmistakably for the act that an action names."""
    acts = acts_in(action)
    given = {addresses(document, each.span) for each in every if acts & acts_in(each.passage.text)} - {()}
    found = next(iter(given), ())
    return found if len(given) == 1 and len(found) == 1 else ()
