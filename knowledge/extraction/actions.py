"""What is asked by a day and of whom, as a sentence that a delegate can act on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.documents.passage import Passage
from knowledge.extraction.acts import from_gerund, infinitive, nouns, of_order, with_verb
from knowledge.extraction.cues import cue, cue_words, pattern
from knowledge.extraction.governing import ASKING, Verb
from knowledge.extraction.governing import verbs as _verbs
from knowledge.extraction.ledger import Entry, begins_with_deed, column_role
from knowledge.extraction.mentions import Sentence
from knowledge.extraction.trimming import trimmed, without
from knowledge.french.content import stems
from knowledge.french.text import fold

_LONGEST_AUDIENCE = 25  # words
_SHORT = 4  # characters of what a column says that its limits are for
_ARTICLE = re.compile(
    r"^(?:[Ll][ea]s?\s+|[Ll]['’]|[Uu]ne?\s+|[Dd]es\s+|[Vv]os\s+|[Vv]otre\s+|[Ll]eurs?\s+|[Ss](?:on|a|es)\s+|[Cc]e(?:tte|t|s)?\s+)"
)
_INFINITIVE = r"(?:(?:[nv]ous |s'|se |me |m'|l'|le |la |les |lui |leur |en |y )*(?:faire |bien vouloir )?\w{2,}(?:er|ir|re|oir)\b)"
_PRONOUN = re.compile(r"(?:elles?|ils?|celles?-ci|ceux?-ci|celui-ci|cel[al]|ce)\b")
_VERBAL = ("request", "imperative", "future", "may", "must")


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """What is asked."""

    text: str
    rule: str
    audience: str | None = None


def read_actions(entry: Entry, siblings: Sequence[Entry]) -> tuple[Action, ...]:
    """Return what is asked by a day; `siblings` are the other entries of its sentence."""
    if entry.time.sentence.columns:
        return tuple(_of_row(entry))
    action = _read(entry, siblings)
    return (action,) if action else ()


def _read(entry: Entry, siblings: Sequence[Entry]) -> Action | None:
    sentence = entry.time.sentence
    told = _for_what(entry, siblings)
    for read in (_of_limit, _of_verb, _of_label, _of_item, _of_heading):
        action = read(entry, siblings)
        if action is None:
            continue
        action = replace(action, text=trimmed(action.text))
        if told and read is _of_verb and fold(told) not in fold(action.text):
            action = replace(action, text=f"{action.text} ({told})")
        if _says(action.text):
            return _told(action, sentence)
        resumed = _antecedent(sentence)
        if resumed and action.rule != "heading":
            return _told(
                Action(text=trimmed(f"{action.text} {resumed}".strip()), rule="resumed", audience=action.audience),
                sentence,
            )
    return None


def _with_object(text: str, sentence: Sentence) -> str:
    """“en transmettre une description”, "les enregistrer": the pronoun gives way to what it stands for."""
    match = re.match(r"(?P<pronoun>en|l['’]|les?|la|y)\s?(?P<verb>\w+(?:er|ir|re))\b\s*(?P<rest>.*)$", text)
    if match is None:
        return text
    own = next(
        (_wanted(sentence, verb) for verb in _verbs(sentence.low) if verb.kind in _VERBAL and _wanted(sentence, verb)),
        None,
    )
    thing = re.search(r"\s(?:une?|l[ea]s?|des)\s.*$", own) if own else None
    stood = thing[0].strip() if thing else _antecedent(sentence)
    if stood is None:
        stood = next(
            (
                each
                for verb in _verbs(sentence.low)
                if verb.kind in _VERBAL and (each := _audience(sentence.passage, verb))
            ),
            None,
        )
        return f"{match['verb']} {match['rest']}" + (f" ({stood})" if stood else "")
    if match["pronoun"] in ("en", "y"):
        return f"{match['verb']} {match['rest']}" + (f" ({stood})" if stood else "")
    return f"{match['verb']} {stood} {match['rest']}"


def _says(text: str) -> bool:
    """Tell whether an action says something by itself: "y procéder" and "leur souhait" do not."""
    words = [word for word in stems(text) if word not in cue_words("acts", "hollow")]
    return bool(words)


def _told(action: Action, sentence: Sentence) -> Action:
    """Complete an action that names only its act by what it stands under."""
    text = re.sub(r"\s+", " ", action.text)
    text = re.sub(r"^(?:nous |vous |m['’]|me |lui |leur )+(?=\w)", "", text)
    text = _with_object(text, sentence)
    few = len(set(stems(text))) < 3
    title = sentence.above.line.strip(" .:") if sentence.above is not None and sentence.block >= 0 else ""
    if few and title and len(title.split()) <= 8 and not set(stems(title)) <= set(stems(text)):
        known = {word for word in stems(title)} & {word for word in stems(text)}
        text = f"{text} ({title[:1].lower() + title[1:]})" if not known or len(stems(title)) > 1 else text
    if len(text.split()) < 3:
        text = with_verb(text)
    return replace(action, text=text[:1].lower() + text[1:] if not text[:2].isupper() else text)


# ------------------------------------------------------------------ rows, labels, items, headings


def _of_row(entry: Entry) -> Iterator[Action]:
    """One row of a table is one limit, with its own act and its own audience; a cell may list several acts."""
    sentence = entry.time.sentence
    offset = sentence.span.start + entry.time.start
    own = next((each for each in sentence.columns if each.cell.span.start <= offset < each.cell.span.end), None)
    others = [each for each in sentence.columns if each is not own and each.cell]
    by_role = {column_role(each.header): each for each in reversed(others)}
    named = [
        each for each in others if column_role(each.header) not in ("replies", "audiences", "places", "dates", "limits")
    ]
    what = by_role.get("actions") or by_role.get("names") or next(iter(named), None)
    if what is None:
        action = _of_cell(entry, own.cell) if own is not None else None
        yield from (action,) if action else ()
        return
    who = by_role.get("audiences")
    headed = (
        pattern(r"^(?:{deadlines.limit_nouns})[^a-z]*(?:pour |d[eu]s? |d')?(?P<what>.*)$").match(own.header)
        if own
        else None
    )
    for text in re.split(r"(?:^|\s+)[–•-]\s+(?=[A-Za-zÀ-ÿ])", what.cell.line):
        text = trimmed(text).removesuffix(", en ligne")
        if headed and len(headed["what"]) > _SHORT:
            text = f"{headed['what']}: {text}"
        if text:
            yield Action(
                text=text if len(text.split()) > 2 else with_verb(text),
                rule="row",
                audience=who.cell.line if who else None,
            )


def _of_cell(entry: Entry, cell: Passage) -> Action | None:
    start = entry.time.sentence.passage.place(cell.span.start)
    text = trimmed(" ".join(without(cell.text, cell.low, (entry.time.start - start, entry.time.end - start))))
    return Action(text=text, rule="cell") if text else None


def _of_label(entry: Entry, _: Sequence[Entry]) -> Action | None:
    """“Inscription: jusqu'au 26 avril 2024” is an act and its limit; "5 mai 2024: envoi des résumés" too."""
    passage, time = entry.time.sentence.passage, entry.time
    label = re.match(r"(?P<label>[^:]{3,100}?)\s*[:(–](?!//)\s*(?:le|au)?\s*$", time.before)
    if label and not pattern(r"^(?:{deadlines.limits})$").match(label["label"].strip()):
        return Action(text=passage.group(label, "label").line, rule="label")
    long = re.match(r"(?P<label>[^:]{3,100}?)\s*:\s", time.before)
    if long and entry.verb is None and begins_with_deed(long["label"]):
        start, end = _segment(entry)
        return Action(text=" ".join(_pieces(passage, start, end, time.start, time.end)), rule="label")
    after = re.match(r"\s*(?:\)|inclus)?\s*[:–-]\s*(?P<what>[a-z][^;.]{6,160})", time.after)
    if after and len(time.before.strip()) < 12:
        return Action(text=_after(entry, after), rule="label")
    return None


def _after(entry: Entry, match: re.Match[str]) -> str:
    end = entry.time.end
    return entry.time.sentence.passage.at(end + match.start("what"), end + match.end("what")).trimmed().line


def _of_item(entry: Entry, _: Sequence[Entry]) -> Action | None:
    """An item under "vous voudrez bien:" is itself what is asked; one that says only for whom takes its lead-in's deed."""
    sentence, time = entry.time.sentence, entry.time
    if sentence.lead is None or not sentence.first:
        return None
    start, end = _segment(entry)
    text = " ".join(_pieces(sentence.passage, start, end, time.start, time.end)).strip()
    label = re.match(r"(?P<label>[^:]{4,100}?)\s*:\s*$", text)
    whom = re.match(r",?\s*(?:au plus tard,?\s*|inclus,?\s*)?pour\s(?P<who>.*)$", text)
    deed = _of_lead(entry) if whom or (label and not begins_with_deed(label["label"])) or not text else None
    if deed is not None:
        audience = _ARTICLE.sub("", whom["who"]).strip(" ;.,") if whom else deed.audience
        return Action(text=f"{deed.text} ({label['label']})" if label else deed.text, rule="listed", audience=audience)
    text = re.sub(r"^(?:en|à|de|d['’])\s*(?=\w)", "", (label["label"] if label else text).strip())
    text = re.sub(r"^\w+ant\b", lambda match: from_gerund(match[0]), text)
    return Action(text=text, rule="listed", audience=_audience_of_lead(sentence)) if text else None


def _of_lead(entry: Entry) -> Action | None:
    """Read the deed of the sentence that introduces a list, as if the day stood at its end."""
    sentence = entry.time.sentence
    if sentence.lead is None:
        return None
    lead = replace(sentence, passage=sentence.lead.trimmed(" :\n"), lead=None, first=False)
    end = len(lead.low)
    asking = [verb for verb in _verbs(lead.low) if verb.kind in ASKING]
    time = replace(entry.time, sentence=lead, start=end, end=end)
    there = replace(entry, time=time, verb=asking[-1] if asking else None)
    action = _of_limit(there, ()) or _of_verb(there, ())
    return replace(action, text=trimmed(action.text)) if action and _says(action.text) else None


def _audience_of_lead(sentence: Sentence) -> str | None:
    lead = sentence.lead
    if lead is None:
        return None
    for kind in ("request", "must"):
        if match := pattern(rf"\b{cue('governs', kind)}").search(lead.low):
            return _audience(lead, Verb(kind=kind, start=match.start(), end=match.end()))
    return None


def _of_heading(entry: Entry, _: Sequence[Entry]) -> Action | None:
    """“Dernier délai: 26 mai 2023” under "Inscription" asks what stands before it."""
    resumed = _antecedent(entry.time.sentence)
    return Action(text=resumed, rule="heading") if resumed else None


# ------------------------------------------------------------------ nouns of limits


def _of_limit(entry: Entry, siblings: Sequence[Entry]) -> Action | None:
    """Return what a "date limite d'inscription" or "date limite pour l'envoi des résumés" is the limit of."""
    passage, low, time = entry.time.sentence.passage, entry.time.sentence.low, entry.time
    found = [match for match in pattern(r"\b{deadlines.limit_nouns}").finditer(low) if match.start() < time.end]
    told = _for_what(entry, siblings)
    if told and (found or begins_with_deed(told)):
        return Action(text=told, rule="limit")
    if not found:
        return None
    stop = r"\s*(?:[,;:(]|\s(?:est|sont|etant|sera|fixee?|arretee?|(?:au|le|du)\s+(?:\d|plus|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|a ete|demeure|reste|expire|expirera|initialement|qui|que|etait|avait|devait|passe|devient|est)\b|$)"
    lead = r"\s+(?:(?:fixee|prevue|arretee|impartie?)\s+)?(?:pour\s+|de\s+(?=l)|d[eu]s?\s+|d')"
    for limit in reversed(found):
        match = re.match(rf"{lead}(?P<what>[^,;:(]{{3,160}}?)(?={stop})", low[limit.end() :])
        if match is None:
            continue
        first, last = limit.end() + match.start("what"), limit.end() + match.end("what")
        text = passage.at(first, last).trimmed().line
        if (last <= time.start or first >= time.end) and _says(text) and not re.match(r"\d|rigueur", fold(text)):
            return Action(text=text, rule="limit")
    if re.match(
        r"\s*(?:est|:|\()?\s*(?:fixee?\s+|arretee?\s+)?(?:le|au|du|pour le)?\s*$", low[limit.end() : time.start] or " "
    ):
        after = re.match(r"\s*\)?\s*[:,–-]\s*(?P<what>[a-z][^;.(]{6,160})", time.after)
        if after and not re.match(r"(?:a|heure|ou|et|sur|par)\b", after["what"]):
            return Action(text=_after(entry, after), rule="limit")
    colon = re.match(r"(?P<what>[^:]{4,120}?)\s*[:(–]", low[: limit.start()])
    if colon and _verbs(colon["what"]):
        return None
    return Action(text=passage.group(colon, "what").trimmed().line, rule="limit") if colon else None


def _for_what(entry: Entry, siblings: Sequence[Entry]) -> str | None:
    """“12 avril 2024 pour les contributions et 26 avril 2024 pour les documents”: each limit says what it is for."""
    after = re.match(
        r"\s*,?\s*(?:au plus tard,? )?pour (?!que |la periode|chaque )(?P<what>[^,;.]+?)(?=\s+et\s+(?:le\s+|au\s+|avant\s+)?\d|[,;.]|$)",
        entry.time.after,
    )
    return _after(entry, after) if after and siblings else None


# ------------------------------------------------------------------ verbs


def _of_verb(entry: Entry, siblings: Sequence[Entry]) -> Action | None:
    verb, sentence = entry.verb, entry.time.sentence
    if verb is None or verb.kind in ("takes", "past", "was", "secretariat"):
        return None
    start, end = _segment(entry, siblings)
    passage = sentence.passage
    rest = _rest(entry, verb, start, end)
    low = fold(rest)
    audience = _audience(passage, verb)
    written = sentence.low[verb.start : verb.end]
    if verb.kind in ("imperative", "future"):
        order = passage.at(verb.start, verb.end).line
        word = order.split()[0]
        tail = order[len(word) :]
        return Action(
            text=f"{of_order(word)}{tail} {rest}", rule=verb.kind, audience=audience if verb.kind == "future" else None
        )
    if (
        verb.kind in ("passive", "close", "open", "moved")
        or (verb.kind in ("must", "may") and _is_passive(low))
        or re.search(r"(?:attendu|requis|exige|du)e?s?$", written)
    ):
        return _of_subject(entry, verb, rest, siblings)
    if re.search(r"(?:attends|attendons|comptons sur|compte sur)$", written):
        return Action(text=f"faire parvenir {rest}", rule="awaited")
    if verb.kind == "must" and re.search(r"\ba$", written.strip()):
        return _to_do(entry, verb, rest, siblings)
    if re.match(r"(?:de |d'|a )?(?:bien vouloir )?(?:le faire|y proceder|l'etre|en faire autant)\b", low):
        return _resumed(sentence, verb, rest, audience)
    rest = re.sub(r"^(?:bien vouloir|de bien vouloir|à bien vouloir|de|d['’]|à|que)\s*(?=\w)", "", rest)
    return Action(text=rest, rule=verb.kind, audience=audience) if rest else None


def _segment(entry: Entry, siblings: Sequence[Entry] = ()) -> tuple[int, int]:
    """Return the interval of its sentence that speaks of a day alone."""
    low, time = entry.time.sentence.low, entry.time
    start = low.rfind(";", 0, time.start) + 1
    end = low.find(";", time.end)
    end = len(low) if end < 0 else end
    for other in siblings:
        if other.time.end <= time.start:
            turn = re.search(r"(?:,|\bet|\bpuis)\s+(?:enfin\s+|de |d'|a |aux? )?", low[other.time.end : time.start])
            start = max(start, other.time.end + (turn.end() if turn else 0))
        elif other.time.start >= time.end:
            turn = list(
                re.finditer(
                    r"(?:,?\s+et\s+|,\s+puis\s+|,\s+)(?=(?:de |d'|a |aux? )?\w)", low[time.end : other.time.start]
                )
            )
            end = min(end, time.end + turn[-1].start() if turn else other.time.start)
    return start, end


def _rest(entry: Entry, verb: Verb, start: int, end: int) -> str:
    """Return what follows the verb in the clause of a day, without the day."""
    time, low = entry.time, entry.time.sentence.low
    if verb.start < time.start < verb.end:
        verb = Verb(kind=verb.kind, start=verb.start, end=time.end)
    begin = verb.end if verb.end > start or verb.kind not in _VERBAL else start
    if verb.end <= start:
        begin = start
    if verb.start >= time.end:
        stop = low.find(";", verb.end)
        end = max(end, len(low) if stop < 0 else stop)
    pieces = _pieces(entry.time.sentence.passage, begin, end, time.start, time.end)
    return " ".join(piece for piece in pieces if piece).strip(" ,")


def _pieces(passage: Passage, begin: int, end: int, first: int, last: int) -> list[str]:
    """Return the words of an interval before and after a day."""
    if not begin <= first < end:
        return [passage.at(begin, end).line] if begin < end else []
    text, low = passage.at(begin, end), passage.low[begin:end]
    folded_before, folded_after = without(low, low, (first - begin, min(last, end) - begin))
    before = passage.at(begin, begin + len(folded_before)).line if folded_before.strip() else ""
    after = passage.at(end - len(folded_after), end).line if folded_after.strip() else ""
    return [before.strip(), after.strip()] if text else []


def _is_passive(low: str) -> bool:
    return bool(re.match(r"(?:nous |vous |lui |leur |donc |y )?(?:etre|parvenir|arriver)\b", low))


def _subject(entry: Entry, verb: Verb) -> Passage | None:
    """Return the words that stand for the subject of a verb."""
    passage, low = entry.time.sentence.passage, entry.time.sentence.low
    start = max(low.rfind(";", 0, verb.start) + 1, entry.time.end if entry.time.end <= verb.start else 0)
    lead = re.match(
        r".*(?:,|\bet que|\b(?:rappel|inform|signal|precis|not|indiqu|demand|souhait)\w* que|\d[°)]+)\s+(?=l[ea]s?\s|l'|leurs?\s|votre\s|vos\s|toute?s?\s|chaque\s|sa\s|son\s|elles?\s|ils?\s)",
        low[start : verb.start],
    )
    start += lead.end() if lead else 0
    first = next(
        (
            each.start
            for each in _verbs(low)
            if start + 1 < each.start < verb.start and each.kind in ("takes", "open", "must", "close")
        ),
        verb.start,
    )
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
    clause = max(low.rfind(";", 0, verb.start), low.rfind(",", 0, verb.start), 0)
    for start, end in _noun_phrases(low[:clause]):
        return _ARTICLE.sub("", sentence.passage.at(start, end).trimmed().line)
    return _antecedent(sentence) or ""


def _of_subject(entry: Entry, verb: Verb, rest: str, siblings: Sequence[Entry]) -> Action | None:
    """“Les contributions doivent être soumises” asks to submit the contributions; "elle est ouverte", to register."""
    sentence, low = entry.time.sentence, entry.time.sentence.low
    thing = _resolved(entry, verb)
    if not thing:
        return None
    bare = _ARTICLE.sub("", thing) if verb.kind in ("open", "close", "moved") else thing[:1].lower() + thing[1:]
    if verb.kind in ("open", "close", "moved"):
        inner = re.search(r"\bdemandes?\b", fold(bare))
        extra = "" if _names_act(bare) or inner else None
        if extra is None:
            resumed = _antecedent(sentence)
            bare = resumed if resumed and not _names_act(bare) else bare
        return Action(text=bare, rule=verb.kind)
    words = rest.split()
    while words and fold(words[0]) in cue_words("acts", "said_of_persons"):
        words = words[1:]
    told = re.search(r"\b(?P<participle>[a-z]+)$", low[verb.start : verb.end]) if verb.kind == "passive" else None
    first = told["participle"] if told else (words.pop(0).strip(",;") if words else "")
    if (
        not first
        or re.match(r"parv|arriv|attend|du", fold(first))
        or verb.kind == "must"
        and not _is_passive(fold(rest))
    ):
        if re.match(r"parv|arriv", fold(first)) or told is None and verb.kind == "passive":
            pass
        elif verb.kind == "must" and first:
            words = [first, *words]
        return Action(text=f"faire parvenir {bare} {' '.join(words)}", rule="arrival")
    return Action(text=f"{infinitive(first)} {bare} {' '.join(words)}", rule="passive")


def _to_do(entry: Entry, verb: Verb, rest: str, siblings: Sequence[Entry]) -> Action | None:
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
        first, *others = sentence.passage.group(match, "what").line.split()
        return Action(text=" ".join((infinitive(first), *others, tail)), rule="resumed", audience=audience)
    if wanted := _wanted(sentence, verb):
        return Action(text=f"{wanted} {tail}", rule="resumed", audience=audience)
    resumed = _antecedent(sentence)
    return Action(text=f"{resumed} {tail}", rule="resumed", audience=audience) if resumed else None


def _wanted(sentence: Sentence, verb: Verb) -> str | None:
    """“Ceux qui désirent proposer des modifications peuvent le faire”: to propose modifications."""
    subject = sentence.low[: verb.start]
    match = re.search(rf"\b(?:desir|souhait|veul|entend|compt|voudrai)\w+\s+(?P<what>{_INFINITIVE}.*?)\s*$", subject)
    return sentence.passage.group(match, "what").trimmed().line if match else None


def _names_act(text: str) -> bool:
    return bool(set(re.findall(r"[a-z]+", fold(text))) & nouns()) or bool(
        pattern(r"\b{ledger.deeds}\b").search(fold(text))
    )


# ------------------------------------------------------------------ antecedents and audiences


def _antecedent(sentence: Sentence) -> str | None:
    """Return the act that a pronoun or a bare limit stands for: of the sentence before, else of the heading."""
    for low, passage in _before(sentence):
        found = list(_noun_phrases(low))
        if found:
            start, end = found[0]
            return _ARTICLE.sub("", passage.at(start, end).trimmed().line)
    if sentence.above is not None and sentence.block >= 0 and len(sentence.above.line.split()) <= 10:
        return re.sub(r"^[\dIVX]{1,3}[.)]?\s+", "", sentence.above.line.strip(" .:"))
    return None


def _before(sentence: Sentence) -> Iterator[tuple[str, Passage]]:
    if sentence.previous is not None:
        yield sentence.previous.low, sentence.previous


def _noun_phrases(low: str) -> Iterator[tuple[int, int]]:
    """Yield the noun phrases of acts: "leurs observations", "l'inscription des participants"."""
    article = r"(?:l[ea]s?\s+|l'|leurs?\s+|[vs]os\s+|votre\s+|[sm]es\s+|s(?:a|on)\s+|des\s+|une?\s+|d[eu]\s+|d')"
    head = r"(?:" + "|".join(sorted(nouns(), key=len, reverse=True)) + r")"
    more = r"(?:(?:\s+(?:d[eu]s?\s+|d'|de la\s+|de l'|a\s+|aux?\s+|pour\s+|relatives?\s+|en\s+)(?!plus|moins)(?:l[ea]s?\s+|l')?\w+)(?:\s+(?!s'|se\b|est\b|sont\b|doi|peu|sera|seront|devra)\w+)?)?"
    for match in re.finditer(rf"\b{article}(?P<what>{head}\b{more})", low):
        yield match.span("what")


def _audience(passage: Passage, verb: Verb) -> str | None:
    """Return those whom a sentence asks, when it names them."""
    written = passage.low[verb.start : verb.end]
    if told := re.match(r"il (?:leur |vous )?(?:appartient|incombe) aux? (?P<who>.+?) (?:de|d')$", written):
        return _bare(passage.at(verb.start + told.start("who"), verb.start + told.end("who")))
    if re.match(r"(?:je|nous|vous|il|j'|l'|le|la|ai|a l'honneur)\b", written) and verb.kind == "request":
        invited = re.search(
            r"(?:inviter|prier|demander|recommander|invite|prie|demande) (?P<who>(?:l[ea]s?|l'|aux?)\s[^,;]{4,120}?)\s*,?\s+(?:a|de|d')\s",
            passage.low[verb.start :],
        )
        return (
            _bare(passage.at(verb.start + invited.start("who"), verb.start + invited.end("who"))) if invited else None
        )
    if verb.kind not in _VERBAL or verb.kind == "imperative":
        return None
    subject = passage.low[: verb.start]
    start = max(subject.rfind(";"), subject.rfind(". ")) + 1
    who = r"(?:tou(?:te)?s\s+)?(?:l[ea]s\s+|l'|chaque\s+|ceux\s+|celles\s+|la\s+|le\s+|les\s+).*"
    match = re.search(rf"^[\s\d°)(.–-]*(?:[^,]{{0,80}},\s+)?(?P<who>{who})$", subject[start:])
    if match is None:
        return None
    named = passage.at(start + match.start("who"), start + match.end("who")).trimmed()
    first = set(re.findall(r"[a-z]+", named.low)[:2])
    return None if first & nouns() or first & cue_words("acts", "things") else _bare(named)


def _bare(named: Passage) -> str | None:
    bare = re.sub(r"^(?:[Aa]ux?\s+)", "", _ARTICLE.sub("", named.line))
    return bare if 0 < len(bare.split()) <= _LONGEST_AUDIENCE else None
