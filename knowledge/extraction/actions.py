"""What is asked by a day and of whom, as a sentence that a delegate can act on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.documents.passage import Passage
from knowledge.extraction.acts import as_verb, from_gerund, reflexive, with_verb
from knowledge.extraction.antecedents import ARTICLE, VERBAL, act_phrases, antecedent_of, audience_of, wish_of
from knowledge.extraction.asking import (
    Action,
    limit_for,
    of_limit,
    of_verb,
    pieces_of,
    says_something,
    segment_of,
    words_after,
)
from knowledge.extraction.cues import cue, pattern
from knowledge.extraction.features import begins_with_deed, column_role
from knowledge.extraction.governing import ASKING, Verb
from knowledge.extraction.governing import verbs as _verbs
from knowledge.extraction.mentions import Column, Sentence
from knowledge.extraction.roles import Entry
from knowledge.extraction.trimming import trimmed, without
from knowledge.french.content import stems
from knowledge.french.text import fold

_FEW_WORDS = 2  # of an action that is only a noun
_AND = re.compile(  # "et de me le renvoyer"
    r"\b(et|puis) (?:à |de |d['’])(?:nous |me |m['’]|lui |leur )?"
    r"(?=(?:vous |s['’]|en |l[ea]s? |l['’])?\w+(?:er|ir|re)\b)"
)
_SURE = 1.0  # margin of a limit that is told though its deed is not clear
_LONGEST = 25  # words of a clause that stands for a deed
_SHORT = 4  # characters of what a column says that its limits are for


def read_actions(entry: Entry, siblings: Sequence[Entry]) -> tuple[Action, ...]:
    """Return what is asked by a day; `siblings` are the other entries of its sentence."""
    if entry.time.sentence.columns:
        return tuple(_of_row(entry))
    action = _read(entry, siblings)
    return (action,) if action else ()


def _read(entry: Entry, siblings: Sequence[Entry]) -> Action | None:
    sentence = entry.time.sentence
    told = limit_for(entry, siblings)
    if action := _as_before(entry, siblings):
        return _told(action, sentence)
    for read in (of_limit, of_verb, _of_label, _of_item, _of_noun, _of_infinitive, _of_heading, _of_clause):
        action = read(entry, siblings)
        if action is None:
            continue
        action = replace(action, text=trimmed(action.text))
        if told and read is of_verb and fold(told) not in fold(action.text):
            action = replace(action, text=f"{action.text} ({told})")
        if says_something(action.text):
            return _told(action, sentence)
        resumed = antecedent_of(sentence)
        if resumed and action.rule != "heading":
            return _told(
                Action(text=trimmed(f"{action.text} {resumed}".strip()), rule="resumed", audience=action.audience),
                sentence,
            )
    return None


def _as_before(entry: Entry, siblings: Sequence[Entry]) -> Action | None:
    """“… s'inscrire d'ici au 25 octobre; ceux qui ont besoin d'un visa le feront …”: the act of the limit before."""
    low, verb = entry.time.sentence.low, entry.verb
    if (
        verb is None
        or not re.search(r"\ble$", low[: verb.start].rstrip())
        or not re.match(r"f(?:er)?ont$", low[verb.start : verb.end])
    ):
        return None
    before = [each for each in siblings if each.time.end <= verb.start]
    action = _read(before[-1], siblings) if before else None
    return replace(action, rule="resumed", audience=audience_of(entry.time.sentence.passage, verb)) if action else None


def _demanded(text: str, sentence: Sentence) -> str:
    """“Ceux qui sollicitent une bourse en feront la demande”: what they ask for is what they wish."""
    known = re.match(r"(?:le |nous le |lui )?faire savoir\b(?P<rest>.*)$", text)
    aim = known and next((each for verb in _verbs(sentence.low) if (each := wish_of(sentence, verb))), None)
    if known and aim:
        return f"faire savoir{known['rest']} que vous souhaitez {aim}"
    match = re.match(r"(?:en )?faire (?:la |une )?demande\b(?: note$)?(?P<rest>.*)$", text)
    if match is None or re.match(r"\s(?:d[eu']|pour)", match["rest"]):
        return text
    wish = next((each for verb in _verbs(sentence.low) if (each := wish_of(sentence, verb))), None)
    if wish is not None:
        return f"demander à {wish}{match['rest']}"
    for passage in filter(None, (sentence.passage, sentence.previous)):
        wanted = list(re.finditer(r"\bune?\s(?P<what>[a-z]{4,}(?:\s(?:de\s|d')?[a-z]+)?)(?=[\s,.;(])", passage.low))
        if wanted:
            return f"demander un(e) {passage.group(wanted[0], 'what').line}{match['rest']}"
    return text


def _with_object(text: str, sentence: Sentence) -> str:
    """“en transmettre une description”, "les enregistrer": the pronoun gives way to what it stands for."""
    match = re.match(r"(?P<pronoun>(?:en|les?|la|y)(?=\s)|l['’])\s*(?P<verb>\w+(?:er|ir|re))\b\s*(?P<rest>.*)$", text)
    if match is None:
        return text
    own = next(
        (wish_of(sentence, verb) for verb in _verbs(sentence.low) if verb.kind in VERBAL and wish_of(sentence, verb)),
        None,
    )
    thing = re.search(r"\s(?:une?|l[ea]s?|des)\s.*$", own) if own else None
    stood = thing[0].strip() if thing else antecedent_of(sentence)
    if stood is None:
        stood = next(
            (
                each
                for verb in _verbs(sentence.low)
                if verb.kind in VERBAL and (each := audience_of(sentence.passage, verb))
            ),
            None,
        )
        return f"{match['verb']} {match['rest']}" + (f" ({stood})" if stood else "")
    if match["pronoun"] in ("en", "y"):
        return f"{match['verb']} {match['rest']}" + (f" ({stood})" if stood else "")
    return f"{match['verb']} {stood} {match['rest']}"


def _told(action: Action, sentence: Sentence) -> Action:
    """Complete an action that names only its act by what it stands under."""
    text = re.sub(r"\s+", " ", action.text)
    text = re.sub(r"^(?:encore|également|aussi|toutefois|cependant|ensuite|donc|impérativement|alors)\s+", "", text)
    if action.audience is None:
        text = re.sub(r"^vous (?=(\w+(?:er|ir|re)\b))", lambda said: reflexive(said[1])[: -len(said[1])], text)
    text = re.sub(r"^(?:nous |vous |m['’]|me |lui |leur )+(?=\w)", "", text)
    text = _with_object(_demanded(text, sentence), sentence)
    text = _AND.sub(r"\1 ", text)
    few = len(set(stems(text))) < 3
    title = (
        re.sub(r"^[\dIVX]{1,3}[.)]?\s+", "", sentence.above.line.strip(" .:"))
        if sentence.above is not None
        and sentence.block >= 0
        and not pattern(r"^{ledger.documents}\b").match(sentence.heading)
        else ""
    )
    if few and title and set(stems(text)) < set(stems(title)) and begins_with_deed(title):
        text = title
    elif few and title and len(title.split()) <= 8 and not set(stems(title)) <= set(stems(text)):
        known = set(stems(title)) & set(stems(text))
        text = f"{text} ({title[:1].lower() + title[1:]})" if not known or len(stems(title)) > 1 else text
    return replace(action, text=_lowered(as_verb(text, few=_FEW_WORDS)))


def _lowered(text: str) -> str:
    """Return an action without its capital, unless it begins with an acronym."""
    return text if text[:2].isupper() else text[:1].lower() + text[1:]


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
    if what is None and own is not None and (headed := _headed(own)) is not None:
        yield Action(text=with_verb(headed), rule="row")
        return
    if what is None:
        action = _of_cell(entry, own.cell) if own is not None else None
        yield from (action,) if action else ()
        return
    who = by_role.get("audiences")
    headed = _headed(own) if own else None
    lead = f"{headed}: " if headed else ""
    deed = pattern(r"(?P<deed>.*\w) (?:{tables.until})").fullmatch(own.header) if own else None
    if own and own.head and deed and column_role(own.header) == "limits":
        yield Action(text=with_verb(f"{own.head.line[: deed.end('deed')]} – {what.cell.line}"), rule="row")
        return
    several = re.match(r"[–•-]\s", what.cell.line)
    for item in re.split(r"(?:^|\s+)[–•-]\s+(?=[A-Za-zÀ-ÿ])", what.cell.line) if several else [what.cell.line]:
        text = f"{lead}{trimmed(item).removesuffix(', en ligne')}"
        if text:
            yield Action(
                text=_lowered(text if len(text.split()) > _FEW_WORDS else with_verb(text)),
                rule="row",
                audience=who.cell.line if who else None,
            )


def _headed(own: Column) -> str | None:
    """Return what a column of limits is for: "Date limite pour les contributions (16 h 00 UTC)"."""
    limits = pattern(r"^(?:{deadlines.limit_nouns})[^a-z]*(?:pour |d[eu]s? |d')?(?P<what>.*?)(?:\s*\(.*)?$")
    match = limits.match(own.header)
    if match is None or own.head is None or len(match["what"]) <= _SHORT:
        return None
    start = own.head.low.find(match["what"])
    return own.head.line[start : start + len(match["what"])] if start >= 0 else match["what"]


def _of_cell(entry: Entry, cell: Passage) -> Action | None:
    start = entry.time.sentence.passage.place(cell.span.start)
    text = trimmed(" ".join(without(cell.text, cell.low, (entry.time.start - start, entry.time.end - start))))
    return Action(text=text, rule="cell") if text else None


def _of_label(entry: Entry, _: Sequence[Entry]) -> Action | None:
    """“Inscription: jusqu'au 26 avril 2024” is an act and its limit; "5 mai 2024: envoi des résumés" too."""
    passage, time = entry.time.sentence.passage, entry.time
    label = re.match(r"(?P<label>[^:]{3,100}?)\s*[:(–](?!//)\s*(?:le|au)?\s*$", time.before)
    listed = label and entry.time.sentence.lead is not None and not begins_with_deed(label["label"])
    if label and not listed and not pattern(r"^(?:{deadlines.limits})$").match(label["label"].strip()):
        return Action(text=passage.group(label, "label").line, rule="label")
    long = re.match(r"(?P<label>[^:]{3,100}?)\s*:\s", time.before)
    if long and entry.verb is None and begins_with_deed(long["label"]):
        start, end = segment_of(entry)
        return Action(text=" ".join(pieces_of(passage, start, end, time.start, time.end)), rule="label")
    after = re.match(r"\s*(?:\)|inclus)?\s*[:–-]\s*(?P<what>[a-z][^;.]{6,160})", time.after)
    if after and len(time.before.strip()) < 12:
        return Action(text=words_after(entry, after), rule="label")
    return None


def _of_item(entry: Entry, _: Sequence[Entry]) -> Action | None:
    """An item of a request is itself what is asked; one that says only for whom takes its lead-in's deed."""
    sentence, time = entry.time.sentence, entry.time
    if sentence.lead is None or not sentence.first:
        return None
    start, end = segment_of(entry)
    text = " ".join(pieces_of(sentence.passage, start, end, time.start, time.end)).strip()
    label = re.match(r"(?P<label>[^:]{4,100}?)\s*:\s*$", text)
    first = re.match(
        r"(?:[Aa]ux?|[àÀ] la|[àÀ] l['’]|[Pp]our|[Ss]['’]agissant d\w*['’]?)\s?(?P<who>[^,;]{3,100}),"
        r"\s*(?:de |d['’]|à )?(?P<what>.*)$",
        text,
    )
    if (first and begins_with_deed(first["what"] + " ")) or (
        first and re.match(r"\w{3,}(?:er|ir|re)\s", first["what"])
    ):
        return Action(text=first["what"], rule="listed", audience=ARTICLE.sub("", first["who"]).strip())
    whom = re.match(r",?\s*(?:au plus tard,?\s*|inclus,?\s*)?pour\s(?P<who>.*)$", text)
    deed = _of_lead(entry) if whom or (label and not begins_with_deed(label["label"])) or not text else None
    if deed is not None:
        audience = ARTICLE.sub("", whom["who"]).strip(" ;.,") if whom else deed.audience
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
    limits = pattern(r"\b{deadlines.limits}").search(lead.low)
    action = of_limit(there, ()) or (_of_heading(there, ()) if limits else of_verb(there, ()))
    return replace(action, text=trimmed(action.text)) if action and says_something(action.text) else None


def _audience_of_lead(sentence: Sentence) -> str | None:
    lead = sentence.lead
    if lead is None:
        return None
    for kind in ("request", "must"):
        if match := pattern(rf"\b{cue('governs', kind)}").search(lead.low):
            return audience_of(lead, Verb(kind=kind, start=match.start(), end=match.end()))
    return None


def _of_noun(entry: Entry, _: Sequence[Entry]) -> Action | None:
    """“Clôture des candidatures le 15 mars 2024”: the noun of an act in the clause of its day."""
    sentence = entry.time.sentence
    start, end = segment_of(entry)
    for first, last in act_phrases(sentence.low[start:end]):
        return Action(text=sentence.passage.at(start + first, start + last).trimmed().line, rule="noun")
    return None


def _of_infinitive(entry: Entry, _: Sequence[Entry]) -> Action | None:
    """“Pour recevoir le lien, il suffit d'écrire à … au plus tard la veille": the last thing to do before the day."""
    time = entry.time
    if entry.verb is not None and entry.verb.kind not in ASKING:
        return None
    start, end = segment_of(entry)
    told = list(re.finditer(r"\b(?:de |d'|a |et )(?P<what>(?:s'|se )?\w{3,}(?:er|ir|re)\b)", time.before[start:]))
    if not told:
        return None
    begin = start + told[-1].start("what")
    return Action(
        text=" ".join(pieces_of(time.sentence.passage, begin, end, time.start, time.end)).strip(" ,"), rule="infinitive"
    )


def _of_clause(entry: Entry, _: Sequence[Entry]) -> Action | None:
    """What surely is a limit though nothing says plainly of what: its clause is told, and is doubtful."""
    if entry.margin < _SURE or (entry.verb is not None and entry.verb.kind not in ASKING):
        return None
    start, end = segment_of(entry)
    told = pieces_of(entry.time.sentence.passage, start, end, entry.time.start, entry.time.end)
    text = " ".join(told).strip(" ,.:;")
    return Action(text=text, rule="clause") if len(text.split()) <= _LONGEST else None


def _of_heading(entry: Entry, _: Sequence[Entry]) -> Action | None:
    """“Dernier délai: 26 mai 2023” under "Inscription" asks what stands before it."""
    resumed = antecedent_of(entry.time.sentence)
    return Action(text=resumed, rule="heading") if resumed else None
