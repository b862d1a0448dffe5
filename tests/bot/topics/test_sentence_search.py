"""A sentence that holds all that is asked, of the kind that is asked."""

import pytest

from bot.assistant import Assistant
from bot.entities.dialogue import Dialogue
from bot.phrasing import Answer
from tests.bot.drafts import at

NOW = "2021-05-20T09:00"


def ask(assistant: Assistant, *messages: str, now: str = NOW) -> Answer:
    """Return the answer to the last of some messages said in a row."""
    dialogue = Dialogue()
    for message in messages:
        reply = assistant.reply(message, dialogue, at(now))
        dialogue = reply.dialogue
    return reply.answer


@pytest.mark.parametrize(
    ("question", "quoted"),
    [
        ("17 mai 1865 : quoi ?", "Convention télégraphique"),
        ("que veut promouvoir l'édition 2021 de la journée mondiale ?", "vise à promouvoir"),
        ("qu'a prouvé Digital World 2020 ?", "Le succès obtenu"),
    ],
)
def test_a_sentence_answers_what_no_fact_does(question: str, quoted: str, assistant: Assistant) -> None:
    """What the facts do not tell is answered by the sentence that holds all of it."""
    answer = ask(assistant, question)
    assert answer.answered
    assert quoted in answer.sources[0].quote


def test_what_an_answer_leaves_out_is_told_instead(assistant: Assistant) -> None:
    """A question about something else than the event last spoken of is not answered by that event."""
    answer = ask(assistant, "la date limite pour la WTISD 2020 ?", "où a été signée la convention télégraphique ?")
    assert "Paris" in answer.sources[0].quote


@pytest.mark.parametrize("question", ["combien d'ateliers au Forum ?", "combien d'États ont signé la convention ?"])
def test_how_many_wants_a_figure_of_it(question: str, assistant: Assistant) -> None:
    """A sentence that counts something else, or nothing, does not answer how many there are."""
    assert not ask(assistant, question).answered


def test_a_list_is_cited_with_its_items(assistant: Assistant) -> None:
    """A sentence that opens a list is followed by what it lists."""
    answer = ask(assistant, "à quoi sont invités les établissements universitaires dans l'annexe de la CL-19/73 ?")
    assert any("participer activement" in source.quote for source in answer.sources)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("3,7 milliards de personnes n'ont pas internet, c'est juste ?", "Oui"),
        ("Guterres parle de 2,7 milliards de gens déconnectés, exact ?", "Non"),
        ("l'UIT a été fondée en 1947 non ?", "Non"),
        ("que s'est-il passé à Paris le 17 mai 1865 ?", "Voici"),
    ],
)
def test_figures_put_are_judged(question: str, said: str, assistant: Assistant) -> None:
    """A figure put for a oui or a non is confirmed by the same, denied by another of the same thing."""
    assert ask(assistant, question).text.startswith(said)


def test_a_year_in_a_name_is_no_edition(assistant: Assistant) -> None:
    """The year that the letters write behind a name belongs to it."""
    assert ask(assistant, "qu'est-ce que Connect 2030 ?").letters == ("CL-19/73",)


def test_what_is_asked_of_the_event_in_view_is_not_lent(assistant: Assistant) -> None:
    """A half sentence about the event just spoken of is not answered by the letter of another."""
    assert not ask(assistant, "Digital World 2021, c'est quand ?", "qui préside ?", now="2021-07-20T09:00").answered
    assert not ask(assistant, "la journée mondiale 2020 ?", "qui l'organise ?", now="2020-02-01T09:00").answered


@pytest.mark.parametrize(
    ("question", "reference"),
    [
        ("quelle est la plus vieille de tes lettres ?", "CL-19/73"),
        ("laquelle des lettres CL-20/025 et CL-21/20 est la plus récente ?", "CL-21/20"),
        ("quelle lettre compte le plus de signataires ?", "CL-21/27"),
    ],
)
def test_one_letter_of_several(question: str, reference: str, assistant: Assistant) -> None:
    """The oldest, the latest or the most signed letter is told, of those named or of all."""
    assert ask(assistant, question).letters == (reference,)
