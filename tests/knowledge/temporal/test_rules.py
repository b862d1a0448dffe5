"""The grammar itself: what its patterns may contain, and that its work grows with the text and no faster."""

import re
import subprocess
import sys
from collections.abc import Iterator

import pytest

from knowledge.french.text import fold_in_place
from knowledge.temporal import engine
from knowledge.temporal.lexicon import lexicon
from knowledge.temporal.parser import find
from knowledge.temporal.rules import all_rules
from knowledge.temporal.tokens import nodes_of
from tests.knowledge.temporal.corpora import instant

NOW = instant("2021-03-10")
RULES = all_rules()
WORDS = re.compile(r"<\w+>|[a-z]+")


def test_patterns_are_bounded() -> None:
    """No pattern repeats without limit, so that none can take more than its share of a long text."""
    unbounded = [rule.pattern for rule in RULES if re.search(r"[*+]|\{\d+,\}", rule.pattern)]
    assert unbounded == []


def test_patterns_name_words_that_the_tokens_keep() -> None:
    """A word of a class never reaches a rule as itself: a pattern that names one could never match."""
    words = lexicon()
    lost = {
        (rule.name, word)
        for rule in RULES
        for word in WORDS.findall(rule.pattern)
        if word[0] != "<"
        and word != "un"  # translated to its class
        and (word in words.classes or words.same.get(word, word) != word)
    }
    assert lost == set()


def test_patterns_name_classes_that_exist() -> None:
    """Each class in a pattern is one of the lexicon, of the tokens, or made by a rule."""
    made = {f"<{rule.makes}>" for rule in RULES} | {f"<{name}>" for name, _ in lexicon().classes.values()}
    numbers = {"<day>", "<int>", "<number>", "<year>", "<one>", "<counted>", "<barrier>"}
    marks = {"<dash>", "<slash>", "<comma>", "<colon>", "<dot>", "<open>", "<close>", "<plus>", "<stop>", "<percent>"}
    groups = {"<n>", "<digits>", "<dom>", "<rank>", "<units>", "<hour>", "<times>", "<when>", "<occasion>", "<partday>"}
    known = made | numbers | marks | groups | {"<arrow>"}
    assert {word for rule in RULES for word in WORDS.findall(rule.pattern) if word[0] == "<"} <= known


def _steps(text: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Count the searches of all rules over a text."""
    count = 0
    made_of = engine._made

    def counted(*arguments: object) -> Iterator[object]:
        nonlocal count
        for made in made_of(*arguments):  # type: ignore[arg-type]
            count += 1
            yield made

    monkeypatch.setattr(engine, "_made", counted)
    find(text, NOW)
    monkeypatch.undo()
    return count


HOSTILE = [
    "le 17 mai 2021 ",
    "1 ",
    "1/",
    "12-",
    "mai ",
    "du 3 au ",
    "avant avant le ",
    "lundi mardi ",
    "1, 2, 3 et ",
    "deux mille ",
    "vingt et ",
    "de 9 h à ",
    "chaque mardi le ",
    "+41 22 730 ",
    "a",
    "é",
    "a1",
    "2021",
    "((((",
    "le 31 février ",
    "fin de la semaine de ",
    "un ",
    "l'ascension ",
    "Noël ",
    "mai c'est ",
    "12/11 ",
    "oct ",
    "a débuté en mai ",
    "le dernier jour ouvrable avant le ",
    "dans 1 an et 2 mois et 3 jours, ",
    "midi moins le quart et ",
    "mil neuf cent ",
    "en fin de matinée ",
    "2021-01-01T10:00:00+",
    "huit (8) ",
    "24 & 25 ",
    "jeudi dans 2 semaines à ",
    "tôt le matin du ",
    "5 à 6pm ",
    "14 à 16 h ",
    "mars du 3 au 5 ",
    "mars 3 à 8 ",
    "deux jours à partir de ",
    "15' ",
    "tard hier ",
    "١٧ mai ",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_work_grows_with_the_text_and_no_faster(piece: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text makes at most twice the matches, whatever is repeated."""
    once, twice = (_steps(piece * count, monkeypatch) for count in (100, 200))
    assert twice <= 2 * once + 20


@pytest.mark.parametrize("piece", HOSTILE)
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    """Twelve thousand characters of anything are read; the suite's time limit would stop a blow-up."""
    text = piece * (12_000 // len(piece)) + " puis le 17 mai 2021"
    assert find(text, NOW) is not None


def test_a_letter_of_hundreds_of_pages_is_read() -> None:
    """A letter of a quarter of a megabyte gives all its dates."""
    prose = "Les administrations sont invitées à répondre, en vue de la réunion, avant le 1er mars 2021. " * 2_700
    assert len(find(prose, NOW)) == 2_700


def test_unknown_words_are_one_barrier() -> None:
    """Whatever its length, prose without words of time is one node: rules have nothing to do."""
    assert len(nodes_of(fold_in_place("xyz " * 1000), "xyz " * 1000)) == 1


def test_importing_the_parser_loads_no_library_of_dates() -> None:
    """The parser and the wording start without dateparser, holidays or babel."""
    code = "import sys, knowledge.temporal.parser, knowledge.temporal.wording; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603  # ours
    assert not {"dateparser", "holidays", "babel", "knowledge.temporal.fallback", "knowledge.temporal.workdays"} & set(
        loaded
    )
