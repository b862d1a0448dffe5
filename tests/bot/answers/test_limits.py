"""Deadlines as they are told."""

import datetime as dt

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from knowledge.library import Library
from tests.bot.drafts import GENEVA, Draft


def asked(text: str, now: dt.datetime, **deadline: object) -> Assistant:
    """Return an assistant that knows one letter with one deadline."""
    letter = Draft("CA/9", "2026-03-02", subject="Séminaire régional à Nairobi")
    letter.event("Le séminaire a lieu à Nairobi du 4 au 8 mai 2026.", "Séminaire régional", "2026-05-04", "2026-05-08")
    letter.deadline(text, "2026-04-24", "demander un visa", **deadline)  # type: ignore[arg-type]
    return Assistant(Library((letter.letter,), "v1"))


NOON = "Les demandes de visa doivent parvenir avant le 24 avril 2026 à midi (heure de Genève)."


@pytest.mark.parametrize(
    ("hour", "verdict"),
    [(9, "Oui, c'est encore possible"), (11, "Oui, c'est encore possible"), (13, "Non, il est trop tard")],
)
def test_an_hour_closes_a_deadline_to_the_minute(hour: int, verdict: str) -> None:
    """Up to its hour the last day is open, then it is over."""
    now = dt.datetime(2026, 4, 24, hour, tzinfo=GENEVA)
    assistant = asked(NOON, now, time=dt.time(12), timezone="heure de Genève")
    told = assistant.reply("est-il encore temps de demander un visa ?", Dialogue(), now).answer.text
    assert verdict in told
    assert "12 h (heure de Genève)" in told


@pytest.mark.parametrize(
    ("message", "day", "verdict"),
    [
        ("demander un visa : encore possible ou trop tard ?", 28, "Non, il est trop tard"),
        ("demander un visa : encore possible ou trop tard ?", 10, "Oui, c'est encore possible"),
        ("pour demander un visa, toujours possible ou c'est mort ?", 28, "Non, il est trop tard"),
        ("demander un visa : trop tard ?", 28, "Oui, il est trop tard"),
    ],
)
def test_of_two_ways_put_the_verdict_is_on_the_first(message: str, day: int, verdict: str) -> None:
    """A yes to "possible or too late" would be read as "possible"."""
    now = dt.datetime(2026, 4, day, 9, tzinfo=GENEVA)
    assert asked(NOON, now).reply(message, Dialogue(), now).answer.text.startswith(verdict)


@pytest.mark.parametrize("message", ["date limite pour le visa ?", "date limite pour les visas ?"])
def test_a_word_of_the_letter_is_not_denied(message: str) -> None:
    """What a deadline is for is found by its word, singular or plural."""
    now = dt.datetime(2026, 4, 1, 9, tzinfo=GENEVA)
    answer = asked(NOON, now).reply(message, Dialogue(), now).answer
    assert answer.answered
    assert "24 avril 2026" in answer.text


def test_the_last_working_day_is_told() -> None:
    """Where the last day is none on which people work."""
    now = dt.datetime(2026, 4, 1, 9, tzinfo=GENEVA)
    letter = Draft("CA/9", "2026-03-02", subject="Séminaire")
    letter.deadline("Répondre d'ici au 26 avril 2026.", "2026-04-26", "demander un visa", inclusive=True)
    told = Assistant(Library((letter.letter,), "v1")).reply("date limite pour le visa ?", Dialogue(), now).answer.text
    assert "Dernier jour ouvré à Genève : le vendredi 24 avril 2026." in told


def test_a_doubtful_deadline_is_told_as_such() -> None:
    """With what speaks against it, and to programs too."""
    now = dt.datetime(2026, 4, 1, 9, tzinfo=GENEVA)
    assistant = asked(NOON, now, doubtful=True, against="Deux jours se suivent dans la phrase.")
    answer = assistant.reply("date limite pour le visa ?", Dialogue(), now).answer
    assert answer.doubtful
    assert "À vérifier" in answer.text
    assert "Deux jours se suivent" in answer.text


def test_a_denial_needs_proof() -> None:
    """A letter one of whose sentences may set a limit is not said to set none: the sentence is quoted."""
    now = dt.datetime(2026, 4, 1, 9, tzinfo=GENEVA)
    letter = Draft("CA/9", "2026-03-02", subject="Séminaire régional")
    letter.event("Le séminaire a lieu du 4 au 8 mai 2026.", "Séminaire régional", "2026-05-04", "2026-05-08")
    letter.write("Les réponses sont attendues au plus tard le 3 avril 2026.")
    answer = (
        Assistant(Library((letter.letter,), "v1")).reply("date limite du séminaire régional ?", Dialogue(), now).answer
    )
    assert "aucune date limite" not in answer.text
    assert any("3 avril 2026" in source.quote for source in answer.sources)
