"""What is asked, of whom, and where to answer, in the words of the sentence that asks it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from knowledge.french.content import stems
from knowledge.french.text import fold, fold_in_place
from knowledge.reading.citations import urls
from knowledge.reading.contacts import MAIL
from knowledge.reading.cues import cue_map, cue_words, pattern
from knowledge.reading.passage import Passage

_ADDRESS = r"(?:(?:https?://|www\.)\S+|[\w.+-]+@[\w.-]+\w|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:int|org|com|ch)/\S+)"
_PEOPLE = re.compile(r"^(?:tou(?:te)?s\s+)?(?:l[ea]s?\s+|l'|chaque\s+|ceux\s+|celles\s+|vos\s+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a clause asks."""

    action: str
    audience: str | None
    rule: str
    confidence: float = 0.95


def addresses(text: str) -> tuple[str, ...]:
    """Return the addresses to answer to in a text, in order, once each."""
    found = [(match.start(), match[0].rstrip(".")) for match in MAIL.finditer(text)]
    found += [(offset, url) for url, offset in urls(text)]
    return tuple(dict.fromkeys(each for _, each in sorted(found)))


def read_request(clause: Passage, start: int, end: int, previous: Passage | None, intro: str) -> Request | None:
    """Return what a clause asks by the date that stands at `start`-`end` of its folded text, None when it asks nothing."""
    asked = [match for match in pattern(r"\b{deadlines.asked}").finditer(clause.low)]
    limit = pattern(r"\b{deadlines.limits}").search(clause.low)
    if limit and limit.start() < end and (named := _limited(clause, limit, start, end)):
        return Request(action=named, audience=None, rule="limit")
    before = [match for match in asked if match.start() < start] or asked[:1]
    if before and (request := _asked(clause, before, start, end, previous)):
        return request
    if intro and pattern(
        r"\b(?:{deadlines.asked}|{deadlines.limits}|mesures?|dispositions|etapes|comme suit|suivantes?)"
    ).search(intro):
        return _listed(clause, start, end)
    return None


def _asked(
    clause: Passage, asked: Sequence[re.Match[str]], start: int, end: int, previous: Passage | None
) -> Request | None:
    strong = [each for each in asked if not pattern(r"^{deadlines.weak}").match(each[0])]
    match = (strong or list(asked))[0]
    subject = clause.at(0, match.start()).trimmed() if match.start() else clause.at(0, 0)
    rest = _without(clause, match.end(), start, end)
    passive = (
        re.match(r"(?:donc |egalement |aussi )?(?:etre\s+)?(?P<verb>[a-z]+(?:e|i|u|is|it)(?:e?s)?)\b", fold(rest))
        if match[0].strip().endswith("etre")
        or fold(rest).startswith(("etre ", "parvenir"))
        or re.search(r"\b(sera|seront)\b", match[0])
        else None
    )
    told = re.match(r"(?:est|sont) a (?P<verb>\w.*)", match[0])
    if told:
        thing = subject.line[:1].lower() + subject.line[1:]
        return Request(action=f"{told['verb'].strip()} {thing}", audience=None, rule="to be done")
    if re.match(r"(?:nous |vous |lui |leur )?(?:etre|parvenir)\b", fold(rest)) or passive:
        return _passive(subject, rest, match[0])
    if pattern(r"^(?:est|sera|sont|seront|restera|resteront|reste|restent|fixee)\b").match(match[0]) and not re.search(
        r"\b(?:invit|pri[ee]|encourag|ten|convi|appel|engag)", match[0]
    ):
        return _open(subject, previous, clause)
    if not rest:
        return None
    aim = re.match(r"pour (?P<aim>[^,]{6,60})", match[0] + clause.low[match.end() :])
    if aim:
        return Request(action=aim["aim"].replace("vous ", "s'", 1), audience=None, rule="aim")
    if fold(rest).startswith("le faire") and "inscri" in subject.low:
        rest = f"s'inscrire{rest[len('le faire') :]}"
    return Request(action=rest, audience=_audience(subject, match[0]), rule="asked")


def _passive(subject: Passage, rest: str, cue: str) -> Request | None:
    """ "Les contributions doivent être soumises" asks to submit the contributions."""
    thing = re.sub(r"^.*,\s+(?=l[ea]s?\s|l')", "", subject.line) if "," in subject.line else subject.line
    words = [word.strip(",;") for word in rest.split()]
    while words[:1] and words[0] in ("être", "nous", "vous", "lui", "leur"):
        rest = rest.partition(" ")[2]
        words = words[1:]
    if not words or not thing:
        return None
    verb = _infinitive(words[0]) if words[0] != "parvenir" else "faire parvenir"
    tail = " ".join(rest.split()[1:])
    action = f"{verb} {thing[:1].lower()}{thing[1:]} {tail}".strip(" ,")
    return Request(action=action, audience=None, rule="passive")


def _open(subject: Passage, previous: Passage | None, clause: Passage) -> Request | None:
    """ "L'inscription est ouverte jusqu'au …" asks to register; "Elle" stands for what the sentence before speaks of."""
    named = subject.line
    if re.fullmatch(r"(?:elles?|ils?|celles?-ci|ceux?-ci)", subject.low.strip()) and previous is not None:
        match = re.match(
            r"(?:l[ea]s?\s+|l'|une?\s+)?(?P<np>[a-z' -]{4,60}?)\s+(?:est|sont|s'|se|doit|doivent|sera|seront)\b",
            previous.low,
        )
        named = previous.group(match, "np").line if match else ""
    named = re.sub(
        r"^(?:[Ll][ea]s?\s+|[Ll]['’]|[Uu]ne?\s+)", "", re.sub(r"^.*,\s+(?=l[ea]s?\s|l['’])", "", named)
    ).strip(" ,")
    if not named or not set(re.findall(r"[a-z]+", fold(named))) & cue_words_acts():
        return None
    head = fold(named).split()[0]
    verb = _nouns().get(head)
    action = f"{verb} ({named})" if verb else named
    return Request(action=action, audience=None, rule="open until", confidence=0.85)


@cache
def cue_words_acts() -> frozenset[str]:
    """Return the nouns that name something that addressees do."""
    return frozenset(cue_map("deadlines")["acts"])


@cache
def _nouns() -> dict[str, str]:
    return dict(entry.split("=") for entry in cue_map("nouns")["verbs"])


def with_verb(noun: str) -> str:
    """Return a bare act with its verb: "inscription" -> "s'inscrire (inscription)"."""
    verb = _nouns().get(fold(noun).split()[0])
    return f"{verb} ({noun})" if verb else noun


def _infinitive(participle: str) -> str:
    """Return the infinitive of a participle: "soumises" -> "soumettre", "envoyées" -> "envoyer"."""
    irregular = dict(entry.split("=") for entry in cue_map("deadlines")["participles"])
    for ending in ("", "s", "e", "es"):
        if participle.endswith(ending) and fold(participle[: len(participle) - len(ending)]) in irregular:
            return irregular[fold(participle[: len(participle) - len(ending)])]
    regular = re.sub(r"ée?s?$", "er", participle)
    return regular if regular != participle else re.sub(r"ie?s?$", "ir", participle)


def _limited(clause: Passage, limit: re.Match[str], start: int, end: int) -> str | None:
    """Return what a "date limite d'inscription" or "date limite pour l'envoi des résumés" is the limit of."""
    rest = clause.low[limit.end() :]
    closed = re.search(r"(?:l[ea]s?\s+|l')(?P<what>[a-z ']{4,60})\s*$", clause.low[: limit.start()])
    if closed and re.match(r"(?:sera|seront|est|sont)\b", limit[0]):
        return clause.group(closed, "what").line
    match = re.match(
        r"\s+(?:(?:fixee|prevue|arretee)\s+)?(?:pour\s+|de\s+(?=l)|d[eu]s?\s+|d')(?P<what>[^,;:(]{3,160}?)(?=\s*(?:,|;|:|\(|\s+(?:est|sont|etant|sera|fixee?|arretee?|au|le|a ete|demeure|reste)\b|$))",
        rest,
    )
    if match:
        first, last = limit.end() + match.start("what"), limit.end() + match.end("what")
        if last <= start or first >= end:
            return clause.at(first, last).trimmed().line
    after = (
        re.match(r"\s*\)?\s*[:,–-]?\s*(?P<what>[a-z][^;.(]{6,160})", clause.low[end:]) if limit.end() <= start else None
    )
    if after and re.match(r"\s*(?:est|:)?\s*(?:le|au|du)?\s*$", clause.low[limit.end() : start]):
        return clause.at(end + after.start("what"), end + after.end("what")).trimmed().line
    colon = re.match(r"(?P<what>[^:]{4,120}?)\s*[:(–]", clause.low[: limit.start()])
    return clause.group(colon, "what").trimmed().line if colon else None


def _listed(clause: Passage, start: int, end: int) -> Request | None:
    """An item under "vous voudrez bien:" is itself what is asked: an infinitive, a gerund or a noun."""
    rest = _without(clause, 0, start, end)
    label = re.match(r"(?P<label>[^:]{4,100}?)\s*:\s*", rest)
    text = label["label"] if label and not rest[label.end() :].strip() else rest
    text = re.sub(
        r"^(?:en|à|d['’]|de)\s+", lambda match: "" if match[0].strip() in ("en", "à", "de") else match[0], text
    )
    first = fold(text).split()[:1]
    if first and first[0].endswith("ant"):
        text = re.sub(r"^\w+ant\b", lambda match: _from_gerund(match[0]), text)
    return (
        Request(action=text, audience=None, rule="listed", confidence=0.9) if len(text.split()) > 0 and text else None
    )


def _from_gerund(word: str) -> str:
    return "faire" if word == "faisant" else f"{word.removesuffix('ant').removesuffix('e')}er"


def _without(clause: Passage, begin: int, start: int, end: int) -> str:
    """Return the words from a point on, without the date, the address and the means of answering."""
    low = clause.low
    if (
        tail := re.match(r"\s*(?:du|de la|de l'|de chaque|de cette|de ce|des)\s?\w+", low[end:])
        if re.search(r"\b(?:ouverture|debut)$", low[:end])
        else None
    ):
        end += tail.end()
        end += len(re.match(r"(?:\s+au plus tard)?", low[end:])[0])
    if lead := re.search(r"\b(?:au moins|au plus tard|jusqu'a|jusqu'aux?)\s*$", low[:start]):
        start = max(begin, lead.start())
    pieces = [(begin, start), (end, len(clause.low))] if begin <= start else [(max(begin, end), len(clause.low))]
    text = " ".join(clause.at(first, last).line for first, last in pieces if first < last)
    text = _drop(text, rf"\([^()]*{_ADDRESS}[^()]*\)")
    text = _drop(text, r",?\s*c'est-a-dire[^,;]*(?:\([^)]*\))?,?")
    told = r"(?:accessible|disponible|figurant)s?\s+"
    text = _drop(
        text,
        rf",?\s*(?:par courriel,?\s*)?(?:{told})?\b(?:a l'adresse|aux adresses|a|sur)\b(?: suivante)?\s*:?\s*{_ADDRESS}",
    )
    text = _drop(text, rf"\s*:?\s*{_ADDRESS}")
    text = re.sub(r"\s*,(?:\s*,)+", ",", text)
    text = re.sub(r"\s+([,.;])", r"\1", " ".join(text.split()))
    text = re.sub(r",\s*(?=(?:le|la|les|l'|un|une|des|si|que)\b)", " ", text) if text.count(",") == 1 else text
    text = re.sub(r"\s(?:à l['’]adresse|à|par courriel|sur|par|auprès de)$", "", text.strip(" ,.;:–-"))
    channel = r"par (?:correspondance|courriel|courrier(?: electronique)?|telecopie|ecrit|voie \w+)"
    text = _drop(
        text, rf",?\s*\b{channel}(?:\s+(?:ou|et))?(?:\s+(?:depuis|sur|via)(?:\s+l[ea'] ?\w+(?: web)?)?)?\s*$"
    ).strip()
    text = _drop(text, r"(?:,?\s+par telephone)?\s*\(\+[\d ]+\)(?:\s+ou\s*$)?|,?\s+dont la date limite .*$").strip(" ,")
    text = re.sub(r"^vous inscrire", "s'inscrire", text)
    text = _drop(text, r"(?:\s+ou)?\s+par telecopie(?:\s+au)?\s+[+\d].*$").strip()
    return re.sub(r"^(?:au moins|au plus tard)\s", "", text).strip(" ,.;:–-")


def _drop(text: str, folded_pattern: str) -> str:
    folded = fold_in_place(text)
    out, place = [], 0
    for match in re.finditer(folded_pattern, folded.text):
        if match.end() > match.start():
            span = folded.origin(*match.span())
            out.append(text[place : span.start])
            place = span.end
    return " ".join((*out, text[place:]))


def _audience(subject: Passage, cue: str) -> str | None:
    """Return those whom the sentence asks, when it names them."""
    low = subject.low
    if not low or re.match(r"(?:je|nous|vous|il)\b", cue):
        return None
    match = re.search(
        r"^(?:[^,]{0,80},\s+)?(?P<who>(?:tou(?:te)?s\s+)?(?:l[ea]s\s+|l'|chaque\s+|ceux\s+|celles\s+|la\s+|le\s+).*)$",
        low,
    )
    if match is None:
        return None
    who = subject.group(match, "who").trimmed()
    if set(re.findall(r"[a-z]+", who.low)[:2]) & cue_words_acts():
        return None
    bare = re.sub(r"^(?:[Ll][ea]s?\s+|[Ll]['’])", "", who.line)
    return bare if 0 < len(bare.split()) <= 25 else None


def audience_of(action: str, sentences: Sequence[Passage]) -> str | None:
    """Return those for whom what an action asks for is meant: "une bourse pourra être accordée aux …"."""
    for noun in ("bourse", "subvention", "aide financiere", "visa"):
        if noun in fold(action):
            for sentence in sentences:
                match = re.search(
                    rf"\b{noun}s?\b[^.;]{{0,120}}?\b(?:accordee|reservee|destinee|octroyee|offerte|proposee)s?\b[^.;]{{0,60}}?\baux\s+(?P<who>[^.;,]{{5,120}})",
                    sentence.low,
                )
                if match:
                    return sentence.group(match, "who").trimmed().line
    return None


def elsewhere(action: str, sentences: Sequence[Passage]) -> tuple[str, ...]:
    """Return the addresses that another sentence gives unmistakably for the act that an action names."""
    acts = {stem for stem in stems(action) if stem in _act_stems()}
    found: list[tuple[str, ...]] = []
    for sentence in sentences:
        given = addresses(sentence.text)
        if given and acts & set(stems(sentence.text)) and not re.search(r"renseignement|information", sentence.low):
            found.append(given)
    return found[0] if len({each for each in found}) == 1 and len(found[0]) == 1 else ()


def related(action: str, sentence: Passage) -> bool:
    """Tell whether a sentence may give the address for an action: both name the same act, or one of them names none."""
    mine, theirs = _act_stems() & set(stems(action)), _act_stems() & set(stems(sentence.text))
    return not mine or not theirs or bool(mine & theirs)


def same_act(one: str, other: str) -> bool:
    """Tell whether two actions name the same act: "inscription en ligne" and "s'inscrire"."""
    mine, theirs = ({stem[:5] for stem in _act_stems() & set(stems(action))} for action in (one, other))
    return bool(mine & theirs)


@cache
def _act_stems() -> frozenset[str]:
    return frozenset(
        stem
        for word in (*cue_words_acts(), "inscrire", "voter", "soumettre", "bourse", "visa", "resumes")
        for stem in stems(word)
    ) - frozenset(stems("demande reponse envoi"))


def better(noun: str, sentences: Sequence[Passage]) -> Iterator[str]:
    """Yield fuller ways of saying a bare act: "soumission" from "les projets doivent être soumis au moyen de …"."""
    root = fold(noun).split()[0][:4]
    for sentence in sentences:
        for match in pattern(r"\b{deadlines.asked}").finditer(sentence.low):
            request = _asked(sentence, [match], len(sentence.low), len(sentence.low), None)
            if request and fold(request.action).startswith(root):
                yield request.action


_ = (_PEOPLE, cue_words)
