"""Who organises an event."""

import re
from functools import cache

from knowledge.documents.passage import Passage
from knowledge.extraction.cues import cue, cue_words, pattern
from knowledge.extraction.drafts import Draft
from knowledge.french.text import fold

_LONGEST = 120  # characters of an organisation's name
_ARTICLE = r"(?:[Ll][ea]s?\s+|[Ll]['’])"
_CAPITAL = r"[A-ZÀ-Þ]"
_BETWEEN = re.compile(
    rf",\s+(?:et\s+)?(?={_ARTICLE}?{_CAPITAL})|\s+et\s+(?=(?:par\s+)?{_ARTICLE}?{_CAPITAL})"
    r"|,?\s+(?:ainsi que|(?:en [a-zé]+ (?:[a-zé]+ )?|conjointement |de concert )?avec)\s+"
)
_ACTIVE = re.compile(
    r".*(?:^|\bque\s+|\bqu'|,\s+)(?P<who>(?:l'|le\s+|la\s+|les\s+)[^;.:]{2,160}?),?\s+(?:co-?)?organis(?:e|era|ent|eront)\b"
)


def add_organisers(draft: Draft, sentence: Passage) -> None:
    """Note those by whom a sentence says that an event is organised, unless another has said it."""
    if draft.organisers or not re.search(r"organis| par ", sentence.low):
        return
    names: tuple[str, ...] = ()
    passives = list(pattern(r"\b{events.organised}\s+").finditer(sentence.low))
    for match in passives:
        stop = _end().search(sentence.low, match.end())
        names += _names(sentence, match.end(), stop.start() if stop else len(sentence.low))
        if re.search(r"\bl'uit et (?:les|ses) co-?organisateur", sentence.low[: match.end()]):
            names = ("UIT", *names)
    if not passives and "organise" in sentence.low and (active := _ACTIVE.match(sentence.low)):
        names = _names(sentence, *active.span("who")) + _beside(sentence, active.end())
    if names:
        draft.organisers = tuple(dict.fromkeys(names))
        draft.note("organisers", sentence.span, "organised by")


def _beside(sentence: Passage, verb: int) -> tuple[str, ...]:
    """Return those with whom it is organised, told after the verb: "organise, conjointement avec l'UAT, un forum"."""
    who = r"(?P<who>[^,;.]{3,120}?)(?:,|\s(?:une?|deux|trois|quatre|cinq|six|plusieurs)\s|$)"
    together = rf",?\s+(?:en \w+|conjointement|de concert) avec {who}"
    match = re.match(together, sentence.low[verb:])
    return _names(sentence, verb + match.start("who"), verb + match.end("who")) if match else ()


@cache
def _end() -> re.Pattern[str]:
    """What ends a list of organisers: a stop, or words that speak of something else."""
    place = r"\s+a\s+(?=[a-z-]+\s*(?:\(|,|du\b|les\b|le\b|$))"
    loose = r"(?:a|au|aux|se|sur|dans|ainsi qu)"
    return re.compile(
        rf"[.;:]|\((?![a-z/+-]{{2,12}}\))|,\s+{cue('organisers', 'end')}\b"
        rf"|\s+(?!{loose}\b){cue('organisers', 'end')}\b|{place}"
    )


def _names(sentence: Passage, start: int, end: int) -> tuple[str, ...]:
    """Return the names of "l'UIT, l'UNESCO et le Ministère de l'information et des communications du Viet Nam"."""
    if end <= start:
        return ()
    parts = (
        re.sub(rf"^(?:par\s+)?{_ARTICLE}", "", part.strip(" ,"))
        for part in _BETWEEN.split(sentence.at(start, end).line)
    )
    vague = cue_words("organisers", "vague")
    return tuple(
        _short(name) for name in parts if name[:1].isupper() and len(name) < _LONGEST and fold(name) not in vague
    )


def _short(name: str) -> str:
    return "UIT" if fold(name).removesuffix(" (uit)") == "union internationale des telecommunications" else name
