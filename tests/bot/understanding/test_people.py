"""Whom the letters name is found by name, office, address and number."""

from bot.understanding.people import People, named_in, office_of
from knowledge.model import Contact
from tests.bot.drafts import Draft, registry, workshop

LETTERS = registry().letters
PEOPLE = People(LETTERS, sorted(LETTERS, key=lambda letter: str(letter.date), reverse=True))


def test_everybody_is_found_by_name() -> None:
    """What the letters say of a name is what each letter says of it, the latest first."""
    assert PEOPLE.names
    for folded, pairs in PEOPLE.named.items():
        assert all(fact in named_in(letter, folded) for letter, fact in pairs)
        dates = [str(letter.date) for letter, _ in pairs]
        assert dates == sorted(dates, reverse=True)


def test_somebody_is_found_whatever_the_accents() -> None:
    """A name is found in its letter folded."""
    assert [fact.name for fact in named_in(workshop(), "KARIM HADDAD")] == ["Karim Haddad"]


def test_an_office_is_told_once() -> None:
    """However many letters word an office alike, the latest stands for it; contacts hold none."""
    drafts = [Draft(f"CL-24/{n}", f"2024-01-0{n}") for n in (1, 2)]
    for draft, name in zip(drafts, ("Ann", "Bob"), strict=True):
        draft.signatory("Le Directeur", name, "Directeur")
    letters = [draft.letter for draft in drafts]
    ((letter, fact),) = People(letters, letters[::-1]).offices
    assert (letter.reference, fact.name) == ("CL-24/2", "Bob")
    assert not isinstance(fact, Contact)
    assert office_of(fact) == ("Directeur", "")


def test_letters_are_found_by_the_means_that_they_give() -> None:
    """An address in lower case, a number in E.164: the letters that give it, each once."""
    for letter in LETTERS:
        for contact in letter.contacts:
            for means in filter(None, (contact.phone, contact.fax, contact.email)):
                assert PEOPLE.letters_of[means.lower()].count(letter) == 1
        assert all(letter in PEOPLE.letters_of[box.address.lower()] for box in letter.mailboxes)
    assert "nobody@itu.int" not in PEOPLE.letters_of
