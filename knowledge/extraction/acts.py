"""The words for what addressees do: nouns, verbs, and which of them name the same act."""

import re
import tomllib
from functools import cache
from pathlib import Path

from knowledge.extraction.cues import cue_pairs, cue_words
from knowledge.french.content import stems
from knowledge.french.text import fold

_ARTICLES = {"des ": "les ", "du ": "le ", "de la ": "la ", "de l'": "l'"}
_ALIKE = 5  # letters by which "inscription" and "inscrire" are told to be one act


@cache
def nouns() -> frozenset[str]:
    """Return the folded nouns that name something that addressees do."""
    return cue_words("deadlines", "act_nouns")


def with_verb(noun: str) -> str:
    """Return a bare act with its verb: "inscription" -> "s'inscrire (inscription)"."""
    verb = cue_pairs("acts", "nouns_with_verb").get(fold(noun).split()[0])
    return f"{verb} ({noun})" if verb else noun


@cache
def _verbs_of_nouns() -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name("verbs.toml").read_text("utf-8"))


def as_verb(text: str, *, few: int) -> str:
    """Return what begins with the noun of an act by its verb: "dépôt des offres" -> "déposer les offres".

    A noun alone, or with a word, keeps its own words behind its verb.
    """
    low = fold(text)
    if joined := re.match(r"(?:pre-?)?inscriptions? (?=(?:aux?|a|en|sur|pour|aupres)\b)", low):
        return f"s'inscrire {text[joined.end() :]}" if len(low) == len(text) else text
    noun = re.match(r"(?P<noun>[a-z]+) (?P<of>des |du |de la |de l'|de |d')(?=[a-z])", low)
    verb = _verbs_of_nouns().get(noun["noun"]) if noun else None
    if noun and verb and len(low) == len(text):
        return f"{verb} {_ARTICLES.get(noun['of'], '')}{text[noun.end() :]}"
    return with_verb(text) if len(text.split()) <= few else text


def infinitive(participle: str) -> str:
    """Return the infinitive of a participle: "soumises" -> "soumettre", "envoyées" -> "envoyer"."""
    irregular = cue_pairs("deadlines", "participles")
    for ending in ("", "s", "e", "es"):
        bare = fold(participle.removesuffix(ending))
        if participle.endswith(ending) and bare in irregular:
            return irregular[bare]
    if re.search(r"i(?:e|s|es)?$", participle):
        return re.sub(r"i(?:e|s|es)?$", "ir", participle)
    if fold(participle).rstrip("es") != fold(participle).rstrip("s"):
        return re.sub(r"[ée]e?s?$", "er", participle)
    return re.sub(r"ie?s?$", "ir", participle)


def of_order(word: str) -> str:
    """Return the infinitive of an imperative or a future: "indiquez" and "indiqueront" give "indiquer"."""
    bare = word.split("-", maxsplit=1)[0]
    low = fold(bare)
    irregular = cue_pairs("acts", "orders")
    if low in irregular:
        return irregular[low]
    if low.endswith("ez"):
        return bare[:-1] + "r"
    stem = re.sub(r"(?:a|ont)$", "", bare)
    return stem if stem.endswith(("er", "ir")) else f"{stem}e"


def reflexive(infinitive: str) -> str:
    """Return a verb with its pronoun: "prononcer" -> "se prononcer", "adresser" -> "s'adresser"."""
    return f"s'{infinitive}" if re.match(r"[aeiouyh]", fold(infinitive)) else f"se {infinitive}"


def from_gerund(word: str) -> str:
    """Return the infinitive of a gerund: "proposant" -> "proposer"."""
    return "faire" if word == "faisant" else f"{word.removesuffix('ant').removesuffix('e')}er"


@cache
def _known() -> frozenset[str]:
    words = (*nouns(), *cue_words("acts", "other_acts"))
    general = {stem for word in cue_words("acts", "too_general") for stem in stems(word)}
    return frozenset(stem for word in words for stem in stems(word)) - general


def acts_in(text: str) -> frozenset[str]:
    """Return the roots of the acts that a text names: "inscription" and "s'inscrire" share theirs."""
    return frozenset(stem[:_ALIKE] for stem in _known() & set(stems(text)))


def same_act(one: str, other: str) -> bool:
    """Tell whether two actions name the same act."""
    return bool(acts_in(one) & acts_in(other))
