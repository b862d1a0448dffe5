"""Which language a short text is in."""

import pytest

from knowledge.french.language import certainly, language


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("When does the Forum take place?", "english"),
        ("I need a visa for Geneva", "english"),
        ("Hola, ¿cuándo es el foro?", "spanish"),
        ("Wann findet das Forum statt?", "german"),
        ("Quando si tiene il forum?", "italian"),
        ("Qual é o prazo?", "portuguese"),
        ("Когда состоится форум?", "russian"),
        ("متى يعقد المنتدى؟", "arabic"),
        ("论坛什么时候举行?", "chinese"),
        ("フォーラムはいつですか", "other"),
        ("Πότε είναι το φόρουμ;", "other"),
        ("Wanneer is het forum?", "dutch"),
        ("Quand a lieu le Forum du SMSI ?", "french"),
        ("x y z", None),
        ("no", None),
        ("2021 ?!", None),
        ("", None),
        ("𝐅𝐨𝐫𝐮𝐦", None),
    ],
)
def test_a_language_is_told_by_its_script_or_its_small_words(text: str, spoken: str | None) -> None:
    """A letter or two tell nothing; fancy letters are Latin all the same."""
    assert language(text) == spoken


@pytest.mark.parametrize(
    "text",
    ["que se passe-t-il en juin ?", "t'es vraiment con", "y a quoi en mai", "Le forum do SMSI", "es tu la", "hola"],
)
def test_french_on_a_phone_is_no_other_language(text: str) -> None:
    """Words that two languages write leave a doubt, and so does one word."""
    assert certainly(text) is None


@pytest.mark.parametrize(
    ("text", "spoken"), [("Quanto costa il forum?", "italian"), ("Сколько стоит WTISD 2021?", "russian")]
)
def test_a_name_in_it_does_not_make_it_french(text: str, spoken: str) -> None:
    """What is asked in another language is not guessed from the names in it."""
    assert certainly(text) == spoken
