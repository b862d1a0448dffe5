"""What an operator lays beside a letter overrides what was read, and is told as a correction."""

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from knowledge import store
from knowledge.__main__ import main
from knowledge.building import build
from knowledge.correcting import RULE, correct
from knowledge.corrections import read_sheet
from knowledge.documents import markdown
from knowledge.documents.file import Limits
from knowledge.extraction.reader import read_letter
from knowledge.model import Letter, Status

DATA = Path(__file__).parents[1] / "data" / "letters"
TEXT = (DATA / "cl-24-33-sommet-jeunesse.md").read_text("utf-8")


@pytest.fixture(scope="module")
def letter() -> Letter:
    """Return a letter as read: a summit of three days, two deadlines, one contact."""
    return read_letter(markdown.read(TEXT, "a.md"), doubtful_below=0.6)[0]


def corrected(letter: Letter, toml: str) -> Letter:
    """Return a letter with corrections in which there is no fault."""
    sheet, faults = read_sheet(toml.encode(), "a.toml")
    made, misfits = correct(letter, sheet)
    assert (faults, misfits) == ((), ())
    return made


def faults(letter: Letter, toml: str) -> list[str]:
    """Return the faults of corrections, of their form and of what they mean."""
    sheet, wrong = read_sheet(toml.encode(), "a.toml")
    return [str(fault) for fault in (*wrong, *correct(letter, sheet)[1])]


def test_header(letter: Letter) -> None:
    """A field of the header is overridden, stands where the letter says it, and an empty one is forgotten."""
    made = corrected(letter, 'date = 2024-05-09\nplace = ""\naddressees = ["Aux Membres de Secteur"]')
    assert (made.date, made.place, made.addressees) == (dt.date(2024, 5, 9), None, ("Aux Membres de Secteur",))
    assert made.evidence[0].rule == RULE
    assert made.cut(made.where("date")) == letter.cut(letter.where("date"))
    told = made.corrections[0]
    assert (told.field, told.before, told.after) == ("date", "2024-05-08", "2024-05-09")


def test_deadline_that_the_letter_says_elsewhere(letter: Letter) -> None:
    """A day that the letter prints is cited from the sentence that prints it."""
    made = corrected(letter, '[[deadlines]]\nreplaces = "2024-06-28"\ndue = 2024-10-15\ninclusive = false')
    deadline = next(each for each in made.deadlines if each.due == dt.date(2024, 10, 15))
    assert made.cut(deadline.span) == "Le Secrétariat annoncera les noms des orateurs avant le 15 octobre 2024."
    assert not deadline.inclusive


def test_deadline_that_the_letter_does_not_say(letter: Letter) -> None:
    """A day that the letter does not print is cited by the sentence that it corrects."""
    made = corrected(letter, '[[deadlines]]\nreplaces = "2024-06-28"\ndue = 2024-06-27')
    deadline = next(each for each in made.deadlines if each.due == dt.date(2024, 6, 27))
    assert "vendredi 28 juin 2024" in made.cut(deadline.span)
    assert [each.rule for each in deadline.evidence if each.field == "due"] == [RULE]


def test_event(letter: Letter) -> None:
    """An event is changed by its name, field by field; the others keep what was read."""
    name = letter.events[0].name
    toml = f'[[events]]\nreplaces = "{name.upper()}"\nend = "2024-11"\nstart_time = 09:30:00\nmode = "hybrid"'
    event = corrected(letter, toml).events[0]
    assert event.end is not None
    assert event.start_time is not None
    assert (event.end.iso, event.start_time.hour, event.mode, event.start) == (
        "2024-11",
        9,
        "hybrid",
        letter.events[0].start,
    )


def test_added_and_removed(letter: Letter) -> None:
    """Without `replaces` a fact is added, on the words that it quotes; with `remove` one is taken away."""
    made = corrected(
        letter,
        '[[events]]\nname = "Journée des entrepreneurs"\nstart = 2024-11-17\nquote = "Une journée consacrée"\n'
        '[[contacts]]\nreplaces = "youth@itu.int"\nremove = true\n',
    )
    event = made.events[-1]
    assert (event.status, made.cut(event.span)[:22]) == (Status.PLANNED, "Une journée consacrée ")
    assert len(made.events) == len(letter.events) + 1
    assert len(made.contacts) == len(letter.contacts) - 1
    assert [(each.before is None, each.after is None) for each in made.corrections] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("date = ", ["TOML"]),
        ("date = 2024-13", ["TOML"]),
        ('titre = "x"', ["titre", "subject"]),
        ('date = "hier"', ["date", "'hier'"]),
        ("events = 3", ["events"]),
        ('[[events]]\nstart = "hier"\nmode = "zoom"', ["events.1.start", "events.1.mode", "virtual", "events.1.name"]),
        ("[[deadlines]]\ndue = 2024-06-27", ["deadlines.1.inclusive", "deadlines.1.action"]),
        ('[[deadlines]]\nreplaces = "2024-06-29"\ndue = 2024-06-27', ["deadlines.1.replaces", "2024-06-28"]),
        ('[[events]]\nname = "x"\nquote = "une phrase absente"', ["events.1.quote"]),
        ('reference = ""', ["reference"]),
        ('[[contacts]]\nreplaces = "nobody"\n[[events]]\nnome = "x"', ["contacts.1.replaces", "events.1.nome"]),
    ],
)
def test_faults(letter: Letter, toml: str, told: list[str]) -> None:
    """Every fault is told, with the file and the key."""
    found = " ".join(faults(letter, toml))
    assert "a.toml" in found
    assert [each for each in told if each not in found] == []


def test_in_a_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A correction holds through rebuilds and is shown; a bad one is a problem, the letter kept as read."""
    folder, database = tmp_path / "letters", tmp_path / "base.db"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT, "utf-8")
    beside = folder / "a.toml"
    beside.write_text('[[deadlines]]\nreplaces = "2024-06-28"\ndue = 2024-06-27\n', "utf-8")
    for _ in range(2):
        report = build((folder,), database, Limits())
        assert (report.refused, report.doubts) == ((), ())
        assert dt.date(2024, 6, 27) in {each.due for each in store.load(database).letters[0].deadlines}
    for command in (["show", "CL-24/33"], ["check"]):
        main([*command, "--database", str(database)])
        out = capsys.readouterr().out.casefold()
        assert "corrigé par l'exploitant" in out
        assert "2024-06-28 → 2024-06-27" in out
    beside.write_text('[[deadlines]]\nreplaces = "2024-06-28"\ndue = "bientôt"\nquoi = 1\n', "utf-8")
    report = build((folder,), database, Limits())
    (problem,) = report.doubts
    assert "deadlines.1.quoi" in problem.message
    assert dt.date(2024, 6, 28) in {each.due for each in store.load(database).letters[0].deadlines}
    beside.unlink()
    assert build((folder,), database, Limits()).doubts == ()


def test_a_later_letter_has_the_last_word(tmp_path: Path) -> None:
    """A corrigendum that changes what a correction had replaced prevails over it."""
    for name in ("circ-tsb-214-atelier-5g", "corrigendum-1-circ-tsb-214"):
        (tmp_path / f"{name}.md").write_bytes((DATA / f"{name}.md").read_bytes())
    text = (tmp_path / "circ-tsb-214-atelier-5g.md").read_text("utf-8")
    printed = read_letter(markdown.read(text, "a.md"), doubtful_below=0.6)[0]
    toml = f'[[events]]\nreplaces = "{printed.events[0].name}"\nstart = 2024-05-13\ntheme = "Autre chose"\n'
    (tmp_path / "circ-tsb-214-atelier-5g.toml").write_text(toml, "utf-8")
    build((tmp_path,), tmp_path / "base.db", Limits())
    event = store.load(tmp_path / "base.db").letters[0].events[0]
    assert event.start is not None
    assert (event.start.iso, event.theme) == ("2024-05-21", "Autre chose")


def test_deadlines_follow_the_name_of_their_event(letter: Letter) -> None:
    """An event that gets another name keeps its deadlines."""
    name = letter.events[0].name
    made = corrected(letter, f'[[events]]\nreplaces = "{name}"\nname = "Sommet de Kigali"')
    before = [each.event == name for each in letter.deadlines]
    assert any(before)
    assert [each.event == "Sommet de Kigali" for each in made.deadlines] == before


def test_corrections_that_cannot_apply(tmp_path: Path) -> None:
    """Corrections that are a folder, too large or of no letter are told, and no letter is lost for them."""
    for name in ("a", "b"):
        (tmp_path / f"{name}.md").write_text(TEXT.replace("CL-24/33", f"CL-24/{name}3"), "utf-8")
    (tmp_path / "a.toml").mkdir()
    (tmp_path / "b.toml").write_bytes(b'subject = "' + b"x" * 20_000 + b'"')
    (tmp_path / "c.toml").write_text('subject = "x"', "utf-8")
    report = build((tmp_path,), tmp_path / "base.db", Limits(file=10_000))
    told = {problem.file: problem.message for problem in report.doubts}
    assert report.count == 2
    assert [("a.toml" in told["a.md"]), ("b.toml" in told["b.md"]), "pas de lettre" in told["c.toml"]] == [True] * 3


def test_what_a_correction_contradicts(tmp_path: Path, letter: Letter) -> None:
    """The operator's facts are doubted as those that were read."""
    (tmp_path / "a.md").write_text(TEXT, "utf-8")
    name = letter.events[0].name
    (tmp_path / "a.toml").write_text(f'[[events]]\nreplaces = "{name}"\nend = 2024-11-02\n', "utf-8")
    messages = [problem.message for problem in build((tmp_path,), tmp_path / "base.db", Limits()).doubts]
    assert any("avant de commencer" in message for message in messages)


def test_a_doubt_that_is_confirmed(letter: Letter) -> None:
    """`confirmed` takes the doubt away, and tells of no other value."""
    doubted = replace(
        letter, deadlines=tuple(replace(each, doubtful=True, confidence=0.4) for each in letter.deadlines)
    )
    due = letter.deadlines[0].due.isoformat()
    made = corrected(doubted, f'[[deadlines]]\nreplaces = "{due}"\nconfirmed = true')
    assert [each.doubtful for each in made.deadlines] == [False] + [True] * (len(letter.deadlines) - 1)
    assert [each.overrides for each in made.corrections] == [False]


def test_a_doubt_whose_value_is_corrected(letter: Letter) -> None:
    """Saying what is right settles a doubt; saying whom it concerns does not."""
    doubted = replace(letter, deadlines=tuple(replace(each, doubtful=True) for each in letter.deadlines[:1]))
    due = letter.deadlines[0].due.isoformat()
    assert not corrected(doubted, f'[[deadlines]]\nreplaces = "{due}"\ndue = 2024-06-27').deadlines[0].doubtful
    assert corrected(doubted, f'[[deadlines]]\nreplaces = "{due}"\naudience = "tous"').deadlines[0].doubtful


def test_tables_are_applied_in_their_order(letter: Letter) -> None:
    """A later table may name a fact as it was read or as an earlier one made it; what is gone stays gone."""
    due = letter.deadlines[0].due.isoformat()
    first = f'[[deadlines]]\nreplaces = "{due}"\ndue = 2024-06-27\n'
    for name in (due, "2024-06-27"):
        made = corrected(letter, f'{first}[[deadlines]]\nreplaces = "{name}"\ndue = 2024-06-20')
        assert made.deadlines[0].due == dt.date(2024, 6, 20)
    gone = f'[[deadlines]]\nreplaces = "{due}"\nremove = true\n'
    assert len(corrected(letter, gone * 2).deadlines) == len(letter.deadlines) - 1


def test_french_keys(letter: Letter) -> None:
    """A key may be written in French, and so may a choice."""
    name = letter.events[0].name
    toml = f'lieu = "Genève"\n[[evenements]]\nremplace = "{name}"\nforme = "hybride"\nfin = 2024-11-30'
    made = corrected(letter, toml)
    assert (made.place, made.events[0].mode) == ("Genève", "hybrid")


def test_a_part_of_an_event(letter: Letter) -> None:
    """A part is added to its event, moved, and taken away by its name."""
    name = letter.events[0].name
    added = f'[[parts]]\nevent = "{name}"\nname = "réunion préparatoire"\nstart = 2024-11-11\n'
    event = corrected(letter, added).events[0]
    assert event.parts[-1].name == "réunion préparatoire"
    moved = corrected(letter, added + '[[parts]]\nreplaces = "réunion préparatoire"\nstart = 2024-11-12')
    start = moved.events[0].parts[-1].start
    assert start is not None
    assert start.iso == "2024-11-12"
    gone = corrected(letter, added + '[[parties]]\nremplace = "réunion préparatoire"\nsupprimer = true')
    assert len(gone.events[0].parts) == len(letter.events[0].parts)


def test_a_note_and_a_true_reference(letter: Letter) -> None:
    """A note is kept beside the facts; a reference that is given is no longer provisional."""
    toml = f'reference = "{letter.reference}"\n[[notes]]\nquestion = "Combien coûte l\'inscription ?"\ntexte = "Rien."'
    made = corrected(replace(letter, provisional=True), toml)
    assert (made.notes[0].text, made.provisional) == ("Rien.", False)
