"""The pages of the report, written into a folder."""

import datetime as dt
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from knowledge.doubtful import doubts, remedies
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

MOST_COMING = 8  # entries that the first page opens on
MOST_DATES = 3  # of the events, and of the deadlines, of a letter in the list
_HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The text of one letter among those that a page shows: its own, then those that amend it."""

    reference: str | None  # of the letter that amends
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """What a report shows besides the base."""

    today: dt.date | None = None  # the day that it opens on; None: none
    originals: Mapping[str, Path] = field(default_factory=dict)  # the files of the letters, by their names


@dataclass(frozen=True, slots=True, kw_only=True)
class ToConfirm:
    """A doubt, and the tables of a NAME.toml that settle it."""

    letter: Letter
    quote: str
    toml: str  # the name of that file
    right: str
    none: str


def write_report(folder: Path, library: Library, printed: Library, beside: Beside = Beside()) -> Path:
    """Write the report of a base (its letters in force, and as printed) and return its first page.

    Raises ForeignFolder or UnwritableReport.
    """
    site = _Site(library, printed, beside)
    publish(folder, site.write)
    return folder / "index.html"


class _Site:
    """What all pages share."""

    def __init__(self, library: Library, printed: Library, beside: Beside) -> None:
        self.beside = beside
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
        originals = dict(self._originals(folder))
        shutil.copyfile(_HERE / "style.css", folder / "style.css")
        for letter in self.letters:
            page = folder / "letters" / f"{self.pages[letter.reference]}.html"
            original = originals.get(letter.reference)
            self._render("letter.html.j2", page, root="../", original=original, **self._letter(letter))
        every = tuple(months(self.letters, lambda letter: self.amending.get(letter.reference)))
        kinds = [entry.kind for month in every for entry in month.entries]
        counts = {"events": len(kinds) - kinds.count(Kind.DEADLINE), "deadlines": kinds.count(Kind.DEADLINE)}
        today = self.beside.today
        coming = [each for month in every for each in month.entries if today and each.day and each.day >= today]
        self._render("agenda.html.j2", folder / "agenda.html", root="", months=every, next=coming[:1], **counts)
        files = {letter.file for letter in self.letters}
        refused = tuple(each for each in self.problems if each.file not in files)
        counted = {letter.file: len(self._doubts(letter)) for letter in self.letters}
        told = {"letters": self.letters, "refused": refused, "doubts": counted, "confirm": tuple(self._to_confirm())}
        awaited = {each.reference for each in coming}
        shown = coming[:MOST_COMING]
        self._render("index.html.j2", folder / "index.html", root="", coming=shown, awaited=awaited, **told)

    def _originals(self, folder: Path) -> Iterator[tuple[str, str]]:
        """Copy the files of the letters; yield the reference of each and where its copy is."""
        for letter in self.letters:
            file = self.beside.originals.get(letter.file)
            if file is not None and file.is_file():
                (folder / "originals").mkdir(exist_ok=True)
                name = f"originals/{self.pages[letter.reference]}{file.suffix.lower()}"
                shutil.copyfile(file, folder / name)
                yield letter.reference, name

    def _to_confirm(self) -> Iterator[ToConfirm]:
        for letter in self.letters:
            for doubt in doubts(letter, tuple(self._doubts(letter))):
                right, none = remedies(doubt)
                toml = Path(letter.file).with_suffix(".toml").name
                yield ToConfirm(letter=letter, quote=doubt.quote, toml=toml, right=right, none=none)

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
