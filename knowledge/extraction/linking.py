"""What takes place at a time: the candidates that the letter offers, weighed by what links each to it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from knowledge.documents.model import Kind
from knowledge.documents.passage import Passage
from knowledge.extraction.cues import cue_words, pattern
from knowledge.extraction.drafts import Draft, Register
from knowledge.extraction.features import adjacent, happens, is_card, labelled, occasion, score, turned
from knowledge.extraction.governing import verbs
from knowledge.extraction.mentions import Sentence, Time
from knowledge.extraction.names import Name, name_of
from knowledge.extraction.roles import Entry
from knowledge.extraction.rows import is_step, naming, sister
from knowledge.extraction.things import Thing, things
from knowledge.french.text import Span

DETERMINED = r"\s*(?:l[ea]s?\s+|l'|une?\s+|cette?\s+|ces\s+|s(?:on|a|es)\s+|[vn]otre\s+|des\s+|ledit\s+|ladite\s+)"
_PRONOUN = re.compile(r"(?:^|[\s,;])(?:celui-ci|celle-ci|il|elle|ceux-ci|celles-ci|ils|elles|dates?)\s*$")
_ACTIVE = re.compile(
    r"(?:co-?)?organis(?:e|ent|era|eront)\b|tiendr|accueill|celebrer"
)  # what its subject does, not what it is
_GENERAL = (
    r"(?:reunion|session|rencontre|conference|seminaire|atelier|forum|sommet|congres|colloque|symposium|salon|journee"
    r"|assemblee|webinaire|concours|cours|formation)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A thing that may take place at a time."""

    phrase: Passage  # how the letter calls it
    thing: Thing | None = None  # None: a phrase that is no usual noun of an event
    draft: Draft | None = None  # an event already known
    how: str = ""  # the rule
    features: frozenset[str] = frozenset()

    @property
    def weight(self) -> float:
        """How strongly it is linked, in log odds."""
        return score("link", self.features)


@dataclass
class Reading:
    """What is known while the events of a letter are read."""

    anchor: dt.datetime
    acronyms: dict[str, str]
    register: Register
    focus: Draft | None = None  # what the sentence before spoke of
    moving: bool = False  # the letter says that something is put off: of two plans the later told holds
    series: str | None = None  # what a table sets out, in the singular: "Atelier régional sur …"
    mentioned: list[Thing] = field(default_factory=list)  # things named in full so far, without their days perhaps
    programme: tuple[Span, Draft] | None = None  # a sentence that sets out the moments of an event, and the event

    def named(self, phrase: str) -> Name:
        """Return the lasting name of a phrase."""
        return name_of(phrase, self.acronyms)

    def antecedent(self, thing: Thing | None) -> Thing | None:
        """Return what "ladite session", or a pronoun, stands for: the last thing named in full, by that noun."""
        same = (each for each in reversed(self.mentioned) if thing is None or each.head == thing.head)
        return next(same, None)


def candidates(entry: Entry, named: Sequence[Thing], reading: Reading) -> list[Link]:
    """Return what may take place at a time, the best first."""
    sentence = entry.time.sentence
    found = [*_things(entry, named, reading), *_label(entry, reading), *_cells(entry, reading)]
    found += _subject(entry, named, reading)
    if (is_card(sentence) and not turned(entry.time)) or pattern(
        r"^\s*{events.date_labels}\s*:\s*(?:du|le|les)?\s*$"
    ).match(entry.time.before):
        found = [replace(link, features=frozenset(("row",))) for link in _heading(sentence, reading)]
    elif not found or max(link.weight for link in found) < 0:
        found += _heading(sentence, reading)
    return sorted((link for link in found if link.weight >= 0), key=lambda link: -link.weight)


# ------------------------------------------------------------------ things of the sentence


def _things(entry: Entry, named: Sequence[Thing], reading: Reading) -> Iterator[Link]:
    time, low = entry.time, entry.time.sentence.low
    before = [thing for thing in named if thing.end <= time.start]
    for thing in named:
        if thing.start >= time.start and thing.start < time.end:
            continue
        ahead = thing.start >= time.end
        gap = low[time.end : thing.start] if ahead else low[thing.end : time.start]
        takes = bool(pattern(r"\b{events.takes}(?![\w-])").search(gap)) or happens(entry.verb, thing, time)
        near = adjacent(thing, time)
        holds = {
            "nearest": bool(before) and thing is before[-1],
            "adjacent": near,
            "takes": takes and not ahead and len(gap) < 300,
            "stopped": bool(re.search(r";|\.\s|\bmais\b", gap)),
            "held": not ahead and _held(low, thing),
            "called": not ahead and _called(low, thing),
            "follows": ahead and (occasion(thing, time) or _follows(time, low, gap)),
            "ahead": ahead,
            "landmark": (not ahead and _inverted(time))
            or (
                (not takes or bool(re.match(r",\s(?!qu[ie]|lequel|laquelle|lesquel)", gap)))
                and is_landmark(low, thing)
                and not occasion(thing, time)
            ),
            "governed": not ahead and not near and _governed(low, thing, gap),
            "parted": not near and not takes and not ahead and not _called(low, thing) and not _held(low, thing),
            "clock": time.clock_only and not ahead,
        }
        yield Link(
            phrase=thing.passage,
            thing=thing,
            draft=owner(thing, reading),
            how="named",
            features=frozenset(name for name, held in holds.items() if held),
        )


def _follows(time: Time, low: str, gap: str) -> bool:
    """“Du 3 au 5 juin, l'UIT tiendra le Forum”; "sera suivi, les 16 et 17 mai, de la réunion"; "3 mai: atelier"."""
    after = bool(pattern(r"\b{events.after_date}\b").search(gap)) and not re.search(r"[.;]", gap)
    held = pattern(r"\b(?:{events.after_date}|organisent|organiseront),?\s*(?:du|le|les)?\s*$").search(
        low[: time.start]
    )
    after = after or bool(held and re.fullmatch(r"[\s,]*(?:la |le |les |l'|une? |des )?", gap))
    cues = list(pattern(r"\b(?:{events.follows}|{events.holds})").finditer(low, 0, time.start))
    led = (
        bool(cues)
        and not re.search(r"[.;]", low[cues[-1].end() : time.start])
        and re.fullmatch(r"[\s,]*(?:au meme endroit,? )?(?:par |d[eu]s? |d'|la |le |les |l'|une? )*", gap)
    )
    then = re.search(r"\b(?:puis|et|enfin|ainsi que),?\s*$", low[: time.start]) and re.fullmatch(
        r"\s*,\s*(?:(?:a|de) (?:la |l')|d'|du |des |aux? |par |(?:a |de )?(?:une? |cette? ))", gap
    )
    after = after or (_inverted(time) and re.fullmatch(r"[^;.]{0,50}?,\s(?:l[ea] |l'|une? )", gap) is not None)
    listed = re.fullmatch(r"\s*(?:\([^)]*\))?\s*[:,–-]\s*(?:\w+ ){0,2}", gap) and not low[: time.start].strip(" le")
    return bool(after or led or then or listed)


def _inverted(time: Time) -> bool:
    """“À l'occasion du Colloque se tiendra, le samedi 9 juin, un Forum”: its subject stands after the day."""
    aside = r"(?:,? (?:en outre|egalement|aussi|ensuite|par ailleurs|de plus))*"
    before = r"^\W*(?:a l'occasion|lors|au cours|dans le cadre|en marge|pendant|durant)\b"
    led = pattern(rf"{before}.*\b{{events.takes}}{aside},\s(?:le |du |les )?$").search(time.before)
    return led is not None and re.match(r"[^;.]{0,50}?,\s(?:l[ea] |l'|une? )", time.after) is not None


def _called(low: str, thing: Thing) -> bool:
    """“sera suivi d'une cérémonie de clôture, …, le 30 janvier”: what follows takes place then."""
    return bool(
        pattern(r"\b(?:{events.follows})\s?(?:par |d[eu]s? |d'|la |le |les |l'|une? )*$").search(low[: thing.start])
    )


def _held(low: str, thing: Thing) -> bool:
    """“Le Conseil tiendra sa session ordinaire …, du 10 au 20 juin”: the object of the verb takes place then."""
    verb = (
        r"\b(?:tiendr|organis|accueill|celebr|convoqu)\w*\b[^.;:]{0,60}?\b(?:sa |son |ses |la |le |les |l'|une? |des )"
    )
    return bool(re.search(rf"{verb}(?:\w+ )?$", low[: thing.start]))


def is_landmark(low: str, thing: Thing) -> bool:
    """“immédiatement après l'Assemblée (13-17 novembre 2023)”: the thing only says when something else is."""
    return bool(
        pattern(r"\b{events.beside}\s*(?:e |u |es |e l'|e la |l'|la |le |les )?\s?$").search(low[: thing.start])
    )


def _governed(low: str, thing: Thing, gap: str) -> bool:
    """Tell whether the subject of the verb is another noun, of which the thing is only the complement."""
    gap = re.sub(r"^\s*(?:\([^)]*\))?\s*,\s*qui [^,]*,\s*", " ", gap)
    if re.match(r"\s*(?:\([^)]*\))?\s*,?\s*(?:qui|lequel|laquelle|lesquel|organise|tenu|prevu|convoque)", gap):
        return False
    clause = re.split(r"[;:]|,\s(?!qui)", low[: thing.start])[-1]
    match = re.match(rf"^{DETERMINED}(?P<noun>[a-z-]+)\b", clause)
    if match is None or re.search(r"\bvous\b|\bnous\b|\binvit", clause):
        return False
    hollow = match["noun"] in cue_words("events", "transparent") or pattern(r"^{events.heads}$").match(match["noun"])
    linked = re.search(r"(?:\b(?:d[eu]s?|aux?)|\b(?:de|a|pour|sur) l[ea']s?|\bd'|\bpour)\s*$", clause)
    return bool(linked) and not hollow


def owner(thing: Thing, reading: Reading) -> Draft | None:
    """Return the event that a thing is: by its name, by a general word for the one in view, or by its noun alone."""
    register, name = reading.register, reading.named(thing.passage.text)
    known = register.match(name, thing.acronym, name.edition or edition_of(thing.acronym))
    if known is not None or register.main is None:
        return known
    if thing.determiner not in (None, "indefinite") and (is_general(thing) or _alone(thing)):
        return _of_noun(thing, reading)
    main = register.main
    awaited = main.start is None and main.was_start is None and not main.parts
    return (
        main
        if awaited and name.head and name.head == main.name.head and not thing.acronym and len(name.key) < 2
        else None
    )


def _alone(thing: Thing) -> bool:
    return bool(
        re.fullmatch(
            rf"(?:presente |prochaine |derniere )?{_GENERAL}(?: (?:ordinaire|extraordinaire|annuelle?))?",
            re.sub(r"\s(?:de )?(?:19|20)\d\d$", "", thing.passage.low.strip()),
        )
    )


def _of_noun(thing: Thing, reading: Reading) -> Draft | None:
    """“La réunion” is the event in view that is called so, else the main one when no other is."""
    same = [
        draft
        for draft in reading.register.drafts
        if thing.head.rstrip("s") in (draft.head.rstrip("s"), draft.name.head)
    ]
    if reading.focus in same:
        return reading.focus
    return same[0] if same else (reading.focus or reading.register.main)


def is_general(thing: Thing) -> bool:
    """Tell whether a phrase is only a word that stands for an event named elsewhere: "cette manifestation"."""
    return bool(pattern(r"^{events.generic}$").match(thing.head)) and len(thing.passage.line.split()) <= 2


def edition_of(acronym: str | None) -> int | None:
    """Return the year that an acronym tells: "CMR-23" gives 2023."""
    match = re.search(r"[-/](\d\d)$", acronym or "")
    return 2000 + int(match[1]) if match else None


# ------------------------------------------------------------------ labels, cells, subjects, headings


def _label(entry: Entry, reading: Reading) -> Iterator[Link]:
    """“Vote public en ligne: du 13 janvier au 10 février” is a name and its days."""
    time = entry.time
    match = labelled(time)
    town = time.sentence.kind is Kind.HEADING and re.fullmatch(r"[^\W\d_][\w'’-]*(?: \([^)]*\))?,?\s*", time.before)
    if match is None or town or verbs(time.before) or pattern(r"\b{deadlines.limits}(?![\w-])").search(time.before):
        return
    label = time.sentence.passage.group(match, "label")
    noun = re.match(rf"(?:{DETERMINED})?(?P<noun>[a-z-]+)", match["label"])
    if re.match(r"\W*(?:a|au|aux|en|lors|pendant|dans|sur|par|pour|durant|elles?|ils?)\b", match["label"]):
        return
    if re.search(r"\b(?:je|nous|vous|ai|avons|qui|que|est|sont|sera|seront)\b", match["label"]):
        return
    if noun is None or noun["noun"] in cue_words("events", "excluded") or len(match["label"].split()) > 18:
        return
    if noun["noun"].endswith("ement") and re.match(r"\S+\s+(?:a|aux?)\b", match["label"]):
        return  # "Conformément à la décision prise à sa 17e réunion (…)"
    draft = reading.register.match(reading.named(label.line), _acronym(label), None)
    stage = pattern(r"^(?:la |le )?(?:{events.ranks} )?{events.stages}\b").match(label.low)
    features = frozenset(("listed", "stage")) if stage else frozenset(("listed",))
    yield Link(phrase=label, draft=None if stage else draft, how="listed", features=features)


def _acronym(label: Passage) -> str | None:
    found = re.search(r"\(([A-Z][\w/+-]*)\)", label.line)
    return found[1] if found else None


def _cells(entry: Entry, reading: Reading) -> Iterator[Link]:
    """A row of a table is one event: its name stands under a column of names, else in its first other cell."""
    sentence = entry.time.sentence
    if not sentence.columns:
        return
    if head := turned(entry.time):
        draft = next((each for each in reading.register.drafts if each.name.text.endswith(f"– {head.line}")), None)
        yield Link(phrase=head, draft=draft, how="row", features=frozenset(("row",)))
        return
    offset = sentence.span.start + entry.time.start
    others = [
        each for each in sentence.columns if not each.cell.span.start <= offset < each.cell.span.end and each.cell
    ]
    chosen = naming(others)
    if chosen is None or is_step(chosen):
        return
    name = reading.named(chosen.cell.line)
    yield Link(
        phrase=chosen.cell,
        draft=sister(chosen.cell.line, reading.register) or reading.register.match(name, _acronym(chosen.cell), None),
        how="row",
        features=frozenset(("row",)),
    )


def _subject(entry: Entry, named: Sequence[Thing], reading: Reading) -> Iterator[Link]:
    """A pronoun, or a noun that is no usual head, is the subject of what takes place."""
    time, low = entry.time, entry.time.sentence.low
    verbs = list(pattern(r"\b{events.takes}(?![\w-])").finditer(low, 0, time.start))
    before = [thing for thing in named if thing.end <= verbs[-1].start()] if verbs else []
    if not verbs or any(not _governed(low, thing, low[thing.end : verbs[-1].start()] + " ") for thing in before):
        return
    relative = re.search(r",\s(?:qui|dont|que)\s[^;]*,\s*$", low[: verbs[-1].start()])
    end = relative.start() if relative else verbs[-1].start()
    start = max(low.rfind(mark, 0, end) for mark in (";", ", ")) + 1
    subject = low[start:end]
    if _PRONOUN.search(low[: verbs[-1].start()]) or re.match(r"\s*(?:elles?|ils?|cel\w+-ci)\s", subject):
        titled = list(_heading(time.sentence, reading)) if time.sentence.first else []
        if titled and titled[0].how == "heading":
            yield replace(titled[0], features=frozenset(("pronoun",)))
            return
        draft = reading.focus or reading.register.main
        meant = reading.antecedent(None) if draft is None else None
        if draft is not None or meant is not None:
            phrase = meant.passage if meant else time.sentence.passage
            yield Link(phrase=phrase, thing=meant, draft=draft, how="pronoun", features=frozenset(("pronoun",)))
        return
    if re.search(r"\b(?:je|nous|vous|ai|avons)\b", subject) or _ACTIVE.match(verbs[-1][0]):
        return
    noun = re.match(rf"(?:{DETERMINED})?(?P<noun>[a-z-]+)[^;:]{{0,160}}$", subject.strip())
    if noun and noun["noun"] not in cue_words("events", "excluded") and not noun["noun"].endswith("ement"):
        first = start + len(subject) - len(subject.lstrip()) + noun.start("noun")
        phrase = time.sentence.passage.at(first, end).trimmed()
        draft = reading.register.match(reading.named(phrase.line), None, None)
        yield Link(phrase=phrase, draft=draft, how="subject", features=frozenset(("plain",)))


def _heading(sentence: Sentence, reading: Reading) -> Iterator[Link]:
    """A sentence that names nothing speaks of what it has dated, of its heading, else of what was said before."""
    dated = reading.focus is not None and any(said.span == sentence.span for said in reading.focus.said)
    if not dated and sentence.above is not None and sentence.block >= 0:
        for thing in things(sentence.above, (), reading.register.aliases):
            yield Link(
                phrase=thing.passage,
                thing=thing,
                draft=owner(thing, reading),
                how="heading",
                features=frozenset(("heading",)),
            )
            return
    draft = reading.focus or reading.register.main
    if draft is not None:
        yield Link(phrase=sentence.passage, draft=draft, how="main", features=frozenset(("main",)))
