"""What a pronoun or a bare limit stands for, and whom a sentence asks."""

import re
from collections.abc import Iterator

from knowledge.documents.passage import Passage
from knowledge.extraction.acts import nouns
from knowledge.extraction.cues import cue_words
from knowledge.extraction.governing import Verb, verbs
from knowledge.extraction.mentions import Sentence

_CLITICS = r"(?:\s+(?:[sl]['’]|se|y|en|nous|vous|lui|leur|les?|la))?\s*"  # before a verb: "[le] feront"
_LONGEST_AUDIENCE = 25  # words
ARTICLE = re.compile(
    r"^(?:[Ll][ea]s?\s+|[Ll]['’]|[Uu]ne?\s+|[Dd]es\s+|[Vv]os\s+|[Vv]otre\s+|[Ll]eurs?\s+|[Ss](?:on|a|es)\s+"
    r"|[Cc]e(?:tte|t|s)?\s+)"
)
_PRONOUNS = r"(?:[nv]ous |s'|se |me |m'|l'|le |la |les |lui |leur |en |y )*"
_INFINITIVE = rf"(?:{_PRONOUNS}(?:faire |bien vouloir )?\w{{2,}}(?:er|ir|re|oir)\b)"
_ASKED = (
    re.compile(r"il (?:leur |vous )?(?:appartient|incombe) aux? (?P<who>.+?) (?:de|d')$"),
    re.compile(r"(?:prie|invite|exhorte|engage)\w* (?P<who>.+?) (?:a|de|d')(?: bien vouloir)?$"),
)
_AUTHORS = re.compile(  # whose subject is who asks
    r"\bseri?(?:ais|ait|ions|aient).*(?:gre|oblige|reconnaiss|heureu)|\b(?:appreci|lui (?:sau|se)|leur (?:sau|se))"
)
_OTHER_VERB = re.compile(  # of several, before the one that binds: "les pays disposent d'un délai et peuvent"
    r"^(?:tous\s+)?(?:les|ceux|celles)\s.*?\s(?P<verb>(?:s'|se |en |y |ne )?(?:\w+(?<!m)ent|\w*ont))"
    r"\s.*\s(?:et|ou|mais)$"
)
VERBAL = ("request", "imperative", "future", "may", "must")


def wish_of(sentence: Sentence, verb: Verb) -> str | None:
    """“Ceux qui désirent proposer des modifications peuvent le faire”: to propose modifications."""
    subject = sentence.low[: verb.start]
    match = re.search(
        rf"\b(?:desir|souhait|veul|entend|compt|voudrai)\w+\s+(?:de |d')?(?P<what>{_INFINITIVE}.*?){_CLITICS}$", subject
    )
    return sentence.passage.group(match, "what").trimmed().line if match else None


def antecedent_of(sentence: Sentence) -> str | None:
    """Return the act that a pronoun or a bare limit stands for: of the sentence before, else of the heading."""
    for low, passage in _before(sentence):
        found = list(act_phrases(low))
        if found:
            start, end = found[0]
            return ARTICLE.sub("", passage.at(start, end).trimmed().line)
    if sentence.above is not None and sentence.block >= 0 and len(sentence.above.line.split()) <= 10:
        return re.sub(r"^[\dIVX]{1,3}[.)]?\s+", "", sentence.above.line.strip(" .:"))
    return None


def _before(sentence: Sentence) -> Iterator[tuple[str, Passage]]:
    if sentence.previous is not None:
        yield sentence.previous.low, sentence.previous


def act_phrases(low: str) -> Iterator[tuple[int, int]]:
    """Yield the noun phrases of acts: "leurs observations", "l'inscription des participants"."""
    article = r"(?:l[ea]s?\s+|l'|leurs?\s+|[vs]os\s+|votre\s+|[sm]es\s+|s(?:a|on)\s+|des\s+|une?\s+|d[eu]\s+|d')"
    head = r"(?:" + "|".join(sorted(nouns(), key=len, reverse=True)) + r")"
    of = r"d[eu]s?\s+|d'|de la\s+|de l'|a\s+|aux?\s+|pour\s+|relatives?\s+|en\s+"
    verb = r"s'|se\b|est\b|sont\b|doi|peu|sera|seront|dev[ar]|pouvai|pourr|etai|avai"
    more = rf"(?:(?:\s+(?:{of})(?!plus|moins)(?:l[ea]s?\s+|l')?\w+)(?:\s+(?!{verb})\w+)?)?"
    for match in re.finditer(rf"(?:\b{article}|^\W*)(?P<what>{head}\b{more})", low):
        yield match.span("what")


def audience_of(passage: Passage, verb: Verb) -> str | None:
    """Return those whom a sentence asks, when it names them."""
    written = passage.low[verb.start : verb.end]
    if told := next(filter(None, (each.match(written) for each in _ASKED)), None):
        return _bare(passage.at(verb.start + told.start("who"), verb.start + told.end("who")))
    if re.match(r"(?:je|nous|vous|il|j'|l'|le|la|ai|a l'honneur)\b", written) and verb.kind == "request":
        asking = r"(?:inviter|prier|demander|recommander|invite|prie|demande)"
        who = r"(?P<who>(?:l[ea]s?|l'|aux?)\s[^,;]{4,120}?)"
        invited = re.search(rf"{asking} {who}\s*,?\s+(?:a|de|d')\s", passage.low[verb.start :])
        return (
            _bare(passage.at(verb.start + invited.start("who"), verb.start + invited.end("who"))) if invited else None
        )
    if verb.kind not in VERBAL or verb.kind == "imperative" or _AUTHORS.search(written):
        return None
    subject = passage.low[: verb.start]
    start = max(subject.rfind(";"), subject.rfind(". ")) + 1
    who = r"(?:tou(?:te)?s\s+)?(?:l[ea]s\s+|l'|chaque\s+|ceux\s+|celles\s+|la\s+|le\s+|les\s+).*"
    match = re.search(rf"^[\s\d°)(.–-]*(?:[^,]{{0,80}},\s+)?(?P<who>{who})$", subject[start:])
    if match is None:
        return None
    named = passage.at(start + match.start("who"), start + match.end("who")).trimmed()
    acting = next((each.start for each in verbs(named.low) if each.kind == "future"), None)
    if acting is None and (other := _OTHER_VERB.search(named.low)):
        acting = other.start("verb")
    named = named.at(0, acting).trimmed() if acting else named  # "remplira la fiche et la transmettra"
    first = set(re.findall(r"[a-z]+", named.low)[:2])
    return None if first & nouns() or first & cue_words("acts", "things") else _bare(named)


def _bare(named: Passage) -> str | None:
    bare = re.sub(rf"^(?:[Aa]ux?\s+)|{_CLITICS}$", "", ARTICLE.sub("", named.line))
    return bare if 0 < len(bare.split()) <= _LONGEST_AUDIENCE else None
