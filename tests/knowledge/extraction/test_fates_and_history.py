"""What a letter says of days and events without asking, moving or cancelling anything."""

import pytest

from knowledge.model import Status
from tests.knowledge.extraction.letters import dues, letter_of

MOVED = "REPORT du Forum mondial sur la résilience des câbles (FMRC)"
FORMER = (
    "J'ai le regret de vous faire savoir que le Forum mondial sur la résilience des câbles (FMRC), qui devait se tenir "
)


def test_days_on_which_it_will_not_be_are_no_cancellation() -> None:
    """“N'aura pas lieu à ces dates”, with new ones: the event is put off, and its new days hold."""
    body = FORMER + "à Lisbonne du 12 au 14 juin 2024, n'aura pas lieu à ces dates. "
    body += "D'un commun accord avec l'hôte, il a été décidé de le reporter du 9 au 11 octobre 2024."
    (event,) = letter_of(body, subject=MOVED)[0].events
    assert (str(event.start.first) if event.start else None, event.status) == ("2024-10-09", Status.CHANGED)


def test_what_would_have_followed_an_event_is_cancelled_alone() -> None:
    """An event named in a relative clause only places what is cancelled."""
    body = "Le Forum mondial sur la résilience des câbles se tiendra à Lisbonne du 12 au 14 juin 2024. "
    body += "La visite des chantiers, qui devait suivre le Forum le 15 juin 2024, est quant à elle annulée."
    event = letter_of(body)[0].events[0]
    assert event.status is not Status.CANCELLED
    assert event.start is not None


@pytest.mark.parametrize("said", ["ayant été déclaré jour chômé", "étant férié"])
def test_what_is_said_of_a_day_dates_no_event(said: str) -> None:
    """A holiday that explains a change is no day of the event, neither before nor after."""
    body = f"Le 12 juin {said} à Lisbonne, le Forum, qui devait se tenir du 12 au 14 juin 2024, aura lieu le 13 juin."
    event = letter_of(body, subject="Forum mondial sur la résilience des câbles – nouvelle date")[0].events[0]
    assert event.was is not None
    assert (
        str(event.was.start.first if event.was.start else ""),
        str(event.was.end.first if event.was.end else ""),
    ) == (
        "2024-06-12",
        "2024-06-14",
    )


def test_what_was_years_ago_is_no_former_plan() -> None:
    """An event is not put off from days that were over more than a year before the letter."""
    body = "Le prix sera remis au cours d'une cérémonie qui aura lieu le 13 juin 2024. "
    body += "Il avait été institué pour donner suite au Sommet (Genève, décembre 2003)."
    letter, _ = letter_of(body, subject="Prix de la résilience – appel à projets")
    assert [each.was for each in letter.events] == [None]


@pytest.mark.parametrize("verb", ["demeure fixée au", "est maintenue au", "reste fixée au"])
def test_a_limit_that_stays_is_a_limit(verb: str) -> None:
    """“L'échéance pour … demeure fixée au 5 mai” sets it."""
    body = f"L'échéance pour demander une lettre d'appui en vue de l'autorisation de voyage {verb} 5 mai 2024."
    assert [day for day, _, _ in dues(body)] == ["2024-05-05"]


def test_a_count_is_from_the_part_that_it_names_in_full() -> None:
    """Of two phases, the limit is counted from the one whose form it names."""
    body = "Le cours comporte deux phases:\n\n- une phase à distance, du 14 au 25 août 2024;\n"
    body += "- une phase en présentiel, du 4 au 15 septembre 2024.\n\n"
    body += "Je vous prie de désigner un candidat au plus tard six semaines avant le début de la phase en présentiel."
    assert [day for day, _, _ in dues(body, subject="Cours régional de prévision des crues")] == ["2024-07-24"]


def test_a_summary_asks_nothing_twice() -> None:
    """What "Suite à donner" sums up and a paragraph asks in full, by the same day, is asked once."""
    body = "**Suite à donner:** a) désigner un coordonnateur avant le 16 avril 2024; "
    body += "b) inscrire vos participants au plus tard le 4 mai 2024\n\n"
    body += "Je vous prie de désigner, avant le 16 avril 2024, un coordonnateur. "
    body += "Les formulaires d'inscription, dûment remplis, devraient parvenir au Bureau au plus tard le 4 mai 2024."
    assert sorted(day for day, _, _ in dues(body)) == ["2024-04-16", "2024-05-04"]
