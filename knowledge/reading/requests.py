"""What a clause asks and of whom, in its own words."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from knowledge.french.text import fold
from knowledge.reading.acts import from_gerund, infinitive, nouns, with_verb
from knowledge.reading.cues import cue_map, cue_words, pattern
from knowledge.reading.limits import limit_told
from knowledge.reading.passage import Passage
from knowledge.reading.trimming import trimmed, without_date

_LONGEST_AUDIENCE = 25  # words
_ARTICLE = re.compile(r"^(?:[Ll][ea]s?\s+|[Ll]['’]|[Uu]ne?\s+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause and the date that stands in it."""

    passage: Passage
    start: int  # of the date, in the folded clause
    end: int
    previous: Passage | None = None  # the sentence before
    intro: str = ""  # folded: the paragraph that announces the list that this is an item of


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What a clause asks."""

    action: str
    rule: str
    audience: str | None = None
    confidence: float = 0.95


def read_request(clause: Clause) -> Request | None:
    """Return what a clause asks by its date, None when it asks nothing."""
    low = clause.passage.low
    limit = limit_told(low, clause.start)
    if limit and limit.start() < clause.end and (named := _for_what(clause) or _limited(clause, limit)):
        return Request(action=trimmed(named), rule="limit")
    asked = list(pattern(r"\b{deadlines.asked}").finditer(low))
    before = [match for match in asked if match.start() < clause.start] or asked[:1]
    if before and (request := _asked(clause, before)):
        return request
    if label := _labelled(clause):
        return Request(action=with_verb(label), rule="label", confidence=0.85)
    announced = pattern(r"\b(?:{deadlines.asked}|{deadlines.limits}|{acts.intros})")
    return _listed(clause) if clause.intro and announced.search(clause.intro) else None


def _asked(clause: Clause, asked: Sequence[re.Match[str]]) -> Request | None:
    strong = [each for each in asked if not pattern(r"^{deadlines.weak}").match(each[0])]
    cue = (strong or asked)[0]
    passage = clause.passage
    subject = passage.at(0, cue.start()).trimmed() if cue.start() else passage.at(0, 0)
    rest = without_date(passage, cue.end(), clause.start, clause.end)
    if told := re.match(r"(?:est|sont) a (?P<verb>\w.*)", cue[0]):
        return Request(action=f"{told['verb'].strip()} {_lower(subject.line)}", rule="to be done")
    if "attend" in cue[0]:
        awaited = rest if cue[0].startswith("attend") else _lower(subject.line)
        return Request(action=f"{cue_map('acts')['arrival']} {awaited}", rule="awaited") if awaited else None
    if _is_passive(cue[0], fold(rest)):
        return _passive(subject, rest)
    if _is_open(cue[0]):
        return _open(subject, clause.previous)
    if aim := re.match(r"pour (?P<aim>[^,]{6,60})", low_from(passage, cue)):
        return Request(action=aim["aim"].replace("vous ", "s'", 1), rule="aim")
    if fold(rest).startswith("le faire"):
        resumed = _resumed(subject)
        rest = f"{resumed}{rest[len('le faire') :]}" if resumed else rest
    return Request(action=rest, audience=_audience(subject, cue[0]), rule="asked") if rest else None


def _resumed(subject: Passage) -> str | None:
    """“Ceux qui n'ont pas encore fait connaître leur choix sont priés de le faire”: to make their choice known."""
    if re.search(r"\bse sont pas encore inscrit", subject.low):
        return "s'inscrire"
    match = re.search(r"\bpas (?:encore|deja) (?P<what>(?P<verb>[a-z]+)\b.*)$", subject.low)
    if match is None:
        return None
    first, *others = subject.group(match, "what").line.split()
    return " ".join((infinitive(first), *others))


def _for_what(clause: Clause) -> str | None:
    """“12 avril 2024 pour les contributions et 26 avril 2024 pour les documents”: each limit says what it is for."""
    after = re.match(
        r"\s*,?\s*pour (?P<what>[^,;.]+?)(?=\s+et\s+(?:le\s+)?\d|[,;.]|$)", clause.passage.low[clause.end :]
    )
    several = re.search(r"\d{4}", clause.passage.low[: clause.start] + clause.passage.low[clause.end :])
    if after is None or several is None:
        return None
    return clause.passage.at(clause.end + after.start("what"), clause.end + after.end("what")).line


def _labelled(clause: Clause) -> str | None:
    """“Inscription: jusqu'au 26 avril 2024” is an act and its limit."""
    label = re.match(r"(?P<label>[^:]{3,80}?)\s*:\s*$", clause.passage.low[: clause.start])
    if label is None or not set(re.findall(r"[a-z]+", label["label"])) & nouns():
        return None
    return clause.passage.group(label, "label").line


def low_from(passage: Passage, cue: re.Match[str]) -> str:
    """Return the folded words from a cue on."""
    return passage.low[cue.start() :]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _is_passive(cue: str, rest: str) -> bool:
    """“doivent être soumises”, "devront nous parvenir", "seront acceptées": the thing to do is the subject."""
    if re.match(r"(?:nous |vous |lui |leur )?(?:etre|parvenir)\b", rest):
        return True
    participle = re.match(r"(?:donc |egalement |aussi )?[a-z]+(?:e|i|u|is|it)(?:e?s)?\b", rest)
    return bool(participle) and bool(re.search(r"\b(?:sera|seront)\b", cue))


def _is_open(cue: str) -> bool:
    state = pattern(r"^(?:s'etend\w*|est|sera|sont|seront|restera|resteront|reste|restent|fixee)\b").match(cue)
    return bool(state) and not re.search(r"\b(?:invit|pri[ee]|encourag|ten|convi|appel|engag)", cue)


def _passive(subject: Passage, rest: str) -> Request | None:
    """“Les contributions doivent être soumises” asks to submit the contributions."""
    thing = re.sub(r"^.*,\s+(?=l[ea]s?\s|l')", "", subject.line)
    words = rest.split()
    while words and fold(words[0]) in cue_words("acts", "said_of_persons"):
        words = words[1:]
    if not words or not thing:
        return None
    first = words[0].strip(",;")
    arrives = fold(first) == cue_map("acts")["arrival"].split()[-1]
    verb = cue_map("acts")["arrival"] if arrives else infinitive(first)
    return Request(action=f"{verb} {_lower(thing)} {' '.join(words[1:])}".strip(" ,"), rule="passive")


def _open(subject: Passage, previous: Passage | None) -> Request | None:
    """“L'inscription est ouverte jusqu'au …” asks to register; "Elle" is what the sentence before speaks of."""
    named = subject.line
    if re.fullmatch(r"(?:elles?|ils?|celles?-ci|ceux?-ci)", subject.low.strip()) and previous is not None:
        verb = r"\s+(?:est|sont|s'|se|doit|doivent|sera|seront)\b"
        match = re.match(rf"(?:l[ea]s?\s+|l'|une?\s+)?(?P<np>[a-z' -]{{4,60}}?)(?:\s*\([^)]*\))?{verb}", previous.low)
        named = previous.group(match, "np").line if match else ""
    named = _ARTICLE.sub("", re.sub(r"^.*,\s+(?=l[ea]s?\s|l['’])", "", named)).strip(" ,")
    if not set(re.findall(r"[a-z]+", fold(named))) & nouns():
        return None
    return Request(action=with_verb(named), rule="open until", confidence=0.85)


def _limited(clause: Clause, limit: re.Match[str]) -> str | None:
    """Return what a "date limite d'inscription" or "date limite pour l'envoi des résumés" is the limit of."""
    passage, low = clause.passage, clause.passage.low
    closed = re.search(r"(?:l[ea]s?\s+|l')(?P<what>[a-z ']{4,60})\s*$", low[: limit.start()])
    if closed and re.match(r"(?:sera|seront|est|sont)\b", limit[0]):
        return passage.group(closed, "what").line
    if ended := re.match(r"(?P<what>.*?)\s(?:(?:a|ont|est|sont)\s|se\s|s'|prend|debut|commenc)", limit[0]):
        return passage.at(limit.start(), limit.start() + ended.end("what")).line
    stop = r"\s*(?:[,;:(]|\s(?:est|sont|etant|sera|fixee?|arretee?|au|le|a ete|demeure|reste|expire|expirera)\b|$)"
    lead = r"\s+(?:(?:fixee|prevue|arretee)\s+)?(?:pour\s+|de\s+(?=l)|d[eu]s?\s+|d')"
    match = re.match(rf"{lead}(?P<what>[^,;:(]{{3,160}}?)(?={stop})", low[limit.end() :])
    if match:
        first, last = limit.end() + match.start("what"), limit.end() + match.end("what")
        if last <= clause.start or first >= clause.end:
            return passage.at(first, last).trimmed().line
    return _said_after(clause, limit) or _said_before(clause, limit)


def _said_after(clause: Clause, limit: re.Match[str]) -> str | None:
    """“Date limite: 5 mai 2024, envoi des résumés”."""
    low = clause.passage.low
    if not re.match(r"\s*(?:est|:)?\s*(?:le|au|du)?\s*$", low[limit.end() : clause.start]):
        return None
    after = re.match(r"\s*\)?\s*[:,–-]?\s*(?P<what>[a-z][^;.(]{6,160})", low[clause.end :])
    if after is None:
        return None
    return clause.passage.at(clause.end + after.start("what"), clause.end + after.end("what")).trimmed().line


def _said_before(clause: Clause, limit: re.Match[str]) -> str | None:
    """“Envoi des résumés: date limite le 5 mai 2024”."""
    colon = re.match(r"(?P<what>[^:]{4,120}?)\s*[:(–]", clause.passage.low[: limit.start()])
    return clause.passage.group(colon, "what").trimmed().line if colon else None


def _listed(clause: Clause) -> Request | None:
    """An item under "vous voudrez bien:" is itself what is asked: an infinitive, a gerund or a noun."""
    rest = without_date(clause.passage, 0, clause.start, clause.end)
    label = re.match(r"(?P<label>[^:]{4,100}?)\s*:\s*", rest)
    text = label["label"] if label and not rest[label.end() :].strip() else rest
    text = re.sub(r"^(?:en|à|de)\s+", "", text)
    text = re.sub(r"^\w+ant\b", lambda match: from_gerund(match[0]), text)
    return Request(action=text, rule="listed", confidence=0.9) if text else None


def _audience(subject: Passage, cue: str) -> str | None:
    """Return those whom the sentence asks, when it names them."""
    if re.match(r"(?:je|nous|vous|il)\b", cue):
        return None
    who = r"(?:tou(?:te)?s\s+)?(?:l[ea]s\s+|l'|chaque\s+|ceux\s+|celles\s+|la\s+|le\s+).*"
    match = re.search(rf"^(?:[^,]{{0,80}},\s+)?(?P<who>{who})$", subject.low)
    if match is None:
        return None
    named = subject.group(match, "who").trimmed()
    if set(re.findall(r"[a-z]+", named.low)[:2]) & nouns():
        return None
    bare = _ARTICLE.sub("", named.line)
    return bare if 0 < len(bare.split()) <= _LONGEST_AUDIENCE else None


def fuller(noun: str, sentences: Sequence[Passage]) -> Iterator[str]:
    """Yield fuller ways of saying a bare act: "soumission" from "les projets doivent être soumis au moyen de …"."""
    root = fold(noun)[:4]
    for sentence in sentences:
        whole = Clause(passage=sentence, start=len(sentence.low), end=len(sentence.low))
        for cue in pattern(r"\b{deadlines.asked}").finditer(sentence.low):
            request = _asked(whole, [cue])
            if request and fold(request.action).startswith(root):
                yield request.action
