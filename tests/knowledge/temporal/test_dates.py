"""Expressions answered to programs and explained to people."""

import json

import pytest

from knowledge.errors import BadLine
from knowledge.temporal.dates import answer_jsonl, explain
from tests.knowledge.temporal.corpora import instant

NOW = instant("2021-02-15")


def _answer(**asked: object) -> dict[str, object]:
    (line,) = answer_jsonl([json.dumps(asked)], NOW)
    answer: dict[str, object] = json.loads(line)
    return answer


def test_a_line_is_answered_by_a_line() -> None:
    """The answer has the id, both bounds, their openness, the grain and the rule."""
    assert _answer(id="d1", text="avant le 1er mars 2021") == {
        "id": "d1",
        "start": None,
        "end": "2021-03-01",
        "start_inclusive": True,
        "end_inclusive": False,
        "grain": "day",
        "rule": "before",
    }


def test_what_holds_no_date_is_answered_by_nulls() -> None:
    """A text without a date is an answer too."""
    answer = _answer(id="d2", text="la 5G")
    assert answer.pop("id") == "d2"
    assert set(answer.values()) == {None}


def test_a_line_may_bring_its_own_now() -> None:
    """The now of a line wins over that of the command; a bare date is nine in the morning."""
    assert _answer(id=1, text="demain")["start"] == "2021-02-16"
    assert _answer(id=1, text="demain", now="2021-12-31")["start"] == "2022-01-01"
    assert _answer(id=1, text="dans 2 heures", now="2021-12-31")["start"] == "2021-12-31T11:00"


def test_empty_lines_are_skipped() -> None:
    """Blank lines between objects are no fault."""
    assert len(list(answer_jsonl(["\n", '{"id": 1, "text": "demain"}\n', "  \n"], NOW))) == 1


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[1]",
        "5",
        "null",
        '{"id": 1}',
        '{"id": 1, "text": 5}',
        '{"id": 1, "text": null}',
        '{"id": 1, "text": "demain", "now": "hier"}',
        '{"id": 1, "text": "hier", "now": "0001-01-01"}',
        '{"id": 1, "text": "demain", "now": "9999-12-31"}',
        "[" * 100_000,
        '{"id": 1' + "1" * 5_000 + ', "text": "demain"}',
    ],
    ids=lambda line: line[:45],
)
def test_a_bad_line_is_one_sentence_with_its_number(line: str) -> None:
    """A line that is no object, or lacks its text, is told with its number and what to write."""
    lines = ['{"id": 0, "text": "demain"}', line]
    with pytest.raises(BadLine, match=r"^Ligne 2 : .*« text »"):
        list(answer_jsonl(lines, NOW))


@pytest.mark.parametrize(
    "line",
    [
        '\ufeff{"id": 1, "text": "le 17 mai 2021"}',
        '{"id": "\\ud800", "text": "le 17 mai 2021"}',
        '{"id": null, "text": "le 17 mai 2021 \\ud800\\u0000"}',
        '{"id": {"a": [1]}, "text": "\\u202e17 mai 2021", "now": null}',
        '{"id": 1, "text": "le \\u0661\\u0667 mai \\u0662\\u0660\\u0662\\u0661"}',
        '{"id": 1, "text": "\\uff11\\uff17 mai 2021", "now": ""}',
    ],
)
def test_an_odd_line_is_answered(line: str) -> None:
    """Marks, halves of characters, other figures and a null now change nothing; what is answered can be printed."""
    (said,) = answer_jsonl([line], NOW)
    assert said.encode()
    assert json.loads(said)["start"] == "2021-05-17"


def test_an_expression_is_explained_with_rule_span_and_convention() -> None:
    """People see what was read, the rule, the place and the convention that decided."""
    said = explain("rendez-vous le 03/04/2021", NOW)
    assert "le samedi 3 avril 2021" in said
    assert "numeric date" in said
    assert "jour, mois, année" in said
    assert "15 à 25" in said


def test_recurrences_and_nothing_are_explained() -> None:
    """What comes back, and what holds no date, is told so."""
    assert "Ce qui revient" in explain("chaque mardi", NOW)
    assert explain("la 5G", NOW) == "Aucune date dans ce texte."


def test_a_contradiction_is_explained() -> None:
    """A weekday that contradicts its date is told."""
    assert "contredit" in explain("mardi 17 mai 2021", NOW)


@pytest.mark.parametrize("text", ["17 de mayo de 2021", "May 17 2021", "17 maggio 2021", "17. Mai 2021."])
def test_whole_dates_of_other_languages_are_read(text: str) -> None:
    """A text that is one date of a neighbour language is read as that day."""
    assert _answer(id=1, text=text)["start"] == "2021-05-17"
