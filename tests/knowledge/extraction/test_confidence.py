"""A dated fact tells how sure it is, and what speaks against it."""

from itertools import permutations

from knowledge.extraction.features import score
from tests.knowledge.extraction.letters import letter_of


def test_a_plain_request_is_asserted() -> None:
    """A request with its act, its day and its address is sure."""
    letter, _ = letter_of("Veuillez envoyer vos contributions à x@itu.int avant le 3 mai 2024.")
    assert not letter.deadlines[0].doubtful
    assert letter.deadlines[0].confidence > 0.9


def test_a_wrong_weekday_is_a_doubt() -> None:
    """A weekday that is not that of its date contradicts it."""
    letter, problems = letter_of("Veuillez envoyer vos contributions le lundi 3 mai 2024 au plus tard.")
    deadline = letter.deadlines[0]
    assert deadline.doubtful == (deadline.against is not None)
    assert any("jour de la semaine" in each.message for each in problems)


def test_a_limit_during_the_event_is_less_sure() -> None:
    """A limit that falls on the event's days may be the last day of what is granted."""
    sure, _ = letter_of("Les demandes sont à envoyer avant le 3 mai 2024.")
    less, _ = letter_of("Les demandes sont à envoyer avant le 13 juin 2024.")
    assert less.deadlines[0].confidence < sure.deadlines[0].confidence


def test_days_that_the_subject_contradicts_are_a_doubt() -> None:
    """The subject line and the body must give an event the same days."""
    said = "Le Forum mondial sur la résilience des câbles se tiendra à Lisbonne du {days} juin 2024."
    same, _ = letter_of(said.format(days="12 au 14"))
    other, _ = letter_of(said.format(days="19 au 21"))
    assert not same.events[0].doubtful
    assert other.events[0].confidence < same.events[0].confidence


def test_a_week_is_short_notice() -> None:
    """A limit a few days after the letter is rarely what the letter asks."""
    body = "Veuillez envoyer vos contributions à x@itu.int avant le 3 mai 2024."
    late, _ = letter_of(body, date="30 avril 2024")
    assert late.deadlines[0].confidence < letter_of(body)[0].deadlines[0].confidence


def test_weights_are_added_exactly() -> None:
    """A fact at the threshold does not change sides with the order of a set."""
    signs = ("act", "address", "asked", "narrow", "no_year")
    assert len({score("deadline", frozenset(each)) for each in permutations(signs)}) == 1


def test_a_month_in_the_subject_holds_the_days_within_it() -> None:
    """“(novembre 2024)” in the subject line is no other day than the 5th of November."""
    said = "La Conférence des abonnés se tiendra à Lisbonne du 5 au 7 novembre 2024."
    subject = "Conférence des abonnés (novembre 2024)"
    within, _ = letter_of(said, subject=subject)
    outside, _ = letter_of(said.replace("novembre", "octobre"), subject=subject)
    assert within.events[0].confidence > outside.events[0].confidence
