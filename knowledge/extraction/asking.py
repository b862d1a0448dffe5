"""What a clause asks: what its limit is for, or what its verb says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.documents.passage import Passage
from knowledge.extraction.acts import infinitive, nouns, of_order, reflexive
from knowledge.extraction.antecedents import ARTICLE, VERBAL, act_phrases, antecedent_of, audience_of, wish_of
from knowledge.extraction.cues import cue_words, pattern
from knowledge.extraction.features import begins_with_deed
from knowledge.extraction.governing import Verb, clause_of
from knowledge.extraction.governing import verbs as _verbs
from knowledge.extraction.mentions import Sentence
from knowledge.extraction.roles import Entry
from knowledge.extraction.trimming import without
from knowledge.french.content import stems
from knowledge.french.text import fold

_PRONOUN = re.compile(r"(?:elles?|ils?|celles?-ci|ceux?-ci|celui-ci|cel[al]|ce)\b")


_ARRIVED = re.compile(r"(?:,? incompl\w+)?(?: ou)? (?:reçu|parvenu|soumis|envoyé|présenté|déposé|transmis)e?s?$")
_AWAITED = r"(?:attendu|requis|exige|souhaite|sollicite|espere|apprecie|bienvenu|utile|precieu(?:x|se))e?s?$"
_SAID = r"\b(?:rappel|inform|signal|precis|not|indiqu|demand|souhait)\w*"
_PROVIDED = r"\b(?:a condition|pourvu|pour autant|sous reserve)"
_THING = r"(?:l[ea]s?|leurs?|votre|vos|toute?s?|chaque|sa|son|elles?|ils?)\s|l'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What is asked."""

    text: str
    rule: str
    audience: str | None = None


def says_something(text: str) -> bool:
    """Tell whether an action says something by itself: "y procéder" and "leur souhait" do not."""
    words = [word for word in stems(text) if word not in cue_words("acts", "hollow")]
    return bool(words) and not pattern(r"(?:{acts.debris})").match(fold(text))


def words_after(entry: Entry, match: re.Match[str]) -> str:
    """Return, as written, what a match finds after the time of an entry."""
    end = entry.time.end
    return entry.time.sentence.passage.at(end + match.start("what"), end + match.end("what")).trimmed().line


_LIMIT_ENDS = (
    r"\s*(?:[,;:(]|\s(?:est|sont|etant|sera|fixee?|arretee?|(?:au|le|du)\s+(?:\d|plus|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi|dimanche)|a ete|demeure|reste|expire|expirera|initialement|qui|que|etait|avait|devait|passe|devient)\b|$)"
)
_LIMIT_OF = r"\s+(?:(?:fixee|prevue|arretee|impartie?)\s+)?(?:pour\s+|de\s+(?=l)|d[eu]s?\s+|d')"


def of_limit(entry: Entry, siblings: Sequence[Entry]) -> Action | None:
    """Return what a "date limite d'inscription" or "date limite pour l'envoi des résumés" is the limit of."""
    low, time = entry.time.sentence.low, entry.time
    found = [match for match in pattern(r"\b{deadlines.limit_nouns}").finditer(low) if match.start() < time.start]
    told = limit_for(entry, siblings)
    if told and (found or begins_with_deed(told)):
        return Action(text=told, rule="limit")
    if not found:
        return None
    text = next((each for limit in reversed(found) if (each := _completed(entry, limit))), None)
    text = text or _beside(entry, found[-1])
    return Action(text=text, rule="limit") if text else None


def _completed(entry: Entry, limit: re.Match[str]) -> str | None:
    """Return the words that complete the noun of a limit: "date limite pour l'envoi des résumés"."""
    passage, low, time = entry.time.sentence.passage, entry.time.sentence.low, entry.time
    match = re.match(rf"{_LIMIT_OF}(?P<what>[^,;:(]{{3,160}}?)(?={_LIMIT_ENDS})", low[limit.end() :])
    if match is None:
        return None
    first, last = limit.end() + match.start("what"), limit.end() + match.end("what")
    text = passage.at(first, last).trimmed().line
    apart = last <= time.start or first >= time.end
    return text if apart and says_something(text) and not re.match(r"\d|rigueur", fold(text)) else None


def _beside(entry: Entry, limit: re.Match[str]) -> str | None:
    """“Date limite: 5 mai 2024, envoi des résumés”; "envoi des résumés: date limite le 5 mai 2024"."""
    low, time = entry.time.sentence.low, entry.time
    bare = r"\s*(?:est|:|\()?\s*(?:fixee?\s+|arretee?\s+|expirant\s+|echeant\s+)?(?:le|au|du|pour le)?\s*$"
    if re.match(bare, low[limit.end() : time.start] or " "):
        aim = re.match(
            r"\s*,?\s*pour (?P<what>[^,;.]{4,120}?)(?=[,;.]|\s(?:est|sont|demeure|reste|sera)\b|$)", time.after
        )
        if aim is not None:
            return words_after(entry, aim)
        after = re.match(r"\s*\)?\s*[:,–-]\s*(?P<what>[a-z][^;.(]{6,160})", time.after)
        if after and not re.match(r"(?:a|heure|ou|et|sur|par)\b", after["what"]):
            return words_after(entry, after)
    colon = re.match(r"(?P<what>[^:]{4,120}?)\s*[:(–]", low[: limit.start()])
    if colon is None or _verbs(colon["what"]):
        return None
    return entry.time.sentence.passage.group(colon, "what").trimmed().line


def limit_for(entry: Entry, siblings: Sequence[Entry]) -> str | None:
    """“12 avril 2024 pour les contributions et 26 avril 2024 pour les documents”: each limit says what it is for."""
    after = re.match(
        r"\s*,?\s*(?:au plus tard,? )?pour (?!que |la periode|chaque |ce qui )(?P<what>[^,;.]+?)"
        r"(?=\s+et\s+(?:le\s+|au\s+|avant\s+)?\d|[,;.]|$)",
        entry.time.after,
    )
    return words_after(entry, after) if after and siblings else None


def of_verb(entry: Entry, siblings: Sequence[Entry]) -> Action | None:
    """Return what the verb that governs a day asks."""
    verb, sentence = entry.verb, entry.time.sentence
    if verb is None or verb.kind in ("takes", "past", "was", "secretariat"):
        return None
    rest = _rest(entry, verb, *segment_of(entry, siblings))
    written = sentence.low[verb.start : verb.end]
    if verb.kind in ("imperative", "future"):
        return _order(sentence.passage, verb, rest)
    if _asks_of_its_subject(verb, written, fold(rest)):
        return _of_subject(entry, verb, rest)
    if re.search(r"(?:attends|attendons|comptons sur|compte sur|recevoir|connaitre|savoir|disposer de)$", written):
        return Action(text=f"faire parvenir {rest}", rule="awaited")
    if verb.kind == "must" and re.search(r"\ba$", written.strip()):
        return _to_do(entry, verb, rest)
    return _request(sentence, verb, rest)


def _asks_of_its_subject(verb: Verb, written: str, rest: str) -> bool:
    """“Les contributions doivent être soumises”, "l'inscription est ouverte": the thing to do is the subject."""
    rest = re.sub(r"^(?:,?[^,]{0,40},|a cette fin)\s*(?=etre\b|parvenir\b)", "", rest)
    told = verb.kind in ("passive", "close", "open", "moved") or re.search(_AWAITED, written)
    return bool(told) or (verb.kind in ("must", "may") and _is_passive(rest))


def _order(passage: Passage, verb: Verb, rest: str) -> Action:
    """“Indiquez …”, "les participants indiqueront …"."""
    aim = re.search(r"\bpour (?P<aim>(?:vous )?\w{3,}(?:er|ir|re)\b[^,]*),\s*$", passage.low[: verb.start])
    if aim is not None:  # "Pour vous inscrire, rendez-vous sur …"
        return Action(text=passage.group(aim, "aim").line.replace("vous ", "s'", 1), rule="aim")
    word, *others = passage.at(verb.start, verb.end).line.split()
    audience = audience_of(passage, verb) if verb.kind == "future" else None
    order = of_order(word)
    if re.search(r"\b(?:s'|se )$", passage.low[: verb.start]) and not order.startswith("s'"):
        order = reflexive(order)
    return Action(text=" ".join((order, *others, rest)), rule=verb.kind, audience=audience)


def _request(sentence: Sentence, verb: Verb, rest: str) -> Action | None:
    audience = audience_of(sentence.passage, verb)
    led = r"(?:de |d'|a )?(?:bien vouloir )?"
    act = r"(?:le faire(?! savoir| connaitre| parvenir)|y proceder|l'etre|en faire autant)\b"
    if re.match(led + act, fold(rest)):
        return _resumed(sentence, verb, rest, audience)
    rest = re.sub(r"^(?:bien vouloir|de bien vouloir|à bien vouloir|de|d['’]|à|que)\s*(?=\w)", "", rest)
    return Action(text=rest, rule=verb.kind, audience=audience) if rest else None


def segment_of(entry: Entry, siblings: Sequence[Entry] = ()) -> tuple[int, int]:
    """Return the interval of its sentence that speaks of a day alone."""
    low, time = entry.time.sentence.low, entry.time
    start, end = clause_of(low, time.start, time.end)
    for other in siblings:
        if other.time.end <= time.start:
            turn = re.search(r"(?:,|\bet|\bpuis)\s+(?:enfin\s+|de |d'|a |aux? )?", low[other.time.end : time.start])
            start = max(start, other.time.end + (turn.end() if turn else 0))
        elif other.time.start >= time.end:
            said = low[time.end : other.time.start]
            turns = list(re.finditer(r"(?:,?\s+et\s+|,\s+puis\s+|,\s+)(?=(?:de |d'|a |aux? )?\w)", said))
            end = min(end, time.end + turns[-1].start() if turns else other.time.start)
    return start, end


def _rest(entry: Entry, verb: Verb, start: int, end: int) -> str:
    """Return what follows the verb in the clause of a day, without the day."""
    time, low = entry.time, entry.time.sentence.low
    if verb.start < time.start < verb.end:
        verb = Verb(kind=verb.kind, start=verb.start, end=time.end)
    begin = verb.end if verb.end > start or verb.kind not in VERBAL else start
    if verb.end <= start:
        begin = start
    if verb.start >= time.end:
        end = max(end, clause_of(low, verb.start, verb.end)[1])
    told = pieces_of(entry.time.sentence.passage, begin, end, time.start, time.end)
    return " ".join(piece for piece in told if piece).strip(" ,")


def pieces_of(passage: Passage, begin: int, end: int, first: int, last: int) -> list[str]:
    """Return the words of an interval before and after a day."""
    if not begin <= first < end:
        return [passage.at(begin, end).line] if begin < end else []
    text, low = passage.at(begin, end), passage.low[begin:end]
    folded_before, folded_after = without(low, low, (first - begin, min(last, end) - begin))
    before = passage.at(begin, begin + len(folded_before)).line if folded_before.strip() else ""
    after = passage.at(end - len(folded_after), end).line if folded_after.strip() else ""
    return [before.strip(), after.strip()] if text else []


def _is_passive(low: str) -> bool:
    return bool(re.match(r"(?:me |m'|nous |vous |lui |leur |donc |y |encore )*(?:etre|parvenir|arriver)\b", low))


def _subject(entry: Entry, verb: Verb) -> Passage | None:
    """Return the words that stand for the subject of a verb."""
    passage, low = entry.time.sentence.passage, entry.time.sentence.low
    begin = clause_of(low, verb.start, verb.end)[0]
    start = max(begin, entry.time.end if entry.time.end <= verb.start else 0)
    lead = re.match(
        rf".*(?:(?:,|\bet que|{_SAID} que|\d[°)]+)\s+|{_PROVIDED} qu(?:e\s|'))(?={_THING})", low[start : verb.start]
    )
    start += lead.end() if lead else 0
    first = next(
        (
            each.start
            for each in _verbs(low)
            if start + 1 < each.start < verb.start and each.kind in ("takes", "open", "must", "close", "secretariat")
        ),
        verb.start,
    )
    if not low[start:first].strip(" ,"):  # "les dossiers reçus après le … ne seront pas examinés"
        start, first = begin, entry.time.start
    relative = re.search(r",\s*(?:qui|dont|que|qu'|ouverte?s?)\b|\s(?:[nv]ous|me|lui|leur|m')\s*$", low[start:first])
    first = start + relative.start() if relative else first
    return passage.at(start, first).trimmed() if low[start:first].strip(" ,") else None


def _resolved(entry: Entry, verb: Verb) -> str:
    """Return the subject of a verb, or what its pronoun stands for in the clause or the sentence before."""
    none = re.match(r"aucun\w* (?P<what>.+?) ne ", entry.time.sentence.low[verb.start : verb.end])
    if none:
        start = verb.start + none.start("what")
        return entry.time.sentence.passage.at(start, verb.start + none.end("what")).line
    phrase = _subject(entry, verb)
    thing = phrase.line if phrase is not None else ""
    if thing and not _PRONOUN.match(fold(thing)):
        return thing
    sentence, low = entry.time.sentence, entry.time.sentence.low
    clause = max(clause_of(low, verb.start, verb.end)[0] - 1, low.rfind(",", 0, verb.start), 0)
    for start, end in act_phrases(low[:clause]):
        return ARTICLE.sub("", sentence.passage.at(start, end).trimmed().line)
    return antecedent_of(sentence) or ""


def _of_subject(entry: Entry, verb: Verb, rest: str) -> Action | None:
    """“Les contributions doivent être soumises” asks to submit the contributions; "elle est ouverte", to register."""
    thing = _resolved(entry, verb)
    if not thing:
        return None
    if verb.kind in ("open", "close", "moved"):
        bare = _ARRIVED.sub("", ARTICLE.sub("", thing))
        resumed = None if _names_act(bare) else antecedent_of(entry.time.sentence)
        return Action(text=resumed or bare, rule=verb.kind)
    bare = thing[:1].lower() + thing[1:]
    words = re.sub(r"^(?:,?[^,]{0,40},|à cette fin)\s*(?=[êe]tre\b|parvenir\b)", "", rest).split()
    while words and fold(words[0]) in cue_words("acts", "said_of_persons"):
        words = words[1:]
    low = entry.time.sentence.low[verb.start : verb.end]
    told = re.search(r"\b[a-z]+$", low) if verb.kind == "passive" else None
    first = told[0] if told else (words.pop(0).strip(",;") if words else "")
    arrives = not first or re.match(r"parv|arriv|attend", fold(first))
    if not arrives and (verb.kind != "must" or _is_passive(fold(rest))):
        return Action(text=f"{infinitive(first)} {bare} {' '.join(words)}", rule="passive")
    words = words if arrives else [first, *words]
    return Action(text=f"faire parvenir {bare} {' '.join(words)}", rule="arrival")


def _to_do(entry: Entry, verb: Verb, rest: str) -> Action | None:
    """“Les contributions sont à soumettre …” asks to submit the contributions."""
    match = re.match(r"\s*(?P<verb>(?:nous |vous )?(?:faire )?\w+)\s?(?P<more>.*)$", rest)
    thing = _resolved(entry, verb)
    if match is None:
        return None
    return Action(text=f"{match['verb']} {thing[:1].lower()}{thing[1:]} {match['more']}", rule="to be done")


def _resumed(sentence: Sentence, verb: Verb, rest: str, audience: str | None) -> Action | None:
    """“Ceux qui n'ont pas encore fait connaître leur choix sont priés de le faire”: to make their choice known."""
    tail = re.sub(r"^.*?(?:faire|proc[ée]der|être|autant)\b\s*", "", rest)
    subject = sentence.low[: verb.start]
    if re.search(r"\bse sont pas (?:encore|deja) inscrit", subject):
        return Action(text=f"s'inscrire {tail}", rule="resumed", audience=audience)
    match = re.search(r"\bpas (?:encore|deja) (?P<what>(?P<verb>[a-z]+)\b.*)$", subject)
    if match is not None:
        first, _, others = sentence.passage.group(match, "what").line.partition(" ")
        return Action(text=f"{infinitive(first)} {_affirmed(others)} {tail}", rule="resumed", audience=audience)
    if wanted := wish_of(sentence, verb):
        return Action(text=f"{wanted} {tail}", rule="resumed", audience=audience)
    resumed = antecedent_of(sentence)
    return Action(text=f"{resumed} {tail}", rule="resumed", audience=audience) if resumed else None


def _affirmed(thing: str) -> str:
    """Return without its negation what was not done: "(pas désigné) d'experts" -> "des experts"."""
    denied = re.match(r"(?:de\s+|d['’]\s*)(?P<noun>[\w-]+)", thing)
    if denied is None:
        return thing
    article = "des" if denied["noun"].endswith(("s", "x")) else "un(e)"
    return f"{article} {thing[denied.start('noun') :]}"


def _names_act(text: str) -> bool:
    return bool(set(re.findall(r"[a-z]+", fold(text))) & nouns()) or bool(
        pattern(r"\b{ledger.deeds}\b").search(fold(text))
    )
