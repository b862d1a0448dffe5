"""What a message needs, whatever it names: a day by which to act, for whom it asks, what it sets aside."""

import datetime as dt

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.queries.needs import denied, speaker
from knowledge.library import Library
from tests.bot.drafts import GENEVA, Draft

NOW = dt.datetime(2024, 4, 10, 9, tzinfo=GENEVA)


def _letters() -> Library:
    """Return a letter that announces two groups, and what each asks of whom."""
    draft = Draft("CA/9", "2024-03-01", subject="Réunions des groupes de travail 3A et 3C")
    for name, first, last, place in (("3A", "04", "08", "Lomé"), ("3C", "11", "15", "Quito")):
        sentence = f"Groupe de travail {name}, {place}, du {int(first)} au {last} novembre 2024."
        held = (f"2024-11-{first}", f"2024-11-{last}")
        draft.event(sentence, f"Groupe de travail {name}", *held, place=place)
    group = "Groupe de travail 3A"
    for sentence, day, action, audience in (
        (
            "Les contributions à traduire parviendront d'ici au 2 juin 2024.",
            "06-02",
            "envoyer les contributions à traduire",
            None,
        ),
        (
            "Les contributions qui n'ont pas à être traduites parviendront d'ici au 20 juin 2024.",
            "06-20",
            "envoyer les contributions qui n'ont pas à être traduites",
            None,
        ),
        ("Les observateurs s'annoncent d'ici au 5 août 2024.", "08-05", "annoncer sa venue", "observateurs"),
        ("Les délégués s'annoncent d'ici au 9 août 2024.", "08-09", "annoncer sa venue", "délégués"),
        ("Inscription d'ici au 1er octobre 2024.", "10-01", "s'inscrire en ligne", None),
    ):
        draft.deadline(sentence, f"2024-{day}", action, inclusive=True, event=group, audience=audience)
    return Library((draft.letter,), "v1")


@pytest.fixture(scope="module")
def groups() -> Assistant:
    """Return an assistant that knows that letter."""
    return Assistant(_letters())


def told(assistant: Assistant, *messages: str) -> str:
    """Return what is answered to the last of some messages."""
    dialogue, text = Dialogue(), ""
    for message in messages:
        reply = assistant.reply(message, dialogue, NOW)
        dialogue, text = reply.dialogue, reply.answer.text
    return text


@pytest.mark.parametrize(
    ("message", "day", "other"),
    [
        ("GT 3A : contributions sans traduction, dernier jour ?", "20 juin", "2 juin"),
        ("limite pour les contributions à traduire du groupe de travail 3A ?", "2 juin", "20 juin"),
        ("contributions non traduites du 3A, pour quand ?", "20 juin", "2 juin"),
    ],
)
def test_what_is_set_aside_tells_two_deadlines_apart(message: str, day: str, other: str, groups: Assistant) -> None:
    """With and without translation are two limits: one never answers for the other."""
    answer = told(groups, message)
    assert f" {day}" in answer
    assert f" {other} " not in answer


@pytest.mark.parametrize(
    ("message", "day"),
    [
        ("nous sommes observateurs : quand annoncer notre venue au 3A, au plus tard ?", "5 août"),
        ("en tant que délégué, annoncer ma venue au groupe de travail 3A avant quand ?", "9 août"),
    ],
)
def test_who_asks_picks_the_deadline_that_is_for_them(message: str, day: str, groups: Assistant) -> None:
    """Of two limits for one deed, the one for what whoever asks says to be."""
    assert day in told(groups, message)


@pytest.mark.parametrize(
    ("message", "day"),
    [("inscription, avant quand ?", "1er octobre"), ("s'inscrire : dernier délai ?", "1er octobre")],
)
def test_a_day_by_which_to_act_is_a_deadlines(message: str, day: str, groups: Assistant) -> None:
    """Where a deadline's own words are said, no sentence and no event answers in its place."""
    answer = groups.reply(message, Dialogue(), NOW).answer
    assert answer.intent.startswith("deadline.")
    assert day in answer.text


def test_a_group_is_called_by_its_number_among_its_likes(groups: Assistant) -> None:
    """A code such as "3C" names the group of that number, also after another was spoken of."""
    assert "11 au 15 novembre" in told(groups, "quand se réunit le groupe de travail 3A ?", "et le 3C ?")


def test_a_place_said_next_names_the_event_held_there(groups: Assistant) -> None:
    """A half sentence with a place goes on asking, of the event of the same letter that is held there."""
    assert "11 au 15 novembre" in told(groups, "quand se réunit le groupe de travail 3A ?", "et à Quito ?")


@pytest.mark.parametrize(
    ("text", "word"),
    [("sans traduction", "traduction"), ("non traduites", "traduites"), ("pas besoin d'être traduites", "traduites")],
)
def test_a_word_is_set_aside_in_any_form(text: str, word: str) -> None:
    """What follows "sans", "non" or "pas besoin de" is set aside; the other forms of the word too."""
    assert denied(text) == denied(f"sans {word}")


def test_not_yet_sets_nothing_aside() -> None:
    """What is not done yet is asked for all the same."""
    assert not denied("nous n'avons pas encore désigné notre point de contact")


def test_who_asks_is_heard_up_to_the_question() -> None:
    """Words such as "nous sommes un régulateur, quand …" say who, and no more."""
    assert speaker("nous sommes un régulateur, quand répondre ?") == speaker("en tant que régulateur quand répondre")


@pytest.mark.parametrize(
    ("question", "said", "day"),
    [
        ("pour les contributions à traduire du 3A, c'est toujours le 2 juin ?", "Oui.", "2 juin"),
        ("les observateurs du 3A doivent s'annoncer : c'est bien au 9 août ?", "Non.", "5 août"),
        ("le groupe de travail 3A est toujours du 4 au 8 novembre ?", "Oui.", "du 4 au 8 novembre"),
        ("le groupe de travail 3C est bien le 20 novembre ?", "Non.", "du 11 au 15 novembre"),
    ],
)
def test_a_day_put_as_the_one_told_is_answered_by_oui_or_non_of_that_day(question: str, said: str, day: str) -> None:
    """Whether one may still act is another question: what is put is the day itself."""
    answer = Assistant(_letters()).reply(question, Dialogue(), NOW).answer.text
    assert answer.startswith(said)
    assert day in answer


def test_a_question_that_names_its_event_behind_another_asks_both_of_it() -> None:
    """« Où et quand a lieu … ? » asks where of the event that only its second half names."""
    answer = Assistant(_letters()).reply("Où et quand se tient le groupe de travail 3C ?", Dialogue(), NOW).answer
    assert answer.answered
    assert "Quito" in answer.text
    assert "du 11 au 15 novembre" in answer.text
    assert "De quel" not in answer.text


def test_an_edition_is_named_as_a_whole() -> None:
    """A letter that says CMR-19, and 27 of a September, is not about CMR-27."""
    draft = Draft("AN/7", "2018-04-20", subject="Atelier de préparation à la CMR-19")
    sentence = "L'atelier de préparation à la CMR-19 se tiendra à Dakar du 25 au 27 septembre 2018."
    draft.event(sentence, "Atelier de préparation à la CMR-19", "2018-09-25", "2018-09-27", place="Dakar")
    other = Draft("CR/1", "2018-01-04", subject="Forum des îles")
    other.event("Le forum des îles se tiendra le 4 juin 2018.", "Forum des îles", "2018-06-04")
    assistant = Assistant(Library((draft.letter, other.letter), "v1"))
    answer = assistant.reply("C'est quand la CMR-27 ?", Dialogue(), NOW).answer
    assert not answer.answered
    assert "25 au 27" not in answer.text
