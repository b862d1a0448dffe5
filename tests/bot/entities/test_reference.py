"""Which edition, letter, part or person is meant."""

import datetime as dt
import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.entities.dialogue import Dialogue
from bot.entities.entity import LetterRef, Resolution
from bot.entities.form import Form
from bot.entities.message import Reader
from knowledge.library import Library
from tests.bot.drafts import Draft, at

QUESTIONS = Path(__file__).parents[2] / "questions"
NOW = at("2021-02-15T09:00")
WORDS = (
    "kalimba",
    "zephyrine",
    "mirabelle",
    "quetsche",
    "farandole",
    "oriflamme",
    "sarabande",
    "trirème".replace("è", "e"),
)
KINDS = ("Forum", "Atelier", "Colloque", "Sommet")


def titles(found: Resolution, reader: Reader) -> list[str]:
    """Return the titles of the events that a message is about."""
    every = (reader.catalogue.occurrence(each.key) for each in found.events)
    return [each.title for each in every if each]


def told(text: str, reader: Reader, dialogue: Dialogue | None = None, now: dt.datetime = NOW) -> list[str]:
    """Return the titles of the events that a message is about, after what was said."""
    return titles(reader.read(text, dialogue or Dialogue(), now).about, reader)


@pytest.mark.parametrize(
    ("message", "now", "title"),
    [
        ("quand a lieu le Forum du SMSI ?", "2021-02-15T09:00", "Forum du SMSI 2021"),
        ("quand a lieu le Forum du SMSI ?", "2020-05-15T09:00", "Forum du SMSI 2020"),
        ("quand a lieu le Forum du SMSI ?", "2030-05-15T09:00", "Forum du SMSI 2021"),
        ("le Forum 2020 du SMSI", "2021-02-15T09:00", "Forum du SMSI 2020"),
        ("le forum smsi de l'an dernier", "2021-02-15T09:00", "Forum du SMSI 2020"),
        ("smsi 20", "2021-02-15T09:00", "Forum du SMSI 2020"),
        ("SMSI+15 c'est quand ?", "2021-02-15T09:00", "Forum du SMSI 2020"),
        ("le smsi dans la lettre CL-20/025", "2021-02-15T09:00", "Forum du SMSI 2020"),
    ],
)
def test_the_edition_is_chosen(message: str, now: str, title: str, shipped_reader: Reader) -> None:
    """The year said, else in progress or next from now, all past the latest; a letter named tells its own."""
    assert told(message, shipped_reader, now=at(now)) == [title]


@pytest.mark.parametrize("message", ["le forum du smsi 2027", "WTISD-31", "le 1er forum du smsi", "SMSI+20"])
def test_an_edition_that_no_letter_announces_is_unknown(message: str, shipped_reader: Reader) -> None:
    """It is told, and no other edition is taken for it."""
    found = shipped_reader.read(message, Dialogue(), NOW).about
    assert found.unknown
    assert found.events == ()


def test_a_number_alone_is_of_the_letter_last_spoken_of(shipped_reader: Reader) -> None:
    """Number 4 after CL-21/20 is CL-21/4."""
    before = Dialogue(letter="CL-21/20", said=NOW)
    found = shipped_reader.read("et la lettre 4 ?", before, NOW).about
    assert found.letters == (LetterRef(reference="CL-21/4"),)


def test_two_of_a_kind_are_asked_for(reader: Reader) -> None:
    """Of two forums neither is chosen, and both are told."""
    found = reader.read("quand a lieu le forum ?", Dialogue(), at("2024-05-02T09:00")).about
    assert found.events == ()
    assert len(found.candidates) == 2


@pytest.mark.parametrize(
    ("message", "form"),
    [
        ("quand a lieu le Forum du SMSI ?", Form.ALONE),
        ("quelles lettres de 2021 ont une annexe ?", Form.ALONE),
        ("quelle est la prochaine échéance ?", Form.ALONE),
        ("que se passe-t-il en juin 2021 ?", Form.ALONE),
        ("et en 2020 ?", Form.AND),
        ("il a lieu où ?", Form.POINTING),
        ("son thème ?", Form.POINTING),
        ("quelles dates ?", Form.OPEN),
        ("il faut s'inscrire ?", Form.OPEN),
        ("où s'inscrire, s'il vous plaît ?", Form.OPEN),
    ],
)
def test_the_form_tells_whether_a_message_stands_alone(message: str, form: Form, shipped_reader: Reader) -> None:
    """A subject of its own, or a question of all, needs nothing; a pronoun, "et" or no subject does."""
    assert shipped_reader.read(message, Dialogue(), NOW).form is form


def test_a_follow_up_keeps_what_was_spoken_of(shipped_reader: Reader) -> None:
    """The event, and in another year the event of that year."""
    before = Dialogue(events=(_key("Forum du SMSI 2021", shipped_reader),), said=NOW)
    assert told("quelles dates ?", shipped_reader, before) == ["Forum du SMSI 2021"]
    assert told("et en 2020 ?", shipped_reader, before) == ["Forum du SMSI 2020"]
    assert told("quelles dates ?", shipped_reader, before, NOW + dt.timedelta(days=2)) == []


def _key(title: str, reader: Reader) -> str:
    return next(each.key for each in reader.catalogue.occurrences if each.title == title)


def _questions() -> list[tuple[str, str]]:
    lines = [line for path in sorted(QUESTIONS.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    return [(each["text"], each["now"]) for each in map(json.loads, lines)]


@pytest.fixture(scope="module")
def alone(shipped_reader: Reader) -> list[tuple[str, dt.datetime]]:
    """Return the questions of the tests that stand alone by their form."""
    asked = [(text, dt.datetime.fromisoformat(now)) for text, now in _questions()[::7]]
    return [(text, now) for text, now in asked if shipped_reader.read(text, Dialogue(), now).form is Form.ALONE]


def test_what_stands_alone_is_read_as_if_cold(alone: list[tuple[str, dt.datetime]], shipped_reader: Reader) -> None:
    """The same events, letters and unknown names after any turn."""
    assert len(alone) > 100
    for place, (text, now) in enumerate(alone):
        other = shipped_reader.catalogue.occurrences[place % len(shipped_reader.catalogue.occurrences)]
        before = Dialogue(topic="x", events=(other.key,), letter=other.letter.reference, person="Theo Tunga", said=now)
        assert shipped_reader.read(text, before, now).about == shipped_reader.read(text, Dialogue(), now).about, text


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(KINDS), st.sampled_from(WORDS)), min_size=2, max_size=5, unique_by=lambda e: e[1]
    )
)
def test_a_name_dropped_from_the_base_is_never_resolved(events: list[tuple[str, str]]) -> None:
    """Each event is found by its name while its letter is there, and no other one when it is not."""
    whole, dropped = Reader(_base(events)), Reader(_base(events[1:]))
    kind, word = events[0]
    asked = f"quand a lieu le {kind.lower()} de la {word} ?"
    assert told(asked, whole) == [f"{kind} de la {word} 2021"]
    assert told(asked, dropped) == []
    assert dropped.read(asked, Dialogue(), NOW).about.unknown


def _base(events: list[tuple[str, str]]) -> Library:
    letters = []
    for number, (kind, word) in enumerate(events, 1):
        draft = Draft(f"CL-21/{number}", "2021-01-04", subject=f"{kind} de la {word}")
        name = f"{kind} de la {word}"
        draft.event(f"Le {name} se tiendra à Rabat.", name, f"2021-0{number}-20", edition=2021, place="Rabat")
        letters.append(draft.letter)
    return Library(tuple(letters), "v1")
