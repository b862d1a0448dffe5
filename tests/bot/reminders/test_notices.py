"""How a change is said."""

import datetime as dt
from dataclasses import replace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.reminders import wording
from bot.reminders.changes import Difference
from bot.reminders.notices import Reader, phrase
from bot.reminders.told import Told, ToldEvent, ToldLetter, ToldPart
from knowledge.model import Mode
from tests.bot.calendars.builders import NOW, ORIGIN, QUOTE, day, deadline, event

READER = Reader(
    now=NOW, zone=ZoneInfo("Europe/Zurich"), here=ZoneInfo("Europe/Zurich"), reminding=wording.load_sentences()
)
TORONTO = replace(READER, here=ZoneInfo("America/Toronto"))


def said(before: Told | None, after: Told | None, reader: Reader = READER) -> str:
    """Return how one change is said."""
    return phrase((Difference(before=before, after=after),), reader).text


def undated(**fields: Any) -> ToldEvent:
    """Return an event without days."""
    return event(start=None, end=None, **fields)


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        (
            deadline(),
            deadline(due=dt.date(2021, 3, 15), inclusive=True),
            "Avant : il fallait agir avant le 1er mars 2021. Maintenant : il faut agir d'ici au 15 mars 2021.",
        ),
        (deadline(), deadline(due=dt.date(2021, 3, 15)), "Dernier jour utile : dimanche 14 mars 2021, dans 27 jours"),
        (
            deadline(reply_to=("a@itu.int",)),
            deadline(reply_to=("b@itu.int",)),
            "Avant : réponse à a@itu.int. Maintenant : réponse à b@itu.int.",
        ),
        (None, deadline(), "🆕 Nouvelle échéance – Forum du SMSI 2021"),
        (deadline(), None, "Avant : il fallait agir avant le 1er mars 2021. Maintenant : cette échéance ne figure"),
        (deadline(), None, "Il s'agissait de : confirmer votre venue"),
        (
            event(),
            event(start=day("2021-06-14"), end=day("2021-06-18")),
            "Avant : il était prévu du 17 au 21 mai 2021. Maintenant : il a lieu du 14 au 18 juin 2021.",
        ),
        (undated(), event(), "Il a lieu du 17 au 21 mai 2021."),
        (
            event(),
            undated(postponed=True),
            "Avant : il était prévu du 17 au 21 mai 2021. Maintenant : il est reporté à une date qui n'est",
        ),
        (
            event(),
            event(cancelled=True),
            "Avant : il était prévu du 17 au 21 mai 2021. Maintenant : il n'aura pas lieu.",
        ),
        (event(), event(cancelled=True), "❌ Événement annulé – Forum du SMSI 2021"),
        (undated(), undated(cancelled=True), "Il n'aura pas lieu."),
        (event(), None, "Avant : il était prévu du 17 au 21 mai 2021. Maintenant : il ne figure plus"),
        (undated(), None, "Il ne figure plus dans les lettres en vigueur."),
        (event(place="Tunis"), event(place="Kigali"), "Lieu – avant : Tunis ; maintenant : Kigali."),
        (event(), event(place="Kigali"), "Lieu : Kigali."),
        (event(place="Tunis"), event(place="Kigali"), "Il a lieu du 17 au 21 mai 2021."),
        (
            event(mode=Mode.IN_PERSON),
            event(mode=Mode.VIRTUAL),
            "Forme – avant : manifestation sur place ; maintenant : manifestation virtuelle.",
        ),
        (event(), event(start_time=dt.time(9), timezone="CEST"), "Horaire : à 9 h (CEST)."),
        (
            event(parts=(ToldPart(name="clôture", start=day("2021-05-20"), end=None),)),
            event(parts=(ToldPart(name="clôture", start=day("2021-05-21"), end=None),)),
            "Clôture – avant : le jeudi 20 mai 2021 ; maintenant : le vendredi 21 mai 2021.",
        ),
        (None, event(), "🆕 Nouvel événement – Forum du SMSI 2021\nIl a lieu du 17 au 21 mai 2021."),
    ],
)  # fmt: skip
def test_a_change_is_a_whole_sentence(before: Told | None, after: Told | None, sentence: str) -> None:
    """What was, what is: nobody has to remember the letter."""
    assert sentence in said(before, after)


def test_a_changed_deadline_is_whole_on_its_own() -> None:
    """What to do, for whom, to whom, by both clocks, and the sentence of the letter."""
    after = deadline(due=dt.date(2021, 3, 15), audience="États Membres", reply_to=("a@itu.int",))
    answer = phrase((Difference(before=deadline(), after=after),), TORONTO)
    for told in (
        "confirmer votre venue",
        "Pour : États Membres",
        "Réponse à : a@itu.int",
        "à Genève, soit 14 mars 18 h 59",
    ):
        assert told in answer.text
    assert [(source.reference, source.quote) for source in answer.sources] == [("CL-21/4", QUOTE)]


def test_a_deadline_moved_into_the_past_says_so() -> None:
    """No countdown to a day that is over."""
    assert "déjà passé" in said(deadline(), deadline(due=dt.date(2021, 2, 10)))


def test_a_new_letter_tells_its_subject_and_its_deadlines() -> None:
    """Or that it sets none, or which letter it changes."""
    letter = ToldLetter(subject="l1", origin=replace(ORIGIN, quote=""), title="Forum 2021", deadlines=(deadline(),))
    assert said(None, letter) == (
        "🆕 Nouvelle lettre – CL-21/4, 3 février 2021\nObjet : Forum 2021\n"
        "Échéance, avant le 1er mars 2021 : confirmer votre venue"
    )
    assert said(None, replace(letter, deadlines=())).endswith("Elle ne fixe aucune échéance.")
    assert said(None, replace(letter, deadlines=(), amends="CL-20/1")).endswith("Elle modifie : CL-20/1")
    undated_letter = replace(letter, origin=replace(ORIGIN, written=None))
    assert said(None, undated_letter).startswith("🆕 Nouvelle lettre – CL-21/4\n")


def test_several_changes_are_numbered() -> None:
    """One message, each change with its heading."""
    both = (Difference(before=deadline(), after=None), Difference(before=event(), after=event(cancelled=True)))
    text = phrase(both, READER).text
    assert "en 2 points" in text
    assert "\n1. ❌ Échéance retirée" in text
    assert "\n2. ❌ Événement annulé" in text
