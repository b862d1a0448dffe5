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


@pytest.mark.parametrize(
    "said",
    [
        "À l'occasion du Forum se tiendra en outre, le 20 juin 2024, un Colloque des jeunes ingénieurs.",
        "En marge du Forum aura lieu, le 20 juin 2024 de 9 h à 12 h, une Réunion des régulateurs du Sud.",
    ],
)
def test_the_subject_that_stands_after_its_day(said: str) -> None:
    """“À l'occasion du Forum se tiendra, le 20 juin, un Colloque”: the Colloque does, and the Forum keeps its days."""
    letter, _ = letter_of(f"Le Forum mondial sur la résilience des câbles se tiendra du 12 au 14 juin 2024. {said}")
    assert [str(each.start.first) for each in letter.events if each.start] == ["2024-06-12", "2024-06-20"]


def test_a_weekday_alone_dates_nothing() -> None:
    """“Une séance en direct le mardi à 14 heures” is held every week."""
    body = "Le cours demande cinq heures par semaine, dont une séance en direct le mardi à 14 heures."
    letter, _ = letter_of(body, subject="Formation en ligne sur les câbles")
    assert letter.events == ()


def test_who_acts_may_stand_in_a_column() -> None:
    """A last day of the secretariat, under "Qui", binds nobody else."""
    body = "| Étape | Quoi | Qui | Quand |\n|---|---|---|---|\n"
    body += "| 1 | Envoi des projets | tous | 3 mars 2024 au plus tard |\n"
    body += "| 2 | Dépouillement | Secrétariat | 26 mars 2024 au plus tard |"
    assert [day for day, _, _ in dues(body)] == ["2024-03-03"]


def test_the_limit_of_some_is_a_limit() -> None:
    """“Pour les Membres du Secteur, la limite est fixée au …” sets a limit."""
    body = "Les autorités sont invitées à soumettre leur contribution avant la fin mars 2024. "
    body += "Pour les Membres du Secteur, la limite est fixée au 16 avril 2024."
    assert [day for day, _, _ in dues(body)] == ["2024-03-31", "2024-04-16"]
