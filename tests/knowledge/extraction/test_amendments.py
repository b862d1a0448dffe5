"""A corrigendum changes the facts of the letter that it names."""

from dataclasses import replace

from knowledge.amending import amended
from knowledge.model import Letter, Status
from tests.knowledge.extraction.letters import letter_of

BASE = (
    "1 Le Forum se tiendra à Lisbonne (Portugal) du 12 au 14 juin 2024.\n\n"
    "3 Les résumés doivent parvenir à resumes@itu.int au plus tard le 26 avril 2024.\n\n"
    "4 Les demandes de bourse doivent être présentées au plus tard le 26 avril 2024, à l'adresse bourses@itu.int.\n\n"
    "5 Les demandes de visa sont à envoyer à visas@itu.int au plus tard quatre semaines avant l'ouverture du Forum."
)


def _after(body: str) -> tuple[Letter, list[str]]:
    base, _ = letter_of(BASE)
    letter, _ = letter_of(body, date="10 mars 2024", reference="Corrigendum 1 à la Lettre circulaire CL-24/9")
    letter = replace(letter, amends="CL-24/9")
    made, problems = amended(base, [letter])
    return made, [each.message for each in problems]


def _dues(letter: Letter) -> list[str]:
    return [each.due.isoformat() for each in sorted(letter.deadlines, key=lambda each: each.action)]


def test_a_replacement_is_made_in_its_paragraph() -> None:
    """“Au paragraphe 3, au lieu de …” leaves the same day of paragraph 4 as it is."""
    letter, problems = _after("Au paragraphe 3, au lieu de «26 avril 2024», lire «10 mai 2024».")
    moved = {each.reply_to: each.due.isoformat() for each in letter.deadlines}
    assert moved[("resumes@itu.int",)] == "2024-05-10"
    assert moved[("bourses@itu.int",)] == "2024-04-26"
    assert problems == []


def test_a_deed_that_is_named_is_moved() -> None:
    """“La date limite d'envoi des résumés est reportée au …” moves that deed alone and is cited for it."""
    letter, _ = _after(
        "La date limite de remise des résumés, fixée initialement au 26 avril, est reportée au 10 mai 2024."
    )
    moved = next(each for each in letter.deadlines if "résumés" in each.action)
    assert (moved.due.isoformat(), moved.was and moved.was.isoformat()) == ("2024-05-10", "2024-04-26")
    assert "reportée" in letter.cut(moved.span)


def test_limits_counted_from_an_opening_move_with_it() -> None:
    """When the event moves, what is counted from its opening follows unsaid."""
    letter, _ = _after("Le Forum, qui devait avoir lieu du 12 au 14 juin 2024, se tiendra du 19 au 21 juin 2024.")
    visa = next(each for each in letter.deadlines if "visa" in each.action)
    assert visa.due.isoformat() == "2024-05-22"
    assert letter.events[0].status is Status.CHANGED


def test_a_cancelled_event_keeps_no_deadline() -> None:
    """What hangs on a cancelled event falls with it."""
    letter, _ = _after("J'ai le regret de vous informer que le Forum est annulé.")
    assert letter.events[0].status is Status.CANCELLED
    assert letter.deadlines == ()


def test_a_mailbox_is_replaced_wherever_it_is_given() -> None:
    """“L'adresse X est remplacée par Y” changes each reply."""
    letter, _ = _after("L'adresse resumes@itu.int est remplacée par forum@itu.int.")
    assert ("forum@itu.int",) in {each.reply_to for each in letter.deadlines}


def test_what_is_not_there_is_told_on_both_letters() -> None:
    """Words that the letter does not hold move nothing and are a doubt on both."""
    letter, problems = _after("Au paragraphe 3, au lieu de «2 mai 2024», lire «10 mai 2024».")
    assert _dues(letter) == _dues(letter_of(BASE)[0])
    assert len(problems) == 2
