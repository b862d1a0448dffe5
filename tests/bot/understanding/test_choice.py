"""Which aspect a message puts."""

import pytest

from bot.entities.dialogue import Dialogue
from bot.topics.data import load
from bot.understanding.choice import choose
from bot.understanding.question import Understanding
from tests.bot.drafts import at


def aspect(understanding: Understanding, message: str, dialogue: Dialogue | None = None) -> tuple[str | None, bool]:
    """Return the aspect of a message, and whether it is the one last spoken of."""
    memory = dialogue or Dialogue()
    question = understanding.read(message, memory, at("2024-04-10T09:00"))
    choice = choose(question, memory, load().words["deadline.acts"])
    return choice.aspect, choice.by == "memory"


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("quand a lieu l'atelier ?", "event.date"),
        ("où a lieu l'atelier ?", "place.place"),
        ("l'atelier a lieu où ?", "place.place"),
        ("l'atelier, c'est sur place ?", "place.place"),
        ("quand faut-il répondre pour l'atelier ?", "deadline.date"),
        ("jusqu'à quand demander une bourse ?", "deadline.date"),
        ("est-il trop tard pour l'atelier ?", "status.possible"),
        ("l'atelier est-il terminé ?", "status.over"),
        ("dans combien de jours l'atelier ?", "countdown.countdown"),
        ("combien de temps dure l'atelier ?", "duration.duration"),
        ("à quelle heure l'atelier ?", "time.time"),
        ("l'atelier est-il annulé ?", "change.change"),
        ("pourquoi l'atelier est-il reporté ?", "change.reason"),
        ("le thème de l'atelier", "theme.theme"),
        ("qui organise l'atelier ?", "organiser.organisers"),
        ("qui préside l'atelier ?", "organiser.president"),
        ("qui contacter pour l'atelier ?", "contact.contact"),
        ("le téléphone de Lena Weiss", "contact.phone"),
        ("qui est Lena Weiss ?", "person.who"),
        ("à qui est exposes@itu.int ?", "person.whose"),
        ("comment participer à l'atelier ?", "procedure.how"),
        ("le site de l'atelier", "link.link"),
        ("l'objet de la lettre CL-24/30", "letter.subject"),
        ("la lettre CL-24/30", "letter.summary"),
        ("qui a signé la lettre CL-24/30 ?", "letter.signed"),
        ("l'atelier et le séminaire ont-ils lieu en même temps ?", "comparison.overlap"),
        ("lequel vient avant, l'atelier ou le séminaire ?", "comparison.first"),
        ("que se passe-t-il en juin ?", "agenda.events"),
        ("quelles échéances en mai ?", "agenda.deadlines"),
        ("l'atelier", "event.date"),
        ("en juin 2024", "agenda.events"),
        ("Lena Weiss", "person.who"),
        ("bonjour", "help.greeting"),
        ("merci beaucoup", "help.thanks"),
        ("bonjour, quand a lieu l'atelier ?", "event.date"),
        ("qui es-tu ?", "help.identity"),
    ],
)
def test_the_aspect_that_words_speak_for(message: str, expected: str, understanding: Understanding) -> None:
    """The cues choose, weighed by what is named; a name alone asks what is most asked of it."""
    assert aspect(understanding, message) == (expected, False)


@pytest.mark.parametrize("message", ["et le séminaire ?", "et pour le forum des jeunes ?", "et en 2025 ?"])
def test_a_name_takes_over_the_aspect(message: str, understanding: Understanding) -> None:
    """So "et le séminaire ?" asks of it what was last asked."""
    key = understanding.catalogue.occurrences[0].key
    assert aspect(understanding, message, Dialogue(topic="theme.theme", events=(key,))) == ("theme.theme", True)


def test_a_new_question_is_not_the_last_one(understanding: Understanding) -> None:
    """What speaks for an aspect of its own does not take over the last."""
    key = understanding.catalogue.occurrences[0].key
    found = aspect(understanding, "et le contact ?", Dialogue(topic="theme.theme", events=(key,)))
    assert found == ("contact.contact", False)


@pytest.mark.parametrize(("topic", "expected"), [("status.possible", "deadline.date"), ("place.place", "event.date")])
def test_when_is_asked_of_what_was_said(topic: str, expected: str, understanding: Understanding) -> None:
    """So "c'était quand ?" asks for the deadline, said of one."""
    key = understanding.catalogue.occurrences[0].key
    assert aspect(understanding, "c'était quand ?", Dialogue(topic=topic, events=(key,))) == (expected, False)


def test_nothing_is_asked(understanding: Understanding) -> None:
    """Words that nothing tells put no aspect."""
    assert aspect(understanding, "blip") in ((None, False), ("passage.passage", False))
