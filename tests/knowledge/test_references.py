"""References are told apart by their code, however people write it."""

import pytest

from knowledge.library import Library
from knowledge.model import Letter
from knowledge.references import reference_key

SAME = (
    ("Circulaire BDT/IPD/064", "bdt/ipd/64"),
    ("Circulaire TSB 214", "tsb214"),
    ("CIRCULAIRE N° 4127", "n°4127"),
    ("N° 0347/CEMAC/CC/DIDD/2019", "347 / cemac / cc / didd / 2019"),
    ("Corrigendum 1 à la Lettre circulaire CL-27/8", "corrigendum 1 au CL-27/08"),
    ("note de service n° 2026-021", "Réf. : note de service 2026-021"),
)


@pytest.mark.parametrize(("printed", "typed"), SAME)
def test_a_letter_is_found_as_people_write_its_reference(printed: str, typed: str) -> None:
    """Kind of letter, case, spaces, "n°" and leading zeros are free."""
    letter = Letter(file="a.md", text="", reference=printed)
    assert Library(letters=(letter,)).letter(typed) is letter


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CL-21/2", "CL-21/20"),
        ("CL-21/4", "CL-22/4"),
        ("Corrigendum 1 à la CL-27/8", "CL-27/8"),
        ("CR/517", "CACE/517"),
    ],
)
def test_other_codes_are_other_letters(one: str, other: str) -> None:
    """No figure and no letter of a code is free."""
    assert reference_key(one) != reference_key(other)
