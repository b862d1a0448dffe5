"""The pages of the report, written into a folder."""

import datetime as dt
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge.library import Library
from knowledge.model import Letter, Problem
from knowledge.report.agenda import months
from knowledge.report.doubting import doubt_marks, placed
from knowledge.report.folder import publish
from knowledge.report.highlight import Paragraph, Segment, paragraphs
from knowledge.report.marks import Kind, marks_of
from knowledge.report.names import slugs
from knowledge.report.telling import deadline_card, due, event_card, head_rows, other_cards, web_address, when
from knowledge.report.words import count, say, words
from knowledge.temporal.wording import say_day

MOST_DATES = 3  # of the events, and of the deadlines, of a letter in the list
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The text of one letter among those that a page shows: its own, then those that amend it."""

    reference: str | None  # of the letter that amends
    paragraphs: tuple[Paragraph, ...]


def write_report(folder: Path, library: Library, printed: Library) -> Path:
    """Write the report of a base (its letters in force, and as printed) and return its first page.

    Raises ForeignFolder or UnwritableReport.
    """
    site = _Site(library, printed)
    publish(folder, site.write)
    return folder / "index.html"


class _Site:
    """What all pages share."""

    def __init__(self, library: Library, printed: Library) -> None:
        self.letters = tuple(sorted(library.letters, key=_newest))
        self.printed = {letter.file: letter for letter in printed.letters}
        self.pages = slugs(letter.reference for letter in self.letters)
        self.problems = library.problems
        self.amending = {
            reference: letter for letter in self.letters for reference in letter.amended_by if reference in self.pages
        }
        self.environment = _environment()
        shared = {"words": words(), "pages": self.pages, "version": library.version}
        self.environment.globals.update(shared)

    def write(self, folder: Path) -> None:
        """Write all pages into an empty folder."""
        (folder / "letters").mkdir()
        shutil.copyfile(_HERE / "style.css", folder / "style.css")
        for letter in self.letters:
            page = folder / "letters" / f"{self.pages[letter.reference]}.html"
            self._render("letter.html.j2", page, root="../", **self._letter(letter))
        every = tuple(months(self.letters, lambda letter: self.amending.get(letter.reference)))
        kinds = [entry.kind for month in every for entry in month.entries]
        counts = {"events": len(kinds) - kinds.count(Kind.DEADLINE), "deadlines": kinds.count(Kind.DEADLINE)}
        self._render("agenda.html.j2", folder / "agenda.html", root="", months=every, **counts)
        files = {letter.file for letter in self.letters}
        refused = tuple(each for each in self.problems if each.file not in files)
        doubts = {letter.file: len(self._doubts(letter)) for letter in self.letters}
        self._render(
            "index.html.j2", folder / "index.html", root="", letters=self.letters, refused=refused, doubts=doubts
        )

    def _render(self, template: str, page: Path, **context: object) -> None:
        page.write_text(self.environment.get_template(template).render(context), "utf-8")

    def _doubts(self, letter: Letter) -> Sequence[Problem]:
        return [each for each in self.problems if each.file == letter.file]

    def _letter(self, letter: Letter) -> dict[str, object]:
        beside, apart = placed(letter, self.printed.get(letter.file, letter), self._doubts(letter))
        marks = (*marks_of(letter), *doubt_marks(beside))
        sections = tuple(self._sections(letter, paragraphs(letter, marks, beside)))
        target = self.amending.get(letter.reference)
        return {
            "letter": letter,
            "target": target and target.reference,
            "head": head_rows(letter),
            "events": [event_card(letter, place) for place in range(len(letter.events))],
            "deadlines": [deadline_card(letter, place) for place in range(len(letter.deadlines))],
            "others": other_cards(letter),
            "sections": sections,
            "beside": beside,
            "apart": apart,
            "kinds": [kind for kind in Kind if any(mark.kind is kind for mark in marks)],
            "said": {mark.fact for mark in marks},
        }

    def _sections(self, letter: Letter, every: Sequence[Paragraph]) -> Iterable[Section]:
        """Part a letter in force from the texts of the letters that amend it, which follow its own."""
        end = len(letter.text)
        found: list[tuple[str, int, int]] = []
        by_reference = {each.reference: each for each in self.printed.values()}
        for reference in reversed(letter.amended_by):
            amending = by_reference.get(reference)
            if amending and letter.text[:end].endswith(amending.text):
                start = end - len(amending.text)
                found.append((reference, start, end))
                end = start
        sections: list[tuple[str | None, int, int]] = [(None, 0, end), *reversed(found)]
        for name, start, stop in sections:
            inside = tuple(each for each in every if start <= each.span.start < stop)
            yield Section(reference=name, paragraphs=inside)


def _newest(letter: Letter) -> tuple[bool, int, str]:
    """The order of the list: the newest first, those without a date last."""
    return letter.date is None, -(letter.date or dt.date.min).toordinal(), letter.reference


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update(count=count, most=MOST_DATES, say=say)
    made.filters.update(day=say_day, address=web_address, due=due, opening=_opening, title=_title, when=when)
    return made


def _opening(text: str) -> str:
    """Return a text that begins with a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def _title(segment: Segment) -> str:
    """Return what a highlight tells of itself: the field and the rule of each mark."""
    told = (
        say(
            "title.rule" if mark.rule else "title.field",
            field=say(f"field.{mark.field}"),
            rule=mark.rule,
            confidence=round(mark.confidence * 100),
        )
        for mark in segment.marks
    )
    return say("title.join").join(dict.fromkeys(told))
