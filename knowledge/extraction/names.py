"""What a thing is called once its year, its rank and its form are taken off."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from knowledge.extraction.cues import cue, cue_pairs, cue_words, pattern
from knowledge.french.content import stems
from knowledge.french.text import fold, fold_in_place

_YEAR = r"(?:19|20)\d\d"
_SMALL = frozenset(
    ("de", "du", "des", "d", "la", "le", "les", "l", "et", "en", "sur", "pour", "dans", "au", "aux", "a")
)
_OF = "(?:de la |de l'|du |des |de cette )"


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
    years = re.findall(rf"\b{_YEAR}\b", _drop(line, rf"{cue('events', 'horizons')} \d{{4}}"))
    text = line
    for superfluous in _superfluous():
        text = _drop(text, superfluous)
    text = re.sub(r"\s+([,)])", r"\1", " ".join(text.split())).strip(' ,.;:-–"')
    text += '"' if text.count('"') % 2 else ""
    text = _expand(text, acronyms)
    low = fold(text)
    for said, other in cue_pairs("events", "same_as").items():
        low = low.replace(said, other)
    found = stems(low)
    edition = int(years[0]) if years else None
    return Name(text=text[:1].upper() + text[1:], edition=edition, key=frozenset(found), head="".join(found[:1]))


@cache
def _superfluous() -> tuple[str, ...]:
    """Return the patterns of what does not last in a name, in the order in which they are taken off."""
    hollow = "|".join(sorted(cue_words("events", "transparent")))
    qualified = rf"(?: (?:virtuelle|{_YEAR}|de {_YEAR}|mondiale|officielle|annuelle))*"
    horizon = "".join(rf"(?<!{word} )" for word in ("horizon", "programme", "agenda", "connect", "vision"))
    return (
        r"\([^()]*\)",
        rf"^(?:(?:l'|la |cette )?(?:presente )?(?:{cue('events', 'ranks')}\s)?(?:{hollow})\b{qualified} {_OF})+",
        r"^(?:la |le |l')?(?:prochaine?s?|presentes?|derniere? edition d[eu]s?(?: la)?) ",
        rf"^(?:{cue('events', 'ranks')}\s+(?:et\s+)?)+",
        rf"{horizon}\b(?:(?:de |d'|pour |en )?(?:l'annee )?)?{_YEAR}(?:[-/]\d{{2,4}})?\b(?!\s*:)",
        rf"\b{cue('events', 'modes_words')}(?![\w-])(?! \w*ement)",
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
            text = re.sub(rf"(?<![\w-]){re.escape(acronym)}(?![\w-])", _constant(expansion), text)
    return text


def same_thing(one: frozenset[str], other: frozenset[str]) -> bool:
    """Tell whether two names are the same but for a word or two."""
    return bool(one) and len(one & other) >= 0.8 * len(one | other)


def _constant(text: str) -> Callable[[re.Match[str]], str]:
    return lambda _: text
