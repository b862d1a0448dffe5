"""Where to answer, and for whom what is asked is meant, when another sentence of the letter tells."""

from collections.abc import Sequence

from knowledge.french.text import fold
from knowledge.reading.acts import acts_in
from knowledge.reading.citations import urls
from knowledge.reading.contacts import MAIL
from knowledge.reading.cues import cue_map, pattern
from knowledge.reading.passage import Passage


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses to answer to in a text, in order, once each."""
    found = [(match.start(), match[0].rstrip(".")) for match in MAIL.finditer(text)]
    found += [(offset, url) for url, offset in urls(text)]
    return tuple(dict.fromkeys(each for _, each in sorted(found)))


def answers(sentence: Passage) -> tuple[str, ...]:
    """Return the addresses of a sentence that are there to be answered to, not to know more."""
    return () if pattern("{acts.about}").search(sentence.low) else addresses(sentence.text)


def related(action: str, sentence: Passage) -> bool:
    """Tell whether a sentence may give the address for an action: both name one act, or one of them names none."""
    mine, theirs = acts_in(action), acts_in(sentence.text)
    return not mine or not theirs or bool(mine & theirs)


def elsewhere(action: str, sentences: Sequence[Passage]) -> tuple[str, ...]:
    """Return the address that another sentence gives unmistakably for the act that an action names."""
    acts = acts_in(action)
    given = {answers(sentence) for sentence in sentences if acts & acts_in(sentence.text)} - {()}
    found = next(iter(given), ())
    return found if len(given) == 1 and len(found) == 1 else ()


def audience_of(action: str, sentences: Sequence[Passage]) -> str | None:
    """Return those for whom what an action asks for is meant: "une bourse pourra être accordée aux …"."""
    for noun in cue_map("acts")["meant_for"]:
        if noun not in fold(action):
            continue
        granted = rf"\b{noun}s?\b[^.;]{{0,120}}?\b{{acts.granted}}s?\b[^.;]{{0,60}}?\baux\s+(?P<who>[^.;,]{{5,120}})"
        for sentence in sentences:
            if match := pattern(granted).search(sentence.low):
                return sentence.group(match, "who").trimmed().line
    return None
