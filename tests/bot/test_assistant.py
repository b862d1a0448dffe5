"""The whole core: a message in, an answer and a memory out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from tests.bot.drafts import at, registry

NOW = at("2024-04-10T09:00")
PHRASES = (
    "quand a lieu l'atelier ?",
    "et la date limite ?",
    "où ?",
    "qui contacter ?",
    "et le séminaire ?",
    "quand a lieu le forum ?",
    "celui des jeunes",
    "et en 2025 ?",
    "merci",
    "résume la lettre CL-24/30",
    "pourquoi ?",
    "quelle est la prochaine échéance ?",
    "qui est Lena Weiss ?",
    "son téléphone ?",
)


@pytest.fixture(scope="module")
def clerk() -> Assistant:
    """Return an assistant that knows letters of many kinds."""
    return Assistant(registry())


def talk(assistant: Assistant, *messages: str) -> tuple[list[str], Dialogue]:
    """Return the intents of some messages said in a row, and what is remembered of them."""
    dialogue, intents = Dialogue(), []
    for message in messages:
        reply = assistant.reply(message, dialogue, NOW)
        dialogue = reply.dialogue
        intents.append(reply.answer.intent)
    return intents, dialogue


def shown(assistant: Assistant, *messages: str) -> str:
    """Return the text of the answer to the last of some messages."""
    _, dialogue = talk(assistant, *messages[:-1])
    return assistant.reply(messages[-1], dialogue, NOW).answer.text


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(messages=st.lists(st.sampled_from(PHRASES), max_size=6))
def test_a_reply_is_a_function_of_what_it_is_given(messages: list[str], clerk: Assistant) -> None:
    """The same words, memory and hour give the same answer; what is cited stands in its letter."""
    _, dialogue = talk(clerk, *messages)
    assert talk(clerk, *messages)[1] == dialogue
    answer = clerk.reply("et le contact ?", dialogue, NOW).answer
    for source in answer.sources:
        letter = clerk.library.letter(source.reference)
        assert letter is not None
        assert source.quote in letter.text


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("quand a lieu l'atelier ?", "et où ?"), "Tunis"),
        (("quand a lieu l'atelier ?", "et le séminaire ?"), "12 septembre"),
        (("où a lieu l'atelier ?", "et le séminaire ?"), "Dakar"),
        (("quand a lieu l'atelier ?", "merci", "qui contacter ?"), "Karim Haddad"),
        (("résume la lettre DM-24/1010", "quelle est la date limite ?"), "2 mai"),
        (("quel est le thème du séminaire ?", "qui le préside ?"), "Awa Ndiaye"),
        (("quand a lieu l'atelier ?", "quel est le prix ?", "et où ?"), "Tunis"),
        (("quand a lieu le forum ?", "celui des jeunes"), "20 au 22 mai"),
        (("où se tient le forum ?", "connectivité"), "Nairobi"),
        (("quand a lieu l'atelier et qui contacter ?",), "Karim Haddad"),
        (("quand a lieu l'atelier ? quel est le thème du séminaire ?",), "Partager les bandes"),
        (("quand a lieu le forum ?", "le forum de la connectivité"), "4 au 8 novembre"),
    ],
)
def test_a_conversation_goes_on(messages: tuple[str, ...], told: str, clerk: Assistant) -> None:
    """A half sentence is about what was last spoken of, a name takes over what was last asked."""
    assert told in shown(clerk, *messages)


def test_what_was_not_understood_is_not_remembered(clerk: Assistant) -> None:
    """Noise and courtesy leave the memory as it was, but for its hour."""
    _, before = talk(clerk, "quand a lieu l'atelier ?")
    for noise in ("merci", "xyzzy", "!!!"):
        after = clerk.reply(noise, before, NOW).dialogue
        assert (after.events, after.topic) == (before.events, before.topic)


def test_a_button_asks_what_it_says(clerk: Assistant) -> None:
    """A tap on a suggestion is answered as the question typed in full would be."""
    answer = clerk.reply("quand a lieu l'atelier ?", Dialogue(), NOW).answer
    (button,) = (each for each in answer.suggestions if each.label == "La date limite")
    pressed = clerk.press(button.data, Dialogue(), NOW)
    typed = clerk.reply("quelles sont les dates limites de l'atelier ?", Dialogue(), NOW)
    assert pressed.answer.text == typed.answer.text
    assert pressed.dialogue.events == typed.dialogue.events


def test_a_choice_is_a_button(clerk: Assistant) -> None:
    """Asked which of two, a tap on one answers the first question of it."""
    asked = clerk.reply("où se tient le forum ?", Dialogue(), NOW).answer
    places = [clerk.press(each.data, Dialogue(), NOW).answer.text for each in asked.suggestions]
    assert "en ligne" in places[0]
    assert "Nairobi" in places[1]


@pytest.mark.parametrize("data", ["", "0|event.date|", "1|nothing|", "1|event.date|00000000"])
def test_a_foreign_button_is_stale(data: str, clerk: Assistant) -> None:
    """Data of another version, topic or base is told to be stale and changes nothing."""
    dialogue = Dialogue(topic="event.date")
    reply = clerk.press(data, dialogue, NOW)
    assert (reply.answer.answered, reply.answer.intent, reply.dialogue) == (False, "help.stale", dialogue)


def test_an_empty_base_answers(clerk: Assistant) -> None:
    """With no letter at all, every question is answered courteously, none with a fact."""
    empty = Assistant(type(clerk.library)(()))
    for phrase in PHRASES:
        answer = empty.reply(phrase, Dialogue(), NOW).answer
        assert answer.text
        assert answer.sources == ()


@pytest.mark.parametrize("message", PHRASES)
def test_a_confidence_is_a_share(message: str, clerk: Assistant) -> None:
    """From 0 to 1, whatever the answer."""
    assert 0 <= clerk.reply(message, Dialogue(), NOW).answer.confidence <= 1


def test_what_is_prepared_answers_alike(clerk: Assistant) -> None:
    """Tables made at the start or by the first question say the same; an empty base has none to make."""
    ready = Assistant(clerk.library)
    ready.prepare()
    Assistant(type(clerk.library)(())).prepare()
    for phrase in PHRASES:
        assert ready.reply(phrase, Dialogue(), NOW) == clerk.reply(phrase, Dialogue(), NOW)


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (("où se tient l'atelier ?", "pas l'atelier, le séminaire"), "Dakar"),
        (("quand a lieu l'atelier ?", "je ne parle pas de l'atelier mais du séminaire"), "12 septembre"),
        (("quand a lieu l'atelier ?", "non"), "corriger"),
        (("quand a lieu l'atelier ?", "tu t'es trompé", "le séminaire"), "12 septembre"),
        (("où se tient le forum ?", "le deuxième"), "Nairobi"),
        (("date limite ?", "l'atelier"), "répondre avant"),
        (("que se passe-t-il en juin 2024 ?", "et en septembre 2024 ?"), "septembre 2024"),
    ],
)
def test_a_correction_or_a_choice_is_taken(messages: tuple[str, ...], told: str, clerk: Assistant) -> None:
    """What is set aside is not told, what is chosen of what was offered answers the first question."""
    assert told in shown(clerk, *messages)


def test_which_is_asked_once(clerk: Assistant) -> None:
    """After one question in return there is an answer or a refusal, whatever is typed again."""
    dialogue = clerk.reply("où se tient le forum ?", Dialogue(), NOW).dialogue
    for message in ("où se tient le forum ?", "le forum", "où ?"):
        reply = clerk.reply(message, dialogue, NOW)
        assert (reply.answer.answered, reply.answer.reason, reply.answer.suggestions) == (False, "help.unclear", ())
        assert reply.dialogue.asked
    assert clerk.reply("celui des jeunes", dialogue, NOW).answer.answered
