"""What a thing is called once its year, its rank and its form are taken off."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.french.content import stems
from knowledge.french.text import fold, fold_in_place
from knowledge.reading.cues import cue, cue_words, pattern

_YEAR = r"(?:19|20)\d\d"
_SMALL = frozenset("de du des d la le les l et en sur pour dans au aux a the of and for".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name brought to its lasting form."""

    text: str  # "Forum du Sommet mondial sur la société de l'information"
    edition: int | None
    key: frozenset[str]  # stems of its words
    head: str  # stem of its first word


def learn_acronyms(text: str) -> dict[str, str]:
    """Return what each acronym of a letter stands for: "Sommet mondial sur la société de l'information (SMSI)"."""
    learned: dict[str, str] = {}
    for match in re.finditer(r"\((?P<acronym>[A-ZÀ-Þ]{2,8})(?:-\d\d)?\)", text):
        expansion = _expansion(" ".join(text[max(0, match.start() - 160) : match.start()].split()), match["acronym"])
        if expansion:
            learned.setdefault(match["acronym"], expansion)
    return learned


def _expansion(before: str, acronym: str) -> str | None:
    """Return the words whose initials make an acronym, just before it."""
    words = list(re.finditer(r"[\w-]+", before))
    letters = [fold(letter) for letter in acronym]
    place = len(words) - 1
    while letters and place >= 0:
        word = fold(words[place][0])
        if word[:1] == letters[-1] and not (word in _SMALL and len(letters) < 2):
            letters.pop()
        elif word not in _SMALL:
            return None
        if not letters:
            return before[words[place].start() :].strip(' ,"')
        place -= 1
    return None


def name_of(written: str, acronyms: Mapping[str, str]) -> Name:
    """Return the lasting name of a thing as a letter writes it."""
    line = " ".join(written.split())
    years = [
        int(year)
        for year in re.findall(
            rf"\b({_YEAR})\b", _drop(line, r"(?:horizon|programme|agenda|connect|vision|objectif)s? \d{4}")
        )
    ]
    text = _drop(line, r"\((?:[^()]*)\)")
    text = _drop(
        text,
        rf"^(?:(?:l'|la |cette )?(?:presente )?(?:{'|'.join(sorted(cue_words('events', 'transparent')))})\b(?: (?:virtuelle|{_YEAR}|de {_YEAR}|mondiale|officielle|annuelle))* (?:de la |de l'|du |des |de cette ))+",
    )
    text = _drop(text, r"^(?:la |le |l')?(?:prochaine?s?|presentes?|derniere? edition d[eu]s?(?: la)?) ")
    text = _drop(text, rf"^(?:{cue('events', 'ranks')}\s+(?:et\s+)?)+")
    text = _drop(
        text,
        rf"(?<!horizon )(?<!programme )(?<!agenda )(?<!connect )(?<!vision )\b(?:(?:de |d'|pour |en )?(?:l'annee )?)?{_YEAR}(?:[-/]\d{{2,4}})?\b(?!\s*:)",
    )
    text = _drop(text, rf"\b{cue('events', 'modes_words')}(?![\w-])(?! \w*ement)")
    text = re.sub(r"\s+([,)])", r"\1", " ".join(text.split())).strip(' ,.;:-–"')
    text = _expand(text, acronyms)
    key = frozenset(stems(text))
    first = stems(text)[:1]
    return Name(
        text=text[:1].upper() + text[1:], edition=years[0] if years else None, key=key, head=first[0] if first else ""
    )


def _drop(written: str, folded_pattern: str) -> str:
    """Return a text without what a pattern finds in its folded form."""
    folded = fold_in_place(written)
    out, place = [], 0
    for match in re.finditer(folded_pattern, folded.text):
        span = folded.origin(*match.span())
        out.append(written[place : span.start])
        place = span.end
    return "".join((*out, written[place:]))


def _expand(text: str, acronyms: Mapping[str, str]) -> str:
    """Spell out the acronyms that name an event: "Forum du SMSI" says what "Sommet mondial …" does."""
    for acronym, expansion in acronyms.items():
        if pattern(r"^{events.heads}\b").match(fold(expansion)):
            text = re.sub(rf"(?<![\w-]){re.escape(acronym)}(?![\w-])", lambda _, words=expansion: words, text)
    return text


def same_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two names are the same but for a word or two."""
    return bool(one) and len(one & other) >= 0.8 * len(one | other)
